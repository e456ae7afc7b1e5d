import { type Id, isId } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';

/** How many letters of an id a person has to type. */
const LEAST_LETTERS = 4;

/**
 * The id that a person means by its first letters.
 * @param typed lower-case @param known what can be meant, by id. Refuses `id-too-short`, `id-unknown`, `id-ambiguous`
 */
export function findId(typed: string, known: ReadonlyMap<Id, unknown>): Verdict<Id> {
  if (isId(typed)) return known.has(typed) ? accept(typed) : refuse('id-unknown');
  if (typed.length < LEAST_LETTERS) return refuse('id-too-short');
  let found: Id | null = null;
  for (const id of known.keys()) {
    if (!id.startsWith(typed)) continue;
    if (found !== null) return refuse('id-ambiguous');
    found = id;
  }
  return found === null ? refuse('id-unknown') : accept(found);
}
