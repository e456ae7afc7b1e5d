import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../bytes/id.ts';
import { checkForkProof, proveFork } from './fork.ts';
import { compareEntries } from './order.ts';
import { hasSeen } from './past.ts';
import type { Segment } from './segment.ts';
import { storiesOf } from './stories.ts';
import { signTip } from './tip-signature.ts';
import { Device, World } from './world.fixture.ts';
import { segmentsOf } from './writing.ts';

/** The story of one device's log that came first to somebody, as segments of one entry each, under whatever name it stands there. */
function segmentsOfLog(holder: Device, author: Device, name?: Uint8Array): Segment[] {
  return holder.taken
    .filter(({ entry }) => entry.chain.opening.device === author.id && entry.chain.parting === null)
    .map(({ entry, bytes }) => {
      const signature = signTip(author.keys.secretKey, bytesOf(entry.id));
      return { log: name ?? entry.chain.log, from: entry.seq, entries: [bytes], signature };
    });
}

/** A device tells one story to Ana and another to Bo, and each writes on top of what it heard. */
function told(shared: number, one: number, other: number) {
  const world = new World(`stories ${shared} ${one} ${other}`);
  const [liar, ana, bo] = [world.device(), world.device(), world.device()];
  const common = shared === 0 ? [] : liar.write(Array.from({ length: shared }, (_, i) => `${i}`));
  for (const segment of segmentsOf(common)) for (const device of [ana, bo]) device.take(segment);
  const twin = new Device(world, liar.keys);
  twin.hear(liar);
  const first = liar.write(Array.from({ length: one }, (_, i) => `first ${i}`));
  const second = twin.write(Array.from({ length: other }, (_, i) => `second ${i}`));
  for (const segment of segmentsOf(first)) ana.take(segment);
  for (const segment of segmentsOf(second)) bo.take(segment);
  const onFirst = ana.write(['stands on the first']);
  const onSecond = bo.write(['stands on the second']);
  const { fork } = ana.take(segmentsOf(second)[0] as Segment);
  assert.ok(fork !== null);
  const proof = proveFork(
    fork,
    first.map(({ bytes }) => bytes),
  );
  assert.ok(proof !== null);
  const checked = checkForkProof(proof);
  assert.ok(checked.ok);
  return { world, liar, twin, ana, bo, first, second, onFirst, onSecond, proof: checked.value };
}

function shared(device: Device): unknown {
  const entries = [...device.record.chains()].flatMap((chain) => chain.entries).sort(compareEntries);
  return entries.map((entry) => [entry.id, entry.lamport, entries.filter((other) => hasSeen(entry, other)).map(({ id }) => id)]);
}

for (const [before, one, other] of [
  [0, 1, 1],
  [0, 3, 2],
  [2, 3, 2],
  [127, 3, 2],
  [128, 2, 5],
  [1, 140, 130],
] as const) {
  test(`both stories are taken, in whatever order they came: ${before} entries, then ${one} or ${other}`, () => {
    const { liar, ana, bo, onFirst, onSecond, proof } = told(before, one, other);
    assert.equal(ana.take(segmentsOf(onSecond)[0] as Segment).accepted.length, 0, 'it waits for the other story');
    assert.equal(bo.take(segmentsOf(onFirst)[0] as Segment).accepted.length, 0);
    const keys = ana.record.learnFork(proof);
    assert.deepEqual(bo.record.learnFork(proof), keys);
    assert.deepEqual(keys.length, 2);
    const [first, second] = storiesOf(proof).map(({ key }) => key) as [Uint8Array, Uint8Array];
    for (const [to, from, key] of [
      [ana, bo, second],
      [bo, ana, first],
    ] as const) {
      for (const segment of segmentsOfLog(from, liar, key)) if (segment.from >= before) assert.equal(to.take(segment).refused, null);
    }
    assert.equal(ana.record.waiting + bo.record.waiting, 0);
    assert.deepEqual(shared(ana), shared(bo));
    assert.equal(ana.record.size, before + one + other + 2);
    // Each has both stories by their keys, one of them as its own log.
    for (const device of [ana, bo]) {
      assert.deepEqual(
        [...device.record.stories()].map((key) => device.record.story(key)?.log),
        [proof.log, proof.log],
      );
      assert.deepEqual(keys.map((key) => device.record.reach(key)).sort(), [before + one, before + other].sort());
    }
  });
}

