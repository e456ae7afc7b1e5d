import type { Id } from '../../../bytes/id.ts';
import type { Version } from '../../../cell/decision.ts';
import type { Power } from '../../../cell/power.ts';
import { hasSeen } from '../../../log/past.ts';

/** How many rounds had been opened before a version's, in its past. It never changes, so it is counted once. */
const counted = new WeakMap<Version, number>();

function roundsBefore(version: Version, versions: ReadonlyMap<Id, Version>): number {
  const known = counted.get(version);
  if (known !== undefined) return known;
  let count = 0;
  for (const { entry } of versions.values()) if (hasSeen(version.entry, entry)) count++;
  counted.set(version, count);
  return count;
}

/**
 * The order in which a round goes around the table, alike for everybody: people sit as they came into the cell, founders first, and each round begins one seat
 * further than the one before it, so that nobody is first or last for ever. Whoever proposed it has spoken already and comes last.
 * @param asked those who are asked @param versions all of the cell
 */
export function orderOfRound(version: Version, asked: readonly Id[], power: Power, versions: ReadonlyMap<Id, Version>): Id[] {
  const members = [...(power.charterOf(version.entry)?.members.values() ?? [])].sort((a, b) => a.since - b.since);
  const table = members.map(({ id }) => id).filter((member) => asked.includes(member));
  const others = table.filter((member) => member !== version.proposer);
  const first = others.length === 0 ? 0 : roundsBefore(version, versions) % others.length;
  return [...others.slice(first), ...others.slice(0, first), ...table.filter((member) => member === version.proposer)];
}

/** Whose turn it is, and who comes after them: those not heard, as they sit; whoever said "later" after those who did not. @param laters how often each did */
export function turnsOf(order: readonly Id[], unheard: readonly Id[], laters: ReadonlyMap<Id, number>): Id[] {
  const waits = order.filter((member) => unheard.includes(member));
  const put = (member: Id): number => laters.get(member) ?? 0;
  return waits.sort((a, b) => put(a) - put(b) || order.indexOf(a) - order.indexOf(b));
}
