import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Cbor, decodeCbor, encodeCbor } from '../src/bytes/cbor.ts';
import type { ActionKind } from '../src/cell/action.ts';
import { isAsked, isInvited } from '../src/cell/admit.ts';
import { decodeBundle, memberIdOf, prekeyIdOf } from '../src/cell/bundle.ts';
import { charterIdOf } from '../src/cell/charter.ts';
import { cellIdOf, readGenesis } from '../src/cell/genesis.ts';
import { invitationKeys, parseInvitation } from '../src/cell/invitation.ts';
import { invitationIdOf } from '../src/cell/invitations.ts';
import { parseFraction, quorum } from '../src/cell/quorum.ts';
import { safetyNumber } from '../src/cell/safety-number.ts';
import { openShare, shareSecret } from '../src/crypto/shared-secret.ts';
import { signingKeys } from '../src/crypto/sign.ts';
import { drawContext } from '../src/tally/draw.ts';
import { readTranscript, redrawTranscript } from '../src/tally/transcript.ts';
import { cborOf } from './form.ts';
import { ACTIONS } from './of-cell.ts';
import { changed } from './of-draws.ts';

// biome-ignore lint/suspicious/noExplicitAny: the files are read by name, and a wrong name fails
type Vector = any;

function read(file: string): Vector {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
}

const hex = (text: string): Uint8Array => Uint8Array.fromHex(text);
const refused = (reason: string) => ({ ok: false, reason });

function decoded(text: string): Cbor {
  const value = decodeCbor(hex(text));
  assert.ok(value.ok);
  return value.value;
}

test('actions and effects', () => {
  const kinds = new Map<string, ActionKind<never>>(ACTIONS.map(([kind]) => [kind.kind, kind]));
  const { valid, invalid } = read('actions.json');
  assert.deepEqual(new Set(valid.map(({ kind }: { readonly kind: string }) => kind)), new Set(kinds.keys()));
  for (const { kind, action, encoded } of valid) {
    const content = kinds.get(kind)?.read(decoded(encoded));
    assert.ok(content !== undefined, kind);
    assert.deepEqual(kinds.get(kind)?.write(content), cborOf(action));
    assert.equal(encodeCbor(cborOf(action)).toHex(), encoded);
    for (const other of kinds.values()) if (other.kind !== kind) assert.equal(other.read(decoded(encoded)), undefined);
  }
  for (const { why, kind, encoded } of invalid) assert.equal(kinds.get(kind)?.read(decoded(encoded)), undefined, why);
});

test('bundles, genesis, charters, quorums, admissions, safety numbers', () => {
  const { bundles, genesis, charters, quorums, admissions, safetyNumbers } = read('members.json');
  for (const { device, encoded, member, prekey } of bundles.valid) {
    const bundle = decodeBundle(hex(encoded));
    assert.ok(bundle.ok);
    assert.deepEqual([bundle.value.device, memberIdOf(hex(encoded)), prekeyIdOf(bundle.value.sealing)], [device, member, prekey]);
  }
  for (const { why, encoded, reason } of bundles.invalid) assert.deepEqual(decodeBundle(hex(encoded)), refused(reason), why);
  for (const { action, cell, charter } of genesis.valid) {
    const content = readGenesis(decoded(action));
    assert.ok(content.ok);
    assert.deepEqual([cellIdOf(content.value), charterIdOf(cell, [])], [cell, charter]);
  }
  for (const { why, action, reason } of genesis.invalid) assert.deepEqual(readGenesis(decoded(action)), refused(reason), why);
  for (const { cell, changes, charter } of charters) assert.equal(charterIdOf(cell, changes), charter);
  for (const { agreed, members, voters, quorum: needed } of quorums) {
    const fraction = parseFraction(agreed);
    assert.ok(fraction.ok);
    assert.equal(quorum(fraction.value, members, voters), needed);
  }
  for (const [list, expected] of [
    [admissions.valid, true],
    [admissions.invalid, false],
  ]) {
    for (const { name, bundle, invited, asked } of list) {
      const keys = decodeBundle(hex(bundle));
      assert.ok(keys.ok);
      assert.equal(isInvited(hex(admissions.invitationKey), admissions.cell, hex(bundle), name, hex(invited)), expected);
      assert.equal(isAsked(keys.value.device, admissions.cell, hex(bundle), name, hex(asked)), expected);
    }
  }
  for (const { cell, members, number } of safetyNumbers) {
    assert.equal(safetyNumber(cell, members[0], members[1]), number);
    assert.equal(safetyNumber(cell, members[1], members[0]), number);
  }
});

test('invitations', () => {
  const { valid, invalid } = read('invitations.json');
  for (const { invitation, letter, key, id } of valid) {
    const parsed = parseInvitation(invitation);
    assert.ok(parsed.ok);
    assert.deepEqual({ ...parsed.value, secret: parsed.value.secret.toHex() }, letter);
    const { publicKey } = invitationKeys(parsed.value.secret);
    assert.deepEqual([publicKey.toHex(), invitationIdOf(publicKey)], [key, id]);
  }
  for (const { why, invitation, reason } of invalid) assert.deepEqual(parseInvitation(invitation), refused(reason), why);
});

test('draws', () => {
  const { valid, invalid } = read('draws.json');
  for (const { keys, secrets, transcript, order } of valid) {
    const known = readTranscript(JSON.stringify(transcript));
    assert.ok(known.ok);
    const drawn = redrawTranscript(known.value);
    assert.deepEqual(drawn.ok && [...drawn.value.order], order);
    const { draw, parts } = known.value;
    for (const [i, { dealer, shared, openings }] of parts.entries()) {
      const context = drawContext(draw, dealer);
      assert.deepEqual(shareSecret(hex(secrets[i]), draw.recipients, draw.threshold, context), shared);
      for (const { recipient, opened } of openings)
        assert.deepEqual(openShare(shared.shares[recipient] as Uint8Array, signingKeys(hex(keys[recipient])), context), opened);
    }
  }
  const [{ transcript }] = valid;
  for (const { why, path, value, reason } of invalid) {
    const known = readTranscript(JSON.stringify(changed(structuredClone(transcript), path, value)));
    assert.deepEqual(known.ok ? redrawTranscript(known.value) : known, refused(reason), why);
  }
});
