import type { Id } from '../../src/bytes/id.ts';
import { decodeEntry } from '../../src/log/entry.ts';
import type { StoredEntry } from '../../src/ports/store.ts';
import type { Inside } from '../inside.ts';
import type { PlainPower } from '../naive/power.ts';
import { contentOf, type PlainEntry } from '../naive/reading.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I8 RemovedCannotReadNext';

/**
 * I8 RemovedCannotReadNext: what honest devices write when somebody was known to be out, or a device to be revoked, they have no key to.
 * @param removed devices of those who are out, and revoked ones @param cheaters devices that are not honest
 */
export function checkRemovedCannotReadNext(
  plain: PlainPower,
  stored: readonly StoredEntry[],
  removed: readonly Inside[],
  cheaters: ReadonlySet<Id> = new Set(),
): Finding[] {
  const tags = new Map(stored.map(({ log, seq, bytes }) => [`${log.toHex()}:${seq}`, tagOf(bytes)]));
  const epochs = new Set(plain.entries.flatMap((entry) => (isOf(entry, 'epoch') ? [`${entry.log}:${entry.seq}`] : [])));
  // A new epoch comes under the one before, and so does the fresh prekey of its maker to which it is sealed; and a restored backup begins under those that it has.
  const isBeginning = (entry: PlainEntry) =>
    isOf(entry, 'epoch') || isOf(entry, 'link-device') || (isOf(entry, 'prekey') && epochs.has(`${entry.log}:${entry.seq + 1}`));
  const findings: Finding[] = [];
  for (const { device, seat } of removed) {
    const held = new Set(seat.record.keys.all().map(({ id }) => id.slice(0, 8)));
    for (const entry of plain.entries) {
      if (cheaters.has(entry.device)) continue;
      if (plain.wasWithout(seat.device, entry) && held.has(tags.get(`${entry.log}:${entry.seq}`) ?? '') && !isBeginning(entry))
        findings.push({ invariant: INVARIANT, what: `${device.name}, who was removed, can read ${entry.id.slice(0, 8)}` });
    }
  }
  return findings;
}

function isOf(entry: PlainEntry, kind: string): boolean {
  return contentOf(entry, kind) !== null;
}

function tagOf(bytes: Uint8Array): string {
  const entry = decodeEntry(bytes);
  return entry.ok ? entry.value.epoch : '';
}
