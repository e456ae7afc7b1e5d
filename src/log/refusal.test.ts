import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../bytes/limits.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { signingKeys } from '../crypto/sign.ts';
import { decodeEntry, encodeEntry } from './entry.ts';
import { EpochKeys, epochOf } from './epoch.ts';
import { eraseBody } from './erasure.ts';
import { WHOLE_CELL } from './lane.ts';
import { Record } from './record.ts';
import type { Segment } from './segment.ts';
import { signTip } from './tip-signature.ts';
import { type Forgery, stateOf, World } from './world.fixture.ts';
import { segmentsOf, type Written } from './writing.ts';

const CIRCLE = '00000000000000c1';

/** What comes of a forged entry: refused for this reason, and the record is as it was. */
function refuses(reason: string, wrong: Forgery, prepare: (world: World) => void = () => undefined): void {
  const world = new World(reason);
  prepare(world);
  const [ana, bo] = [world.device(), world.device()];
  ana.write(['one', 'two']);
  bo.hear(ana);
  const before = stateOf(bo.record);
  const received = bo.record.receive(ana.forge(wrong).segment);
  assert.deepEqual(
    { refused: received.refused, accepted: received.accepted, fork: received.fork },
    { refused: reason, accepted: [], fork: null },
  );
  assert.deepEqual(stateOf(bo.record), before);
  assert.equal(bo.record.waiting, 0);
}

const world = new World('rules');
const stranger = epochOf(world.random(32), WHOLE_CELL, world.charter);
const circle = epochOf(world.random(32), CIRCLE, world.charter);

test('the opening stands in the first entry, and in no other', () => {
  const device = new World('opening-misplaced').device();
  refuses('opening-misplaced', { head: { opening: { device: device.id, lane: 'record', topic: '', turn: 0 } } });
  refuses('opening-malformed', { scope: 'garden#0', head: { opening: null } });
});

test('an opening follows the rules of its lane', () => {
  const opening = (lane: 'record' | 'doc' | 'talk', topic: string, turn: number) => ({ device: '11'.repeat(32), lane, topic, turn });
  refuses('opening-malformed', { opening: opening('record', 'garden', 0) });
  refuses('opening-malformed', { opening: opening('record', '', 1) });
  refuses('opening-malformed', { opening: opening('talk', '', 1) });
  refuses('opening-malformed', { opening: opening('doc', '', 0) });
});

test('a log id fits its opening, and the signature its device', () => {
  refuses('log-id-wrong', { scope: 'garden#0', log: new Uint8Array(32).fill(3) });
  refuses('signature-wrong', { signer: signingKeys(new Uint8Array(32)) });
  refuses('signature-wrong', { opening: { device: '11'.repeat(32), lane: 'talk', topic: 'x', turn: 0 } });
});

test('lamport is one more than the greatest before it: neither less, nor more, nor beyond the limit', () => {
  for (const lamport of [0, 1, 2, 4, LIMITS.lamport]) refuses('lamport-wrong', { head: { lamport } });
});

test('the charter stands in a head exactly if it is another than before', () => {
  refuses('charter-repeated-or-missing', { head: { charter: new World('x').charter } });
  refuses('charter-repeated-or-missing', { scope: 'garden#0', head: { charter: null } });
});

test('in the record everything is for the whole cell, and sealed like its head', () => {
  refuses('circle-in-record', { epochs: { circle } });
  refuses('body-epoch-wrong', { head: { bodyEpoch: 'ffffffff' } });
});

test('a head is sealed under an epoch of the whole cell', () => {
  // The tag is the epoch's, the key is not.
  refuses('head-sealed-wrongly', { sealed: ({ head }) => ({ head: head.map((octet, i) => (i === 40 ? octet ^ 1 : octet)) }) });
  refuses('head-sealed-wrongly', { scope: 'garden#0', sealed: ({ salt }) => ({ salt: salt.map((octet) => octet ^ 1) }) });
});

test('a head that is none is refused', () => {
  refuses('head-malformed', { head: { deps: ['22'.repeat(32), '11'.repeat(32)], lamport: 3 } });
  refuses('head-malformed', { head: { deps: ['22'.repeat(32), '22'.repeat(32)], lamport: 3 } });
  refuses('head-malformed', { head: { time: LIMITS.time + 1 } });
  refuses('head-malformed', { head: { lamport: LIMITS.lamport + 1 } });
  refuses('head-malformed', { head: { deps: Array.from({ length: LIMITS.deps + 1 }, (_, i) => i.toString(16).padStart(64, '0')) } });
});

