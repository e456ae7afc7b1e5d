import { SeatDesk } from '../../src/peer/desk.ts';
import type { Message } from '../../src/practices/talk/fold.ts';
import { talk } from '../../src/practices/talk/talk.ts';
import type { Habit } from './habit.ts';
import type { Member } from './person.ts';

const CHANNELS = ['everyone', 'everyone', 'everyone', 'garden', 'Küche'];

export const say: Habit = {
  name: 'say',
  often: (_, gathering) => (gathering ? 6 : 24),
  act(member) {
    const text = member.write(member.words.remark());
    void member.does('say', { text, channel: member.dice.pick(CHANNELS) }, `says “${text}”`);
  },
};

export const reply: Habit = {
  name: 'reply',
  often: () => 5,
  act(member) {
    const message = messageOf(member, () => true);
    if (message === undefined) return say.act(member);
    const text = member.write(member.words.remark());
    void member.does('say', { text, reply: message.id }, `replies “${text}”`);
  },
};

export const edit: Habit = {
  name: 'edit',
  often: () => 5,
  act(member) {
    const message = messageOf(member, ({ author }) => author === member.seat.member);
    if (message === undefined) return say.act(member);
    const text = member.write(member.words.remark());
    void member.does('edit', { id: message.id, text }, `puts “${message.text}” in other words: “${text}”`);
  },
};

export const unsay: Habit = {
  name: 'unsay',
  often: () => 3,
  act(member) {
    const message = messageOf(member, ({ author }) => author === member.seat.member);
    if (message !== undefined) void member.does('unsay', { id: message.id }, `takes back “${message.text}”`);
  },
};

export const read: Habit = {
  name: 'read',
  often: () => 2,
  act(member) {
    void member.does('read', {}, 'reads what was said');
  },
};

/** A message as the member's device shows it, of those that fit. */
export function messageOf({ seat, dice }: Member, fits: (message: Message) => boolean): Message | undefined {
  const { messages } = new SeatDesk(seat, 0).state(talk);
  return dice.pick([...messages.values()].filter(fits));
}
