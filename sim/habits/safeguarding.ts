import type { Device } from '../device.ts';
import type { Dice } from '../dice.ts';
import type { Words } from '../words.ts';
import type { KeptBackup, World } from '../world.ts';
import type { Habit } from './habit.ts';
import { Person } from './person.ts';

/** Whoever is alone backs nothing up: the new device would know nobody who came since. */
export const backUp: Habit = {
  name: 'backUp',
  often: () => 1,
  async act(member) {
    const { world, device } = member;
    if ((member.seat.cell.charter?.members.size ?? 0) < 2) return;
    const file = `backup ${world.deeds}`;
    const made = (await member.does('backup', { file }, 'makes a backup')) as { words: string | null } | undefined;
    // Words that were shown once open all later backups, too.
    const words = made?.words ?? world.backups.findLast((other) => other.device === device)?.words;
    if (made !== undefined && words !== undefined) world.backups.push({ file, words: member.write(words), device });
  },
};

/** Somebody's device is lost, and they restore their newest backup on another one. */
export const lose: Habit = {
  name: 'lose',
  often: () => 1,
  async act({ world, dice, words: texts }) {
    const backup = world.backups[world.backups.length - 1];
    if (backup === undefined || backup.device.isLost || !backup.device.isMember) return;
    const { device: lost } = backup;
    // Two who both come from backups that lack the epochs of the other cannot read how either was linked: somebody has to have been there all the time (not so in `losing-at-once.ts`).
    if (!world.devices.some((other) => other !== lost && other.isMember && !other.isRestored)) return;
    await loseForGood(world, lost);
    restoreElsewhere(world, backup, dice, texts);
  },
};

/** A device is lost for good. */
export async function loseForGood(world: World, lost: Device): Promise<void> {
  lost.isLost = true;
  await lost.crash();
  // What had not left it is gone with it.
  world.saved = world.saved.filter(({ place }) => place !== lost.place);
  world.story.count('device lost');
  world.story.tell(`${lost.name}'s device is lost for good.`);
}

/** Whoever made a backup restores it on another device, some moments from now. @returns that device */
export function restoreElsewhere(world: World, { device: lost, file, words }: KeptBackup, dice: Dice, texts: Words): Device {
  const device = world.add(lost.name);
  device.isRestored = true;
  lost.lend(device, file);
  const person = new Person(world, device, dice, texts);
  world.timeline.after(3000, () => {
    if (device.peer !== null) void person.does('restore', { file, words }, 'restores a backup on another device');
  });
  return device;
}