test('a dep is of the own scope or of the record, and never of the own log', () => {
  const w = new World('deps');
  const [ana, bo, cy] = [w.device(), w.device(), w.device()];
  const [mine] = ana.write(['mine']) as [Written];
  const [talk] = bo.write(['talk'], 'garden#0') as [Written];
  const [later] = bo.write(['next turn'], 'garden#1') as [Written];
  const [said] = bo.write(['said']) as [Written];
  ana.hear(bo);
  cy.hear(ana);
  const result = (wrong: Forgery) => cy.record.receive(ana.forge(wrong).segment).refused;
  assert.equal(result({ head: { deps: [mine.id], lamport: 2 } }), 'dep-on-own-log');
  assert.equal(result({ head: { deps: [talk.id], lamport: 2 } }), 'dep-outside-scope');
  assert.equal(result({ scope: 'garden#0', head: { deps: [later.id], lamport: 2 } }), 'dep-outside-scope');
  assert.equal(
    result({ scope: 'garden#0', head: { deps: [talk.id, said.id].sort(), lamport: cy.record.entry(said.id)!.lamport + 1 } }),
    null,
  );
});

test('what opens for nobody counts as an entry and does nothing', () => {
  const w = new World('inert');
  const [ana, bo] = [w.device(), w.device()];
  ana.write(['one']);
  bo.hear(ana);
  const wrong = [
    ana.forge({ sealed: ({ body }) => ({ body: (body as Uint8Array).map((octet, i) => (i === 50 ? octet ^ 1 : octet)) }) }),
    ana.forge({ epochs: { circle: { ...w.epoch, secret: stranger.secret } } }),
  ];
  for (const { segment, id } of wrong) {
    const cy = w.device();
    cy.hear(bo);
    assert.equal(cy.take(segment).refused, null);
    assert.equal(cy.record.entry(id)?.action, null);
  }
});

test('a body for a circle is read by the circle, and counts for all', () => {
  const w = new World('circle');
  const inCircle = epochOf(w.random(32), CIRCLE, w.charter);
  const [ana, bo, cy] = [w.device(), w.device(), w.device()];
  bo.record.keys.add(inCircle);
  const { segment, id } = ana.forge({ scope: 'garden#0', epochs: { circle: inCircle }, action: ['secret'] });
  for (const device of [bo, cy]) assert.equal(device.take(segment).refused, null);
  assert.deepEqual(bo.record.entry(id)?.action, ['secret']);
  assert.equal(cy.record.entry(id)?.action, null);
  assert.equal(cy.record.entry(id)?.circle, CIRCLE);
});

test("a circle's epoch opens no head: what only some could take would split the cell", () => {
  const w = new World('circle-head');
  const [ana, bo] = [w.device(), w.device()];
  const inCircle = epochOf(w.random(32), CIRCLE, w.charter);
  bo.record.keys.add(inCircle);
  assert.equal(bo.take(ana.forge({ epochs: { cell: inCircle } }).segment).refused, 'key-unknown');
});

test('sizes other than padded ones are refused, and so is padding that is not zero', () => {
  refuses('padding-wrong', { sealed: ({ body }) => ({ body: new Uint8Array((body as Uint8Array).length + 1) }) });
  refuses('padding-wrong', { sealed: ({ head }) => ({ head: head.subarray(1) }) });
});

test('what was said in talk may come without its words, and get them again; in the record a body is there, always', () => {
  const w = new World('erased');
  for (const scope of ['', 'garden#0']) {
    const [ana, bo] = [w.device(), w.device()];
    const [written] = ana.write(['gone'], scope) as [Written];
    const bytes = eraseBody(written.bytes);
    assert.ok(bytes.length < 300);
    assert.deepEqual(eraseBody(bytes), bytes);
    const segment = { log: written.log, from: 0, entries: [bytes], signature: written.signature as Uint8Array };
    const restored = w.record().restore(written.log, 0, bytes);
    if (scope === '') {
      assert.equal(bo.take(segment).refused, 'body-missing');
      assert.deepEqual(restored, { ok: false, reason: 'body-missing' });
      continue;
    }
    assert.ok(restored.ok && restored.value.id === written.id && restored.value.action === null);
    const { accepted, refused } = bo.take(segment);
    assert.deepEqual([refused, accepted.length, bo.record.bodyless.ids.has(written.id)], [null, 1, true]);
    const entry = accepted[0]?.entry;
    assert.deepEqual([entry?.shut, entry?.action], ['erased', null]);
    assert.deepEqual(bo.record.bodyless.takeOffers(), []);
    assert.equal(bo.take({ ...segment, entries: [written.bytes] }).refused, null);
    const [offered, ...others] = bo.record.bodyless.takeOffers();
    assert.ok(offered !== undefined && offered.entry === entry && others.length === 0);
    assert.ok(bo.record.openBody(offered.entry, offered.bytes).ok);
    assert.deepEqual([entry?.action, bo.record.bodyless.ids.size], [['gone'], 0]);
  }
});

