import { displayNames } from '../../src/cell/names.ts';
import type { Device } from '../device.ts';
import type { Habit } from './habit.ts';
import { type Member, Person } from './person.ts';
import { loseForGood } from './safeguarding.ts';

/**
 * Somebody loses all their devices and has no backup: they knock with a new one as who they were, and the others decide. At times one of the old ones
 * is not at the bottom of the canal but in other hands, which go on with it, and speak against the new one.
 */
export const comeBack: Habit = {
  name: 'comeBack',
  often: (_, gathering) => (gathering ? 0 : 1),
  async act(member) {
    const { world, device, seat, dice, words } = member;
    const { charter } = seat.cell;
    const others = world.devices.filter((one) => one.isMember && !one.isRestored && one.seat?.member !== seat.member);
    const given = world.invitations.findLast(({ inviter }) => others.includes(inviter));
    const own = devicesOf(member);
    if (charter === null || charter.members.size < 3 || others.length < 2 || own === null) return;
    const stolen = dice.chance(0.35) ? own[0] : undefined;
    for (const lost of own.filter((one) => one !== stolen)) await loseForGood(world, lost);
    if (stolen !== undefined) world.story.tell(`${device.name}'s device is in other hands.`);
    const again = world.add(device.name);
    again.returnsAs = displayNames(charter).get(seat.member as string) ?? device.name;
    world.story.count('all devices lost');
    if (given === undefined) return;
    const person = new Person(world, again, dice, words);
    world.timeline.after(3000, () => void knock(person, given.letter, stolen));
  },
};

/** All devices of a member; null where one of them is off, so that nobody could tell whose it is. */
function devicesOf({ world, device, seat }: Member): Device[] | null {
  const named = world.devices.filter(({ name, isLost }) => name === device.name && !isLost);
  return named.every(({ isMember }) => isMember) ? named.filter((one) => one.seat?.member === seat.member) : null;
}

async function knock(person: Person, invitation: string, stolen: Device | undefined): Promise<void> {
  const { world, device, dice, words } = person;
  if (device.peer === null) return;
  const name = device.returnsAs;
  const knocked = (await person.does('join', { invitation, 'as-before': name }, `knocks as ${name}, who has lost everything`)) as
    | { decision: string | null }
    | undefined;
  const id = knocked?.decision;
  if (typeof id !== 'string') return;
  world.story.count('knock as before');
  world.timeline.after(dice.between(1000, 600_000), () => {
    if (!stolen?.isMember || dice.chance(0.4)) return;
    world.story.count('objection from a stolen device');
    const thief = new Person(world, stolen, dice, words);
    void thief.does('respond', { id, response: 'object', reason: thief.write(words.reason()) }, 'objects from the stolen device');
  });
}
