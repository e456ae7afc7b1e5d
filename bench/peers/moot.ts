import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/sqlite/store.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { systemRandom } from '../../src/adapters/system/random.ts';
import { sendingThreads } from '../../src/adapters/thread/forerunner.ts';
import { type CellKeys, decodeKeyring, EMPTY_KEYRING, encodeKeyring } from '../../src/peer/keyring.ts';
import type { Presence } from '../../src/peer/presence.ts';
import { Seat } from '../../src/peer/seat.ts';
import { stateOf } from '../../src/practices/registry.ts';
import { talk } from '../../src/practices/talk/talk.ts';
import { goOnline } from '../go-online.ts';
import { type CellOfEight, foundCellOfEight } from '../group.ts';
import { fillStore, messageOf200Bytes } from '../writing.ts';
import type { Contender, Replica } from './contender.ts';
import { Stopwatch, sharesOf } from './work.ts';

const KEYS = 'keys.json';
const STORE = 'store.db';

/** Moot itself. Eight write, one after the other, each through a seat of their own over one store. */
export const contender: Contender = {
  async fill(folder, count) {
    const cell = await found(folder);
    const file = join(folder, STORE);
    copyFileSync(cell.store, file);
    const watch = new Stopwatch();
    for (const [author, own] of sharesOf(count).entries()) {
      const { seat, close } = await openSeat(cell.keys[author] as CellKeys, file);
      const draft = messageOf200Bytes(systemClock.now());
      for (const { size } of own) await watch.time(() => seat.write(Array(size).fill(draft)));
      await close();
    }
    return watch;
  },

  async open(folder) {
    return replica(...(await openMember(folder, folder, 0)));
  },

  async openAgain(folder) {
    const { seat, close } = await openSeat(keysIn(folder, 0), join(folder, STORE));
    return replica(seat, close);
  },

  async newcomer(folder, from) {
    return replica(...(await openMember(folder, from, -1)));
  },
};

/** Moot with what eight have written in turns of one to three entries, as people talk: more to keep and to check. */
export const inTurns: Contender = {
  ...contender,
  async fill(folder, count) {
    await fillStore(await found(folder), count, join(folder, STORE));
    return null;
  },
};

async function found(folder: string): Promise<CellOfEight> {
  const cell = await foundCellOfEight(join(folder, '..', 'founder'));
  writeFileSync(join(folder, KEYS), JSON.stringify(cell.keys.map((keys) => encodeKeyring({ ...EMPTY_KEYRING, cells: [keys] }).toHex())));
  return cell;
}

async function openSeat(keys: CellKeys, file: string): Promise<{ seat: Seat; close(): Promise<void> }> {
  const store = await openSqliteStore(file);
  const seat = await Seat.open(keys, {
    store,
    clock: systemClock,
    random: systemRandom,
    keepKeys: async () => {},
    sending: sendingThreads,
  });
  return { seat, close: () => store.close() };
}

function keysIn(folder: string, which: number): CellKeys {
  const rings: string[] = JSON.parse(readFileSync(join(folder, KEYS), 'utf8'));
  const ring = decodeKeyring(Uint8Array.fromHex(rings.at(which) as string));
  if (!ring.ok) throw new Error(ring.reason);
  return ring.value.cells[0] as CellKeys;
}

async function openMember(folder: string, from: string, which: number): Promise<[Seat, () => Promise<void>]> {
  const { seat, close } = await openSeat(keysIn(from, which), join(folder, STORE));
  await seat.awake();
  readAll(seat);
  return [seat, close];
}

/** Opens and folds all that was said, which otherwise waits until somebody looks. */
function readAll(seat: Seat): number {
  return stateOf(seat.practices, talk).messages.size;
}

function newestIn(seat: Seat): string {
  const channels = [...stateOf(seat.practices, talk).channels.values()];
  return channels[0]?.messages.at(-1)?.text ?? '';
}

function replica(seat: Seat, closeStore: () => Promise<void>): Replica {
  const watchers = new Set<() => void>();
  let presence: Presence | undefined;
  const meet = async (): Promise<Presence> => {
    const online = await goOnline(seat, () => {
      for (const heard of [...watchers]) heard();
    });
    presence = online;
    return online;
  };
  return {
    count: () => seat.record.size,
    watch: (heard) =>
      watchers.add(() => {
        readAll(seat);
        heard(seat.record.size);
      }),
    listen: async () => JSON.stringify((await meet()).addresses()),
    async fetch(address, count) {
      const online = await meet();
      await new Promise<void>((resolve) => {
        watchers.add(() => seat.record.size >= count && resolve());
        online.learn(JSON.parse(address));
      });
      await seat.settled();
      readAll(seat);
    },
    say: async () => void (await seat.write([messageOf200Bytes(systemClock.now())])),
    newest: () => newestIn(seat),
    layDown: () => seat.layDown(),
    async close() {
      await presence?.close();
      await closeStore();
    },
  };
}
