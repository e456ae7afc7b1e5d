import type { Id } from '../../src/bytes/id.ts';
import { kindOf } from '../../src/cell/action.ts';
import { circleIdOf, foundCircle, joinCircle, leaveCircle } from '../../src/cell/circle.ts';
import type { Entry } from '../../src/log/chain.ts';
import { type CircleId, WHOLE_CELL } from '../../src/log/lane.ts';
import { hasSeen } from '../../src/log/past.ts';
import type { Inside } from '../inside.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I8 CirclesAreShutToOthers';

/** What everybody can read of a circle in the record, without asking who is in it. */
interface Plain {
  /** Everybody who was there from the beginning, and for whom any of these ever said a word, and so on. */
  readonly ever: Set<Id>;
  readonly words: Map<Id, Entry[]>;
  readonly leaves: Map<Id, Entry[]>;
}

/**
 * I8 CirclesAreShutToOthers: whoever was never meant to be in a circle holds no key of it and can read nothing that was written in it; whoever left, and is not asked back, reads
 * nothing that was written when that was known.
 */
export function checkCirclesAreShutToOthers(all: readonly Inside[]): Finding[] {
  const findings: Finding[] = [];
  for (const { device, seat } of all) {
    const { cell, record } = seat;
    const circles = plainCircles(
      record.scope('record').flatMap(({ entries }) => entries),
      (entry) => cell.memberOf(entry),
    );
    const person = seat.person ?? '';
    const entries = [...record.chains()].flatMap((chain) => chain.entries);
    const find = (what: string) => findings.push({ invariant: INVARIANT, what: `${device.name} ${what}` });
    for (const [circle, plain] of circles) {
      const isStranger = !plain.ever.has(person);
      if (isStranger && record.keys.all().some((epoch) => epoch.circle === circle))
        find(`has a key of the circle ${circle}, and was never in it`);
      const leaves = (plain.words.get(person) ?? []).length > 0 ? [] : (plain.leaves.get(person) ?? []);
      for (const entry of entries) {
        if (entry.circle !== circle || kindOf(entry.action) === undefined) continue;
        if (isStranger) find(`reads ${entry.id.slice(0, 8)} of the circle ${circle}, and was never in it`);
        else if (leaves.some((left) => hasSeen(entry, left)))
          find(`reads ${entry.id.slice(0, 8)}, which was written after they had left the circle`);
      }
    }
  }
  return findings;
}

function plainCircles(entries: readonly Entry[], authorOf: (entry: Entry) => Id | undefined): Map<CircleId, Plain> {
  const circles = new Map<CircleId, Plain>();
  for (const entry of entries) {
    const founded = foundCircle.read(entry.action);
    if (founded !== undefined && entry.circle === WHOLE_CELL)
      circles.set(circleIdOf(entry.id), { ever: new Set(founded.members), words: new Map(), leaves: new Map() });
  }
  for (const entry of entries.toSorted((a, b) => a.lamport - b.lamport)) {
    const word = joinCircle.read(entry.action);
    const plain = circles.get(word?.circle ?? leaveCircle.read(entry.action)?.circle ?? '');
    const author = authorOf(entry) ?? '';
    // The word of whoever could not be in it lets nobody in.
    if (!plain?.ever.has(author)) continue;
    const [about, list] = word === undefined ? [author, plain.leaves] : [word.member, plain.words];
    if (word !== undefined) plain.ever.add(word.member);
    list.set(about, [...(list.get(about) ?? []), entry]);
  }
  return circles;
}
