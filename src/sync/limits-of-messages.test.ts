import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cbor, encodeCbor } from '../bytes/cbor.ts';
import { LIMITS } from '../bytes/limits.ts';
import { seal } from '../crypto/committed-seal.ts';
import { sign, signingKeys } from '../crypto/sign.ts';
import { EpochKeys, epochOf, epochTag } from '../log/epoch.ts';
import { FORK_PROOF_BYTES } from '../log/fork.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { isPlausible, openCard } from './card.ts';
import { SYNC } from './limits.ts';
import { decodeMessage, encodeMessage, type Message } from './messages.ts';
import { PartJoiner } from './parts.ts';

// What a message and a card may hold: each bound is tried at it and one past it.

const ID = 'f0'.repeat(32);
const filled = (size: number) => new Uint8Array(size).fill(1);

/** Why a message is refused; null where it is read. */
function refused(message: Message): string | null {
  const read = decodeMessage(encodeMessage(message), SYNC.version);
  return read.ok ? null : read.reason;
}

function bounded(at: number, message: (size: number) => Message): void {
  assert.equal(refused(message(at)), null, 'at the limit');
  assert.equal(refused(message(at + 1)), 'message-malformed', 'one past it');
}

test('SYNC.messageBytes: a longer message is not even read', () => {
  const refusal = (size: number) => {
    const read = decodeMessage(new Uint8Array(size), SYNC.version);
    return read.ok ? null : read.reason;
  };
  assert.equal(refusal(SYNC.messageBytes), 'not-canonical');
  assert.equal(refusal(SYNC.messageBytes + 1), 'message-too-long');
});

test('SYNC.version: what means nothing here is a fault in this version, and none in a newer one', () => {
  const octets = encodeCbor([99, 'of a later time']);
  assert.deepEqual(decodeMessage(octets, SYNC.version), { ok: false, reason: 'message-malformed' });
  assert.deepEqual(decodeMessage(octets, SYNC.version + 1), { ok: true, value: { type: 'unheard' } });
});

test('SYNC.logsPerMessage: logs of one have, one want, and parts', () => {
  const times = <T>(count: number, item: T): T[] => Array(count).fill(item);
  bounded(SYNC.logsPerMessage, (count) => ({ type: 'have', logs: times(count, { log: ID, count: 1, tip: ID }), more: false }));
  bounded(SYNC.logsPerMessage, (count) => ({
    type: 'want',
    bytes: 1,
    behind: false,
    logs: times(count, { log: ID, from: 0 }),
    more: false,
  }));
  bounded(SYNC.logsPerMessage, (count) => ({ type: 'gone', logs: times(count, ID) }));
  bounded(SYNC.logsPerMessage, (count) => ({ type: 'parts', parts: times(count, { log: ID, from: 0, entries: [], signature: null }) }));
});

test('SYNC.lackingKeys: epochs, and tags, that one message asks for', () => {
  const asking = { type: 'lacking-keys', prekey: filled(1216), signature: filled(64), epochs: [], tags: [] } as const;
  bounded(SYNC.lackingKeys, (count) => ({ ...asking, epochs: Array(count).fill(ID) }));
  bounded(SYNC.lackingKeys, (count) => ({ ...asking, tags: Array(count).fill('01020304') }));
});

test('SYNC.wantBytes: what one want asks for', () => {
  bounded(SYNC.wantBytes, (bytes) => ({ type: 'want', bytes, behind: false, logs: [], more: false }));
});

test('SYNC.cardsPerMessage, SYNC.keysBytes, SYNC.reasonBytes, SYNC.proofBytes, and the size of a fork proof', () => {
  bounded(SYNC.proofBytes, (size) => ({ type: 'prove', sealed: filled(size) }));
  bounded(SYNC.cardsPerMessage, (count) => ({ type: 'cards', cards: Array(count).fill(filled(9)) }));
  bounded(SYNC.cardBytes, (size) => ({ type: 'cards', cards: [filled(size)] }));
  bounded(SYNC.keysBytes, (size) => ({ type: 'keys', sealed: filled(size) }));
  bounded(SYNC.reasonBytes, (size) => ({ type: 'bye', reason: 'x'.repeat(size) }));
  bounded(FORK_PROOF_BYTES, (size) => ({ type: 'proof', bytes: filled(size) }));
});

test('SYNC.segmentBytes: a segment under assembly', () => {
  const joined = (last: number) => {
    const joiner = new PartJoiner();
    const piece = filled(SYNC.messageBytes);
    const pieces = SYNC.segmentBytes / SYNC.messageBytes - 1;
    for (let i = 0; i < pieces; i++) assert.ok(joiner.add({ log: ID, from: i, entries: [piece], signature: null }).ok);
    return joiner.add({ log: ID, from: pieces, entries: [filled(last)], signature: filled(64) });
  };
  const most = joined(SYNC.messageBytes);
  assert.ok(most.ok && most.value?.entries.length === LIMITS.signedEvery);
  assert.deepEqual(joined(SYNC.messageBytes + 1), { ok: false, reason: 'segment-too-long' });
});

/** A card as a device of the cell could have made it, whatever is on it. */
function madeUp(network: string, addresses: readonly string[]): { readonly read: string | null } {
  const keys = signingKeys(filled(32));
  const epoch = epochOf(filled(32), WHOLE_CELL, ID);
  const known = new EpochKeys();
  known.add(epoch);
  const card: Cbor = [keys.publicKey, network, [...addresses], 1_800_000_000];
  const plain = encodeCbor([card, sign(keys.secretKey, 'moot/card', encodeCbor(card))]);
  const salt = filled(16);
  const tag = Uint8Array.fromHex(epochTag(epoch.id));
  const opened = openCard(encodeCbor([tag, salt, seal(epoch.secret, 'moot/card', salt, plain)]), known);
  return { read: opened.ok ? null : opened.reason };
}

test('SYNC.networkIdBytes, SYNC.addresses, LIMITS.addressBytes: what is on a card', () => {
  const address = (size: number) => 'a'.repeat(size);
  const most = Array(SYNC.addresses).fill(address(LIMITS.addressBytes));
  assert.equal(madeUp('n'.repeat(SYNC.networkIdBytes), most).read, null);
  assert.equal(madeUp('n'.repeat(SYNC.networkIdBytes + 1), most).read, 'card-malformed');
  assert.equal(madeUp('net', [...most, '/']).read, 'card-malformed');
  assert.equal(madeUp('net', [address(LIMITS.addressBytes + 1)]).read, 'card-malformed');
});

test('SYNC.cardBytes: a longer card is not opened', () => {
  const verdict = (size: number) => {
    const opened = openCard(filled(size), new EpochKeys());
    return opened.ok ? null : opened.reason;
  };
  assert.equal(verdict(SYNC.cardBytes), 'not-canonical');
  assert.equal(verdict(SYNC.cardBytes + 1), 'card-malformed');
});

test('SYNC.cardAhead: how far ahead of our clock a card may be', () => {
  const now = 1_800_000_000;
  const card = (time: number) => ({ device: ID, network: 'net', addresses: [], time });
  assert.equal(isPlausible(card(now + SYNC.cardAhead), now), true);
  assert.equal(isPlausible(card(now + SYNC.cardAhead + 1), now), false);
});
