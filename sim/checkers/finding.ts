/** What a checker found wrong: the name of the invariant that does not hold, and where. */
export interface Finding {
  readonly invariant: string;
  readonly what: string;
}

/** The first place in which two texts differ, with what stands around it there. */
export function firstDifference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const from = Math.max(0, at - 200);
  return `${JSON.stringify(one.slice(from, at + 120))} against ${JSON.stringify(other.slice(from, at + 120))}`;
}
