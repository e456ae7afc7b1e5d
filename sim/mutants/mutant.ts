/** A text of the product, and what stands there instead. */
export interface Change {
  readonly file: string;
  /** The exact text, which has to stand in the file once. */
  readonly text: string;
  readonly instead: string;
}

/** Something that is taken out of the product on purpose, and what has to notice. */
export interface Mutant extends Change {
  /** What it takes out: a rule of design/charter.md, an invariant's defence or an attack's. */
  readonly takesOut: string;
  /** What goes with it, where either of them would do. */
  readonly and?: readonly Change[];
  /** Test files, tried in turn until one fails; or `seed N`: the world of that seed. */
  readonly noticedBy: readonly string[];
}

/** All that a mutant changes. */
export function changesOf(mutant: Mutant): readonly Change[] {
  return [mutant, ...(mutant.and ?? [])];
}

/** The file without what is taken out of it. Throws where the text does not stand there once: then the mutant is out of date. */
export function mutate(source: string, { file, text, instead }: Change): string {
  const parts = source.split(text);
  if (parts.length !== 2) throw new Error(`the text of a mutant stands ${parts.length - 1} times in ${file}: ${text}`);
  return parts.join(instead);
}
