import type { Habit } from './habit.ts';
import { within } from './proposing.ts';

/** Somebody wants somebody else out: mostly whoever cheats, and at times the other way round at once. */
export const expel: Habit = {
  name: 'expel',
  often: ({ removes }, gathering) => (removes && !gathering ? 14 : 0),
  act(member) {
    const { dice, words, world, seat } = member;
    const { cell, member: own } = seat;
    const { entry } = dice.pick(cell.quarantine.entries()) ?? {};
    if (entry !== undefined && dice.chance(0.5)) {
      const effect = { kind: 'readmit', entries: [entry.id] };
      const wish = member.write(words.title());
      void member.does('propose', { title: wish, effect }, `proposes “${wish}”: what was set aside shall count`);
      return;
    }
    const others = [...(cell.charter?.members.values() ?? [])].filter(({ id }) => id !== own);
    // Mostly they agree whom they mean.
    const meant = others.find(({ name }) => name === world.cheater) ?? others.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
    const unwanted = dice.chance(0.7) ? meant : dice.pick(others);
    if (unwanted === undefined) return;
    const title = member.write(words.title());
    const input = { title, effect: { kind: 'remove', member: unwanted.id }, ...within(dice) };
    void member.does('propose', input, `proposes “${title}”: ${unwanted.name} shall go`);
  },
};

/** Somebody goes by themselves, once there are enough others. */
export const leave: Habit = {
  name: 'leave',
  often: ({ removes }, gathering) => (removes && !gathering ? 1 : 0),
  act(member) {
    // Of two who are strangers to each other none can go: they found anew.
    if ((member.seat.cell.charter?.members.size ?? 0) > 3 && member.world.alone.length === 0)
      void member.does('leave', { certain: true }, 'leaves the cell');
  },
};
