import { copyOfDisk } from '../../src/adapters/memory/batch.ts';
import type { MemoryDisk } from '../../src/adapters/memory/disk.ts';
import { memoryStore } from '../../src/adapters/memory/store.ts';
import type { Id } from '../../src/bytes/id.ts';
import { keptFor, WEEK } from '../../src/cell/retention.ts';
import type { Chain } from '../../src/log/chain.ts';
import { type Epoch, EpochKeys, epochOf } from '../../src/log/epoch.ts';
import { eraseOldTalk, forgetOldSecrets } from '../../src/peer/forgetting.ts';
import type { CellKeys } from '../../src/peer/keyring.ts';
import { Seat } from '../../src/peer/seat.ts';
import { stateOf } from '../../src/practices/registry.ts';
import { talk } from '../../src/practices/talk/talk.ts';
import type { Dice } from '../dice.ts';
import type { Inside } from '../inside.ts';
import { doesOpen } from '../naive/reading.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'I9 ExpiredTalkUnrecoverable';

/**
 * I9 ExpiredTalkUnrecoverable: once the time of talk is over, nothing that a device still holds opens it, with all that ever lay on any disk or went over any
 * wire at hand. A copy of the device lives on until then, by itself, and is seized.
 * @param carried all entries that were ever seen, in their first form, by log and seq
 * @param cheaters devices that seal as they like
 * @param kept secrets that whoever seizes it has besides
 */
export async function checkExpiredTalkUnrecoverable(
  { device, seat, disk }: Inside,
  carried: ReadonlyMap<string, Uint8Array>,
  cheaters: ReadonlySet<Id>,
  dice: Dice,
  kept: readonly Epoch[] = [],
): Promise<Finding[]> {
  const spoken = [...seat.record.chains()].filter(({ opening: { lane, device: by } }) => lane === 'talk' && !cheaters.has(by));
  const isOver = ({ opening }: Chain) => keptFor(seat.cell.retention, opening.topic) !== null;
  const old = spoken.filter(isOver);
  const last = old.reduce((most, { opening }) => Math.max(most, opening.turn), 0);
  const longest = old.reduce((most, { opening }) => Math.max(most, keptFor(seat.cell.retention, opening.topic) ?? 0), 0);
  const aged = await ageUntil((last + 1) * WEEK + longest, seat.keys, disk, dice);

  const findings: string[] = [];
  const held = new EpochKeys();
  for (const epoch of [...aged.held, ...kept]) held.add(epoch);
  for (const chain of old) {
    if (aged.disk.logs.has(chain.logId)) findings.push(`the log ${chain.logId} of ${chain.scope} lies on the disk`);
    const isOpen = chain.entries.some(({ seq }) => {
      const bytes = carried.get(`${chain.logId}:${seq}`);
      return bytes !== undefined && doesOpen(held, chain.root, bytes);
    });
    if (isOpen) findings.push(`what was said in ${chain.scope} opens`);
    if (
      stateOf(aged.seat.practices, talk)
        .channels.get(chain.opening.topic)
        ?.messages.some(({ entry }) => entry.chain.scope === chain.scope)
    )
      findings.push(`what was said in ${chain.scope} is shown`);
  }
  return findings.map((what) => ({ invariant: INVARIANT, what: `${device.name}: ${what}` }));
}

/** Lets a copy of a device live until a moment, and gives all secrets that can be had from it then. @param now seconds since 1970 */
async function ageUntil(now: number, was: CellKeys, from: MemoryDisk, dice: Dice) {
  let keys = was;
  const disk = copyOfDisk(from);
  const open = () => {
    disk.holder = null;
    const clock = { now: () => now * 1000, offset: () => 0, after: () => () => {} };
    const keepKeys = async (change: (was: CellKeys) => CellKeys) => {
      keys = change(keys);
    };
    return Seat.open(keys, { store: memoryStore(disk), clock, random: { bytes: (size) => dice.bytes(size) }, keepKeys });
  };
  const seat = await open();
  await eraseOldTalk(seat, now);
  await forgetOldSecrets(seat, now);
  await seat.settled();
  // Whoever seizes it begins with the keyring and the disk, and reads all of it again.
  const seized = await open();
  const kept = (keys.welcome?.epochs ?? []).map(({ secret, circle, charter }) => epochOf(secret, circle, charter));
  return { seat, disk, held: [...seat.record.keys.all(), ...seized.record.keys.all(), ...kept] };
}
