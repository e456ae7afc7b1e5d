import type { Cbor } from '../../src/bytes/cbor.ts';
import { contentOf, hexOf, type PlainEntry } from './reading.ts';

/** What somebody can answer by consent; a question is no answer. */
const RESPONSES: readonly string[] = ['consent', 'concern', 'stand-aside', 'object'];
/** What somebody can say by consensus. */
const STANCES: readonly string[] = ['agree', 'abstain', 'disagree', 'block'];

/** How a method is called. @param method as it stands in a proposal */
export function methodName(method: Cbor | undefined): string {
  return String(Array.isArray(method) ? method[0] : method);
}

/** Whether what is decided by a method may take effect: only where whoever objects holds it up. */
export function carriesEffects(method: Cbor | undefined): boolean {
  return ['consent', 'consensus'].includes(methodName(method));
}

/** What an entry says to a version that may take effect: an objection, or what is none. Null where it is no answer to it. @param method of the version */
export function answerIn(entry: PlainEntry, version: string, method: Cbor | undefined): 'object' | 'no objection' | null {
  const [kind, said, holdsUp] =
    methodName(method) === 'consent' ? (['respond', RESPONSES, 'object'] as const) : (['vote', STANCES, 'block'] as const);
  const [to, what, reason] = contentOf(entry, kind) ?? [];
  if (hexOf(to) !== version || !entry.past.has(version) || !said.includes(what as string)) return null;
  if (what !== holdsUp) return 'no objection';
  return (reason as string).trim() === '' ? null : 'object';
}

/** The version that an entry answers. */
export function answered(entry: PlainEntry): string {
  return hexOf((contentOf(entry, 'respond') ?? contentOf(entry, 'vote'))?.[0]);
}
