import type { Cbor } from '../../src/bytes/cbor.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { Device } from '../device.ts';
import { doAs, gather } from '../gather.ts';
import { diskOf } from '../inside.ts';
import { cardsIn } from '../peek.ts';
import { World } from '../world.ts';
import type { Corpus } from './decoders.ts';

/** A small cell that is lied to: three honest people, and Mallory, a member whose device is off while its keys are in wrong hands. */
export interface Target {
  readonly world: World;
  readonly honest: readonly [Device, ...Device[]];
  readonly mallory: Seat;
  readonly corpus: Corpus;
  /** The dialled device's address. */
  readonly address: string;
  /** An invitation that is still open. */
  readonly letter: string;
}

/** Builds the cell, lets people talk and decide a little, and listens to all of it. */
export async function targetOf(seed: number): Promise<Target> {
  const world = new World(seed);
  const messages: Uint8Array[] = [];
  const doorMessages: Uint8Array[] = [];
  world.ear = (purpose, message) => {
    (purpose === 'cell' ? messages : doorMessages).push(message.slice());
  };
  const [ana, bo, cy, mal] = (await gather(world, ['Ana', 'Bo', 'Cy', 'Mallory'])) as [Device, Device, Device, Device];
  const { id } = await doAs(world, ana, 'propose', {
    title: 'We bake on Fridays',
    effect: { kind: 'agreement', setting: 'name', value: 'Bakery' },
  });
  await world.pass(10_000);
  for (const device of [ana, bo, cy, mal]) {
    await doAs(world, device, 'respond', { id, response: 'consent' });
    await doAs(world, device, 'say', { text: `Good morning from ${device.name}` });
  }
  await doAs(world, bo, 'propose', { title: 'We paint the door' });
  const { invitation } = await doAs(world, cy, 'invite', { uses: 20, expires: '52w' });
  await world.pass(30_000);
  world.ear = null;
  const seat = mal.seat as Seat;
  await mal.crash();
  const letter = invitation as string;
  const honest = [ana, bo, cy] as const;
  return { world, honest, mallory: seat, corpus: corpusOf(honest, messages, doorMessages, letter), address: addressOf(ana), letter };
}

/** Where a device listens. */
export function addressOf({ peer }: Device): string {
  const [keys] = peer?.cells ?? [];
  return peer?.presence(keys?.cell ?? '')?.addresses()[0] as string;
}

function corpusOf(honest: Target['honest'], messages: Uint8Array[], doorMessages: Uint8Array[], letter: string): Corpus {
  const [first] = honest;
  const seat = first.seat as Seat;
  const actions: Cbor[] = [...seat.record.chains()].flatMap(({ entries }) => entries.map(({ action }) => action));
  return {
    messages,
    doorMessages,
    entries: diskOf(first, seat.keys).entries.map(({ bytes }) => bytes),
    actions,
    keyrings: honest.flatMap(({ disk }) => disk.content.keyring ?? []),
    cards: messages.flatMap(cardsIn),
    letters: [letter],
    keys: seat.record.keys,
  };
}
