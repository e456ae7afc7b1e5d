import { takeAccount } from './account.ts';
import { Faults } from './faults.ts';
import { People } from './people.ts';
import { NAMES } from './words.ts';
import { World } from './world.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Things that happen in a world before it comes to rest. */
const STEPS = { least: 260, most: 320 };
/** How many things may happen at most until enough people are in the cell. */
const GATHERING = 160;
/** How long a world may take to come to rest once all is well again. */
const REST = 60 * MINUTE;

/** Plays the world of a seed: some people, a few days, whatever happens. Afterwards all is well again and everybody has been there for days. */
export async function play(seed: number): Promise<World> {
  const world = new World(seed);
  const people = new People(world);
  const faults = new Faults(world);
  const { dice } = world;
  const names = [...NAMES].slice(0, dice.between(3, 7));
  const founder = world.add(names[0] as string);
  await world.pass(1000);
  const founding = people.found(founder, 'The house by the canal, nr 0');
  await world.pass(10_000);
  await founding;
  for (const name of names.slice(1)) world.add(name);
  const gathered = dice.between(Math.min(3, names.length), names.length);
  for (let left = GATHERING; left > 0 && world.devices.filter(({ isMember }) => isMember).length < gathered; left--) {
    if (dice.chance(0.04)) await faults.strike();
    else people.act(true);
    await world.pass(pauseOf(world));
  }
  for (let left = dice.between(STEPS.least, STEPS.most); left > 0; left--) {
    if (dice.chance(0.13)) await faults.strike();
    else people.act(false);
    await world.pass(pauseOf(world));
  }
  faults.mend();
  await rest(world);
  // Times to respond end, and the patience of those who wait for each other.
  await world.pass(1.2 * DAY);
  await rest(world);
  const [seat] = world.devices.flatMap((device) => device.seat ?? []);
  if (seat !== undefined) takeAccount(seat, world.story);
  return world;
}

function pauseOf({ dice }: World): number {
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
export function isAtRest({ devices, wires }: World): boolean {
  const seats = devices.flatMap(({ seat }) => seat ?? []);
  const sizes = new Set(seats.map(({ record }) => record.size));
  return !wires.areBusy && sizes.size === 1 && seats.every(({ record }) => record.waiting === 0);
}
