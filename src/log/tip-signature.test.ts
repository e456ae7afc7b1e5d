import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { decodeEntry, hashContent } from './entry.ts';
import { checkForkProof, proveFork } from './fork.ts';
import type { Segment } from './segment.ts';
import { isTipSignature, isTipSigned, reachingBack, signTip, TIP_SIGNATURE_BYTES } from './tip-signature.ts';
import { Device, World } from './world.fixture.ts';
import { segmentsOf } from './writing.ts';

/** A run of one log, signed at its end alone, of which the third entry names something of another log. */
function halfKnown(world: World): { liar: Device; run: Segment; missing: Segment } {
  const [liar, helper] = [world.device(), world.device()];
  const told = liar.write(['one', 'two']);
  const missing = segmentsOf(helper.write(['known to few']))[0] as Segment;
  liar.take(missing);
  const rest = liar.write(['three', 'four', 'five']);
  const end = rest[2];
  assert.ok(end !== undefined);
  const signature = signTip(liar.keys.secretKey, bytesOf(end.id));
  return { liar, run: { log: end.log, from: 0, entries: [...told, ...rest].map(({ bytes }) => bytes), signature }, missing };
}

/** What a device hands on of a log: from a seq up to the last entry over which it has a signature. */
function runOf(device: Device, log: string, from = 0): Segment {
  const chain = device.record.chain(log);
  assert.ok(chain !== undefined);
  const entries = device.taken.filter(({ entry }) => entry.chain === chain && entry.seq >= from && entry.seq < chain.signed);
  return {
    log: chain.log,
    from,
    entries: entries.map(({ bytes }) => bytes),
    signature: chain.signatures.get(chain.signed - 1) as Uint8Array,
  };
}

test('what has been accepted of a run can be handed on, while the rest waits for what may never come', () => {
  const world = new World('half');
  const { run, missing } = halfKnown(world);
  const [ana, bo, cy] = [world.device(), world.device(), world.device()];
  const { accepted } = ana.take(run);
  assert.equal(accepted.length, 2);
  const chain = accepted[0]?.entry.chain;
  assert.equal(chain?.signed, 2);
  assert.equal(accepted[1]?.signature?.length, 64 + 3 * 32, 'the rest of the run leads to the signature at its end');

  const handed = runOf(ana, chain?.logId ?? '');
  assert.equal(handed.entries.length, 2);
  assert.equal(bo.take(handed).accepted.length, 2);
  const ours = segmentsOf(ana.write(['I have heard two']))[0] as Segment;
  assert.equal(bo.take(ours).accepted.length, 1, 'so nobody waits for ever for what ana names');
  assert.deepEqual(cy.take(runOf(bo, chain?.logId ?? '')).accepted.length, 2, 'from hand to hand');

  bo.take(missing);
  assert.equal(bo.take({ ...run, from: 2, entries: run.entries.slice(2) }).accepted.length, 3);
  assert.equal(bo.record.chain(chain?.logId ?? '')?.signed, 5);
});

test('the same is so where the rest is refused', () => {
  const world = new World('refused');
  const { run, missing } = halfKnown(world);
  const judged = world.record((entry) => (entry.seq < 3 ? { ok: true, value: null } : { ok: false, reason: 'device-revoked' }));
  judged.receive(missing);
  const { accepted, refused } = judged.receive(run);
  assert.equal(refused, 'device-revoked');
  assert.equal(accepted.length, 3);
  assert.equal(accepted[2]?.entry.chain.signed, 3);
});

test('a signature that reaches back is one over its entry and over no other', () => {
  const world = new World('reach');
  const device = world.device();
  const written = device.write(Array.from({ length: 5 }, (_, i) => `${i}`));
  const contents = written.map(({ bytes }) => {
    const entry = decodeEntry(bytes);
    assert.ok(entry.ok);
    return hashContent(entry.value);
  });
  const [second, last] = [written[1], written[4]];
  assert.ok(second !== undefined && last !== undefined);
  const place = { log: second.log, seq: 1, hash: bytesOf(second.id) };
  const signature = reachingBack(contents.slice(2), signTip(device.keys.secretKey, bytesOf(last.id)));
  assert.equal(isTipSigned(device.id, place, signature), true);
  assert.equal(isTipSigned(device.id, { ...place, seq: 2 }, signature), false);
  assert.equal(isTipSigned(device.id, { ...place, hash: bytesOf(written[2]?.id ?? '') }, signature), false);
  assert.equal(isTipSigned(device.id, place, signature.subarray(32)), false);
  assert.equal(isTipSigned(world.device().id, place, signature), false);
  assert.deepEqual(
    [0, 63, 65, 96, TIP_SIGNATURE_BYTES, TIP_SIGNATURE_BYTES + 32].map((length) => isTipSignature(new Uint8Array(length))),
    [false, false, false, true, true, false],
  );
});

test('a signature reaches back within its block only', () => {
  const world = new World('block');
  const device = world.device();
  const written = device.write(Array.from({ length: LIMITS.signedEvery + 1 }, (_, i) => `${i}`));
  const [seam, next] = written.slice(-2);
  assert.ok(seam !== undefined && next !== undefined);
  const entry = decodeEntry(next.bytes);
  assert.ok(entry.ok);
  const signature = reachingBack([hashContent(entry.value)], signTip(device.keys.secretKey, bytesOf(next.id)));
  const place = { log: seam.log, seq: seam.seq, hash: bytesOf(seam.id) };
  assert.equal(isTipSigned(device.id, place, signature), false);
});

test('a fork is proved by a signature that reaches back, too', () => {
  const world = new World('fork');
  const { liar, run } = halfKnown(world);
  const ana = world.device();
  ana.take(run);
  const [second] = segmentsOf(new Device(world, liar.keys).write(['another story']));
  const { fork } = ana.take(second as Segment);
  assert.ok(fork !== null);
  const proof = proveFork(fork, run.entries.slice(0, 2));
  assert.ok(proof !== null);
  assert.equal(checkForkProof(proof).ok, true);
});
