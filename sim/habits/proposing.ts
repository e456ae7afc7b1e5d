import { currentVersion } from '../../src/cell/decision.ts';
import { applicantOf } from '../../src/peer/coming-back.ts';
import type { Dice } from '../dice.ts';
import type { Habit } from './habit.ts';
import { answerOf, titleOf } from './person.ts';

/** How long a cell gives itself to respond, and how much longer somebody may ask for. */
export const TIMES = ['5m', '10m', '1h'];
const LONGER = ['6h', '1d', '1m'];
const QUORUMS = ['1/2', '2/3', '3/4', '1/1'];
/** How long a cell can agree to keep its talk: alike for all channels, or one of them otherwise. */
const RETENTIONS = ['1d', '30d', 'never', '90d; garden=14d', '14d; everyone=never', '90d; everyone=2d; Küche=never'];

/** And what one agrees on that soon forgets, so that weeks of it come to their end. */
export const SHORT_RETENTIONS = [
  '1d',
  '2d; garden=1d',
  '1d; everyone=never',
  '3d; Küche=30d',
  '30d; garden=1d',
  '2d; everyone=9d',
  '8d; garden=never; Küche=1d',
];

export const propose: Habit = {
  name: 'propose',
  often: (_, gathering) => (gathering ? 2 : 7),
  act(member) {
    const title = member.write(member.words.title());
    const text = member.write(member.words.reason());
    void member.does('propose', { title, text, ...within(member.dice) }, `proposes “${title}”`);
  },
};

export const agree: Habit = {
  name: 'agree',
  often: (_, gathering) => (gathering ? 2 : 7),
  act(member) {
    const { dice, words } = member;
    const { forgets } = member.world;
    const title = member.write(words.title());
    const setting = dice.weighted({ name: 4, quorum: 3, respondWithin: 3, retention: forgets ? 8 : 2 });
    const retention = forgets && dice.chance(0.8) ? SHORT_RETENTIONS : RETENTIONS;
    const values = { quorum: QUORUMS, respondWithin: TIMES, retention };
    const value = setting === 'name' ? member.write(words.title()) : dice.pick(values[setting]);
    const input = { title, effect: { kind: 'agreement', setting, value }, ...within(dice) };
    void member.does('propose', input, `proposes “${title}”: ${setting} shall be ${value}`);
  },
};

export const amend: Habit = {
  name: 'amend',
  often: () => 5,
  act(member) {
    const own = member.proposals().filter((one) => one.proposer === member.seat.member && !member.isCertified(one));
    const objected = own.filter((one) => [...currentVersion(one).answers.keys()].some((other) => answerOf(one, other) === 'object'));
    const proposal = member.dice.pick(objected.length > 0 ? objected : own);
    if (proposal === undefined || applicantOf(proposal) !== null) return;
    const text = member.write(member.words.reason());
    void member.does('amend', { id: proposal.id, text }, `amends “${titleOf(proposal)}”`);
  },
};

export const withdraw: Habit = {
  name: 'withdraw',
  often: () => 2,
  act(member) {
    const own = member.proposals().filter((one) => one.proposer === member.seat.member && applicantOf(one) === null);
    const proposal = member.dice.pick(own.filter((one) => !member.isCertified(one)));
    if (proposal !== undefined) void member.does('withdraw', { id: proposal.id }, `takes “${titleOf(proposal)}” back`);
  },
};

/** How much time a proposal asks for: mostly what was agreed. */
export function within(dice: Dice): { readonly within?: string } {
  return dice.chance(0.2) ? { within: dice.pick(LONGER) as string } : {};
}
