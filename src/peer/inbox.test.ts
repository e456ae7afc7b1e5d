import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Accepted } from '../log/record.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store, StoreBatch } from '../ports/store.ts';
import { Inbox } from './inbox.ts';

const LOG = new Uint8Array(32).fill(1);

/** An inbox over a store that only notes how many entries each flush has, and a clock that goes on by hand. */
function inboxByHand() {
  const flushes: number[] = [];
  const timers = new Set<() => void>();
  const disk = { isFull: false };
  const write = async ({ entries }: StoreBatch): Promise<void> => {
    if (disk.isFull) throw new Error('full');
    flushes.push(entries?.length ?? 0);
  };
  const store = { write } as unknown as Store;
  const clock: Clock = {
    now: () => 0,
    offset: () => 0,
    after(_ms, run) {
      timers.add(run);
      return () => timers.delete(run);
    },
  };
  const timeIsOver = () => {
    for (const run of [...timers]) run();
  };
  return { inbox: new Inbox(store, clock, () => []), disk, flushes, timers, timeIsOver };
}

function accepted(count: number): Accepted[] {
  const one = (_: unknown, seq: number) => ({ entry: { chain: { log: LOG }, seq }, bytes: LOG, signature: null }) as unknown as Accepted;
  return Array.from({ length: count }, one);
}

const own = () => [{ log: LOG, seq: 0, bytes: LOG, signature: null }];

test('the few entries of live talk are flushed at once', async () => {
  const { inbox, flushes, timers } = inboxByHand();
  await Promise.all([inbox.keep(accepted(2)), inbox.keep(accepted(3))]);
  assert.deepEqual(flushes, [5]);
  assert.equal(timers.size, 0);
});

test('what a first sync brings is gathered for a moment, and flushed together', async () => {
  const { inbox, flushes, timeIsOver, timers } = inboxByHand();
  const first = inbox.keep(accepted(128));
  await new Promise(setImmediate);
  const second = inbox.keep(accepted(100));
  await new Promise(setImmediate);
  assert.deepEqual(flushes, []);
  timeIsOver();
  await Promise.all([first, second]);
  assert.deepEqual(flushes, [228]);
  assert.equal(timers.size, 0);
});

test('gathering ends when it is enough, when something of our own is to be written, and when all is to be settled', async () => {
  const { inbox, flushes, timers } = inboxByHand();
  const gathered = inbox.keep(accepted(128));
  await new Promise(setImmediate);
  await Promise.all([inbox.keep(accepted(4000)), gathered]);
  assert.deepEqual(flushes, [4128]);

  const before = inbox.keep(accepted(128));
  await new Promise(setImmediate);
  await Promise.all([inbox.keepOwn(own), before]);
  assert.deepEqual(flushes, [4128, 129]);

  void inbox.keep(accepted(64));
  await new Promise(setImmediate);
  await inbox.settled();
  assert.deepEqual(flushes, [4128, 129, 64]);
  assert.equal(timers.size, 0);
});

test('something of our own that comes during a flush does not wait for more of the others', async () => {
  const { inbox, flushes } = inboxByHand();
  const busy = inbox.keep(accepted(1));
  await Promise.resolve();
  const more = inbox.keep(accepted(200));
  await Promise.all([inbox.keepOwn(own), more, busy]);
  assert.equal(
    flushes.reduce((sum, count) => sum + count),
    202,
  );
});

test('once the disk has refused what others wrote, nothing more is written that may stand on it', async () => {
  const { inbox, disk, flushes } = inboxByHand();
  disk.isFull = true;
  const refused = assert.rejects(inbox.keep(accepted(1)), /full/);
  await Promise.resolve();
  const behind = assert.rejects(
    inbox.keepOwn(() => assert.fail('nothing is sealed')),
    /full/,
  );
  disk.isFull = false;
  await Promise.all([refused, behind]);
  await assert.rejects(inbox.keep(accepted(1)), /full/);
  assert.deepEqual(flushes, []);
});

test('where the disk has refused a note, nothing is written that may stand on what it says', async () => {
  const { inbox, disk, flushes } = inboxByHand();
  disk.isFull = true;
  await assert.rejects(inbox.keepNotes([['fork/0', LOG]]), /full/);
  disk.isFull = false;
  await assert.rejects(inbox.keep(accepted(1)), /full/);
  assert.deepEqual(flushes, []);
});

test('what only we wrote can be tried again once there is room', async () => {
  const { inbox, disk, flushes } = inboxByHand();
  disk.isFull = true;
  await assert.rejects(inbox.keepOwn(own), /full/);
  disk.isFull = false;
  await inbox.keepOwn(own);
  assert.deepEqual(flushes, [1]);
});
