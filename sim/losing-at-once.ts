import type { Device } from './device.ts';
import type { Dice } from './dice.ts';
import type { Faults } from './faults.ts';
import { Person } from './habits/person.ts';
import { loseForGood, restoreElsewhere } from './habits/safeguarding.ts';
import { doKnowEachOther, sidesOf } from './inside.ts';
import { Words } from './words.ts';
import type { KeptBackup, World } from './world.ts';

const MINUTE = 60_000;
/** How long somebody takes to do something, and in how many minutes devices that can reach each other have come to know each other. */
const A_WHILE = 5000;
const MEETING = 40;

/** Two who will lose everything, and one who is known to both and knows them. */
type Three = readonly [Device, Device, Device];

/**
 * Two people who are apart each make new keys and a backup, and lose all they have before they meet: each backup lacks the keys under which the other one
 * begins. Any third device heals it, though it was away all the time (design/threat-model.md): here is one that both know, and where it does not heal them, that is a
 * fault of the world. At times everybody else loses what they have as well: then the two are strangers to each other, and found anew.
 * Where there are not three who know each other, nothing comes of it. @param dice of its own
 */
export async function loseAtOnce(world: World, faults: Faults, dice: Dice): Promise<void> {
  faults.mend();
  await world.pass(10 * MINUTE);
  const three = threeWhoKnowEachOther(world, dice);
  if (three === null) return;
  const [one, other, third] = three;
  world.story.count('two lost at once');
  if (dice.chance(0.5)) await faults.crash(third);
  faults.part(new Map(world.devices.map((device) => [device.place, device === one ? 0 : device === other ? 1 : dice.between(0, 2)])));
  const words = new Words((items) => dice.pick(items));
  const backups: KeptBackup[] = [];
  for (const device of [one, other]) {
    const backup = await makeNewKeysAndBackup(world, new Person(world, device, dice, words));
    if (backup !== null) backups.push(backup);
  }
  if (backups.length < 2) return;
  const areAllLost = dice.chance(0.3);
  for (const device of world.devices)
    if (device === one || device === other || (areAllLost && (device.isMember || device === third))) await loseForGood(world, device);
  if (dice.chance(0.5)) faults.heal();
  const back: Device[] = [];
  for (const backup of backups) {
    back.push(restoreElsewhere(world, backup, dice, words));
    await world.pass(dice.between(1, 3) * A_WHILE);
  }
  await world.pass(dice.between(0, 20) * MINUTE);
  if (back.some(meetsStrangers)) world.story.count('strangers from backups');
  faults.mend();
  if (areAllLost) world.alone = back;
  else if (!(await comeToKnowEachOther(world, [...back, third])))
    world.faults.push(`${one.name} and ${other.name} came back from backups and are not known, though ${third.name} is there`);
}

/** Three honest members; null where there are not so many. */
function threeWhoKnowEachOther({ devices, cheater }: World, dice: Dice): Three | null {
  const all = dice.shuffled(devices.filter(({ isMember, name }) => isMember && name !== cheater));
  for (const one of all)
    for (const other of all)
      for (const third of all) if (areThree([one, other, third]) && doKnowEachOther([one, other, third])) return [one, other, third];
  return null;
}

const areThree = (devices: readonly Device[]): boolean => new Set(devices.map(({ name }) => name)).size === 3;

/** Whether somebody proves to share the cell here, and it is not known whose device that is. */
function meetsStrangers({ peer, seat }: Device): boolean {
  const links = seat === null ? [] : (peer?.presence(seat.cell.id)?.links() ?? []);
  return links.some(({ standing }) => standing === 'unknown');
}

/** Somebody makes new keys, writes something that is sealed with them, and makes a backup; null where they do not come to that. */
async function makeNewKeysAndBackup(world: World, person: Person): Promise<KeptBackup | null> {
  const { device, words } = person;
  await within(world, person.does('renew-keys', {}, 'makes new keys'));
  await within(world, person.does('say', { text: person.write(words.remark()) }, 'says something that few can read'));
  const file = `backup before all is lost, of ${device.place}`;
  const made = await within(world, person.does('backup', { file }, 'makes a backup'));
  const shown = (made as { words: string | null } | undefined)?.words;
  const known = shown ?? world.backups.findLast((earlier) => earlier.device === device)?.words;
  return made === undefined || known === undefined ? null : { file, words: person.write(known), device };
}

/** What somebody's deed gives; undefined where it is refused, or the power goes meanwhile. */
async function within(world: World, deed: Promise<unknown>): Promise<unknown> {
  let given: unknown;
  void deed.then((value) => {
    given = value;
  });
  await world.pass(A_WHILE);
  return given;
}

/** Whether these devices come to know each other, unless somebody decided meanwhile that one of them is out. */
async function comeToKnowEachOther(world: World, devices: readonly Device[]): Promise<boolean> {
  for (let waited = 0; waited < MEETING; waited++) {
    await world.pass(MINUTE);
    if (doKnowEachOther(devices)) return true;
  }
  return sidesOf(world.devices).removed.some(({ device }) => devices.includes(device));
}
