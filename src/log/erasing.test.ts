import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept } from '../bytes/verdict.ts';
import { eraseBody } from './erasure.ts';
import { Record } from './record.ts';
import { signTip } from './tip-signature.ts';
import { type Device, World } from './world.fixture.ts';

const JUNE = 'garden#6';
const JULY = 'garden#7';

/** Ana and Bo have talked in two weeks, and decided something in between. */
function talked(): { readonly w: World; readonly ana: Device; readonly bo: Device } {
  const w = new World();
  const [ana, bo] = [w.device(), w.device()];
  ana.write(['founded']);
  bo.hear(ana);
  bo.write(['peas?', 'beans?'], JUNE);
  ana.hear(bo);
  ana.write(['peas'], JUNE);
  ana.write(['decided']);
  bo.hear(ana);
  bo.write(['rain'], JULY);
  ana.hear(bo);
  return { w, ana, bo };
}

/** Sends all of a device's entries to a record that begins. @returns why some were refused */
function hearAll(record: Record, { taken, world }: Device): (string | null)[] {
  return taken.map(({ entry: { chain, id, seq }, bytes }) => {
    const signature = signTip(world.secretOf(chain.opening.device), bytesOf(id));
    return record.receive({ log: chain.log, from: seq, entries: [bytes], signature }).refused;
  });
}

test('a week that is erased is gone whole, and what stays is as if it had never been', () => {
  const { ana, bo } = talked();
  const { record } = ana;
  const before = record.size;
  const logs = [...record.scope('talk/6/garden')].map(({ logId }) => logId);
  assert.equal(logs.length, 2);

  const { logs: erased, entries } = record.erase('talk/6/garden');
  assert.deepEqual(erased.map(idOf).sort(), [...logs].sort());
  assert.equal(entries.length, 3);
  assert.equal(record.size, before - 3);
  assert.deepEqual(record.scope('talk/6/garden'), []);
  for (const { id } of entries) assert.equal(record.entry(id), undefined);
  for (const log of logs) assert.equal(record.chain(log), undefined);
  assert.deepEqual([...record.scopes().keys()].sort(), ['record', 'talk/7/garden']);

  // Both go on, in the record and in another week, and understand each other.
  ana.write(['sun'], JULY);
  bo.hear(ana);
  bo.write(['wind'], JULY);
  bo.write(['resolved']);
  ana.hear(bo);
  assert.deepEqual(ana.actions().slice(-3), ['sun', 'wind', 'resolved']);
});

test('nothing of what was erased is taken again, and nothing of it waits', () => {
  const { w, ana, bo } = talked();
  const late = bo.write(['and onions?'], JUNE);
  const cy = w.device();
  cy.hear(ana);
  cy.write(['leeks'], JUNE);
  // Bo's last word of June waits for nothing at Ana's, Cy's waits for it.
  ana.hear(cy);
  const { logs } = ana.record.erase('talk/6/garden');
  ana.hear(bo);
  ana.hear(cy);
  assert.deepEqual(ana.record.scope('talk/6/garden'), []);
  assert.equal(ana.record.waiting, 0);
  for (const log of logs) assert.ok(ana.record.isGone(idOf(log)));
  const [first] = late;
  assert.ok(first !== undefined);
  const again = ana.take({ log: first.log, from: first.seq, entries: [first.bytes], signature: first.signature as Uint8Array });
  assert.deepEqual([again.refused, again.accepted.length], ['log-erased', 0]);
});

test('a log of which nothing was here when its week was erased is not taken either, and does not wait', () => {
  const { w, ana, bo } = talked();
  ana.record.erase('talk/6/garden');
  const cy = w.device();
  cy.hear(bo);
  const [first] = cy.write(['leeks'], JUNE);
  assert.ok(first !== undefined);
  const taken = ana.take({ log: first.log, from: first.seq, entries: [first.bytes], signature: first.signature as Uint8Array });
  assert.deepEqual([taken.refused, taken.accepted.length, ana.record.waiting], ['log-erased', 0, 0]);
  assert.ok(ana.record.isGone(idOf(first.log)));
  const opening = { device: cy.id, lane: 'talk', topic: 'garden' } as const;
  assert.ok(ana.record.isOver({ ...opening, turn: 6 }));
  assert.ok(!ana.record.isOver({ ...opening, turn: 7 }));
});

