import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeCbor } from '../bytes/cbor.ts';
import { idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { signingKeys } from '../crypto/sign.ts';
import { encodeEntry, hashEntry, linkContent, NO_ENTRY } from '../log/entry.ts';
import { epochTag } from '../log/epoch.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { sealEntry } from '../log/sealing.ts';
import { signTip } from '../log/tip-signature.ts';
import { SYNC } from './limits.ts';
import type { Told } from './messages.ts';
import { CHARTER, type Hand, type Node, World } from './world.fixture.ts';

const FAKE = 'f0'.repeat(32);
const keys = signingKeys(new Uint8Array(32).fill(1));
const device = keys.publicKey.toHex();

/** A member's device that the test plays, linked with one that has written something. */
function hostile(): { world: World; ana: Node; hand: Hand; log: string } {
  const world = new World(1);
  const ana = world.add('ana');
  for (let i = 0; i < 10; i++) ana.write(Array.from({ length: 100 }, (_, n) => `bread ${i} ${n}`));
  world.settle();
  const hand = world.byHand(ana);
  hand.prove(keys);
  const [log] = [...ana.record.chains()].map((chain) => chain.logId);
  return { world, ana, hand, log: log as string };
}

function fakeLogs(from: number, count: number): Told[] {
  return Array.from({ length: count }, (_, i) => ({ log: (from + i).toString(16).padStart(64, '0'), count: 5, tip: FAKE }));
}

test('a third want before the first is answered closes the link', () => {
  const { hand, log } = hostile();
  for (let i = 0; i < 3; i++) hand.send({ type: 'want', bytes: 1000, behind: false, logs: [{ log, from: 0 }], more: false });
  assert.deepEqual(hand.closed(), { reason: 'too-many-wants', blame: true });
});

test('wants in a loop are served one after the other, each within its bound, and only while the other end takes what it gets', () => {
  const { world, ana, hand, log } = hostile();
  let wants = 0;
  for (let i = 0; i < 50; i++) {
    hand.send({ type: 'want', bytes: 20_000, behind: false, logs: [{ log, from: 0 }], more: false });
    wants++;
    assert.ok(ana.work.length <= 4, 'few reads at once');
    world.settle();
  }
  const size = hand.got.reduce((sum, message) => sum + message.length, 0);
  assert.ok(size < wants * 150_000, `${size} bytes for ${wants} wants`);
  ana.tell({ type: 'full', link: hand.link });
  const before = hand.got.length;
  hand.send({ type: 'want', bytes: 1 << 20, behind: false, logs: [{ log, from: 0 }], more: false });
  world.settle();
  assert.equal(hand.got.length, before);
  ana.tell({ type: 'drained', link: hand.link });
  world.settle();
  assert.ok(hand.got.length > before);
});

test('a want for logs that nobody has costs nothing to remember', () => {
  const { world, hand } = hostile();
  for (let i = 0; i < 20; i++)
    hand.send({ type: 'want', bytes: 1000, behind: false, logs: fakeLogs(i * 800, 800).map(({ log }) => ({ log, from: 3 })), more: true });
  hand.send({ type: 'want', bytes: 1000, behind: false, logs: [], more: false });
  world.settle();
  assert.deepEqual(hand.heard().at(-1), { type: 'sent', more: false });
});

test('parts that never end are cut off at the seam and at their size', () => {
  const { hand } = hostile();
  for (let i = 0; i < 128; i++)
    hand.send({ type: 'parts', parts: [{ log: FAKE, from: i, entries: [new Uint8Array(10)], signature: null }] });
  assert.equal(hand.closed(), null);
  hand.send({ type: 'parts', parts: [{ log: FAKE, from: 128, entries: [new Uint8Array(10)], signature: null }] });
  assert.deepEqual(hand.closed(), { reason: 'segment-too-long', blame: true });
});

test('a second unfinished segment, and a part without entries, close the link', () => {
  const [first, second] = [hostile().hand, hostile().hand];
  first.send({ type: 'parts', parts: [{ log: FAKE, from: 0, entries: [new Uint8Array(10)], signature: null }] });
  first.send({ type: 'parts', parts: [{ log: FAKE, from: 5, entries: [new Uint8Array(10)], signature: null }] });
  assert.equal(first.closed()?.reason, 'parts-mixed-up');
  second.send({ type: 'parts', parts: [{ log: FAKE, from: 0, entries: [], signature: null }] });
  assert.equal(second.closed()?.reason, 'part-empty');
});

test('who sends what no honest device passes on is turned away, and for a while when it comes back', () => {
  const { world, ana, hand, log } = hostile();
  hand.send({ type: 'parts', parts: [{ log, from: 0, entries: [new Uint8Array(300)], signature: new Uint8Array(64) }] });
  assert.deepEqual(hand.closed(), { reason: 'not-canonical', blame: true });
  const again = world.byHand(ana);
  again.prove(keys);
  assert.deepEqual(again.closed(), { reason: 'come-later', blame: false });
  for (let i = 0; i < 13; i++) {
    world.clock += 5000;
    ana.tell({ type: 'tick' });
  }
  const later = world.byHand(ana);
  later.prove(keys);
  assert.equal(later.closed(), null);
});

test('a forged signature behind our own entries is followed back to the beginning, and there it is a lie', () => {
  const { world, ana, hand, log } = hostile();
  const entries = (ana.disk.get(log) ?? []).slice(900, 905);
  hand.send({ type: 'have', logs: [], more: false });
  hand.send({ type: 'parts', parts: [{ log, from: 900, entries, signature: new Uint8Array(64) }] });
  for (let tries = 0; hand.closed() === null && tries < 20; tries++) {
    world.settle();
    const want = hand.heard().findLast(({ type }) => type === 'want');
    assert.ok(want?.type === 'want');
    const from = want.logs[0]?.from ?? 0;
    const parts = [{ log, from, entries: (ana.disk.get(log) ?? []).slice(from, from + 2), signature: new Uint8Array(64) }];
    hand.send({ type: 'parts', parts });
    hand.send({ type: 'sent', more: false });
  }
  assert.deepEqual(hand.closed(), { reason: 'signature-wrong', blame: true });
});

test('floods of made-up logs end where a cell could not have more', () => {
  const { hand } = hostile();
  let told = 0;
  for (; hand.closed() === null && told < 100_000; told += 800) hand.send({ type: 'have', logs: fakeLogs(told, 800), more: true });
  assert.equal(hand.closed()?.reason, 'too-many-logs');
  assert.ok(told <= 65536 + 800);
});

test('a count of nothing, or beyond all logs, is malformed', () => {
  for (const count of [0, 2 ** 50]) {
    const { hand } = hostile();
    hand.send({ type: 'have', logs: [{ log: FAKE, count, tip: FAKE }], more: false });
    assert.equal(hand.closed()?.reason, 'message-malformed');
  }
});

test('a device that claims more than it gives is left alone for that log, and turned away when it goes on', () => {
  const { world, hand } = hostile();
  for (let i = 0; i < 10 && hand.closed() === null; i++) {
    hand.send({ type: 'have', logs: [{ log: FAKE, count: 10 + i, tip: FAKE }], more: false });
    world.settle();
    assert.equal(hand.types().filter((type) => type === 'want').length, i + 1, 'asked once for each new claim');
    hand.send({ type: 'sent', more: false });
    world.pass(6000);
  }
  assert.deepEqual(hand.closed(), { reason: 'withholds', blame: true });
  assert.equal(hand.types().filter((type) => type === 'want').length, 3);
});

test('what a link once claimed and did not give is asked for again after five minutes: its disk may have failed it', () => {
  const { world, hand } = hostile();
  hand.send({ type: 'have', logs: [{ log: FAKE, count: 7, tip: FAKE }], more: false });
  world.settle();
  hand.send({ type: 'sent', more: false });
  const wants = () => hand.types().filter((type) => type === 'want').length;
  const before = wants();
  world.pass(290_000);
  assert.equal(wants(), before);
  world.pass(20_000);
  assert.equal(wants(), before + 1);
  assert.equal(hand.closed(), null);
});

test('"sent" to nobody who asked closes the link', () => {
  const { hand } = hostile();
  hand.send({ type: 'sent', more: false });
  assert.equal(hand.closed()?.reason, 'sent-unasked');
});

test('a silent liar delays what others have by one time-out, and no more', () => {
  const world = new World(3);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  for (let i = 0; i < 10; i++) ana.write(Array.from({ length: 100 }, (_, n) => `bread ${i} ${n}`));
  world.settle();
  const [log] = [...ana.record.chains()].map((chain) => chain.logId);
  const liar = world.byHand(bo);
  liar.prove(keys);
  liar.send({ type: 'have', logs: [{ log: log as string, count: 1_000_000, tip: FAKE }], more: false });
  world.link(bo, ana);
  world.pass(9_000);
  assert.equal(bo.record.size, 0);
  world.pass(2_000);
  assert.deepEqual(bo.tips(), ana.tips());
  liar.send({ type: 'have', logs: [{ log: log as string, count: 2_000_000, tip: FAKE }], more: false });
  ana.write(['salt']);
  world.pass(100);
  assert.deepEqual(bo.tips(), ana.tips());
});

test('entries whose past never comes do not stand in the way of others', () => {
  const world = new World(4);
  const [ana, bo, cy] = [world.add('ana'), world.add('bo'), world.add('cy')];
  // bo has seen what ana wrote; cy hears bo alone, by hand, so that all of it waits.
  world.link(ana, bo);
  ana.write(['never to be seen']);
  world.settle();
  bo.write(Array.from({ length: 100 }, (_, i) => `${i}`));
  world.settle();
  const hand = world.byHand(cy);
  hand.prove(keys);
  for (const [log, entries] of bo.disk) {
    const chain = bo.record.chain(log);
    if (chain?.opening.device !== bo.device) continue;
    hand.send({ type: 'parts', parts: [{ log, from: 0, entries, signature: chain.signatures.get(entries.length - 1) as Uint8Array }] });
  }
  assert.equal(cy.record.waiting, 100);
  world.link(cy, ana);
  world.settle();
  assert.equal(cy.record.waiting, 0);
  assert.equal(hand.closed(), null);
});

test('a run of which only the beginning can be had is handed on as far as it goes, and nobody waits for what stands on that', () => {
  const world = new World(5);
  const [ana, bo, liar, helper] = [world.add('ana'), world.add('bo'), world.add('liar'), world.add('helper')];
  liar.write(['heard by one', 'heard by one as well']);
  world.link(liar, helper);
  helper.write(['never to be seen']);
  world.settle();
  liar.write(['stands on what is never to be seen']);
  world.settle();
  const hand = world.byHand(ana);
  hand.prove(keys);
  for (const chain of liar.record.chains()) {
    const entries = liar.disk.get(chain.logId) ?? [];
    if (chain.opening.device !== liar.device) continue;
    hand.send({ type: 'parts', parts: [{ log: chain.logId, from: 0, entries, signature: chain.signatures.get(2) as Uint8Array }] });
  }
  assert.deepEqual([ana.record.size, ana.record.waiting], [2, 1]);
  ana.write(['I have heard that']);
  world.link(ana, bo);
  world.settle();
  assert.equal(bo.record.size, 3);
  assert.deepEqual(bo.tips(), ana.tips());
});

test('the same again and again is noticed', () => {
  const { ana, hand, log } = hostile();
  const chain = ana.record.chain(log);
  const entries = (ana.disk.get(log) ?? []).slice(0, 1);
  const signature = chain?.signatures.get(999) as Uint8Array;
  const last = (ana.disk.get(log) ?? []).slice(999);
  assert.equal(entries.length, 1);
  for (let i = 0; i < 2100 && hand.closed() === null; i++)
    hand.send({ type: 'parts', parts: [{ log, from: 999, entries: last, signature }] });
  assert.deepEqual(hand.closed(), { reason: 'nothing-new', blame: true });
  assert.notEqual(device, ana.device);
});

test('a fork proof that proves nothing turns its sender away; one of a key that nobody here has is not passed on', () => {
  const { world, ana, hand } = hostile();
  const bo = world.byHand(ana);
  bo.prove(signingKeys(new Uint8Array(32).fill(2)));
  const liar = signingKeys(new Uint8Array(32).fill(9));
  const log = new Uint8Array(32).fill(5);
  const previous = new Uint8Array(32);
  const branches = [1, 2].map((byte) => {
    const content = new Uint8Array(32).fill(byte);
    return [[content], signTip(liar.secretKey, linkContent(log, 0, previous, content))];
  });
  bo.send({ type: 'have', logs: [{ log: log.toHex(), count: 1, tip: FAKE }], more: false });
  hand.send({ type: 'proof', bytes: encodeCbor([log, liar.publicKey, 0, previous, branches]) });
  assert.equal(hand.closed(), null);
  assert.ok(!bo.types().includes('proof') && !ana.said.some(({ type }) => type === 'fork-proof'));
  hand.send({ type: 'proof', bytes: encodeCbor([log, keys.publicKey, 0, previous, branches]) });
  assert.deepEqual(hand.closed(), { reason: 'fork-proof-proves-nothing', blame: true });
});

test('what had to make room while it waited is asked for again', () => {
  const world = new World(9);
  const [ana, bo, cy] = [world.add('ana'), world.add('bo'), world.add('cy')];
  world.link(ana, bo);
  ana.write(['what all stands on']);
  world.settle();
  world.cut(ana, bo);
  const topics = LIMITS.waiting / 128 + 2;
  for (let topic = 0; topic < topics; topic++)
    bo.write(
      Array.from({ length: 128 }, (_, i) => `${i}`),
      `${topic}`,
    );
  world.settle();
  // A device that has all of it but what ana wrote, which no honest one would be.
  const hand = world.byHand(cy);
  hand.prove(keys);
  const chains = [...bo.record.chains()].filter((chain) => chain.opening.device === bo.device);
  const logs = chains.map((chain) => ({ log: chain.logId, count: 128, tip: chain.tip?.id as string }));
  hand.send({ type: 'have', logs, more: false });
  for (const chain of chains) {
    const entries = bo.disk.get(chain.logId) ?? [];
    hand.send({ type: 'parts', parts: [{ log: chain.logId, from: 0, entries, signature: chain.signatures.get(127) as Uint8Array }] });
  }
  // It never gives what they stand on, and always says that there is more.
  let answered = 0;
  const wants = () => hand.heard().filter((message) => message.type === 'want');
  const answer = () => {
    for (const open = wants().length; answered < open; answered++) hand.send({ type: 'sent', more: true });
  };
  answer();
  world.link(cy, ana);
  world.pass(1_000);
  answer();
  world.pass(1_000);
  assert.equal(cy.record.waiting, 0, 'ana was asked meanwhile');
  const lacking = chains.filter((chain) => cy.record.chain(chain.logId) === undefined).map((chain) => chain.logId);
  assert.ok(lacking.length > 0, 'some made room');
  answer();
  world.pass(SYNC.recheckTime + 1_000);
  const asked = wants()
    .slice(1)
    .flatMap(({ logs: asked }) => asked.filter(({ from }) => from === 0).map(({ log }) => log));
  assert.deepEqual(
    lacking.filter((log) => !asked.includes(log)),
    [],
  );
});

test('a run signed with a stolen key, which waits for what never comes, holds up nothing of the device whose key it is, however long it is', () => {
  for (const forgeries of [1, 3]) {
    const world = new World(1);
    const [ana, bo] = [world.add('ana'), world.add('bo')];
    const thief = world.byHand(bo);
    thief.prove(keys);
    const opening = { device: ana.device, lane: 'record', topic: '', turn: 0 } as const;
    const log = ana.record.logOf(opening);
    const [epoch] = ana.epochs.all();
    assert.ok(epoch !== undefined);
    let previous: Uint8Array = NO_ENTRY;
    const entries = Array.from({ length: forgeries }, (_, seq) => {
      const first = seq === 0 ? opening : null;
      const head = {
        opening: first,
        deps: [FAKE],
        lamport: 9,
        charter: CHARTER,
        circle: WHOLE_CELL,
        bodyEpoch: epochTag(epoch.id),
        time: 1,
      };
      const sealed = sealEntry(log, head, ana.device, 'record', ['say', 'forged'], { cell: epoch, circle: epoch }, world.bytes(16));
      assert.ok(sealed.ok);
      previous = hashEntry(log, seq, previous, sealed.value);
      return encodeEntry(sealed.value);
    });
    const signature = signTip(ana.keys.secretKey, previous);
    thief.send({ type: 'parts', parts: [{ log: idOf(log), from: 0, entries, signature }] });
    assert.equal(bo.record.waiting, forgeries);
    ana.write(['real']);
    world.link(ana, bo);
    world.pass(60_000);
    assert.equal(bo.record.chain(idOf(log))?.tip?.id, ana.record.chain(idOf(log))?.tip?.id, `${forgeries} forged`);
    assert.equal(bo.record.frozen.size, 1, 'and somebody has the key');
  }
});
