import { fill } from '../../practices/wording.ts';
import { texts } from '../texts.ts';

/** One thing that was looked at. */
export interface Finding {
  /** Stable, for scripts. */
  readonly name: string;
  /** `good`; `heed`: a look is worth it; `bad`: something does not work. */
  readonly state: 'good' | 'heed' | 'bad';
  /** What was found and, where it is not good, what to do. */
  readonly text: string;
}

/** A finding in the words of the catalogue, named after them. */
export function finding(
  state: Finding['state'],
  words: keyof typeof texts & `doctor.${string}`,
  gaps: Readonly<Record<string, string | number>> = {},
): Finding {
  return { name: words.slice('doctor.'.length), state, text: fill(texts[words], gaps) };
}