test('under its own name nothing more is taken of a forked log beyond the parting, and what lies before it is', () => {
  const { world, liar, first, second, proof } = told(3, 2, 2);
  const late = world.device();
  const [common] = segmentsOfLog(liar, liar);
  late.take(common as Segment);
  late.record.learnFork(proof);
  for (const segment of segmentsOfLog(liar, liar).slice(1, 3)) assert.equal(late.take(segment).refused, null);
  assert.equal(late.take(segmentsOf(first)[0] as Segment).refused, 'log-frozen');
  const [one, other] = storiesOf(proof).map(({ key }) => key) as [Uint8Array, Uint8Array];
  assert.equal(late.take({ ...(segmentsOf(first)[0] as Segment), log: one }).accepted.length, 2);
  assert.equal(late.take({ ...(segmentsOf(second)[0] as Segment), log: other }).accepted.length, 2);
  assert.equal(late.record.size, 7);
});

test('a store gives both stories back, each under the name it was stored by', () => {
  const { world, liar, ana, bo, second, proof } = told(2, 3, 2);
  ana.record.learnFork(proof);
  const key = storiesOf(proof)[1]?.key as Uint8Array;
  for (const segment of segmentsOfLog(bo, liar, key)) if (segment.from >= 2) ana.take(segment);
  const restored = world.record();
  restored.learnFork(proof);
  for (const { entry, bytes } of ana.taken) assert.ok(restored.restore(entry.chain.log, entry.seq, bytes).ok);
  assert.equal(restored.size, ana.record.size);
  assert.equal(restored.entry(second[1]?.id as string)?.seq, 3);
});

test('a third story is one more, and beyond a bound no more are kept', () => {
  const { world, liar, twin, ana, proof } = told(1, 2, 2);
  ana.record.learnFork(proof);
  const third = new Device(world, liar.keys);
  for (const segment of segmentsOfLog(twin, liar).slice(0, 2)) third.take(segment);
  const written = third.write(['third']);
  const key = storiesOf(proof)[1]?.key as Uint8Array;
  for (const segment of segmentsOfLog(twin, liar, key).slice(1)) ana.take(segment);
  const { fork, refused } = ana.take({ ...(segmentsOf(written)[0] as Segment), log: key });
  assert.equal(refused, 'log-forked');
  assert.ok(fork !== null);
  assert.deepEqual([fork.seq, fork.chain.base], [2, 1]);
});

test('nobody names a story’s entries once its fork is known, and no entry of a device names another story of its own', () => {
  const { ana, bo, liar, proof } = told(1, 1, 1);
  ana.record.learnFork(proof);
  const key = storiesOf(proof)[1]?.key as Uint8Array;
  for (const segment of segmentsOfLog(bo, liar, key)) if (segment.from >= 1) ana.take(segment);
  const [written] = ana.write(['after']);
  const entry = ana.record.entry(written?.id as string);
  assert.ok(entry !== undefined);
  const told2 = [...ana.record.chains()].find((chain) => chain.base > 0);
  assert.ok(told2 !== undefined && !hasSeen(entry, told2.tip as never));
});

test('an entry that waits under two names, its log and its story, stands once', () => {
  const world = new World('two names');
  const [liar, helper, ana, bo, cy] = [world.device(), world.device(), world.device(), world.device(), world.device()];
  const common = liar.write(['shared']);
  const twin = new Device(world, liar.keys);
  twin.hear(liar);
  const missing = segmentsOf(helper.write(['comes last']))[0] as Segment;
  liar.take(missing);
  const first = liar.write(['stands on what comes last', 'and goes on']);
  ana.hear(liar);
  const { fork } = ana.take(segmentsOf(twin.write(['another story']))[0] as Segment);
  assert.ok(fork !== null);
  const proof = checkForkProof(
    proveFork(
      fork,
      first.map(({ bytes }) => bytes),
    ) as Uint8Array,
  );
  assert.ok(proof.ok);
  bo.hear(liar);
  const onFirst = segmentsOf(bo.write(['stands on the first']))[0] as Segment;

  cy.take(segmentsOf(common)[0] as Segment);
  cy.record.learnFork(proof.value);
  const story = segmentsOf(first)[0] as Segment;
  const told = storiesOf(proof.value).find((one) => one.first === first[0]?.id);
  assert.ok(told !== undefined);
  cy.take({ ...story, log: told.key });
  cy.take(onFirst);
  assert.equal(cy.take(story).refused, null, 'somebody waits for it');
  assert.equal(cy.record.waiting, 5);
  assert.equal(cy.take(missing).accepted.length, 4);
  assert.deepEqual([cy.record.size, cy.record.waiting], [5, 0]);
});
