// One member's device in a process of its own, doing what its parent asks for (device.ts).
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteStore, type SqliteStore } from '../src/adapters/sqlite/store.ts';
import { systemClock } from '../src/adapters/system/clock.ts';
import { systemRandom } from '../src/adapters/system/random.ts';
import { sendingThreads } from '../src/adapters/thread/forerunner.ts';
import { type Id, idOf } from '../src/bytes/id.ts';
import { newEpoch } from '../src/cell/actions.ts';
import type { Bundle } from '../src/cell/bundle.ts';
import { sealingKeys } from '../src/crypto/hpke.ts';
import { signingKeys } from '../src/crypto/sign.ts';
import { WHOLE_CELL } from '../src/log/lane.ts';
import { type CellKeys, decodeKeyring } from '../src/peer/keyring.ts';
import type { Presence } from '../src/peer/presence.ts';
import { Seat } from '../src/peer/seat.ts';
import { stateOf } from '../src/practices/registry.ts';
import { DEFAULT_CHANNEL } from '../src/practices/talk/actions.ts';
import { talk } from '../src/practices/talk/talk.ts';
import { machineTime, memory, stopwatch } from './gauges.ts';
import { goOnline } from './go-online.ts';
import { obey } from './obeying.ts';
import type { Orders, Spent } from './orders.ts';
import { messageOf200Bytes } from './writing.ts';

let seat: Seat;
let store: SqliteStore;
/** How many entries there were when the seat was opened last. */
let size = 0;
let place: { readonly keys: CellKeys; readonly file: string };
let presence: Presence | null = null;
const listeners = new Set<() => void>();

/** A device that nobody has, with real keys. */
function strangeDevice(): [Id, { readonly bundle: Bundle }] {
  const device = idOf(signingKeys(systemRandom.bytes(32)).publicKey);
  return [device, { bundle: { version: 1, device, sealing: sealingKeys(systemRandom.bytes(32)).publicKey } }];
}

/** Has the newest messages of everybody's channel ready, as the page asks for them first. */
function lookAtTalk(): Spent {
  const spent = stopwatch();
  const messages = stateOf(seat.practices, talk).channels.get(DEFAULT_CHANNEL)?.messages ?? [];
  if (messages.at(-1)?.text === '') throw new Error('the newest message says nothing');
  return spent();
}

/** Calls back on each news of entries that are folded and on the disk, until told that it was enough. */
function onEntries(enough: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!enough()) return;
      listeners.delete(look);
      resolve();
    };
    listeners.add(look);
    look();
  });
}

/** Opens the store and the seat over it. */
async function openSeat(): Promise<void> {
  store = await openSqliteStore(place.file);
  seat = await Seat.open(place.keys, {
    store,
    clock: systemClock,
    random: systemRandom,
    keepKeys: async () => {},
    sending: sendingThreads,
  });
}

const orders: Orders = {
  async open({ keyring, file }) {
    const decoded = decodeKeyring(Uint8Array.fromHex(keyring));
    if (!decoded.ok) throw new Error(decoded.reason);
    place = { keys: decoded.value.cells[0] as CellKeys, file };
    const before = memory();
    const spent = stopwatch();
    await openSeat();
    const time = spent();
    const after = memory();
    size = seat.record.size;
    return {
      ...time,
      look: lookAtTalk(),
      entries: seat.record.size,
      heapBytes: after.heap - before.heap,
      rssBytes: after.rss - before.rss,
      rssInAll: after.rss,
    };
  },

  async openAgain() {
    await seat.layDown();
    await store.close();
    memory();
    const spent = stopwatch();
    await openSeat();
    lookAtTalk();
    const time = spent();
    if (seat.record.size !== size) throw new Error(`${seat.record.size} of ${size} entries are known`);
    await seat.awake();
    return { ...time, awake: spent() };
  },

  async write({ batches, size }) {
    const drafts = Array(size).fill(messageOf200Bytes(systemClock.now()));
    const times: number[] = [];
    for (let i = 0; i < batches; i++) {
      const began = performance.now();
      await seat.write(drafts);
      times.push(performance.now() - began);
    }
    return times;
  },

  async meet() {
    presence = await goOnline(seat, () => {
      for (const heard of [...listeners]) heard();
    });
    return presence.addresses();
  },

  async fetch({ addresses, entries }) {
    const spent = stopwatch();
    presence?.learn(addresses);
    await onEntries(() => seat.member !== undefined);
    const charter = spent();
    await onEntries(() => seat.record.size >= entries);
    await seat.settled();
    return { ...spent(), charter };
  },

  async rekey({ devices, times }) {
    const readers = new Map(Array.from({ length: devices }, () => strangeDevice()));
    const charter = seat.cell.charter?.id;
    if (charter === undefined) throw new Error('a cell without a charter');
    const taken: number[] = [];
    for (let i = 0; i < times; i++) {
      const began = performance.now();
      const { action } = seat.cell.epochs.make(WHOLE_CELL, charter, readers, (size) => systemRandom.bytes(size));
      await seat.write([{ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: newEpoch.write(action) }]);
      taken.push(performance.now() - began);
    }
    return taken;
  },

  async speak({ count, pause }) {
    const draft = messageOf200Bytes(systemClock.now());
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      times.push(machineTime());
      await seat.write([draft]);
      await sleep(pause);
    }
    return times;
  },

  async hear({ count }) {
    const before = seat.record.size;
    const times: number[] = [];
    await onEntries(() => {
      const now = machineTime();
      while (times.length < seat.record.size - before) times.push(now);
      return times.length >= count;
    });
    return times;
  },
};

obey(orders);
