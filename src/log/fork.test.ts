import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { checkForkProof, FORK_PROOF_BYTES, type Fork, proveFork } from './fork.ts';
import type { Segment } from './segment.ts';
import { signTip } from './tip-signature.ts';
import { Device, World } from './world.fixture.ts';
import { segmentsOf, type Written } from './writing.ts';

/** A device that tells two stories from `shared` entries on, of `one` and `other` entries; and somebody who has taken the first. */
function twoStories(shared: number, one: number, other: number) {
  const world = new World(`fork ${shared} ${one} ${other}`);
  const liar = world.device();
  const common = shared === 0 ? [] : liar.write(Array.from({ length: shared }, (_, i) => `${i}`));
  const twin = new Device(world, liar.keys);
  twin.hear(liar);
  const first = liar.write(Array.from({ length: one }, (_, i) => `first ${i}`));
  const second = twin.write(Array.from({ length: other }, (_, i) => `second ${i}`));
  const witness = world.device();
  for (const segment of segmentsOf([...common, ...first])) witness.take(segment);
  return { world, liar, twin, witness, first, second };
}

test('a second story shows itself, stops the log, and gives a proof that convinces anybody', () => {
  for (const [shared, one, other] of [
    [0, 1, 1],
    [3, 2, 1],
    [126, 5, 1],
    [1, 127, 127],
    [127, 3, 3],
    [128, 1, 2],
    [0, 128, 128],
  ] as const) {
    const { witness, first, second, liar } = twoStories(shared, one, other);
    const [segment] = segmentsOf(second) as [Segment];
    const before = witness.record.size;
    const { refused, fork, accepted } = witness.take(segment);
    assert.deepEqual([refused, accepted, witness.record.size], ['log-forked', [], before]);
    assert.ok(fork !== null);
    assert.deepEqual([fork.seq, fork.chain.opening.device], [shared, liar.id]);
    const proof = proveFork(
      fork,
      first.map(({ bytes }) => bytes),
    );
    assert.ok(proof !== null && proof.length <= FORK_PROOF_BYTES);
    const checked = checkForkProof(proof);
    assert.ok(checked.ok);
    assert.deepEqual([checked.value.log, checked.value.device, checked.value.seq], [fork.chain.logId, liar.id, shared]);
    // From then on there is nothing to be had of it, but for what is here already.
    assert.deepEqual(witness.take(segment), { accepted: [], refused: 'log-forked', fork: null });
    assert.equal(witness.take(segmentsOf(first)[0] as Segment).refused, null);
    assert.equal(witness.take(segmentsOf(liar.write(['more']))[0] as Segment).refused, 'log-frozen');
  }
});

test('of a log that told two stories, what somebody else stands on is still taken', () => {
  const { world, liar, witness, second } = twoStories(1, 1, 1);
  const [more, further] = [liar.write(['more']), liar.write(['further'])];
  const honest = world.device();
  for (const { entry, bytes } of liar.taken.slice(0, 3))
    honest.take({ log: entry.chain.log, from: entry.seq, entries: [bytes], signature: signTip(liar.keys.secretKey, bytesOf(entry.id)) });
  const stands = honest.write(['stands on it']);
  witness.take(segmentsOf(second)[0] as Segment);
  assert.deepEqual(witness.take(segmentsOf(stands)[0] as Segment).accepted, []);
  assert.equal(witness.take(segmentsOf(further)[0] as Segment).refused, 'segment-has-a-gap');
  assert.equal(witness.take(segmentsOf(more)[0] as Segment).accepted.length, 2);
  assert.equal(witness.take(segmentsOf(further)[0] as Segment).refused, 'log-frozen');
});

test('between two stories that wait the first stays, and nothing is stopped', () => {
  const world = new World('waiting stories');
  const [liar, bo, witness] = [world.device(), world.device(), world.device()];
  const missing = segmentsOf(bo.write(['missing']))[0] as Segment;
  liar.hear(bo);
  const twin = new Device(world, liar.keys);
  twin.hear(bo);
  const [first, second] = [liar, twin].map((device, i) => segmentsOf(device.write([`${i}`]))[0] as Segment) as [Segment, Segment];
  assert.equal(witness.take(first).refused, null);
  assert.deepEqual(witness.take(second), { accepted: [], refused: 'log-forked', fork: null });
  assert.equal(witness.take(missing).accepted.length, 2);
  assert.ok(witness.take(second).fork !== null);
});