test('a week in which only somebody talked of whom nothing else is here stays erased, also after a restart', () => {
  const w = new World();
  const [ana, bo, cy] = [w.device(), w.device(), w.device()];
  ana.write(['founded']);
  cy.hear(ana);
  cy.write(['peas?'], JUNE);
  for (const one of [ana, bo]) one.hear(cy);
  const { logs } = ana.record.erase('talk/6/garden');
  const restarted = w.record();
  for (const { entry, bytes } of ana.taken) {
    if (entry.chain.scope === 'record') assert.ok(restarted.restore(entry.chain.log, entry.seq, bytes).ok);
  }
  restarted.keepGone(logs.map(idOf));

  // Bo's group has agreed in time to keep the week for longer.
  const [beans] = bo.write(['beans'], JUNE);
  assert.ok(beans !== undefined);
  for (const record of [ana.record, restarted]) {
    const taken = record.receive({ log: beans.log, from: 0, entries: [beans.bytes], signature: beans.signature as Uint8Array });
    assert.deepEqual([taken.refused, record.waiting], ['log-erased', 0]);
  }
});

test('what waits in a week is erased with it', () => {
  const { w, ana, bo } = talked();
  const cy = w.device();
  cy.hear(bo);
  const word = cy.write(['leeks'], JUNE)[0];
  assert.ok(word !== undefined);
  const dan = w.device();
  dan.take({ log: word.log, from: 0, entries: [word.bytes], signature: word.signature as Uint8Array });
  assert.equal(dan.record.waiting, 1);
  assert.deepEqual([...dan.record.scopes().keys()], ['talk/6/garden']);
  dan.record.erase('talk/6/garden');
  assert.equal(dan.record.waiting, 0);
  dan.hear(ana);
  assert.ok(dan.record.isGone(idOf(word.log)));
});

test('whose time is over is not taken, and is remembered: up to LIMITS.goneLogs of them', () => {
  const { w, ana } = talked();
  const keys = w.record().keys;
  const record = new Record(w.blind, keys, {
    judge: () => accept(null),
    fold() {},
    isOver: ({ lane, turn }) => lane === 'talk' && turn < 7,
  });
  const refused = hearAll(record, ana);
  assert.equal(refused.filter((reason) => reason === 'log-erased').length, 3);
  assert.deepEqual([...record.scopes().keys()].sort(), ['record', 'talk/7/garden']);
  const gone = [...ana.record.scope('talk/6/garden')].map(({ logId }) => logId);
  for (const log of gone) assert.ok(record.isGone(log));
  const [first = ''] = gone;
  const erased = 'ab'.repeat(32);
  record.keepGone([erased]);
  assert.ok(record.isGone(erased));
  const others: Id[] = Array.from({ length: LIMITS.goneLogs }, (_, i) => i.toString(16).padStart(64, '0'));
  record.keepGone(others);
  assert.ok(others.every((log) => record.isGone(log)));
  assert.ok(!record.isGone(erased), 'those that went first make room');
  assert.ok(record.isGone(first), 'and what is over is known by its opening');
});

test('order of arrival goes on behind what was erased', () => {
  const { ana, bo } = talked();
  ana.record.erase('talk/6/garden');
  const newest = Math.max(...ana.folded.map(({ arrival }) => arrival));
  bo.write(['snow'], JULY);
  ana.hear(bo);
  assert.equal(ana.folded.at(-1)?.arrival, newest + 1);
});

test('an entry without its body keeps its place and its hash, and says nothing', () => {
  const { w, ana, bo } = talked();
  const [said] = bo.record.scope('talk/6/garden').flatMap(({ entries }) => entries);
  assert.ok(said !== undefined);
  bo.record.eraseBody(said.id);
  assert.equal(said.action, null);
  assert.equal(bo.record.entry(said.id), said);
  bo.record.eraseBody('00'.repeat(32));

  // Who opens such a store anew has the same entries, by their hashes.
  const opened = w.record();
  for (const { entry, bytes } of bo.taken) {
    const stored = entry.id === said.id ? eraseBody(bytes) : bytes;
    const restored = opened.restore(entry.chain.log, entry.seq, stored);
    assert.ok(restored.ok);
    assert.equal(restored.value.id, entry.id);
    assert.equal(restored.value.action === null, entry.id === said.id);
  }
  assert.equal(opened.size, ana.record.size);
});

test('the record itself is never erased', () => {
  const { ana } = talked();
  assert.throws(() => ana.record.erase('record'), /expected the record never to be erased/);
  const [founded] = ana.record.scope('record').flatMap(({ entries }) => entries);
  assert.throws(() => ana.record.eraseBody(founded?.id ?? ''), /expected nothing in the record to be erased/);
});
