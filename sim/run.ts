import { takeAccount } from './account.ts';
import { checkSameSetSameState } from './checkers/same-set-same-state.ts';
import type { Breakage } from './device.ts';
import type { Dice } from './dice.ts';
import { readableOf } from './dump.ts';
import { Faults } from './faults.ts';
import { foundAnew } from './founding-anew.ts';
import { areStrangers, sidesOf } from './inside.ts';
import { loseAtOnce } from './losing-at-once.ts';
import { People } from './people.ts';
import { NAMES } from './words.ts';
import { World } from './world.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** How long a world may take to come to rest once all is well again. */
const REST = 60 * MINUTE;

/** A world as it is played: how much happens, and what is broken on purpose. */
export interface Play {
  /** Things that people do, or try, before the world comes to rest. */
  readonly deeds: number;
  readonly people: { readonly least: number; readonly most: number };
  readonly broken?: Breakage;
  /** What is left of it, once it has been shrunk. */
  readonly cut?: Cut;
}

/** A part of a world: it goes on for as many steps as the whole one, and in those that are left out nothing is done. */
export interface Cut {
  readonly steps: number;
  /** Numbers of the steps in which somebody does something, or something goes wrong. */
  readonly only: readonly number[];
  /** Names of those who are never there. */
  readonly without: readonly string[];
}

const WHOLE: Play = { deeds: 205, people: { least: 3, most: 7 } };
const SHORT: Play = { deeds: 60, people: { least: 3, most: 3 } };

/** Plays the world of a seed: some people, a few days, whatever happens. Afterwards all is well again and everybody has been there for days. @param cut what is left of it */
export function play(seed: number, cut?: Cut): Promise<World> {
  return playAs(seed, cut === undefined ? WHOLE : { ...WHOLE, cut });
}

/** Plays a world in which less happens. @param broken what is broken in it */
export function playShort(seed: number, broken?: Breakage): Promise<World> {
  return playAs(seed, broken === undefined ? SHORT : { ...SHORT, broken });
}

async function playAs(seed: number, { deeds, people: { least, most }, broken, cut }: Play): Promise<World> {
  const world = new World(seed);
  const people = new People(world);
  const faults = new Faults(world);
  const { dice } = world;
  const everybody = dice.shuffled(NAMES).slice(0, dice.between(least, most));
  const names = everybody.filter((name, i) => i === 0 || !cut?.without.includes(name));
  if (dice.chance(0.35)) world.cheater = everybody[everybody.length - 1] as string;
  world.removes = dice.for('removals').chance(0.5);
  world.hasCircles = dice.for('circles').chance(0.5);
  world.givesVoices = dice.for('voices for others').chance(0.15);
  world.drawsLots = dice.for('drawing').chance(0.15);
  world.forgets = dice.for('being away').chance(0.1);
  const founder = world.add(names[0] as string);
  await world.pass(1000);
  const founding = people.found(founder, 'The house by the canal, nr 0');
  await world.pass(10_000);
  await founding;
  for (const name of names.slice(1)) world.add(name);
  const gathered = dice.between(Math.min(3, names.length), names.length);
  const isGathering = () => world.steps < deeds / 2 && world.devices.filter(({ isMember }) => isMember).length < gathered;
  let losing = losingIn(world, deeds);
  const only = cut === undefined ? null : new Set(cut.only);
  for (; cut === undefined ? world.deeds < deeds : world.steps < cut.steps; world.steps++) {
    if (broken !== undefined) for (const device of world.devices) device.breakBy(broken);
    // Each step has dice of its own, so that it goes on as it did when others are left out.
    const chance = dice.for(`step ${world.steps}`);
    const isLeftOut = only !== null && !only.has(world.steps);
    if (losing !== null && !isLeftOut && world.deeds >= losing.after) {
      await loseAtOnce(world, faults, losing.dice);
      losing = null;
    }
    const isAway = world.forgets && !isGathering() && chance.chance(0.04);
    if (!isLeftOut && isAway) await faults.leaveAlone(chance);
    else if (!isLeftOut && chance.chance(isGathering() ? 0.05 : 0.15)) await faults.strike(chance);
    else if (!isLeftOut) people.act(isGathering(), chance);
    await world.pass(pauseOf(dice.for(`pause ${world.steps}`)));
    if (chance.chance(0.02)) world.faults.push(...checkMidway(world));
  }
  faults.mend();
  await rest(world);
  // Times to respond end, and the patience of those who wait for each other.
  await world.pass(1.2 * DAY);
  await rest(world);
  // Weeks of talk end at midnight, by clocks that are wrong by hours.
  if (world.forgets) await world.pass(untilNoon(world.timeline.now));
  if (areStrangers(world.alone)) await foundAnew(world);
  const [first] = sidesOf(world.devices).inside;
  if (first === undefined) return world;
  takeAccount(first.seat, world.story, world.timeline.now);
  for (const log of world.spoken.keys())
    world.story.count(first.seat.record.chain(log) === undefined ? 'talk forgotten' : 'talk kept for longer');
  return world;
}

/** In a few worlds two people lose everything at once, after so many deeds. */
function losingIn({ dice }: World, deeds: number): { readonly after: number; readonly dice: Dice } | null {
  const own = dice.for('losing at once');
  return own.chance(0.04) ? { after: own.between(Math.floor(deeds / 3), deeds), dice: own } : null;
}

/** How long it is from a moment to the next noon. @returns milliseconds, as is the moment */
function untilNoon(now: number): number {
  return DAY - ((now + DAY / 2) % DAY);
}

/** Devices that hold the same by chance have to show the same, too: the same secrets among it, for midway some are still to be handed over. */
function checkMidway({ devices }: World): string[] {
  const findings = checkSameSetSameState(
    devices.flatMap(({ name, seat }) => (seat === null || seat.fault !== null ? [] : [[name, seat] as const])),
    ({ record }) => [readableOf(record), ...record.keys.all().map(({ id }) => id)].sort().join('\n'),
  );
  return findings.map(({ what }) => `midway: ${what}`);
}

function pauseOf(dice: Dice): number {
  const kind = dice.weighted({ rush: 60, pause: 30, while: 10 });
  if (kind === 'rush') return dice.between(20, 1500);
  return kind === 'pause' ? dice.between(1500, 60_000) : dice.between(MINUTE, 20 * MINUTE);
}

/** Lets time go on until all members' devices hold the same, or the time for that is over. */
async function rest(world: World): Promise<void> {
  for (let waited = 0; waited < REST; waited += MINUTE) {
    await world.pass(MINUTE);
    if (isAtRest(world)) return;
  }
}

/** Whether nothing is on its way and all devices in the cell hold the same. */
function isAtRest({ devices, wires }: World): boolean {
  const seats = sidesOf(devices).inside.map(({ seat }) => seat);
  const sizes = new Set(seats.map(({ record }) => record.size));
  return !wires.areBusy && sizes.size === 1 && seats.every(({ record }) => record.waiting === 0);
}
