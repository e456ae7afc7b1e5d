import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { decodeEntry } from './entry.ts';
import { epochOf } from './epoch.ts';
import { compareEntries, insertInOrder } from './order.ts';
import { hasSeen } from './past.ts';
import { openHead } from './sealing.ts';
import { type Device, stateOf, World } from './world.fixture.ts';
import { segmentsOf, type Written, writeEntries } from './writing.ts';

function depsOf({ record }: Device, { log, bytes }: Written): readonly string[] {
  const sealed = decodeEntry(bytes);
  assert.ok(sealed.ok);
  const opened = openHead(log, sealed.value, record.keys);
  assert.ok(opened.ok);
  return opened.value.head.deps;
}

test('an entry names what its author has seen and nothing that another one named has behind it', () => {
  const world = new World('frontier');
  const [ana, bo, cy] = [world.device(), world.device(), world.device()];
  ana.write(['a']);
  bo.hear(ana);
  const [b] = bo.write(['b']) as [Written];
  cy.hear(bo);
  const [c] = cy.write(['c']) as [Written];
  assert.deepEqual(depsOf(cy, c), [b.id]);
  const [again] = cy.write(['d']) as [Written];
  assert.deepEqual(depsOf(cy, again), []);
});

test('talk names its own turn and the record; the record names the record alone', () => {
  const world = new World('scopes');
  const [ana, bo] = [world.device(), world.device()];
  const [old] = ana.write(['old turn'], 'garden#0') as [Written];
  const [turn] = ana.write(['this turn'], 'garden#1') as [Written];
  const [record] = ana.write(['record']) as [Written];
  bo.hear(ana);
  assert.deepEqual(depsOf(bo, bo.write(['answer'], 'garden#1')[0] as Written), [turn.id, record.id].sort());
  assert.deepEqual(depsOf(bo, bo.write(['decide'])[0] as Written), [record.id]);
  const [answer, other] = ['garden#1', 'garden#0'].map((scope) => bo.record.entry((bo.write(['more'], scope)[0] as Written).id)!);
  assert.ok(hasSeen(answer!, bo.record.entry(turn.id)!) && !hasSeen(answer!, bo.record.entry(old.id)!));
  assert.ok(hasSeen(other!, bo.record.entry(old.id)!) && hasSeen(other!, bo.record.entry(record.id)!));
});

test('in one batch, what goes elsewhere stands on what went into the record before it', () => {
  const world = new World('batch');
  const [ana, bo] = [world.device(), world.device()];
  const written = ana.writeDrafts([
    ana.draft(['talk 1'], 'garden#0'),
    ana.draft(['record 1']),
    ana.draft(['record 2']),
    ana.draft(['talk 2'], 'garden#0'),
    ana.draft(['talk 3'], 'garden#0'),
    ana.draft(['other'], 'kitchen#0'),
    ana.draft(['record 3']),
  ]);
  const [t1, r1, r2, t2, t3, other, r3] = written as [Written, Written, Written, Written, Written, Written, Written];
  assert.deepEqual(
    written.map((entry) => depsOf(ana, entry)),
    [[], [], [], [r2.id], [], [r2.id], []],
  );
  assert.deepEqual(
    written.map(({ signature }) => signature !== null),
    [false, false, false, false, true, true, true],
  );
  for (const segment of segmentsOf(written).reverse()) bo.take(segment);
  assert.equal(bo.record.size, 7);
  const at = (entry: Written) => bo.record.entry(entry.id)!;
  assert.ok(
    hasSeen(at(t3), at(r1)) &&
      hasSeen(at(t2), at(r2)) &&
      !hasSeen(at(t1), at(r1)) &&
      !hasSeen(at(other), at(t1)) &&
      !hasSeen(at(r3), at(t3)),
  );
});

test('I10: each entry has a salt of its own, however many are written at once', () => {
  const ana = new World('salts').device();
  const written = [...ana.write(['one', 'two', 'three']), ...ana.write(['four'])];
  const salts = written.map(({ bytes }) => {
    const sealed = decodeEntry(bytes);
    assert.ok(sealed.ok);
    return sealed.value.salt.toHex();
  });
  assert.equal(new Set(salts).size, 4);
});

test('writing leaves the record as it is', () => {
  const world = new World('unchanged');
  const ana = world.device();
  ana.write(['a']);
  const before = stateOf(ana.record);
  const twin = world.device();
  twin.hear(ana);
  twin.write(['b']);
  assert.deepEqual(stateOf(ana.record), before);
});

