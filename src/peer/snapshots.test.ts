import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { applyBatch, copyBatch } from '../adapters/memory/batch.ts';
import { memoryStore } from '../adapters/memory/store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { utf8 } from '../bytes/octets.ts';
import { hasSeen } from '../log/past.ts';
import { OperatingError } from '../ports/errors.ts';
import type { Store } from '../ports/store.ts';
import { stateOf } from '../practices/registry.ts';
import { takeBack, talkDraft } from '../practices/talk/actions.ts';
import { talk } from '../practices/talk/talk.ts';
import { Notes } from './notes.ts';
import { cellOf, neighbourhood } from './peers.fixture.ts';
import { copyOf, type Kept, keptOf, layDown, openKept, RESTING, recordOn, saidOn, sayOn } from './resting.fixture.ts';
import { SNAPSHOT_NOTE, takeSnapshot } from './snapshots.ts';

const DAY = 86_400_000;

/** What Ana's device has kept of what she and Bo said, with a snapshot of it. */
let kept: Kept;
/** The same, of before the last was said. */
let earlier: Kept;
const WORDS = Array.from({ length: 12 }, (_, i) => `It is ${i} o'clock.`);

before(async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  for (const [i, text] of WORDS.entries()) {
    const [who, other] = i % 3 === 1 ? [bo, ana] : [ana, bo];
    await who.do('say', { text });
    await other.until('talk', (talk) => talk.length === i + 1);
  }
  await bo.stop();
  kept = await keptOf(ana);
  earlier = copyOf(kept);
  await layDown(await openKept(kept));
  await layDown(await openKept(earlier));
});

function withoutSnapshot(some: Kept): Kept {
  const copy = copyOf(some);
  copy.disk.notes.delete(SNAPSHOT_NOTE);
  return copy;
}

const notesOn = ({ keys, disk }: Kept, store: Store = memoryStore(disk)): Notes => new Notes(store, keys.notes, systemRandom);

test('signatures are read once, whether a cell opens by a snapshot or without', async () => {
  for (const some of [copyOf(kept), withoutSnapshot(kept)]) {
    const store = memoryStore(some.disk);
    const read = store.signatures.bind(store);
    let reads = 0;
    store.signatures = () => {
      reads++;
      return read();
    };
    const seat = await openKept(some, undefined, store);
    assert.deepEqual([seat.isAwake, reads], [some.disk.notes.get(SNAPSHOT_NOTE) === undefined, 1]);
  }
});

test('a cell opens with its newest talk, while the rest sleeps; once that is awake all is as if it had never slept', async () => {
  const cold = await openKept(withoutSnapshot(kept));
  assert.ok(cold.isAwake);
  assert.deepEqual(saidOn(cold), WORDS);

  const seat = await openKept(copyOf(kept));
  assert.ok(!seat.isAwake);
  assert.deepEqual(saidOn(seat), WORDS.slice(-RESTING.awake));
  assert.equal(seat.record.size, cold.record.size);
  const reach = (one: typeof seat) =>
    [...one.record.chains()].map(({ logId, length, count, signed, tip }) => [logId, length, count, signed, tip?.id]).sort();
  assert.deepEqual(reach(seat), reach(cold));
  assert.deepEqual([...seat.cell.currentDevices().keys()].sort(), [...cold.cell.currentDevices().keys()].sort());

  await seat.awake();
  assert.ok(seat.isAwake);
  assert.deepEqual(saidOn(seat), WORDS);
  assert.deepEqual(recordOn(seat), recordOn(cold));
  assert.deepEqual(seat.inert, cold.inert);
  const arrivals = [...seat.record.chains()].flatMap(({ entries }) => entries.map(({ arrival }) => arrival));
  assert.equal(new Set(arrivals).size, arrivals.length, 'no two came at once');
  for (const one of [...seat.record.chains()].flatMap(({ entries }) => entries))
    for (const other of [...seat.record.chains()].flatMap(({ entries }) => entries)) {
      const [a, b] = [cold.record.entry(one.id), cold.record.entry(other.id)];
      assert.ok(a !== undefined && b !== undefined);
      assert.equal(hasSeen(one, other), hasSeen(a, b));
      if (hasSeen(one, other)) assert.ok(one.arrival > other.arrival, 'it is sent behind what it stands on');
    }
});

