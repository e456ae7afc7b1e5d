import type { Cbor } from '../../src/bytes/cbor.ts';
import type { Id } from '../../src/bytes/id.ts';
import { attest } from '../../src/cell/actions.ts';
import type { Segment } from '../../src/log/segment.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { Device } from '../device.ts';
import { recordDraft } from '../forging.ts';
import { doAs, gather } from '../gather.ts';
import { handOver } from '../handing.ts';
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

  /** Somebody proposes to part from another one, and the others hear of it. @returns the proposal's id */
  async proposeToPart(device: Device, name: string): Promise<Id> {
    const { id } = await doAs(this.world, device, 'propose', { title: `We part from ${name}`, remove: name });
    await this.world.pass(MINUTE);
    return id as Id;
  }

  /** Somebody responds, and the others hear of it. */
  async respond(device: Device, id: Id, response: string, reason = ''): Promise<void> {
    await doAs(this.world, device, 'respond', { id, response, reason });
    await this.world.pass(MINUTE);
  }

  /** Somebody links another device by one of theirs: it is where that one is. @param parts of the world, which then hold it too */
  async bring(host: Device, parts = new Map<number, number>()): Promise<Device> {
    const { world } = this;
    const other = world.add(host.name);
    world.wires.part(parts.set(other.place, parts.get(host.place) ?? 0));
    await world.pass(1000);
    const { link } = await doAs(world, host, 'link', {});
    const { number } = await doAs(world, other, 'take-link', { link });
    await world.pass(1000);
    await doAs(world, host, 'confirm-link', { number });
    await world.pass(MINUTE);
    return other;
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
  async write(device: Device, ...actions: readonly Cbor[]): Promise<void> {
    await this.world.finish(seatOf(device).write(actions.map(recordDraft)));
    await this.world.pass(MINUTE);
  }

  /** A device that was changed attests what it likes. */
  attest(device: Device, version: Id, round = 0): Promise<void> {
    return this.write(device, attest.write({ version, round, cuts: [] }));
  }

  /** A changed device proves itself to another and hands it segments. @returns why the link ended; null while it is open */
  async hand(seat: Seat, to: Device, segments: readonly Segment[]): Promise<string | null> {
    const { ended } = await this.world.finish(handOver(this.world, seat, to, segments));
    await this.world.pass(MINUTE);
    return ended;
  }
}

/** A member's place in the cell. Throws while their device is off. */
export function seatOf(device: Device): Seat {
  if (device.seat === null) throw new Error(`expected the device of ${device.name} to be on`);
  return device.seat;
}
