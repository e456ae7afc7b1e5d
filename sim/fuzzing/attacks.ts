import { idOf } from '../../src/bytes/id.ts';
import { encodeBundle } from '../../src/cell/bundle.ts';
import { invitationKeys, parseInvitation } from '../../src/cell/invitation.ts';
import { invitationIdOf } from '../../src/cell/invitations.ts';
import { sealingKeys } from '../../src/crypto/hpke.ts';
import { signingKeys } from '../../src/crypto/sign.ts';
import { DoorJoiner } from '../../src/sync/door.ts';
import { encodeDoorMessage } from '../../src/sync/door-messages.ts';
import { encodeMessage } from '../../src/sync/messages.ts';
import { reopen } from '../checkers/incremental-equals-genesis.ts';
import type { Dice } from '../dice.ts';
import { diskOf } from '../inside.ts';
import { decodersFor } from './decoders.ts';
import { Liar } from './liar.ts';
import type { Mutation } from './mutation.ts';
import { type Conversation, Stranger } from './stranger.ts';
import type { Target } from './target.ts';

/** Counts inputs, watches how long each takes, and keeps the reasons for which they were refused. */
export interface Tally {
  /** Runs one input. @param name of what is tried */
  input<T>(name: string, run: () => T): T;
  refused(name: string, reason: string | null): void;
}

/** After how many segments a device that is fed gets time to write. */
const FLUSH_AFTER = 64;

const NAMES = ['Ana', 'ANA', 'Zoë', '', 'x'.repeat(500), 'a\u202eb', 'Bo\u0000', '\u200d'];

/** Feeds every decoder. */
export function attackDecoders(target: Target, inputs: number, dice: Dice, mutation: Mutation, tally: Tally): void {
  const decoders = decodersFor(target.corpus);
  for (let i = 0; i < inputs; i++) {
    const decoder = decoders[i % decoders.length] as (typeof decoders)[number];
    const bytes = mutation.input(decoder.samples.length > 0 ? [dice.pick(decoder.samples) as Uint8Array] : []);
    tally.refused(
      decoder.name,
      tally.input(`decoder of ${decoder.name}`, () => decoder.decode(bytes)),
    );
  }
}

/** Feeds the record of a member's device with segments: changed ones, and such as a member makes who lies. */
export async function attackRecord(target: Target, inputs: number, dice: Dice, mutation: Mutation, tally: Tally): Promise<void> {
  const [device] = target.honest;
  const keys = device.seat?.keys;
  if (keys === undefined) throw new Error('expected a member');
  const seat = await reopen(keys, diskOf(device, keys), target.world.timeline.now, dice);
  const liar = new Liar(target.mallory, dice, mutation, target.corpus.messages);
  const chains = [...seat.record.chains()];
  for (let i = 0; i < inputs; i++) {
    const part = liar.part();
    const chain = dice.pick(chains);
    const log = dice.chance(0.2) && chain !== undefined ? chain.log : Uint8Array.fromHex(part.log);
    const entries = dice.chance(0.7) ? part.entries : part.entries.map((entry) => mutation.of(entry, target.corpus.entries));
    const segment = { log, from: dice.chance(0.9) ? part.from : dice.below(2 ** 40), entries, signature: part.signature ?? dice.bytes(64) };
    tally.refused(
      'record',
      tally.input('record', () => seat.receive(segment, 0).refused),
    );
    // What was taken lies in memory until it is on the disk, and the disk has its turn only when we wait for it.
    if (i % FLUSH_AFTER === 0) await seat.settled();
  }
  await seat.settled();
}

