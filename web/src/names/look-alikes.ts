import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import type { TextKey } from '../texts/catalogue.ts';
import { type Say, useWords } from '../texts/words.tsx';
import { areAlike, isOfSeveralAlphabets } from './skeleton.ts';

type Person = Output<'people'>[number];

/** Words that stand where names stand, or that lead somewhere: whoever is called so could speak as if they were Moot. */
const OWN_WORDS = [
  'moot',
  'talk.you',
  'talk.everyone',
  'shell.today',
  'shell.talk',
  'shell.decisions',
  'shell.people',
  'shell.status',
  'shell.settings',
  'shell.more',
] as const satisfies readonly TextKey[];

/** What may deceive about a name: it looks like another's, like a word of Moot's, or is written in letters of several alphabets. */
export type Deception = { readonly kind: 'alike'; readonly other: string } | { readonly kind: 'own-word' | 'alphabets' };

/** What may deceive about a name; null: nothing. @param others names that are told apart from it */
function deceptionOf(name: string, others: readonly string[], say: Say): Deception | null {
  const other = others.find((one) => areAlike(one, name));
  if (other !== undefined) return { kind: 'alike', other };
  if (OWN_WORDS.some((key) => areAlike(say(key), name))) return { kind: 'own-word' };
  return isOfSeveralAlphabets(name) ? { kind: 'alphabets' } : null;
}

/** What may deceive about the names of people, by their ids. Whoever asks to join is compared with all who are in, and they not with them. */
function deceptionsOf(people: readonly Person[], say: Say): ReadonlyMap<string, Deception> {
  const found = new Map<string, Deception>();
  for (const { id, name } of people) {
    const others = people.filter((person) => person.id !== id && person.state !== 'waiting').map((person) => person.name);
    const deception = deceptionOf(name, others, say);
    if (deception !== null) found.set(id, deception);
  }
  return found;
}

const found = new WeakMap<readonly Person[], ReadonlyMap<string, Deception>>();
const NOBODY: ReadonlyMap<string, Deception> = new Map();

/** What may deceive about the names of people in this cell, by their ids: looked for once, however many names are shown. Words do not change while the page is open. */
export function useDeceptions(): ReadonlyMap<string, Deception> {
  const say = useWords();
  const { data: people } = useOperation('people', {});
  if (people === undefined) return NOBODY;
  const known = found.get(people) ?? deceptionsOf(people, say);
  found.set(people, known);
  return known;
}
