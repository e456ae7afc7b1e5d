import type { Device } from './device.ts';
import type { Dice } from './dice.ts';
import type { World } from './world.ts';

/** What goes wrong in a world, each as likely as its number says. */
const TROUBLES = { part: 5, heal: 6, crash: 5, trap: 5, switchOff: 2, restart: 24, breakLink: 6, jump: 3, fill: 2, repeat: 1 } as const;

const DAY = 86_400_000;

/** How far a clock can be wrong: mostly a little, at times by hours. */
const SKEWS = [-7_200_000, -60_000, -900, 700, 45_000, 3_600_000, 30_000_000];

/** Makes things go wrong: partitions, crashes at whatever moment, broken links, clocks that jump, disks that are full. */
export class Faults {
  readonly #world: World;
  #dice: Dice;
  #isParted = false;

  constructor(world: World) {
    this.#world = world;
    this.#dice = world.dice.for('faults');
  }

  /** Something goes wrong, or right again. @param dice of this step */
  async strike(dice: Dice): Promise<void> {
    this.#dice = dice;
    const { devices } = this.#world;
    const on = devices.filter(({ isOn }) => isOn);
    const trouble = this.#dice.weighted<keyof typeof TROUBLES>(TROUBLES);
    const device = this.#dice.pick(on);
    if (trouble === 'part' && !this.#isParted) this.#partSomehow();
    if (trouble === 'heal' && this.#isParted) this.heal();
    if (trouble === 'restart') this.#restart(this.#dice.pick(devices.filter(({ isOn, isLost }) => !isOn && !isLost)));
    if (trouble === 'breakLink') this.#breakLink();
    if (trouble === 'repeat') this.#world.wires.repeats = this.#world.wires.repeats > 0 ? 0 : 0.1;
    if (device === undefined) return;
    if (trouble === 'crash') await this.crash(device);
    if (trouble === 'trap') this.#trap(device);
    if (trouble === 'switchOff') await this.#switchOff(device);
    if (trouble === 'jump') this.#jump(device);
    if (trouble === 'fill') this.#fill(device);
  }

  /** All parts of the world reach each other again. */
  heal(): void {
    this.#isParted = false;
    this.#world.wires.heal();
    this.#told('heal', 'All can reach each other again.');
  }

  /** Everything works again, and everybody is there. */
  mend(): void {
    this.#world.wires.repeats = 0;
    for (const device of this.#world.devices) {
      device.disk.whenFlushing = null;
      this.#free(device);
      if (!device.isOn && !device.isLost) this.#restart(device);
    }
    this.heal();
  }

  /** Nearly everybody is away for days, and comes back later. @param dice of this step */
  async leaveAlone(dice: Dice): Promise<void> {
    this.#dice = dice;
    const { devices } = this.#world;
    const staying = dice.chance(0.4) ? dice.pick(devices) : undefined;
    const leaving = devices.filter((device) => device !== staying && device.isOn);
    for (const device of leaving) await (dice.chance(0.3) ? this.crash(device) : this.#switchOff(device));
    const days = dice.weighted({ '2': 6, '4': 4, '7': 3, '16': 1 });
    this.#told('everybody away', `Nobody is there${staying === undefined ? '' : ` but ${staying.name}`} for ${days} days.`);
    await this.#world.pass(Number(days) * DAY);
    for (const device of leaving) if (!device.isOn && !device.isLost && dice.chance(0.8)) this.#restart(device);
  }

  #told(what: string, sentence: string): void {
    this.#world.story.count(what);
    this.#world.story.tell(sentence);
  }

  #partSomehow(): void {
    this.part(new Map(this.#world.devices.map(({ place }) => [place, this.#dice.below(this.#dice.chance(0.3) ? 3 : 2)])));
  }

  /** The network parts. @param parts by place, which of three */
  part(parts: ReadonlyMap<number, number>): void {
    const { devices, wires } = this.#world;
    this.#isParted = true;
    wires.part(parts);
    const sides = [0, 1, 2].map((side) => devices.filter(({ place }) => parts.get(place) === side).map(({ name }) => name));
    this.#told(
      'partition',
      `The network parts: ${sides
        .filter((names) => names.length > 0)
        .map((names) => names.join(', '))
        .join(' | ')}.`,
    );
  }

  #breakLink(): void {
    const ends = this.#world.wires.breakOne();
    if (ends === null) return;
    const [one, other] = ends.map((place) => this.#world.devices[place]?.name);
    this.#told('link broken', `A link between ${one} and ${other} breaks.`);
  }

  /** The power of a device goes. */
  async crash(device: Device): Promise<void> {
    const { story, witness } = this.#world;
    const kept = await device.crash();
    const unsent = witness.unsent(device.place);
    if (unsent > 0) story.count('crash between write and send');
    if (kept > 0) story.count('crash between write and answer');
    const details = `${kept} writes were kept of which nobody was told, ${unsent} entries had not been sent`;
    this.#told('crash', `${device.name}'s device crashes; ${details}.`);
  }

  /** It will crash in the midst of its next write. */
  #trap(device: Device): void {
    const { timeline } = this.#world;
    device.disk.whenFlushing = () => {
      timeline.after(this.#dice.between(0, 12), () => {
        if (device.isOn) void this.crash(device);
      });
    };
  }

  async #switchOff(device: Device): Promise<void> {
    // It ends in good order while time goes on, or the power goes before.
    const closing = device.switchOff();
    await this.#world.pass(2000);
    await Promise.race([closing, Promise.resolve()]);
    if (device.isOn) await device.crash();
    this.#told('switched off', `${device.name} switches their device off.`);
  }

  #restart(device: Device | undefined): void {
    if (device === undefined) return;
    device.switchOn();
    this.#told('restart', `${device.name} switches their device on again.`);
  }

  #jump(device: Device): void {
    device.skew = this.#dice.pick(SKEWS) ?? 0;
    this.#told('clock jumps', `${device.name}'s clock jumps: it is wrong by ${device.skew / 1000} s.`);
  }

  #fill(device: Device): void {
    if (device.disk.isFull) return;
    device.disk.isFull = true;
    this.#told('disk full', `${device.name}'s disk is full.`);
    this.#world.timeline.after(this.#dice.between(5_000, 150_000), () => this.#free(device));
  }

  #free(device: Device): void {
    if (!device.disk.isFull) return;
    device.disk.isFull = false;
    this.#told('disk freed', `${device.name} makes room on their disk.`);
  }
}
