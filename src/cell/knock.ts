import { encodeCbor } from '../bytes/cbor.ts';
import { compareEntries } from '../log/order.ts';
import { admit } from './admit.ts';
import { currentVersion, type Proposal, type Version } from './decision.ts';
import type { Power } from './power.ts';

/** What a proposal asks about somebody who wants to join, as bytes: the same at each door at which they knocked. Null for other proposals. */
function knockOf(proposal: Proposal): string | null {
  const { effects, content } = currentVersion(proposal);
  const isKnock = effects.ok && effects.value.some(({ kind }) => kind.action.kind === admit.action.kind);
  return isKnock ? encodeCbor([...content.effects]).toHex() : null;
}

/**
 * Proposals as people see them, in their order. Of those that ask the very same about somebody who wants to join only one is among them: who knocks at several doors at once is proposed at each. It is the
 * one that is decided; else of those that are not taken back the one that most have answered, and of these the first in the order of entries. So it follows from the set of entries, and answers gather at
 * one. Nothing is taken from the others: whoever finds them can answer them, and they decide like any other.
 */
export function withoutDoubles(proposals: Iterable<Proposal>, power: Power): Proposal[] {
  const all = [...proposals];
  const byKnock = Map.groupBy(all, knockOf);
  byKnock.delete(null);
  const isDecided = ({ versions }: Proposal): number => Number(versions.some(({ id }) => power.certificates(id).length > 0));
  const isOpen = ({ withdrawn }: Proposal): number => Number(withdrawn === null);
  const answered = (proposal: Proposal): number => currentVersion(proposal).answers.size;
  const first = ({ everyVersion: [version] }: Proposal) => (version as Version).entry;
  const inTurn = (a: Proposal, b: Proposal): number =>
    isDecided(b) - isDecided(a) || isOpen(b) - isOpen(a) || answered(b) - answered(a) || compareEntries(first(a), first(b));
  const doubles = new Set([...byKnock.values()].flatMap((same) => same.sort(inTurn).slice(1)));
  return all.filter((proposal) => !doubles.has(proposal));
}
