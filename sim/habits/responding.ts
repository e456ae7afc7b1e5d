import type { ResponseKind } from '../../src/cell/actions.ts';
import { currentVersion, type Proposal, removedBy } from '../../src/cell/decision.ts';
import { applicantOf } from '../../src/peer/coming-back.ts';
import type { Habit } from './habit.ts';
import { Member, Person, titleOf } from './person.ts';
import { say } from './talking.ts';
import { voteOn } from './voting.ts';

const SENTENCES: Readonly<Record<ResponseKind, string>> = {
  consent: 'consents to',
  concern: 'has a concern about',
  'stand-aside': 'stands aside from',
  object: 'objects to',
  question: 'asks about',
};

export const respond: Habit = {
  name: 'respond',
  often: (_, gathering) => (gathering ? 60 : 40),
  act(member) {
    const unheard = member.proposals().filter((one) => !member.isCertified(one) && member.answerTo(one) === undefined);
    const proposal = member.dice.pick(unheard);
    if (proposal === undefined) return say.act(member);
    // Whoever asks to come in mostly may, and whoever is asked to go mostly has to: else neither would ever happen here.
    const isOfSomebody = applicantOf(proposal) !== null || removedBy(currentVersion(proposal)) !== null;
    // Whoever is cut off from the others speaks against what they decide meanwhile: that is how objections come late.
    const { wires, devices } = member.world;
    const object = wires.areParted(member.device.place, devices[0]?.place ?? 0) ? 60 : 12;
    const consent = isOfSomebody ? 300 : 70;
    respondTo(member, proposal, member.dice.weighted<ResponseKind>({ consent, concern: 8, 'stand-aside': 7, object, question: 5 }));
  },
};

export const changeMind: Habit = {
  name: 'changeMind',
  often: () => 5,
  act(member) {
    const { dice } = member;
    const said = member.proposals().filter((one) => !member.isCertified(one) && member.answerTo(one) !== undefined);
    // Whoever objects is listened to, and mostly comes to consent.
    const objected = said.filter((one) => member.answerTo(one) === 'object');
    const proposal = dice.pick(objected.length > 0 && dice.chance(0.8) ? objected : said);
    if (proposal === undefined) return;
    const before = member.answerTo(proposal);
    const now =
      before === 'object' ? 'consent' : dice.weighted<ResponseKind>({ consent: 3, concern: 2, 'stand-aside': 1, object: 3 } as never);
    if (now !== before) member.world.story.count('change of mind');
    respondTo(member, proposal, now);
  },
};

/** Somebody objects to what has been decided: at best without knowing that it has, so that their objection opens a review. */
export const objectLate: Habit = {
  name: 'objectLate',
  often: () => 6,
  act(member) {
    const { world, dice } = member;
    const decided = new Set(world.devices.flatMap((other) => [...(other.seat?.cell.power?.certified() ?? [])]));
    for (const device of [member.device, ...dice.shuffled(world.devices)]) {
      const one = memberAt(member, device);
      const unaware = one?.proposals().filter((proposal) => !one.isCertified(proposal) && decided.has(currentVersion(proposal).id)) ?? [];
      const proposal = one === null ? undefined : dice.pick(unaware);
      if (one === null || proposal === undefined) continue;
      respondTo(one, proposal, 'object');
      return;
    }
    const proposal = dice.pick(member.proposals().filter((one) => member.isCertified(one)));
    if (proposal !== undefined) respondTo(member, proposal, 'object');
  },
};

export const answer: Habit = {
  name: 'answer',
  often: () => 3,
  act(member) {
    const question = member.dice.pick([...member.seat.cell.decisions.versions.values()].flatMap(({ questions }) => questions));
    if (question === undefined) return;
    const text = member.write(member.words.reason());
    void member.does('answer', { id: question.entry.id, text }, `answers “${question.reason}”: “${text}”`);
  },
};

function memberAt({ world, dice, words }: Person, device: Person['device']): Member | null {
  if (!device.isMember || device.seat === null) return null;
  return new Member(new Person(world, device, dice, words), device.seat);
}

function respondTo(member: Member, proposal: Proposal, response: ResponseKind): void {
  if (currentVersion(proposal).content.method !== 'consent' && response !== 'question') {
    voteOn(member, proposal, response);
    return;
  }
  const reason = response === 'object' || response === 'question' || member.dice.chance(0.2) ? member.write(member.words.reason()) : '';
  const sentence = `${SENTENCES[response]} “${titleOf(proposal)}”${reason === '' ? '' : `: “${reason}”`}`;
  void member.does('respond', { id: proposal.id, response, reason }, sentence);
}