test('while old talk sleeps its person can write: what they write has all in its past, and is kept with the next snapshot', async () => {
  const copy = copyOf(kept);
  const seat = await openKept(copy);
  await sayOn(seat, 'Said in my sleep.');
  assert.ok(!seat.isAwake);
  const segment = { log: new Uint8Array(32), from: 0, entries: [new Uint8Array(1)], signature: new Uint8Array(64) };
  assert.equal(seat.receive(segment, 1).refused, 'asleep');
  assert.deepEqual(saidOn(seat), [...WORDS.slice(-RESTING.awake), 'Said in my sleep.']);
  await layDown(seat);

  const again = await openKept(copy);
  assert.ok(!again.isAwake, 'a snapshot that was taken while talk slept');
  assert.deepEqual(saidOn(again), [...WORDS, 'Said in my sleep.'].slice(-RESTING.awake));
  await sayOn(again, 'And again.');
  await sayOn(again, 'In another channel.', systemClock.now(), 'kitchen');
  await again.awake();
  assert.deepEqual(saidOn(again, 'kitchen'), ['In another channel.']);
  assert.deepEqual(saidOn(again), [...WORDS, 'Said in my sleep.', 'And again.']);
  await sayOn(again, 'Awake.');
  const [own] = [...again.record.chains()].filter(({ opening }) => opening.lane === 'talk' && opening.device === again.device);
  const newest = own?.tip;
  assert.ok(newest !== undefined);
  for (const scope of ['record', newest.chain.scope])
    for (const { entries } of again.record.scope(scope)) for (const entry of entries) assert.ok(entry === newest || hasSeen(newest, entry));
  await again.settled();
  await again.store.close();
  const cold = await openKept(copy);
  assert.ok(cold.isAwake, 'what was written since is behind no snapshot');
  assert.deepEqual(recordOn(again), recordOn(cold));
});

test('what comes late from somebody who was away stands on what sleeps', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await ana.do('say', { text: 'Ana 0' });
  await bo.until('talk', (talk) => talk.length === 1);
  await bo.stop();
  await bo.start(false);
  for (let i = 1; i < 8; i++) await ana.do('say', { text: `Ana ${i}` });
  await bo.do('say', { text: 'Bo, who was away' });
  await bo.stop();
  await bo.start();
  await ana.until('talk', (talk) => talk.length === 9);
  await bo.stop();
  const late = await keptOf(ana);
  await layDown(await openKept(late));
  const seat = await openKept(late);
  assert.ok(!seat.isAwake);
  assert.deepEqual(saidOn(seat), ['Bo, who was away', 'Ana 6', 'Ana 7']);
  await seat.awake();
  const all = ['Bo, who was away', ...Array.from({ length: 8 }, (_, i) => `Ana ${i}`)];
  assert.deepEqual([...saidOn(seat)].sort(), all.sort());
});

test('where somebody is set aside what they said does not sleep, and what stands on it is folded behind it all the same', async () => {
  const cold = await openKept(withoutSnapshot(kept));
  const arrivedOn = (seat: typeof cold) =>
    stateOf(seat.practices, talk)
      .channels.get('everyone')
      ?.arrived.map(({ text }) => text);
  const snapshot = await takeSnapshot(cold.record, cold.store, RESTING, ({ opening }) => opening.device === cold.device);
  assert.ok(snapshot !== null);
  const copy = copyOf(kept);
  copy.disk.notes.set(...notesOn(kept, memoryStore()).sealed(SNAPSHOT_NOTE, snapshot));
  const seat = await openKept(copy);
  assert.ok(!seat.isAwake);
  assert.equal(saidOn(seat).length, RESTING.awake + 3, 'all that Bo said, and the newest');
  await seat.awake();
  assert.deepEqual(arrivedOn(seat), WORDS);
  assert.deepEqual(arrivedOn(cold), WORDS);
});