test('a newer entry is told from a broken one', () => {
  refuses('entry-too-new', { sealed: () => ({ version: 2 }) });
  refuses('entry-malformed', { sealed: () => ({ version: 0 }) });
});

test('a segment joins on, crosses no seam and has entries', () => {
  const w = new World('segments');
  const [ana, bo] = [w.device(), w.device()];
  const written = ana.write(Array.from({ length: LIMITS.signedEvery + 2 }, (_, i) => `${i}`));
  const run = (from: number, end: number): Segment => {
    const last = written[end - 1] as Written;
    const signature = signTip(ana.keys.secretKey, Uint8Array.fromHex(last.id));
    return { log: last.log, from, entries: written.slice(from, end).map(({ bytes }) => bytes), signature };
  };
  assert.deepEqual(
    segmentsOf(written).map(({ from, entries }) => [from, entries.length]),
    [
      [0, 128],
      [128, 2],
    ],
  );
  assert.equal(bo.take(run(0, 129)).refused, 'segment-crosses-seam');
  assert.equal(bo.take(run(1, 2)).refused, 'segment-has-a-gap');
  assert.equal(bo.take({ ...run(0, 1), entries: [] }).refused, 'segment-empty');
  assert.equal(bo.take(run(0, 128)).refused, null);
  assert.equal(bo.take(run(127, 130)).refused, 'segment-crosses-seam');
  assert.equal(bo.take(run(128, 130)).refused, null);
  assert.equal(bo.record.size, 130);
});

test('a half-refused segment leaves what stands before the bad entry, which can be handed on by the signature of the whole', () => {
  const w = new World('half');
  const ana = w.device();
  const written = ana.write(['a', 'b', 'c', 'd']);
  const [, , bad] = written as [Written, Written, Written];
  const record = w.record((entry) => (entry.id === bad.id ? refuse('not-welcome') : accept(null)));
  const [segment] = segmentsOf(written) as [Segment];
  const received = record.receive(segment);
  assert.deepEqual([received.refused, received.accepted.length, record.waiting], ['not-welcome', 2, 0]);
  const [chain] = [...record.chains()];
  assert.deepEqual([chain?.signed, chain?.signatures.get(1)?.length], [2, 64 + 2 * 32]);
  assert.deepEqual(record.receive(segment).accepted, []);
  const first = { ...segment, entries: segment.entries.slice(0, 2), signature: signTip(ana.keys.secretKey, chain!.tipHash) };
  assert.deepEqual(record.receive(first), { accepted: [], refused: null, fork: null });
  assert.deepEqual(chain?.signatures.get(1), first.signature);
});

test('an entry is as large as the limit and not a byte more', () => {
  const w = new World('large');
  const [ana, bo] = [w.device(), w.device()];
  const at = (size: number) => ana.forge({ action: ['x'.repeat(size - 4)] });
  const large = at(LIMITS.bodyBytes - LIMITS.headBytes - 48);
  assert.equal(bo.take(large.segment).refused, null);
  assert.throws(() => at(LIMITS.bodyBytes - LIMITS.headBytes - 47));
  assert.equal(decodeEntry(new Uint8Array(LIMITS.bodyBytes + LIMITS.headBytes + 30)).ok, false);
  const body = (size: number) => encodeEntry({ ...large.sealed, head: new Uint8Array(48 + 48), body: new Uint8Array(size) });
  assert.deepEqual(decodeEntry(body(LIMITS.bodyBytes + 1)), { ok: false, reason: 'entry-malformed' });
  assert.deepEqual(decodeEntry(new Uint8Array(LIMITS.bodyBytes + LIMITS.headBytes + 31)), { ok: false, reason: 'entry-too-large' });
});

test('a device has at most so many logs; others have theirs', () => {
  const w = new World('logs');
  const keys = new EpochKeys();
  keys.add(w.epoch);
  const record = new Record(w.blind, keys, { judge: () => accept(null), fold: () => undefined });
  const [ana, bo] = [w.device(), w.device()];
  for (let turn = 0; turn < LIMITS.logsOfDevice; turn++)
    assert.equal(record.receive(ana.forge({ scope: `garden#${turn}` }).segment).refused, null);
  assert.deepEqual([record.roomForLogs(ana.id), record.roomForLogs(bo.id)], [0, LIMITS.logsOfDevice]);
  assert.equal(record.receive(ana.forge({ scope: 'kitchen#0' }).segment).refused, 'too-many-logs');
  assert.equal(record.receive(bo.forge({ scope: 'kitchen#0' }).segment).refused, null);
});
