/** What a check says: the value, or why there is none. Bad data from outside is a value, never an exception. */
export type Verdict<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** The good verdict. */
export function accept<T>(value: T): Verdict<T> {
  return { ok: true, value };
}

/** The bad verdict; `reason` is a stable name in kebab case that tests and message catalogues go by. */
export function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

/** For what only a mistake in the program can break: throws with `expectation` when `condition` does not hold. */
export function assert(condition: boolean, expectation: string): asserts condition {
  if (!condition) throw new Error(`expected ${expectation}`);
}
