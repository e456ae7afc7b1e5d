import type { Id } from '../../src/bytes/id.ts';
import { WAYS_OUT } from '../../src/cell/ways-out.ts';
import { NOTED_STEPS, QUALIFYING } from '../../src/practices/decisions/actions.ts';
import { decisions } from '../../src/practices/decisions/decisions.ts';
import { holderOf } from '../../src/practices/decisions/round/fold-round.ts';
import { stateOf } from '../../src/practices/registry.ts';
import type { Habit } from './habit.ts';
import { type Member, titleOf } from './person.ts';
import { say } from './talking.ts';

/** What goes on around a round beside responses. What the rules refuse, such as giving back what somebody does not hold, is tried too. */
export const goRound: Habit = {
  name: 'goRound',
  often: (_, gathering) => (gathering ? 2 : 10),
  act(member) {
    const { dice } = member;
    const open = member.proposals().filter((one) => !member.isCertified(one));
    const { rounds } = stateOf(member.seat.practices, decisions);
    const held = open.filter(({ id }) => holderOf(rounds, id)?.member === member.seat.member);
    const proposal = dice.pick(held.length > 0 && dice.chance(0.5) ? held : open);
    if (proposal === undefined) return say.act(member);
    const { id } = proposal;
    const about = `“${titleOf(proposal)}”`;
    switch (dice.weighted({ react: 4, later: 3, hold: 2, giveBack: 1, step: 2 })) {
      case 'react': {
        const text = dice.chance(0.8) ? member.write(member.words.reason()) : '';
        return void member.does('react', { id, text }, `reacts to ${about}: “${text}”`);
      }
      case 'later':
        return void member.does('later', { id }, `says later in the round on ${about}`);
      case 'hold':
        return void member.does('hold', { id }, `holds the round on ${about}`);
      case 'giveBack':
        return void member.does('give-back', { id }, `gives the round on ${about} back`);
      case 'step': {
        const step = dice.pick(NOTED_STEPS) ?? 'round';
        return void member.does('step', { id, step }, `notes for ${about}: ${step}`);
      }
    }
  },
};

/** Somebody looks at an objection together with the others, asks for a way out, or answers whoever asked them for help. */
export const meetObjection: Habit = {
  name: 'meetObjection',
  often: (_, gathering) => (gathering ? 1 : 6),
  act(member) {
    const { dice } = member;
    const way = dice.pick(waysAskedOf(member));
    if (way !== undefined && dice.chance(0.6)) {
      const will = dice.chance(0.7) ? 'yes' : 'no';
      return void member.does('take-part', { id: way, will }, `is asked for help and says ${will}`);
    }
    const open = member.proposals().filter((one) => !member.isCertified(one));
    const objected = open
      .flatMap(({ versions }) => versions)
      .flatMap((version) =>
        [...version.answers.values()]
          .flat()
          .flatMap(({ entry, response, said }) => (response === 'object' && said === null ? [{ entry, version }] : [])),
      );
    const objection = dice.pick(objected);
    if (objection === undefined) return goRound.act(member);
    if (dice.chance(0.4)) return askWayOut(member, objection.version.proposal);
    const asked = stateOf(member.seat.practices, decisions).rounds.qualifying.has(objection.entry.id);
    const says = asked || dice.chance(0.2) ? (dice.pick(QUALIFYING) ?? 'ask') : 'ask';
    const reason = says === 'ask' ? '' : member.write(member.words.reason());
    return void member.does('qualify', { id: objection.entry.id, says, reason }, `says of an objection: ${says}`);
  },
};

function askWayOut(member: Member, id: Id): void {
  const { dice } = member;
  const others = [...(member.seat.cell.charter?.members.keys() ?? [])];
  const way = dice.pick(WAYS_OUT) ?? 'trial';
  const ask = way === 'helping-circle' || way === 'mediation' ? { ask: dice.shuffled(others).slice(0, 2) } : {};
  const more = way === 'trial' ? { until: '6w' } : way === 'another-method' ? { method: 'consensus' } : {};
  void member.does('way-out', { id, way, text: member.write(member.words.reason()), ...ask, ...more }, `asks for a way out: ${way}`);
}

/** Ways out in which a member is asked to help, by the entries that asked. */
function waysAskedOf({ seat }: Member): string[] {
  const { waysOut } = stateOf(seat.practices, decisions).rounds;
  const asked = [...waysOut.values()].flat().filter(({ who }) => who.includes(seat.member ?? ''));
  return asked.map(({ entry }) => entry.id);
}
