import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { memoryForerunner } from '../adapters/memory/forerunner.ts';
import { memoryStore } from '../adapters/memory/store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import type { Forerunner, SendingAhead } from '../ports/forerunner.ts';
import type { Store, StoredEntry } from '../ports/store.ts';
import { cellOf, neighbourhood } from './peers.fixture.ts';
import { readAll } from './reading.ts';
import { copyOf, type Kept, keptOf, layDown, openKept, RESTING, recordOn, saidOn } from './resting.fixture.ts';
import { Seat } from './seat.ts';

const WORDS = Array.from({ length: 8 }, (_, i) => `It is ${i} o'clock.`);
let kept: Kept;

before(async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  for (const [i, text] of WORDS.entries()) await ana.do('say', { text }).then(() => bo.until('talk', (talk) => talk.length === i + 1));
  await bo.stop();
  kept = await keptOf(ana);
});

/** A store that gives its entries a few at a time. */
function inBatches(store: Store, size: number): Store {
  const entries = async function* (): AsyncGenerator<readonly StoredEntry[]> {
    for await (const rows of store.entries()) {
      for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
    }
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'entries') return entries;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function open(sending: SendingAhead | null, store = inBatches(memoryStore(copyOf(kept).disk), 2)): Promise<Seat> {
  return Seat.open(kept.keys, { store, clock: systemClock, random: systemRandom, keepKeys: async () => {}, sending });
}

/** Counts what a forerunner is given, and what becomes of it. */
function watched(
  forerunner: Forerunner,
  least = 0,
): { readonly sending: SendingAhead; readonly seen: { sent: number; looked: number; ended: number } } {
  const seen = { sent: 0, looked: 0, ended: 0 };
  const send = (): Forerunner => {
    seen.sent++;
    return {
      get isOnItsWay() {
        return forerunner.isOnItsWay;
      },
      look: (entries) => {
        seen.looked += entries.table.length / 2;
        return forerunner.look(entries);
      },
      end: () => {
        seen.ended++;
        forerunner.end();
      },
    };
  };
  return { sending: { least, send }, seen };
}

test('with somebody ahead a cell opens as it does without', async () => {
  const plain = await open(null);
  const { sending, seen } = watched(memoryForerunner());
  const ahead = await open(sending);
  assert.deepEqual(recordOn(ahead), recordOn(plain));
  assert.deepEqual([saidOn(ahead), saidOn(plain)], [WORDS, WORDS]);
  assert.deepEqual(seen, { sent: 1, looked: ahead.record.size, ended: 1 });
});

test('what sleeps is looked at ahead too while it is read in the background, and comes to the same', async () => {
  const asleep = copyOf(kept);
  await layDown(await openKept(asleep));
  const woken = await Promise.all(
    [null, watched(memoryForerunner())].map(async (watch) => {
      const store = inBatches(memoryStore(copyOf(asleep).disk), 2);
      const ports = { store, clock: systemClock, random: systemRandom, keepKeys: async () => {}, resting: RESTING };
      const seat = await Seat.open(kept.keys, { ...ports, sending: watch?.sending ?? null });
      assert.deepEqual([seat.isAwake, saidOn(seat)], [false, WORDS.slice(-RESTING.awake)]);
      await seat.awake();
      if (watch !== null) assert.deepEqual(watch.seen, { sent: 1, looked: seat.record.size, ended: 1 });
      return [recordOn(seat), saidOn(seat)];
    }),
  );
  assert.deepEqual(woken[1], woken[0]);
  assert.deepEqual(woken[1]?.[1], WORDS);
});

test('nobody is sent ahead of a few entries, and only once there are more', async () => {
  const { size } = (await open(null)).record;
  const few = watched(memoryForerunner(), size);
  await open(few.sending);
  assert.deepEqual(few.seen, { sent: 0, looked: 0, ended: 0 });
  const more = watched(memoryForerunner(), size - 3);
  assert.deepEqual(saidOn(await open(more.sending)), WORDS);
  assert.ok(more.seen.sent === 1 && more.seen.looked < 6 && more.seen.ended === 1);
});

test('where nothing comes of it, all is opened in its turn', async () => {
  const { sending, seen } = watched({ isOnItsWay: true, look: async () => null, end: () => {} });
  assert.deepEqual(saidOn(await open(sending)), WORDS);
  assert.ok(seen.looked > WORDS.length);
});

test('nobody waits for a forerunner that has not set out', async () => {
  let asked = 0;
  const one = memoryForerunner();
  const isOnItsWay = () => asked++ >= 3;
  const late: Forerunner = {
    get isOnItsWay() {
      return isOnItsWay();
    },
    look: (entries) => one.look(entries),
    end: () => one.end(),
  };
  const { sending, seen } = watched(late);
  const seat = await open(sending);
  assert.deepEqual(saidOn(seat), WORDS);
  assert.deepEqual(seen, { sent: 1, looked: seat.record.size - 3 * 2, ended: 1 });
});

test('it is a few batches ahead and no more', async () => {
  let underWay = 0;
  let most = 0;
  const one = memoryForerunner();
  const sending = watched({
    isOnItsWay: true,
    look: (entries) => {
      underWay++;
      most = Math.max(most, underWay);
      return one.look(entries);
    },
    end: () => one.end(),
  }).sending;
  const store = inBatches(memoryStore(copyOf(kept).disk), 1);
  const { record } = await open(null);
  for await (const { rows, ahead } of readAll(store, record, sending)) {
    assert.deepEqual([rows.length, ahead?.length], [1, 1]);
    underWay--;
  }
  assert.ok(most > 1 && most <= 4, `${most} under way at once`);
});

test('what lies in the store is refused as without, and whoever was ahead is called back', async () => {
  const { disk, keys } = copyOf(kept);
  const last = disk.entries.at(-1) as StoredEntry;
  disk.entries[disk.entries.length - 1] = { ...last, bytes: last.bytes.with(70, (last.bytes[70] as number) ^ 1) };
  const { sending, seen } = watched(memoryForerunner());
  const store = memoryStore(disk);
  const opened = Seat.open(keys, { store, clock: systemClock, random: systemRandom, keepKeys: async () => {}, sending });
  await assert.rejects(opened, { name: 'StoreDamaged' });
  assert.deepEqual([seen.sent, seen.ended], [1, 1]);
});
