import type { Id } from '../../src/bytes/id.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { Habit } from './habit.ts';
import { Member, Person } from './person.ts';

/** How many devices a person comes to have at most. */
const DEVICES = 3;

/** Somebody brings another device of theirs. */
export const bringDevice: Habit = {
  name: 'bringDevice',
  often: () => 2,
  async act(member) {
    const { world, device, dice, words } = member;
    if (world.devices.filter(({ name, isLost }) => name === device.name && !isLost).length >= DEVICES) return;
    const given = (await member.does('link', {}, 'makes a link for another device')) as { link: string } | undefined;
    if (given === undefined) return;
    const other = world.add(device.name);
    world.timeline.after(2000, () => void take(member, new Person(world, other, dice, words), given.link));
  },
};

async function take(member: Member, owner: Person, link: string): Promise<void> {
  if (owner.device.peer === null) return;
  const taken = (await owner.does('take-link', { link }, 'opens the link on it')) as { number: string | null } | undefined;
  const { number } = taken ?? {};
  if (typeof number !== 'string') return;
  member.world.timeline.after(1500, () => {
    if (member.device.peer !== null) void member.does('confirm-link', { number }, 'sees the same number on both');
  });
}

/** Somebody no longer trusts a device of theirs; at times it is in other hands, and says the same of this one. */
export const revokeDevice: Habit = {
  name: 'revokeDevice',
  often: () => 2,
  act(member) {
    const { world, device, seat, dice } = member;
    const other = dice.pick(world.devices.filter((one) => one !== device && one.seat?.member === seat.member));
    if (!other?.seat) return;
    const found = new Member(new Person(world, other, dice, member.words), other.seat);
    void revoke(member, other.seat.device);
    // In a cell of two nobody could decide between them.
    if (dice.chance(0.4) && (seat.cell.charter?.members.size ?? 0) > 2) void revoke(found, seat.device);
  },
};

async function revoke(member: Member, id: Id): Promise<void> {
  const revoked = (await member.does('revoke-device', { id }, `revokes their device ${id.slice(0, 8)}`)) as
    | { suspended: boolean }
    | undefined;
  if (revoked?.suspended) member.world.story.count('suspended devices');
}

/** Where two devices of one member have revoked each other, somebody proposes which of them is to speak. */
export const reinstate: Habit = {
  name: 'reinstate',
  often: ({ devices }) => (devices.some(({ seat }) => suspendedIn(seat).length > 0) ? 12 : 0),
  act(member) {
    const { dice, seat, words } = member;
    const device = dice.pick(suspendedIn(seat));
    const { charter } = seat.cell;
    if (device === undefined || charter === null) return;
    const title = member.write(words.title());
    const effect = { kind: 'reinstate', member: seat.cell.devices.ownerEver(device, charter), device };
    void member.does('propose', { title, effect }, `proposes “${title}”: ${device.slice(0, 8)} shall speak again`);
  },
};

function suspendedIn(seat: Seat | null): Id[] {
  const { devices } = seat?.cell ?? {};
  return devices?.revoked().filter((device) => devices.isSuspended(device)) ?? [];
}
