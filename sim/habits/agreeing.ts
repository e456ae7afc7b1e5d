import { type Agreement, clashOf } from '../../src/cell/agreements.ts';
import { dayOf, isoDay } from '../../src/cell/day.ts';
import { SeatDesk } from '../../src/peer/desk.ts';
import { agreementsOf } from '../../src/practices/agreements-of.ts';
import type { Habit } from './habit.ts';
import type { Member } from './person.ts';
import { within } from './proposing.ts';

/** What is agreed on by counting, at times. */
const COUNTED = ['majority', 'supermajority', 'rough-consensus', 'lazy-consensus'] as const;

/** Somebody proposes that the group agree on something that is written into the register. */
export const makeAgreement: Habit = {
  name: 'makeAgreement',
  often: (_, gathering) => (gathering ? 1 : 6),
  act(member) {
    const { dice, words } = member;
    const title = member.write(words.title());
    const method = dice.chance(0.3) ? { method: dice.pick(COUNTED) } : {};
    const input = { title, text: member.write(words.reason()), agreement: true, ...termsOf(member), ...method, ...within(dice) };
    void member.does('propose', input, `proposes to agree: “${title}”`);
  },
};

/** Somebody proposes other words for an agreement, that it goes on, or that it ends; or notes how it goes. Two do so at once where they are apart. */
export const tendAgreement: Habit = {
  name: 'tendAgreement',
  often: (_, gathering) => (gathering ? 0 : 9),
  act(member) {
    const { dice, words } = member;
    const agreement = dice.pick(agreementsAt(member).filter(({ after, endings }) => after.length + endings.length === 0));
    if (agreement === undefined) return makeAgreement.act(member);
    const { id } = agreement;
    const about = `“${agreement.version.content.title}”`;
    switch (dice.weighted({ change: 4, renew: 3, end: 2, note: 3 })) {
      case 'change': {
        const text = member.write(words.reason());
        return void member.does('change', { id, text, ...termsOf(member) }, `proposes other words for ${about}`);
      }
      case 'renew':
        return void member.does('renew', { id, review: soon(member) }, `proposes to go on with ${about}`);
      case 'end':
        return void member.does('end', { id, title: member.write(words.title()) }, `proposes to end ${about}`);
      case 'note':
        return void member.does('note', { id, text: member.write(words.reason()) }, `notes how it goes with ${about}`);
    }
  },
};

/** Where two decisions about one agreement stand beside each other, somebody proposes what holds. */
export const settleClash: Habit = {
  name: 'settleClash',
  often: (_, gathering) => (gathering ? 0 : 2),
  act(member) {
    const now = member.world.timeline.now;
    const clashing = agreementsAt(member).filter((one) => clashOf(one, now).agreements.length > 0);
    const agreement = member.dice.pick(clashing);
    if (agreement === undefined) return tendAgreement.act(member);
    const replaces = [agreement, ...clashOf(agreement, now).agreements].map(({ id }) => id);
    const title = member.write(member.words.title());
    void member.does('propose', { title, agreement: true, replaces }, `proposes what is to hold: “${title}”`);
  },
};

function agreementsAt({ seat, world }: Member): Agreement[] {
  return [...agreementsOf(new SeatDesk(seat, world.timeline.now)).values()];
}

/** A day of the next ones: some of them come before the world ends. */
function soon({ dice, world, device }: Member): string {
  return isoDay(dayOf(world.timeline.now + device.skew) + dice.between(1, 3));
}

function termsOf(member: Member): object {
  const { dice, seat } = member;
  const review = dice.chance(0.7) ? { review: soon(member), afterwards: dice.pick(['stay', 'lapse']) } : {};
  const owner = dice.pick([...(seat.cell.charter?.members.values() ?? [])]);
  return { ...review, ...(dice.chance(0.3) && owner !== undefined ? { owner: owner.name } : {}) };
}
