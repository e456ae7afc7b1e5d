/** Something that is taken out of the product on purpose, and what has to notice. */
export interface Mutant {
  /** What it takes out: a rule of design/charter.md, an invariant's defence or an attack's. */
  readonly takesOut: string;
  readonly file: string;
  /** The exact text, which has to stand in the file once. */
  readonly text: string;
  readonly instead: string;
  /** Test files, tried in turn until one fails; or `seed N`: the world of that seed. */
  readonly noticedBy: readonly string[];
}

/** The file without what the mutant takes out. Throws where the text does not stand there once: then the mutant is out of date. */
export function mutate(source: string, { takesOut, file, text, instead }: Mutant): string {
  const parts = source.split(text);
  if (parts.length !== 2) throw new Error(`${takesOut}: the text stands ${parts.length - 1} times in ${file}: ${text}`);
  return parts.join(instead);
}
