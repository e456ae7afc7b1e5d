import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cbor } from '../bytes/cbor.ts';
import { bytesOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { signingKeys } from '../crypto/sign.ts';
import type { Record } from '../log/record.ts';
import type { ActionKind } from './action.ts';
import { attest, invite, linkDevice, newEpoch, propose, respond } from './actions.ts';
import { admit } from './admit.ts';
import { encodeBundle } from './bundle.ts';
import type { Charter } from './charter.ts';
import { cutsOf } from './cuts.ts';
import { cellIdOf, type Genesis, genesisAction, readGenesis, signGenesis } from './genesis.ts';
import { formatInvitation, LETTER_ADDRESSES, parseInvitation } from './invitation.ts';
import { readmit } from './readmit.ts';
import { end, register } from './register.ts';

// What actions may hold: each bound is tried at it and one past it.

const ID = 'ab'.repeat(32);
const filled = (size: number) => new Uint8Array(size).fill(1);
const times = <T>(count: number, item: T): T[] => Array(count).fill(item);

/** Whether an action of a kind is read as one. */
function bounded<T>(most: number, kind: ActionKind<T>, content: (size: number) => T): void {
  assert.notEqual(kind.read(kind.write(content(most))), undefined, `${kind.kind} at the limit`);
  assert.equal(kind.read(kind.write(content(most + 1))), undefined, `${kind.kind} one past it`);
}

const proposal = { title: 'Bread', text: '', effects: [] as readonly Cbor[], within: 60, method: 'consent' as const };

test('LIMITS.titleBytes, LIMITS.textBytes, LIMITS.effects, LIMITS.within: what a proposal holds', () => {
  bounded(LIMITS.titleBytes, propose, (size) => ({ ...proposal, title: 'x'.repeat(size) }));
  bounded(LIMITS.textBytes, propose, (size) => ({ ...proposal, text: 'x'.repeat(size) }));
  bounded(LIMITS.effects, propose, (count) => ({ ...proposal, effects: times(count, ['fly', []]) }));
  bounded(LIMITS.within, propose, (within) => ({ ...proposal, within }));
  bounded(LIMITS.textBytes, respond, (size) => ({ version: ID, response: 'object', reason: 'x'.repeat(size) }));
});

test('LIMITS.rounds, LIMITS.cuts: what an attestation says', () => {
  bounded(LIMITS.rounds, attest, (round) => ({ version: ID, round, cuts: [] }));
  bounded(LIMITS.cuts, attest, (count) => ({ version: ID, round: 1, cuts: times(count, { log: ID, count: 1 }) }));
});

test('LIMITS.cuts: of more logs than an attestation can name, those that were written to last are named', () => {
  const named = (logs: number) => {
    const chains = Array.from({ length: logs }, (_, n) => ({
      ...{ scope: 'talk', opening: { device: ID }, logId: n.toString(16).padStart(64, '0'), length: 1, tip: { arrival: n } },
    }));
    return cutsOf({ chains: () => chains } as unknown as Record, new Set([ID]));
  };
  assert.equal(named(LIMITS.cuts).length, LIMITS.cuts);
  const most = named(LIMITS.cuts + 1);
  assert.deepEqual([most.length, most[0]?.log], [LIMITS.cuts, (1).toString(16).padStart(64, '0')]);
});

test('LIMITS.readmitted: runs of entries that one decision readmits', () => {
  bounded(LIMITS.readmitted, readmit.action, (count) => ({ entries: times(count, ID) }));
});

test('LIMITS.replaced, LIMITS.reviewDay: what an agreement takes the place of, and how late its review can be', () => {
  const terms = { subject: '', owner: null, review: null, afterwards: 'stay' as const, replaces: [] };
  bounded(LIMITS.replaced, register.action, (count) => ({ ...terms, replaces: times(count, ID) }));
  bounded(LIMITS.replaced, end.action, (count) => ({ agreements: times(count, ID) }));
  bounded(LIMITS.reviewDay, register.action, (review) => ({ ...terms, review }));
  bounded(LIMITS.nameBytes, register.action, (size) => ({ ...terms, subject: 'x'.repeat(size) }));
});

test('LIMITS.devices: devices to which one epoch is sealed, and that one link revokes', () => {
  const seal = { device: ID, prekey: '0102030405060708', sealed: filled(40) };
  bounded(LIMITS.devices, newEpoch, (count) => ({ epoch: ID, circle: '0'.repeat(16), charter: ID, seals: times(count, seal) }));
  bounded(LIMITS.devices, linkDevice, (count) => {
    return { member: ID, bundle: filled(9), key: filled(32), proof: filled(64), revokes: times(count, ID) };
  });
});

test('LIMITS.members: founders, uses of an invitation, and members whom somebody could join', () => {
  bounded(LIMITS.members, invite, (uses) => ({ key: filled(32), uses, expires: 9 }));
  const founded = (count: number) => {
    const keys = Array.from({ length: count }, (_, n) => signingKeys(filled(32).fill(n + 1)));
    const founders = keys.map(({ publicKey }, n) => ({
      name: `Founder ${n}`,
      bundle: encodeBundle({ version: 1, device: publicKey.toHex(), sealing: filled(1216) }),
    }));
    const genesis: Genesis = { version: 1, name: 'Bakery', founders, salt: filled(16), parent: null };
    assert.equal(bytesOf(cellIdOf(genesis)).length, 32);
    return readGenesis(
      genesisAction(
        genesis,
        keys.map(({ secretKey }) => signGenesis(genesis, secretKey)),
      ),
    );
  };
  assert.equal(founded(LIMITS.members).ok, true);
  assert.deepEqual(founded(LIMITS.members + 1), { ok: false, reason: 'genesis-malformed' });
  const joiner = { name: 'Cy', bundle: encodeBundle({ version: 1, device: ID, sealing: filled(1216) }) };
  const obstacle = (count: number) => {
    const members = new Map(Array.from({ length: count }, (_, n) => [`${n}`, { id: `${n}`, name: `Member ${n}` }]));
    const charter = { members, former: new Map(), devices: new Map() } as unknown as Charter;
    return admit.obstacle?.({ ...joiner, invitation: ID, invited: filled(64), asked: filled(64) }, charter);
  };
  assert.equal(obstacle(LIMITS.members - 1), null);
  assert.equal(obstacle(LIMITS.members), 'cell-full');
});

test('LIMITS.invitationBytes, LIMITS.addressBytes: the longest invitation fits what is taken of one', () => {
  const address = 'a'.repeat(LIMITS.addressBytes);
  const letter = {
    version: 1,
    cell: ID,
    name: 'x'.repeat(LIMITS.nameBytes),
    secret: filled(16),
    expires: LIMITS.time,
    addresses: times(LETTER_ADDRESSES, address),
  } as const;
  const longest = formatInvitation(letter);
  assert.deepEqual(parseInvitation(longest), { ok: true, value: letter });
  // As a mail program cuts it: a line end and two spaces after each sixty letters.
  assert.ok(longest.replace(/.{60}/g, '$&\r\n  ').length <= LIMITS.invitationBytes);
  for (const addresses of [[`${address}a`], times(LETTER_ADDRESSES + 1, address)])
    assert.equal(parseInvitation(formatInvitation({ ...letter, addresses })).ok, false);
});
