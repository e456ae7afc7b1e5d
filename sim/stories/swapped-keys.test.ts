import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeCbor } from '../../src/bytes/cbor.ts';
import { concatBytes, utf8 } from '../../src/bytes/octets.ts';
import { propose } from '../../src/cell/actions.ts';
import { admit, signAsked, signInvited } from '../../src/cell/admit.ts';
import { encodeBundle } from '../../src/cell/bundle.ts';
import { invitationKeys, parseInvitation } from '../../src/cell/invitation.ts';
import { invitationIdOf } from '../../src/cell/invitations.ts';
import { hash, keyedHash } from '../../src/crypto/hash.ts';
import { sealingKeys } from '../../src/crypto/hpke.ts';
import { type SigningKeys, signingKeys } from '../../src/crypto/sign.ts';
import { DoorHost, DoorJoiner, type DoorStep } from '../../src/sync/door.ts';
import { LinkingHost, LinkingNewcomer, type LinkingStep } from '../../src/sync/linking.ts';
import { decodeLinkingMessage, encodeLinkingMessage } from '../../src/sync/linking-messages.ts';
import type { Device } from '../device.ts';
import { Stranger } from '../fuzzing/stranger.ts';
import { addressOf } from '../fuzzing/target.ts';
import { doAs } from '../gather.ts';
import { DAY, MINUTE, Stage, seatOf } from './stage.ts';

/** A cell, an invitation into it, and what somebody makes who holds its secret. */
async function withInvitation(seed: number) {
  const stage = await Stage.set(seed, ['Ana', 'Bo', 'Mallory']);
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const { invitation } = await doAs(stage.world, ana, 'invite', { uses: 1 });
  await stage.world.pass(MINUTE);
  const letter = parseInvitation(String(invitation));
  assert.ok(letter.ok);
  return { stage, ana, bo, mallory, invited: invitationKeys(letter.value.secret), cell: letter.value.cell };
}

/** New keys of somebody's. @param device those of their device, if they have one */
function keysOf({ world }: Stage, device = signingKeys(world.dice.bytes(32))) {
  const { publicKey } = sealingKeys(world.dice.bytes(32));
  return { device, bundle: encodeBundle({ version: 1, device: device.publicKey.toHex(), sealing: publicKey }) };
}

/** Mallory asks the group to admit somebody, as a changed device does it, and all who are asked like what they read. @returns how many members there are then */
async function askAndAgree(
  stage: Stage,
  name: string,
  bundle: Uint8Array,
  signed: { invited: SigningKeys; by: SigningKeys; with: SigningKeys },
) {
  const [, , mallory] = stage.devices as [Device, Device, Device];
  const { cell } = seatOf(mallory);
  const proofs = {
    invited: signInvited(signed.by.secretKey, cell.id, bundle, name),
    asked: signAsked(signed.with.secretKey, cell.id, bundle, name),
  };
  const effect = admit.action.write({ name, bundle, invitation: invitationIdOf(signed.invited.publicKey), ...proofs });
  await stage.write(mallory, propose.write({ title: `Admit ${name}`, text: '', effects: [effect], within: 7 * 86_400, method: 'consent' }));
  const [id] = [...cell.decisions.proposals.keys()].slice(-1);
  for (const device of stage.devices) await stage.respond(device, String(id), 'consent');
  // Whoever was admitted before has no device here, and is waited for.
  await stage.world.pass(8 * DAY);
  return stage.devices.map((device) => seatOf(device).cell.charter?.members.size);
}

test('attack 11: keys that are put in the place of a joiner’s, without the invitation’s secret, admit nobody, whoever likes what they read', async () => {
  const { stage, invited } = await withInvitation(111);
  const { device, bundle } = keysOf(stage);
  assert.deepEqual(await askAndAgree(stage, 'Cy', bundle, { invited, by: device, with: device }), [3, 3, 3]);
});

test('attack 11: nor does a device that never asked, though the invitation is good', async () => {
  const { stage, invited } = await withInvitation(112);
  const { bundle } = keysOf(stage);
  assert.deepEqual(await askAndAgree(stage, 'Cy', bundle, { invited, by: invited, with: invited }), [3, 3, 3]);
});

