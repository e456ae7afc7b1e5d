import { SeatDesk } from '../../src/peer/desk.ts';
import { type CircleView, listCircles } from '../../src/practices/talk/circles/view.ts';
import { talk } from '../../src/practices/talk/talk.ts';
import type { Habit } from './habit.ts';
import type { Member } from './person.ts';
import { say } from './talking.ts';

/** Some of the group found a circle. */
export const foundCircle: Habit = {
  name: 'circle-found',
  often: ({ hasCircles }, gathering) => (hasCircles && !gathering ? 3 : 0),
  act(member) {
    const others = member.others().slice(0, member.dice.between(1, 2));
    if (others.length === 0) return say.act(member);
    const name = member.write(member.words.circle());
    void member.does('circle-found', { name, with: others }, `founds the circle “${name}” with ${others.length} more`);
  },
};

/** Somebody says something that is for a circle of theirs alone. */
export const sayInCircle: Habit = {
  name: 'say in a circle',
  often: ({ hasCircles }, gathering) => (hasCircles && !gathering ? 14 : 0),
  act(member) {
    const circle = ownCircle(member);
    if (circle === undefined) return foundCircle.act(member);
    const text = member.write(member.words.remark());
    void member.does('say', { text, circle: circle.id }, `says “${text}” in the circle “${circle.name}”`);
  },
};

/** Somebody agrees to another one joining, mostly to whom others have agreed. */
export const letIn: Habit = {
  name: 'circle-invite',
  often: ({ hasCircles }, gathering) => (hasCircles && !gathering ? 6 : 0),
  act(member) {
    const circle =
      member.dice.pick(ownCircles(member).filter(({ joining }) => joining.some(({ awaitsYou }) => awaitsYou))) ?? ownCircle(member);
    if (circle === undefined) return foundCircle.act(member);
    const asked = circle.joining.find(({ awaitsYou }) => awaitsYou)?.id;
    const who = asked ?? member.others((id) => !circle.members.some((one) => one.id === id))[0];
    if (who === undefined) return sayInCircle.act(member);
    void member.does('circle-invite', { circle: circle.id, who }, `agrees to somebody joining the circle “${circle.name}”`);
  },
};

/** Somebody goes out of a circle. */
export const leaveCircle: Habit = {
  name: 'circle-leave',
  often: ({ hasCircles }, gathering) => (hasCircles && !gathering ? 2 : 0),
  act(member) {
    const circle = ownCircle(member);
    if (circle === undefined) return say.act(member);
    void member.does('circle-leave', { circle: circle.id }, `leaves the circle “${circle.name}”`);
  },
};

function ownCircles({ seat }: Member): CircleView[] {
  const desk = new SeatDesk(seat, 0);
  return listCircles(desk, desk.state(talk)).filter(({ isIn }) => isIn);
}

function ownCircle(member: Member): CircleView | undefined {
  return member.dice.pick(ownCircles(member));
}
