import type { Habit } from './habit.ts';
import { messageOf } from './talking.ts';

/** What nobody may, or what makes no sense: it has to be refused, and to change nothing. */
export const slip: Habit = {
  name: 'slip',
  often: (_, gathering) => (gathering ? 1 : 4),
  act(member) {
    const { seat, dice, world, device } = member;
    const all = [...seat.cell.decisions.proposals.values()];
    const proposal = dice.pick(member.proposals());
    const strange = dice.pick(all.filter(({ proposer }) => proposer !== seat.member));
    const decided = dice.pick(all.filter((one) => one.proposer === seat.member && member.isCertified(one)));
    const withdrawn = dice.pick(all.filter((one) => one.withdrawn !== null));
    const others = messageOf(member, ({ author }) => author !== seat.member);
    const gone = messageOf(member, ({ author, takenBack }) => author === seat.member && takenBack !== null);
    const title = member.write(member.words.title());
    const slips: (readonly [verb: string, input: object])[] = [
      ['say', { text: '  ' }],
      ['propose', { title: ' ' }],
      ['propose', { title, effect: { kind: 'fly' } }],
      ['propose', { title, effect: { kind: 'admit' } }],
      ['propose', { title, effect: { kind: 'agreement', setting: 'quorum', value: '3/2' } }],
      ['propose', { title, effect: { kind: 'agreement', setting: 'respondWithin', value: '9999w' } }],
      ['amend', { id: 'ffffffff', text: title }],
      ['join', { invitation: world.invitations[0]?.letter ?? 'moot:', as: device.name }],
      ['join', { invitation: 'moot:abc', as: device.name }],
    ];
    if (proposal !== undefined) slips.push(['respond', { id: proposal.id, response: 'object' }]);
    if (strange !== undefined) slips.push(['amend', { id: strange.id, text: title }], ['withdraw', { id: strange.id }]);
    if (decided !== undefined) slips.push(['amend', { id: decided.id, text: title }], ['withdraw', { id: decided.id }]);
    if (withdrawn !== undefined) slips.push(['respond', { id: withdrawn.id, response: 'consent' }]);
    if (others !== undefined) slips.push(['unsay', { id: others.id }], ['edit', { id: others.id, text: title }]);
    if (gone !== undefined) slips.push(['edit', { id: gone.id, text: title }]);
    const [verb, input] = dice.pick(slips) as readonly [string, object];
    void member.does(verb, input, `has Moot ${verb} something strange`);
  },
};
