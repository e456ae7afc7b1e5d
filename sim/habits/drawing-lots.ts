import type { Habit } from './habit.ts';
import { within } from './proposing.ts';

/** Somebody asks the devices of all to draw who it is. */
export const drawLots: Habit = {
  name: 'drawLots',
  often: ({ drawsLots }, gathering) => (drawsLots && !gathering ? 6 : 0),
  act(member) {
    const title = member.write(member.words.title());
    void member.does('propose', { title, method: 'sortition', seats: 1, ...within(member.dice) }, `has lots drawn for “${title}”`);
  },
};

/** Lots are drawn while whoever cheats hands on nothing that is theirs: so nobody has their part, or nobody what opens the others'. */
export const withholdDraw: Habit = {
  name: 'withholdDraw',
  often: ({ drawsLots, cheater }, gathering) => (drawsLots && cheater !== null && !gathering ? 6 : 0),
  act(member) {
    const { world, dice } = member;
    drawLots.act(member);
    const device = world.devices.find(({ name, isMember, isLost }) => name === world.cheater && isMember && !isLost);
    const { seat } = device ?? {};
    if (device === undefined || !seat) return;
    world.cheating.add(seat.device);
    world.story.count('withheld draw');
    world.story.tell(`${device.name}'s device, which was changed, hands on nothing of its own while lots are drawn.`);
    world.wires.withhold(device.place, (log) => seat.record.chain(log)?.opening.device === seat.device);
    world.timeline.after(dice.between(60_000, 1_200_000), () => world.wires.withholdNothing(device.place));
  },
};