test('however many have written at once, an entry names no more than a head can hold, and the next one the others', () => {
  const world = new World('crowd');
  const ana = world.device();
  const crowd = Array.from({ length: LIMITS.deps + 10 }, () => world.device());
  for (const device of crowd) {
    device.write(['at once']);
    ana.hear(device);
  }
  assert.equal(depsOf(ana, ana.write(['first'])[0] as Written).length, LIMITS.deps - 1);
  assert.equal(depsOf(ana, ana.write(['second'])[0] as Written).length, 11);
  assert.equal(depsOf(ana, ana.write(['third'])[0] as Written).length, 0);
});

test('what cannot be right is a mistake in the program', () => {
  const world = new World('mistakes');
  const ana = world.device();
  const circle = epochOf(world.random(32), '00000000000000aa', world.charter);
  const inCircle = { cell: world.epoch, circle };
  assert.throws(() => ana.writeDrafts([{ ...ana.draft(['a']), topic: 'garden' }]));
  assert.throws(() => ana.writeDrafts([{ ...ana.draft(['a'], 'garden#0'), topic: '' }]));
  assert.throws(() => ana.writeDrafts([{ ...ana.draft(['a']), circle: circle.circle }], inCircle));
  assert.throws(() => ana.writeDrafts([ana.draft(['a'], 'garden#0')], inCircle));
  assert.throws(() => ana.writeDrafts([{ ...ana.draft(['a'], 'garden#0'), circle: circle.circle }]));
  assert.equal(ana.record.size, 0);
  assert.equal(ana.writeDrafts([{ ...ana.draft(['a'], 'garden#0'), circle: circle.circle }], inCircle).length, 1);
});

test('signatures are kept at seams for ever, and of the newest blocks all', () => {
  const world = new World('seams');
  const ana = world.device();
  const kept = () => [...ana.folded[0]!.chain.signatures.keys()].sort((a, b) => a - b);
  for (let i = 0; i < 3 * LIMITS.signedEvery; i++) ana.write([`${i}`]);
  assert.deepEqual(kept(), [127, 255, ...Array.from({ length: 128 }, (_, i) => 256 + i)]);
  assert.equal(ana.folded[0]!.chain.signed, 384);
});

test('an entry is put where it belongs, whatever the order of coming', () => {
  const world = new World('order');
  const devices = Array.from({ length: 3 }, () => world.device());
  for (let i = 0; i < 6; i++) devices[i % 3]!.write([`${i}`, `${i}`]);
  const entries = devices.flatMap(({ folded }) => folded);
  const sorted = [...entries].sort(compareEntries);
  for (const order of [entries, [...entries].reverse(), entries.filter((_, i) => i % 2).concat(entries.filter((_, i) => i % 2 === 0))]) {
    const into: typeof entries = [];
    for (const entry of order) insertInOrder(into, entry, (item) => item);
    assert.deepEqual(into, sorted);
  }
});

test('nothing is written in a log of which own entries wait, or which is forked', () => {
  const world = new World('own log');
  const [ana, bo] = [world.device(), world.device()];
  const [first] = ana.write(['from Ana']) as [Written];
  bo.hear(ana);
  const own = bo.write(['one', 'two']);
  // Bo's disk was put back: his own entries come from others, and stand on one of Ana's that has not come.
  const record = world.record();
  for (const segment of segmentsOf(own)) assert.equal(record.receive(segment).accepted.length, 0);
  const { charter, epoch, random } = world;
  const pen = { keys: bo.keys, charter, epochs: { cell: epoch, circle: epoch }, time: 1_800_000_000, random };
  assert.deepEqual(writeEntries(record, [bo.draft(['three'])], pen), { ok: false, reason: 'own-log-behind' });
  assert.ok(writeEntries(record, [bo.draft(['three'], 'garden#0')], pen).ok, 'another log of his is not behind');
  for (const segment of segmentsOf([first])) record.receive(segment);
  const written = writeEntries(record, [bo.draft(['three'])], pen);
  assert.ok(written.ok);
  assert.equal(written.value[0]?.seq, 2);

  record.frozen.add(idOf(own[0]?.log as Uint8Array));
  assert.deepEqual(writeEntries(record, [bo.draft(['three'])], pen), { ok: false, reason: 'own-log-forked' });
});