test('attack 11: an invitation for one lets in one, whoever opens the door', async () => {
  const { stage, invited } = await withInvitation(113);
  const [cy, dee] = [keysOf(stage), keysOf(stage)];
  assert.deepEqual(await askAndAgree(stage, 'Cy', cy.bundle, { invited, by: invited, with: cy.device }), [4, 4, 4]);
  assert.deepEqual(await askAndAgree(stage, 'Dee', dee.bundle, { invited, by: invited, with: dee.device }), [4, 4, 4]);
});

test('attack 11: a member at whose door somebody has been takes their words to no other door', async () => {
  const { stage, ana, invited, cell } = await withInvitation(114);
  const { world } = stage;
  const proposals = seatOf(ana).cell.decisions.proposals.size;
  const { device, bundle } = keysOf(stage);
  const cy = { name: 'Cy', bundle, again: false, keys: device, invitation: invited };
  const relay = await Stranger.arrive(world, world.dice.bytes(32));
  const channel = { cell, joiner: 'Cy', host: relay.self };
  const [joiner, host] = [
    new DoorJoiner(channel, cy, world.dice.bytes(32)),
    new DoorHost(channel, () => invited.publicKey, world.dice.bytes(32)),
  ];
  const presents = sent(joiner.take(sent(host.take(joiner.knock()))));

  const elsewhere = await relay.dial(addressOf(ana), 'door');
  await elsewhere.say(joiner.knock());
  await elsewhere.say(presents);
  await world.pass(MINUTE);
  assert.equal(seatOf(ana).cell.decisions.proposals.size, proposals, 'Ana’s door asks nobody');
  assert.deepEqual([...relay.reasons.keys()], ['keys-not-proved']);
});

test('attack 11: who stands between a device and a new one, and passes on what both say, proves nothing to either', () => {
  const secret = new Uint8Array(16).fill(7);
  const phone = new LinkingNewcomer({ newcomer: 'phone', host: 'between' }, secret, new Uint8Array(32).fill(1));
  const laptop = new LinkingHost({ newcomer: 'between', host: 'laptop' }, secret, new Uint8Array(32).fill(2));
  assert.deepEqual(phone.take(sent(laptop.take(phone.hello()))), { type: 'refused', reason: 'host-not-proved' });
});

test('attack 11: nor can whoever has seen the link choose what they throw in, so that both show one number', () => {
  const secret = new Uint8Array(16).fill(7);
  const laptop = new LinkingHost({ newcomer: 'between', host: 'laptop' }, secret, new Uint8Array(32).fill(2));
  const first = new LinkingNewcomer({ newcomer: 'between', host: 'laptop' }, secret, new Uint8Array(32).fill(3)).hello();
  const [hello, ask] = [decodeLinkingMessage(first), decodeLinkingMessage(sent(laptop.take(first)))];
  assert.ok(hello?.type === 'hello' && ask?.type === 'ask');
  // They know the secret, and so prove whatever they like: by now they know what the laptop has thrown in.
  const chosen = new Uint8Array(32).fill(4);
  const context = encodeCbor([1, utf8('between'), utf8('laptop'), hello.commitment, concatBytes(ask.nonce, chosen)]);
  const mac = keyedHash(hash('moot/link-key', secret), 'moot/link-newcomer', context);
  assert.deepEqual(laptop.take(encodeLinkingMessage({ type: 'prove', nonce: chosen, mac })), {
    type: 'refused',
    reason: 'link-not-proved',
  });
});

test('attack 11: whoever is faster with a link that they have seen shows another number, and gets nothing', async () => {
  const stage = await Stage.set(117, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana] = stage.devices as [Device];
  const faster = world.add('Mallory');
  await world.pass(1000);
  const { link } = await doAs(world, ana, 'link', {});
  const { number } = await doAs(world, faster, 'take-link', { link });
  await world.pass(1000);
  // On the phone in Ana's hand there is no such number.
  const other = String((Number(number) + 1) % 1_000_000).padStart(6, '0');
  const confirmed = await world.finish(ana.does('confirm-link', { number: other }));
  assert.deepEqual(confirmed, { ok: false, reason: 'numbers-differ' });
  await world.pass(MINUTE);
  assert.equal(seatOf(ana).cell.currentDevices().size, 3);
  assert.equal(faster.seat, null);
});

function sent(step: DoorStep | LinkingStep): Uint8Array {
  assert.ok((step.type === 'send' || step.type === 'compare') && step.message !== null, step.type);
  return step.message;
}
