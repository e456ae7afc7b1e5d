import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkForkProof, type ForkProof, proveFork } from '../log/fork.ts';
import type { Segment } from '../log/segment.ts';
import { storiesOf } from '../log/stories.ts';
import { showFork } from './actions.ts';
import { agreeing, TestDevice, Village } from './cell.fixture.ts';
import { stateOf } from './state.fixture.ts';

/** What a device wrote last, as the others get it. */
function lastOf(device: TestDevice): Segment {
  return [...device.segments].at(-1) as Segment;
}

/** A second device with the same keys, that has all the first has: a copy of its disk. */
function copyOf(device: TestDevice): TestDevice {
  const copy = new TestDevice(device.village, device.name, device.seed, device.epoch);
  device.sendTo(copy);
  return copy;
}

/** Takes what goes on from another story than ours, and proves the fork. */
function prove(witness: TestDevice, ours: Segment, theirs: Segment): { readonly octets: Uint8Array; readonly proof: ForkProof } {
  const { fork } = witness.record.receive(theirs);
  assert.ok(fork !== null);
  const octets = proveFork(fork, ours.entries);
  assert.ok(octets !== null);
  const proof = checkForkProof(octets);
  assert.ok(proof.ok);
  return { octets, proof: proof.value };
}

/** A and its copy part: B hears one story, C the other, and each writes on top of what it heard; then all hear everything. */
function parted() {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  const shared = a.propose('before');
  village.meet();
  const copy = copyOf(a);
  a.propose('told to B');
  copy.propose('told to C');
  const [one, other] = [lastOf(a), lastOf(copy)];
  b.take(one);
  c.take(other);
  const { octets, proof } = prove(b, one, other);
  const [first, second] = storiesOf(proof).map(({ key }) => key) as [Uint8Array, Uint8Array];
  // From here on both stories go by their keys, as sync would bring them.
  const stories = [...new Set([...a.segments, ...copy.segments])].filter(
    (segment) => segment.from >= proof.seq && idOfLog(segment) === proof.log,
  );
  const renamed = stories.map((segment) => ({ ...segment, log: a.segments.has(segment) ? first : second }));
  const everybody = [a, b, c, d, copy];
  for (const device of everybody) device.record.learnFork(proof);
  return { village, a, b, c, d, copy, octets, shared, everybody, renamed };
}

function idOfLog({ log }: Segment): string {
  return log.toHex();
}

/** The honest devices hear of all there is, in this order. */
function hearAll({ village, b, c, d, renamed }: ReturnType<typeof parted>, order: readonly number[] = [0, 1]): void {
  const turned = order[0] === 0 ? renamed : renamed.toReversed();
  for (const device of [b, c, d]) for (let i = 0; i < 2; i++) for (const segment of turned) device.take(segment);
  village.meet(b, c, d);
}

test('attack 2: a fork that is shown sets both stories aside from where they part, alike whoever heard which first', () => {
  const world = parted();
  const { b, c, d, a, octets, shared } = world;
  b.write([['talk/say', 'B stands on the first story']]);
  c.write([['talk/say', 'C stands on the second']]);
  b.write([showFork.write({ proof: octets, cuts: [] })]);
  hearAll(world);
  for (const device of [b, c, d]) {
    assert.deepEqual([...device.cell.decisions.proposals.keys()], [shared], device.name);
    assert.deepEqual(
      device.cell.quarantine.entries().map(({ entry, reason }) => [entry.seq, reason]),
      [
        [device.cell.quarantine.entries()[0]?.entry.seq, 'two-stories'],
        [device.cell.quarantine.entries()[0]?.entry.seq, 'two-stories'],
      ],
    );
    assert.ok(!device.cell.currentDevices().has(a.device), 'it speaks for nobody');
    assert.ok(device.charter.members.has(a.member), 'its member stays one');
    assert.equal(device.record.waiting, 0);
    assert.deepEqual(stateOf(device), stateOf(b));
  }
});

test('I1: the end is the same when the stories come in the other order', () => {
  const states = [
    [0, 1],
    [1, 0],
  ].map((order) => {
    const world = parted();
    world.c.write([showFork.write({ proof: world.octets, cuts: [] })]);
    hearAll(world, order);
    for (const device of [world.b, world.c, world.d]) assert.deepEqual(stateOf(device), stateOf(world.b));
    return stateOf(world.d);
  });
  assert.deepEqual(states[0], states[1]);
});

test('I6: a fork cannot erase what is certified, also by an attestation in one of its stories', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const name = b.propose('Name', [agreeing('name', 'Hill')]);
  village.meet();
  for (const device of [a, b, c]) device.consent(name);
  village.meet();
  const copy = copyOf(a);
  a.attest(name, 0);
  copy.write([['talk/say', 'another story']]);
  const [one, other] = [lastOf(a), lastOf(copy)];
  b.take(one);
  c.take(other);
  b.attest(name, 0);
  assert.equal(b.cell.setting('name').value, 'Hill');
  const { octets, proof } = prove(b, one, other);
  const [first, second] = storiesOf(proof).map(({ key }) => key) as [Uint8Array, Uint8Array];
  for (const device of [b, c]) device.record.learnFork(proof);
  b.write([showFork.write({ proof: octets, cuts: [] })]);
  b.take({ ...other, log: second });
  c.take({ ...one, log: first });
  village.meet(b, c);
  for (const device of [b, c]) {
    assert.equal(device.cell.setting('name').value, 'Hill', device.name);
    assert.equal(device.record.waiting, 0);
  }
  assert.deepEqual(stateOf(b), stateOf(c));
});

test('a device that knows of its own fork writes no more', () => {
  const world = parted();
  const { a, b, octets } = world;
  b.write([showFork.write({ proof: octets, cuts: [] })]);
  hearAll(world);
  b.sendTo(a);
  assert.throws(() => a.write([['talk/say', 'it was not me']]), { message: 'own-log-forked' });
});

test('nobody’s device falls by the fork of a key that is not its own, or by a proof that proves nothing', () => {
  const { b, c, d, octets, village } = parted();
  b.write([showFork.write({ proof: octets.with(octets.length - 1, (octets.at(-1) as number) ^ 1), cuts: [] })]);
  village.meet(b, c, d);
  assert.deepEqual(
    c.inert.filter((reason) => reason.startsWith('fork-proof')),
    ['fork-proof-proves-nothing'],
  );
});
