import type { ResponseKind } from '../../src/cell/actions.ts';
import { currentVersion, type Proposal } from '../../src/cell/decision.ts';
import { type BallotForm, type MethodTerms, RULES, rulesOf, type Stance, VOTING_METHODS } from '../../src/cell/method.ts';
import type { Dice } from '../dice.ts';
import type { Habit } from './habit.ts';
import { type Member, titleOf } from './person.ts';
import { within } from './proposing.ts';

/** Somebody asks the group to decide by another method than consent: in words alone, or, by consensus, with what it changes. */
export const callVote: Habit = {
  name: 'callVote',
  often: (_, gathering) => (gathering ? 0 : 6),
  act(member) {
    const { dice, words } = member;
    const title = member.write(words.title());
    const method = dice.pick(VOTING_METHODS) ?? 'majority';
    const count = RULES[method].ballot === null ? 0 : dice.between(2, 5);
    const option = Array.from({ length: count }, () => member.write(words.title()));
    const effect = { kind: 'agreement', setting: 'name', value: member.write(words.title()) };
    const more = method === 'consensus' && dice.chance(0.6) ? { effect } : {};
    const silence = dice.chance(0.3) ? { silence: dice.pick(RULES[method].silence) } : {};
    const input = { title, method, ...(count > 0 ? { option } : {}), ...more, ...silence, ...within(dice) };
    void member.does('propose', input, `asks for a decision by ${method}: “${title}”`);
  },
};

/** Says to what is decided by another method what comes nearest to a response. @param to a proposal by such a method */
export function voteOn(member: Member, to: Proposal, response: ResponseKind): void {
  const { method: terms } = currentVersion(to).content;
  if (terms === 'consent') return;
  const { dice } = member;
  const { stances, ballot } = rulesOf(terms);
  const stance = stanceFor(response, stances, dice);
  // Whoever asked for advice decides, and all others give it.
  const isProposer = to.proposer === member.seat.member;
  const advised = terms.name === 'advice' ? (isProposer ? (dice.chance(0.7) ? 'yes' : 'no') : 'advise') : null;
  const choice = advised ?? (ballot !== null && dice.chance(0.9) ? ballotFor(ballot, terms, dice) : stance);
  const reason = ['block', 'object', 'advise'].includes(choice) || dice.chance(0.2) ? member.write(member.words.reason()) : '';
  void member.does('vote', { id: to.id, choice, reason }, `votes on “${titleOf(to)}”: ${choice}`);
}

const STANCES_FOR: Readonly<Partial<Record<ResponseKind, readonly Stance[]>>> = {
  consent: ['agree', 'yes', 'good'],
  concern: ['abstain', 'unsure', 'disagree'],
  'stand-aside': ['abstain', 'unsure'],
  object: ['block', 'object', 'no', 'concerned'],
};

function stanceFor(response: ResponseKind, stances: readonly Stance[], dice: Dice): string {
  return dice.pick(stances.filter((stance) => STANCES_FOR[response]?.includes(stance))) ?? dice.pick(stances) ?? 'abstain';
}

/** A ballot as it is typed, by the letters of options. */
function ballotFor(form: BallotForm, { options, marks }: MethodTerms, dice: Dice): string {
  const letters = dice.shuffled(options.map((_, i) => String.fromCharCode(65 + i)));
  const some = letters.slice(0, dice.between(1, letters.length));
  switch (form) {
    case 'any':
      return some.join(',');
    case 'ranks':
      return some.join(dice.chance(0.8) ? '>' : '=');
    case 'times':
      return some.map((letter) => `${letter}=${dice.pick(['yes', 'if-need-be', 'no'])}`).join(',');
    case 'score':
      return some.map((letter) => `${letter}=${dice.between(0, marks)}`).join(',');
    case 'dots':
      return `${some[0]}=${dice.between(1, marks)}`;
  }
}