test('no proof can be made of what an honest device signed', () => {
  const world = new World('honest');
  const device = world.device();
  const written = device.write(Array.from({ length: 12 }, (_, i) => `${i}`));
  const hashes = written.map(({ id }) => bytesOf(id));
  const signatures = hashes.map((hash) => signTip(device.keys.secretKey, hash));
  const chain = device.folded[0]!.chain;
  const proofOf = (seq: number, one: readonly number[], other: readonly number[], signed: readonly [number, number]) => {
    const fork = { chain, seq, theirs: [], signature: signatures[signed[1]] as Uint8Array } as Fork;
    const own = proveFork(
      {
        ...fork,
        theirs: [
          { sealed: { version: 1, epoch: '00000000', salt: new Uint8Array(16), head: new Uint8Array(), body: new Uint8Array() } } as never,
        ],
      },
      written.slice(seq).map(({ bytes }) => bytes),
    );
    const value = decodeCbor(own as Uint8Array);
    assert.ok(value.ok);
    const [log, deviceId, at, previous, branches] = value.value as [
      Uint8Array,
      Uint8Array,
      number,
      Uint8Array,
      [Uint8Array[], Uint8Array][],
    ];
    const contents = (branches[0] as [Uint8Array[], Uint8Array])[0];
    const pick = (which: readonly number[]) => which.map((i) => contents[i % contents.length] as Uint8Array);
    return encodeCbor([
      log,
      deviceId,
      at,
      previous,
      [
        [pick(one), signatures[signed[0]] as Uint8Array],
        [pick(other), signatures[signed[1]] as Uint8Array],
      ],
    ]);
  };
  const picks = fc.array(fc.nat(11), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.nat(11), picks, picks, fc.tuple(fc.nat(11), fc.nat(11)), (seq, one, other, signed) => {
      assert.deepEqual(checkForkProof(proofOf(seq, one, other, signed)), { ok: false, reason: 'fork-proof-proves-nothing' });
    }),
    { numRuns: 100 },
  );
  // Its true story, twice, and once shortened to an earlier signature.
  for (const lengths of [
    [12, 12],
    [12, 5],
  ] as const) {
    const proof = proofOf(0, [...Array(lengths[0]).keys()], [...Array(lengths[1]).keys()], [lengths[0] - 1, lengths[1] - 1]);
    assert.deepEqual(checkForkProof(proof), { ok: false, reason: 'fork-proof-proves-nothing' });
  }
});

test('a proof that is changed proves nothing, and none makes anything throw', () => {
  const { witness, first, second } = twoStories(2, 3, 2);
  const { fork } = witness.take(segmentsOf(second)[0] as Segment);
  const proof = proveFork(
    fork as Fork,
    first.map(({ bytes }) => bytes),
  ) as Uint8Array;
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, octet, cut) => {
      const broken = cut
        ? proof.subarray(0, at % proof.length)
        : proof.map((value, i) => (i === at % proof.length ? value ^ octet : value));
      assert.equal(checkForkProof(broken).ok, false);
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.uint8Array(), (garbage) => assert.equal(checkForkProof(garbage).ok, false)));
  assert.deepEqual(checkForkProof(new Uint8Array(FORK_PROOF_BYTES + 1)), { ok: false, reason: 'fork-proof-too-large' });
});

test('without a kept signature of our own there is no proof from here', () => {
  const { world, first, second, liar } = twoStories(1, 3, 1);
  const restored = world.record();
  for (const { entry, bytes } of liar.taken) assert.ok(restored.restore(entry.chain.log, entry.seq, bytes).ok);
  const { fork } = restored.receive(segmentsOf(second)[0] as Segment);
  assert.ok(fork !== null);
  const ours = first.map(({ bytes }) => bytes);
  assert.equal(proveFork(fork, ours), null);
  const last = first[2] as Written;
  restored.keepSignature(idOf(last.log), last.seq, last.signature as Uint8Array);
  assert.equal(proveFork(fork, ours.slice(0, 2)), null);
  assert.ok(checkForkProof(proveFork(fork, ours) as Uint8Array).ok);
});

test('the longest proof has the length that is said', () => {
  const contents = Array<Uint8Array>(LIMITS.signedEvery).fill(new Uint8Array(32));
  const id = new Uint8Array(32);
  const proof = encodeCbor([
    id,
    id,
    Number.MAX_SAFE_INTEGER,
    id,
    [
      [contents, new Uint8Array(64)],
      [contents, new Uint8Array(64)],
    ],
  ]);
  assert.ok(proof.length <= FORK_PROOF_BYTES && proof.length > FORK_PROOF_BYTES - 20, `${proof.length}`);
});