/** Links to a member's device: strangers before any proof, and a member's device that has proved itself and lies. */
export async function attackLinks(target: Target, inputs: number, dice: Dice, mutation: Mutation, tally: Tally): Promise<void> {
  const { world, mallory, corpus } = target;
  const liar = new Liar(mallory, dice, mutation, corpus.messages);
  for (let left = inputs; left > 0; ) {
    const proves = dice.chance(0.6);
    const stranger = await Stranger.arrive(world, dice.bytes(32));
    const talk = await stranger.dial(target.address, 'cell');
    if (proves) await talk.prove(mallory);
    for (let said = dice.between(1, 8); said > 0 && talk.isOpen && left > 0; said--, left--) {
      const greeting = encodeMessage({ type: 'hello', version: dice.pick([0, 1, 1, 1, 2, 9]) as number, salt: dice.bytes(32) });
      const message = !proves && dice.chance(0.4) ? greeting : liar.message();
      await tally.input(proves ? 'link of a member who lies' : 'link of a stranger', () => talk.say(message.subarray(0, 65_536)));
    }
    talk.close();
    await stranger.leave();
    await world.pass(11_000);
    if (stranger.reasons.has('come-later')) await restart(target);
    for (const [reason, times] of stranger.reasons)
      for (let i = 0; i < times; i++) tally.refused(proves ? 'member who lies' : 'stranger', reason);
  }
}

/** Whoever lied is not listened to for a while, longer each time: a device that has just been switched on remembers no lies. */
async function restart({ world, honest: [device] }: Target): Promise<void> {
  await device.crash();
  device.switchOn();
  await world.pass(5000);
}

/** The door: with and without an invitation, in every wrong order. */
export async function attackDoor(target: Target, inputs: number, dice: Dice, mutation: Mutation, tally: Tally): Promise<void> {
  const { world, corpus } = target;
  const letter = parseInvitation(target.letter);
  if (!letter.ok) throw new Error('expected a good invitation');
  const invitation = invitationIdOf(invitationKeys(letter.value.secret).publicKey);
  for (let left = inputs; left > 0; ) {
    const stranger = await Stranger.arrive(world, dice.bytes(32));
    const talk = await stranger.dial(target.address, 'door');
    if (dice.chance(0.3)) left -= await knockProperly(target, talk, stranger.self, dice, mutation, tally);
    const knock = encodeDoorMessage({ type: 'knock', version: 1, invitation, nonce: dice.bytes(32) });
    for (let said = dice.between(1, 4); said > 0 && talk.isOpen && left > 0; said--, left--) {
      const overheard = dice.pick(corpus.doorMessages) as Uint8Array;
      const message = dice.pick([knock, overheard, mutation.of(overheard, corpus.doorMessages), mutation.garbage()]) as Uint8Array;
      await tally.input('door', () => talk.say(message));
    }
    talk.close();
    await stranger.leave();
    await world.pass(3000);
    for (const [reason, times] of stranger.reasons) for (let i = 0; i < times; i++) tally.refused('door', reason);
  }
}

/** Keeps to the protocol up to the last message, with a name that nobody may bear, or keys that are none, or a changed proof. @returns inputs */
async function knockProperly(
  target: Target,
  talk: Conversation,
  self: string,
  dice: Dice,
  mutation: Mutation,
  tally: Tally,
): Promise<number> {
  const letter = parseInvitation(target.letter);
  if (!letter.ok) return 0;
  const keys = signingKeys(dice.bytes(32));
  const sealing = dice.chance(0.5) ? sealingKeys(dice.bytes(32)).publicKey : dice.bytes(1216);
  const bundle = encodeBundle({ version: 1, device: idOf(keys.publicKey), sealing });
  const again = dice.chance(0.3);
  const guest = { name: dice.pick(NAMES) ?? '', again, bundle, keys, invitation: invitationKeys(letter.value.secret) };
  const joiner = new DoorJoiner({ cell: letter.value.cell, joiner: self, host: talk.peer }, guest, dice.bytes(32));
  await tally.input('door, properly', () => talk.say(joiner.knock()));
  await target.world.pass(3500);
  const [asked] = talk.heard;
  const step = asked === undefined ? null : joiner.take(asked);
  if (step?.type !== 'send') return 1;
  const message = dice.chance(0.6) ? step.message : mutation.of(step.message, target.corpus.doorMessages);
  await tally.input('door, properly', () => talk.say(message));
  await target.world.pass(3500);
  return 2;
}
