import type { Cbor } from '../../src/bytes/cbor.ts';
import type { Segment } from '../../src/log/segment.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { Device } from '../device.ts';
import type { Dice } from '../dice.ts';
import { type Forgery, forge, forgeTalk, recordDraft } from '../forging.ts';
import { type Handed, handOver } from '../handing.ts';
import type { World } from '../world.ts';

/** Something that a member's device does once it has been changed. For the rest it keeps to the rules, as whoever cheats would have it. */
export interface Mischief {
  /** As the table counts it. */
  readonly name: string;
  /** @returns what was done, as a sentence without its subject; null where there was no occasion */
  act(scene: Scene): Promise<string | null>;
}

/** Where mischief is done: the changed device, and all that it can get hold of. */
export class Scene {
  readonly world: World;
  readonly device: Device;
  readonly seat: Seat;
  readonly dice: Dice;

  constructor(world: World, device: Device, seat: Seat, dice: Dice) {
    this.world = world;
    this.device = device;
    this.seat = seat;
    this.dice = dice;
  }

  /** Another device that is there. */
  other(): Device | undefined {
    return this.dice.pick(this.world.devices.filter((device) => device !== this.device && device.isMember));
  }

  /** Writes an action as any device would. */
  async write(...actions: readonly Cbor[]): Promise<void> {
    await this.seat.write(actions.map(recordDraft));
  }

  /** Makes an entry by hand that others take, at a moment when nothing else is being written, and keeps it in the own log. */
  async slipIn(action: Cbor, forgery: () => Forgery): Promise<void> {
    const { seat, dice } = this;
    await seat.writeDue(() => {
      seat.receive(forge(seat, action, dice.bytes(16), forgery()), 0);
      return [];
    });
  }

  /** Makes an entry by hand that nobody should take, in a log of its own, and hands it to another device. @returns null where it was not heard */
  async foist(action: Cbor, forgery: Forgery, change = (segment: Segment) => segment): Promise<{ to: Device; handed: Handed } | null> {
    const { world, seat, dice } = this;
    // What it names has to be there for others, too.
    await seat.settled();
    const to = this.other();
    if (to === undefined) return null;
    const handed = await handOver(world, seat, to, [change(forgeTalk(seat, `forged ${dice.word()}`, action, dice.bytes(16), forgery))]);
    return handed.said ? { to, handed } : null;
  }

  /** A version that was opened not long ago. */
  version(): string | undefined {
    return this.dice.pick([...this.seat.cell.decisions.versions.keys()].slice(-8));
  }
}
