import type { Dice } from '../dice.ts';
import type { Words } from '../words.ts';
import type { World } from '../world.ts';
import type { Habit } from './habit.ts';
import { Person } from './person.ts';

export const invite: Habit = {
  name: 'invite',
  often: (_, gathering) => (gathering ? 5 : 2),
  async act(member) {
    const { dice, device } = member;
    const uses = Number(dice.weighted({ 1: 2, 2: 2, 3: 2, 6: 1 }));
    const expires = dice.pick(['5m', '2h', '7d', '7d', '7d', '7d']);
    const given = await member.does('invite', { uses, expires }, `invites up to ${uses}`);
    const { id, invitation: letter } = (given ?? {}) as { id?: string; invitation?: string };
    if (id !== undefined && letter !== undefined) member.world.invitations.push({ id, letter, inviter: device });
  },
};

export const revoke: Habit = {
  name: 'revoke',
  often: () => 1,
  act(member) {
    const given = member.dice.pick(member.world.invitations);
    if (given !== undefined) void member.does('revoke', { id: given.id }, 'takes an invitation back');
  },
};

/** How likely it is that somebody comes to the door, beside all that members do. */
export const joinsOften = (gathering: boolean): number => (gathering ? 30 : 9);

/** Somebody who is not in the cell takes an invitation that they were given. */
export function join(world: World, dice: Dice, words: Words): void {
  const outside = world.devices.filter(({ peer }) => peer?.cells.every(({ joining }) => joining !== null && joining.refused !== null));
  const device = dice.pick(outside);
  const given = dice.pick(world.invitations.slice(-4));
  if (device === undefined || given === undefined) return;
  const person = new Person(world, device, dice, words);
  if (!given.inviter.isOn || world.wires.areParted(given.inviter.place, device.place)) world.story.count('knock while the inviter is away');
  // Whoever was refused for their name takes another one.
  const [refused] = device.peer?.cells ?? [];
  const name = refused?.joining?.refused === 'name-taken' ? `${device.name} ${dice.between(2, 99)}` : device.name;
  person.write(name);
  const damaged = dice.chance(0.03);
  const as = device.returnsAs === null ? { as: name } : { 'as-before': device.returnsAs };
  if (refused?.joining?.refused === 'not-admitted') world.story.count('refused: not-admitted');
  void person.does(
    'join',
    { invitation: damaged ? given.letter.slice(0, -3) : given.letter, ...as },
    `knocks as ${device.returnsAs ?? name}`,
  );
}