test('attack 14: a snapshot that the store has gone beyond, or that goes beyond the store, is thrown away', async () => {
  const ahead = copyOf(kept);
  const seat = await openKept(ahead);
  await sayOn(seat, 'Said before the power went.');
  await seat.settled();
  await seat.store.close();
  const cold = await openKept(ahead);
  assert.ok(cold.isAwake);
  assert.deepEqual(saidOn(cold), [...WORDS, 'Said before the power went.']);
  await layDown(cold);

  const elsewhere = copyOf(kept);
  const other = await openKept(elsewhere);
  await sayOn(other, 'In a log of its own.', systemClock.now(), 'kitchen');
  await other.settled();
  await other.store.close();
  assert.ok((await openKept(elsewhere)).isAwake);

  const strange = copyOf(kept);
  const log = new Uint8Array(32).fill(7);
  const [known] = strange.disk.entries;
  assert.ok(known !== undefined);
  applyBatch(strange.disk, copyBatch({ entries: [{ ...known, log }], signatures: [{ log, seq: 0, signature: new Uint8Array(64) }] }));
  await assert.rejects(openKept(strange), { name: 'StoreDamaged' }, 'a log that it does not know is read');

  const behind = copyOf(earlier);
  behind.disk.notes.set(SNAPSHOT_NOTE, ahead.disk.notes.get(SNAPSHOT_NOTE) as Uint8Array);
  const back = await openKept(behind);
  assert.ok(back.isAwake);
  assert.deepEqual(saidOn(back), WORDS);
});

test('a snapshot that is damaged, of another device, or of another version of format or rules is thrown away', async () => {
  const sealed = kept.disk.notes.get(SNAPSHOT_NOTE) as Uint8Array;
  const plain = await notesOn(copyOf(kept)).read(SNAPSHOT_NOTE);
  assert.ok(plain !== null);
  const value = decodeCbor(plain);
  assert.ok(value.ok && Array.isArray(value.value));
  const [version, fold, ...rest] = value.value;
  const resealed = (bytes: Uint8Array): Uint8Array => notesOn(kept, memoryStore()).sealed(SNAPSHOT_NOTE, bytes)[1];
  const others: Uint8Array[] = [
    sealed.with(40, (sealed[40] as number) ^ 1),
    sealed.subarray(0, sealed.length - 1),
    utf8('nothing'),
    resealed(utf8('nothing')),
    resealed(encodeCbor([2, fold, ...rest])),
    resealed(encodeCbor([version, 2, ...rest])),
  ];
  for (const note of others) {
    const copy = copyOf(kept);
    copy.disk.notes.set(SNAPSHOT_NOTE, note);
    const seat = await openKept(copy);
    assert.ok(seat.isAwake);
    assert.deepEqual(saidOn(seat), WORDS);
  }
  const same = copyOf(kept);
  same.disk.notes.set(SNAPSHOT_NOTE, resealed(plain));
  assert.ok(!(await openKept(same)).isAwake, 'but for what was changed it holds');
});

test('where old talk cannot be read back it says so, and from then on all is read from the beginning', async () => {
  const copy = copyOf(kept);
  const chains = [...(await openKept(copyOf(kept))).record.chains()].filter(({ opening }) => opening.lane === 'talk');
  const [first] = copy.disk.logs.get(chains[0]?.logId ?? '') ?? [];
  assert.ok(first !== undefined);
  const bytes = first.bytes.with(first.bytes.length - 1, (first.bytes.at(-1) as number) ^ 1);
  for (const entries of [copy.disk.entries, ...copy.disk.logs.values()]) {
    const at = entries.indexOf(first);
    if (at >= 0) entries[at] = { ...first, bytes };
  }
  const seat = await openKept(copy);
  const faults: unknown[] = [];
  seat.user = { ...seat.user, failed: (error) => faults.push(error) };
  await assert.rejects(seat.awake(), { name: 'StoreDamaged' });
  assert.equal(faults.length, 1);
  assert.equal(copy.disk.notes.get(SNAPSHOT_NOTE), undefined);
  await seat.store.close();
  await assert.rejects(openKept(copy), { name: 'StoreDamaged' });
});

