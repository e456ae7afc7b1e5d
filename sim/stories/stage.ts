import type { Cbor } from '../../src/bytes/cbor.ts';
import { type Id, idOf } from '../../src/bytes/id.ts';
import { attest } from '../../src/cell/actions.ts';
import { encodeEntry, hashEntry } from '../../src/log/entry.ts';
import type { Head } from '../../src/log/head.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import { sealEntry } from '../../src/log/sealing.ts';
import { type Segment, signTip } from '../../src/log/segment.ts';
import type { Draft } from '../../src/log/writing.ts';
import type { Seat } from '../../src/peer/seat.ts';
import { encodeMessage } from '../../src/sync/messages.ts';
import type { Device } from '../device.ts';
import { Stranger } from '../fuzzing/stranger.ts';
import { addressOf } from '../fuzzing/target.ts';
import { doAs, gather } from '../gather.ts';
import { World } from '../world.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** People in a cell, and what a story needs of them. Times are those of the world. */
export class Stage {
  readonly world: World;
  readonly devices: readonly Device[];

  private constructor(world: World, devices: readonly Device[]) {
    this.world = world;
    this.devices = devices;
  }

  /** A cell of these people, all of them there. */
  static async set(seed: number, names: readonly string[]): Promise<Stage> {
    const world = new World(seed);
    const devices = await gather(world, names);
    await world.pass(MINUTE);
    return new Stage(world, devices);
  }

  /** Somebody proposes a name for the cell, and the others hear of it. @returns the proposal's id */
  async proposeName(device: Device, value: string): Promise<Id> {
    const effect = { kind: 'agreement', setting: 'name', value };
    const { id } = await doAs(this.world, device, 'propose', { title: `We call ourselves ${value}`, effect });
    await this.world.pass(MINUTE);
    return id as Id;
  }

  /** Somebody responds, and the others hear of it. */
  async respond(device: Device, id: Id, response: string, reason = ''): Promise<void> {
    await doAs(this.world, device, 'respond', { id, response, reason });
    await this.world.pass(MINUTE);
  }

  /** What devices show as the cell's name. */
  names(): string[] {
    return this.devices.map((device) => seatOf(device).cell.setting('name').value);
  }

  /** On how many devices a decision is certified. */
  certified(id: Id): number {
    return this.devices.filter((device) => (seatOf(device).cell.power?.certificates(id).length ?? 0) > 0).length;
  }

  /** A device that was changed writes whatever it likes, and the others hear of it. */
  async write(device: Device, action: Cbor): Promise<void> {
    await this.world.finish(seatOf(device).write([recordDraft(action)]));
    await this.world.pass(MINUTE);
  }

  /** A device that was changed attests what it likes. */
  attest(device: Device, version: Id, round = 0): Promise<void> {
    return this.write(device, attest.write({ version, round, cuts: [] }));
  }

  /** A changed device proves itself to another and hands it segments. @returns why the link ended; null while it is open */
  async hand(seat: Seat, to: Device, segments: readonly Segment[]): Promise<string | null> {
    const stranger = await Stranger.arrive(this.world, this.world.dice.bytes(32));
    const talk = await stranger.dial(addressOf(to), 'cell');
    await talk.prove(seat);
    for (const { log, from, entries, signature } of segments) {
      await talk.say(encodeMessage({ type: 'parts', parts: [{ log: idOf(log), from, entries, signature }] }));
    }
    await this.world.pass(MINUTE);
    talk.close();
    await stranger.leave();
    await this.world.pass(MINUTE);
    return [...stranger.reasons.keys()][0] ?? null;
  }
}

/** A member's place in the cell. Throws while their device is off. */
export function seatOf(device: Device): Seat {
  if (device.seat === null) throw new Error(`expected the device of ${device.name} to be on`);
  return device.seat;
}

/** An action for the record. */
export function recordDraft(action: Cbor): Draft {
  return { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action };
}

/** The next entry of a device's record, made by hand: sealed and signed as well as any, with a head as the forger wants it. */
export function forge(seat: Seat, action: Cbor, changes: Partial<Head>, salt: Uint8Array): Segment {
  const chain = seat.record.scope('record').find(({ opening }) => opening.device === seat.device);
  const epoch = seat.cell.latestEpoch(WHOLE_CELL);
  if (chain?.tip === undefined) throw new Error('expected a device that has written before');
  const head: Head = {
    opening: null,
    deps: [],
    lamport: chain.tip.lamport + 1,
    charter: null,
    circle: WHOLE_CELL,
    bodyEpoch: epoch.id.slice(0, 8),
    time: chain.tip.time,
    ...changes,
  };
  const sealed = sealEntry(chain.log, head, seat.device, 'record', action, { cell: epoch, circle: epoch }, salt);
  if (!sealed.ok) throw new Error(sealed.reason);
  const seq = chain.entries.length;
  const hash = hashEntry(chain.log, seq, chain.tipHash, sealed.value);
  return { log: chain.log, from: seq, entries: [encodeEntry(sealed.value)], signature: signTip(seat.signing.secretKey, hash) };
}
