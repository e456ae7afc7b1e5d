import type { Habit } from './habit.ts';
import { Person } from './person.ts';

/** Whoever is alone backs nothing up: the new device would know nobody who came since. */
export const backUp: Habit = {
  name: 'backUp',
  often: ({ losesMuch }, gathering) => (losesMuch && !gathering ? 40 : 1),
  async act(member) {
    const { world, device } = member;
    if ((member.seat.cell.charter?.members.size ?? 0) < 2) return;
    const file = `backup ${world.deeds}`;
    // What comes while it is made may lie in it or not.
    const knows = new Set(member.seat.cell.currentDevices().keys());
    const made = (await member.does('backup', { file }, 'makes a backup')) as { words: string | null } | undefined;
    // Words that were shown once open all later backups, too.
    const words = made?.words ?? world.backups.findLast((other) => other.device === device)?.words;
    if (made !== undefined && words !== undefined) world.backups.push({ file, words: member.write(words), device, knows });
  },
};

/** Somebody's device is lost, and they restore a backup on another one: the newest, or in some worlds whichever. */
export const lose: Habit = {
  name: 'lose',
  often: ({ losesMuch }, gathering) => (losesMuch && !gathering ? 50 : 1),
  async act({ world, dice, words: texts }) {
    const usable = world.backups.filter((one) => !one.device.isLost && one.device.isMember);
    const backup = world.losesMuch ? dice.pick(usable) : world.backups[world.backups.length - 1];
    if (backup === undefined || backup.device.isLost || !backup.device.isMember) return;
    const { device: lost, file, words } = backup;
    const others = world.devices.filter((other) => other !== lost && !other.isLost && other.disk.content.keyring !== null);
    // Two who both come from backups that lack the epochs of the other cannot read how either was linked: without anybody who was there all the time the newer one has to know the older.
    if (!others.some((other) => other.isMember && !other.isRestored)) {
      const areKnown = others.every(({ isMember, seat }) => isMember && backup.knows.has(seat?.device ?? ''));
      if (others.length === 0 || !areKnown) return;
      world.story.count('nobody who was there all the time');
    }
    lost.isLost = true;
    await lost.crash();
    // What had not left it is gone with it.
    world.saved = world.saved.filter(({ place }) => place !== lost.place);
    world.story.count('device lost');
    world.story.tell(`${lost.name}'s device is lost for good.`);
    const device = world.add(lost.name);
    device.isRestored = true;
    lost.lend(device, file);
    const person = new Person(world, device, dice, texts);
    world.timeline.after(3000, () => {
      if (device.peer !== null) void person.does('restore', { file, words }, 'restores a backup on another device');
    });
  },
};