test('nothing that was said is in a snapshot, and it goes with what is forgotten', async () => {
  const copy = copyOf(kept);
  const plain = Buffer.from((await notesOn(copyOf(kept)).read(SNAPSHOT_NOTE)) ?? []);
  for (const text of WORDS) assert.ok(!plain.includes(text));
  const seat = await openKept(copy);
  const scopes = [...seat.record.scopes()].filter(([, { lane }]) => lane === 'talk').map(([scope]) => scope);
  await seat.erase(scopes);
  assert.ok(seat.isAwake, 'what sleeps is read before it is erased');
  assert.equal(copy.disk.notes.get(SNAPSHOT_NOTE), undefined);
  assert.deepEqual(saidOn(seat), []);
  await layDown(seat);
  assert.equal(copy.disk.notes.get(SNAPSHOT_NOTE), undefined, 'nothing is left that would sleep');
  assert.deepEqual(saidOn(await openKept(copy)), []);
});

test('what is to be forgotten by now is not shown by a snapshot: all is read, so that it can be erased', async () => {
  const seat = await openKept(copyOf(kept), systemClock.now() + 100 * DAY);
  assert.ok(seat.isAwake);
});

test('words that were taken back stay gone', async () => {
  const copy = copyOf(kept);
  const seat = await openKept(copy);
  await seat.awake();
  const [first] = [...seat.record.chains()].filter(({ opening }) => opening.lane === 'talk' && opening.device === seat.device);
  const entry = first?.entries[0];
  assert.ok(entry !== undefined && first !== undefined);
  await seat.write([talkDraft('everyone', first.opening.turn, takeBack.write({ message: entry.id }))]);
  assert.equal(saidOn(seat)[0], '');
  await seat.settled();
  for (let turn = 0; turn < 50 && seat.record.bodyless.ids.size === 0; turn++) await Promise.resolve();
  assert.ok(seat.record.bodyless.ids.has(entry.id));
  await layDown(seat);
  const again = await openKept(copy);
  assert.ok(!again.isAwake);
  await again.awake();
  assert.equal(saidOn(again)[0], '');
  assert.ok(again.record.bodyless.ids.has(entry.id));
  assert.deepEqual(again.lacking, []);
});

test('whenever the power goes while a snapshot is taken, the cell opens with all that was in it', async () => {
  for (let calls = 0; ; calls++) {
    const copy = copyOf(earlier);
    let left = Number.MAX_SAFE_INTEGER;
    const seat = await openKept(
      copy,
      systemClock.now(),
      dying(memoryStore(copy.disk), () => left-- > 0),
    );
    await sayOn(seat, 'The last before the night.');
    await seat.settled();
    left = calls;
    const isDone = await seat.layDown().then(
      () => true,
      () => false,
    );
    copy.disk.holder = null;
    const again = await openKept(copy);
    assert.equal(again.isAwake, !isDone, `after ${calls} calls`);
    await again.awake();
    assert.deepEqual(saidOn(again), [...WORDS, 'The last before the night.']);
    if (isDone) break;
    assert.ok(calls < 100);
  }
});

/** A store that goes with the power: nothing that is asked of it from then on is done. */
function dying(store: Store, isOn: () => boolean): Store {
  const alive = <T>(act: () => Promise<T>): Promise<T> =>
    isOn() ? act() : Promise.reject(new OperatingError('DiskFailing', 'The power is gone.'));
  return {
    entries: () => store.entries(),
    signatures: () => alive(() => store.signatures()),
    read: (...what) => alive(() => store.read(...what)),
    note: (name) => alive(() => store.note(name)),
    write: (batch) => alive(() => store.write(batch)),
    close: () => store.close(),
  };
}

test('where little would sleep, or a device told two stories, there is no snapshot', async () => {
  const seat = await openKept(copyOf(kept));
  await seat.awake();
  const all = () => true;
  assert.ok((await takeSnapshot(seat.record, seat.store, RESTING, all)) !== null);
  assert.equal(await takeSnapshot(seat.record, seat.store, { ...RESTING, least: WORDS.length }, all), null);
  assert.equal(await takeSnapshot(seat.record, seat.store, RESTING, () => false), null);
  seat.record.frozen.add([...seat.record.chains()][0]?.logId ?? '');
  assert.equal(await takeSnapshot(seat.record, seat.store, RESTING, all), null);
});
