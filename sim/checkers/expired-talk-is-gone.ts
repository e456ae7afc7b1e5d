import type { Id } from '../../src/bytes/id.ts';
import { bytesOf } from '../../src/bytes/id.ts';
import { EpochKeys, epochOf } from '../../src/log/epoch.ts';
import type { Opening } from '../../src/log/opening.ts';
import { stateOf } from '../../src/practices/registry.ts';
import { talk } from '../../src/practices/talk/talk.ts';
import type { Inside } from '../inside.ts';
import { doesOpen } from '../naive/reading.ts';
import type { PlainRetention } from '../naive/retention.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I9 ExpiredTalkIsGone';

/**
 * I9 ExpiredTalkIsGone: what has come to its end while the world went on lies on the disk of no device that has been awake since, is shown by none, and nothing that one
 * of them holds opens what ever lay on any disk or went over any wire.
 * @param spoken all logs of talk that were ever begun, by id @param carried all entries that were ever seen, in their first form, by log and seq
 * @param cheaters devices that seal as they like @param now seconds since 1970
 */
export function checkExpiredTalkIsGone(
  inside: readonly Inside[],
  spoken: ReadonlyMap<Id, Opening>,
  carried: ReadonlyMap<string, Uint8Array>,
  kept: PlainRetention,
  cheaters: ReadonlySet<Id>,
  now: number,
): Finding[] {
  const over = [...spoken].filter(([, opening]) => kept.isOver(opening, now) && !cheaters.has(opening.device));
  const findings: Finding[] = [];
  for (const { device, seat, disk } of inside) {
    const held = new EpochKeys();
    for (const epoch of seat.record.keys.all()) held.add(epoch);
    for (const { secret, circle, charter } of seat.keys.welcome?.epochs ?? []) held.add(epochOf(secret, circle, charter));
    const shown = stateOf(seat.practices, talk).channels;
    for (const [log, { topic, turn }] of over) {
      const find = (what: string) => findings.push({ invariant: INVARIANT, what: `${device.name}: week ${turn} of ${topic}, ${what}` });
      if (disk.logs.has(log)) find(`the log ${log} lies on the disk`);
      if (entriesOf(log, carried).some((bytes) => doesOpen(held, bytesOf(log), bytes))) find('what was said opens');
      if (shown.get(topic)?.messages.some(({ entry }) => entry.chain.logId === log)) find('what was said is shown');
    }
  }
  return findings;
}

function* entriesOf(log: Id, carried: ReadonlyMap<string, Uint8Array>): Generator<Uint8Array> {
  for (let seq = 0, bytes = carried.get(`${log}:0`); bytes !== undefined; bytes = carried.get(`${log}:${++seq}`)) yield bytes;
}
