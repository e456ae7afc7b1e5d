import type { Texts } from '../practice.ts';
import { fill } from '../wording.ts';

/** The words of decisions. `{effects}` is filled by the registry, which knows all kinds. */
export const texts = {
  'command.propose': 'Asks the group to decide something. An effect is what the decision changes by itself.',
  'command.amend': 'Puts a proposal of yours in new words and asks everybody again. What you do not give stays as it is.',
  'command.withdraw': 'Takes a proposal of yours back.',
  'command.respond':
    'Says where you stand on a proposal: consent, concern, stand-aside, object or question. You can change it until it is decided.',
  'command.answer': 'Answers a question to a proposal. Anybody may.',
  'command.decisions': 'Shows what the group is asked and what it has decided.',
  'command.decision': 'Shows one decision: its words, who said what, and what it rests on.',

  'refused.title-empty': 'A proposal needs a title, so that people know what they are asked.',
  'refused.effect-no-json': 'Moot cannot read this effect. Write it like this: {"kind": "agreement", "setting": "name", "value": "Bakery"}',
  'refused.effect-malformed': 'This is no effect. Write it like this: {"kind": "agreement", "setting": "name", "value": "Bakery"}',
  'refused.effect-without-kind': 'An effect says its kind. Write it like this: {"kind": "agreement", "setting": "name", "value": "Bakery"}',
  'refused.effect-unknown': 'Moot does not know this effect. It knows these: {effects}.',
  'refused.too-many-effects': 'These are too many effects for one proposal. Make several proposals.',
  'refused.admit-only-at-the-door': 'Nobody is admitted by name. Invite them: when they knock, the group is asked.',
  'refused.setting-unknown': 'There is no such setting. These can be agreed: name, quorum, respondWithin.',
  'refused.value-no-text': 'The value of an agreement is a text, such as "7d".',
  'refused.value-no-fraction': 'A quorum is a fraction of at most one, such as "2/3".',
  'refused.value-no-duration': 'This is no length of time. Write it like "7d", "36h" or "90m".',
  'refused.value-out-of-bounds': 'The time to respond lies between a minute and a year.',
  'refused.duration-unclear': 'This is no length of time. Write it like "7d", "36h" or "90m".',
  'refused.within-out-of-bounds': 'The time to respond lies between a minute and a year.',
  'refused.only-the-proposer-amends': 'Only whoever proposed it can amend it. Object with a reason, or make a proposal of your own.',
  'refused.only-the-proposer-withdraws': 'Only whoever proposed it can take it back. You can object with a reason.',
  'refused.decided-already': 'The group has decided this. To change it, make a new proposal.',
  'refused.nothing-changed': 'Nothing is new in this version. Give a new title, text, effect or time.',
  'refused.objection-without-reason': 'An objection needs a reason, so that the others can answer it.',
  'refused.question-without-words': 'A question needs words: give them with --reason.',
  'refused.proposal-withdrawn': 'This proposal has been taken back. Make a new one if it is still needed.',
  'refused.answer-empty': 'There are no words in this answer.',
  'input.no-response': 'A response is one of: consent, concern, stand-aside, object, question.',
  'input.no-state': 'A decision is one of: open, passed, in-effect, not-passed, withdrawn, in-review.',
  'input.no-effect': 'Moot cannot read this effect. Write it like this: {"kind": "agreement", "setting": "name", "value": "Bakery"}',

  'obstacle.name-taken': 'It cannot take effect: somebody in the cell has this name.',
  'obstacle.cell-full': 'It cannot take effect: the cell has as many members as it can have.',
  'obstacle.effect-unknown':
    'It cannot take effect here: this Moot does not know what it would change. Bring Moot up to date on this device.',
  'obstacle.invitation-not-open': 'It cannot take effect: the invitation was not open any more.',
  'obstacle.invitation-not-proved': 'It cannot take effect: whoever knocked did not have the invitation.',
  'obstacle.other': 'It cannot take effect: what it would change is not well formed.',

  'decisions.joining': '{name} asks to join',
  'decisions.proposed': 'Proposed, with {within} to respond. Its id is {id}.',
  'decisions.amended': 'This is version {version} now, and everybody is asked again.',
  'decisions.withdrawn': 'Taken back.',
  'decisions.responded': 'Your response is kept: {response}.',
  'decisions.asked': 'Your question is kept. Its id is {id}.',
  'decisions.answered': 'Answered.',
  'decisions.none': 'Nothing is proposed yet. The first agreement is often small: when you meet, or how long there is to respond.',
  'decisions.line': '{id}  {title}\n  {state}; {count} of {of} heard.',
  'decisions.yours': ' Yours is awaited.',
  'decisions.head': '{title}\n{state}. Proposed by {proposer} on {time}, version {version}. Id {id}.',
  'decisions.effect': 'Changes: {effect}',
  'decisions.heard': '{count} of {of} heard. {agreeing} can live with it, {needed} are needed.',
  'decisions.unheard': 'Not heard yet: {names}.',
  'decisions.said': '{member}: {response}',
  'decisions.question': '{member} asks (question {id}):',
  'decisions.answer': '{member} answers:',
  'decisions.attested': 'Certified by the devices of {names}.',
  'decisions.review': 'Objected to after it was decided: {names}. What was decided holds until the group decides anew.',
  'decisions.state.open': 'Open until {deadline}',
  'decisions.state.passed': 'Passed',
  'decisions.state.in-effect': 'In effect',
  'decisions.state.not-passed': 'Not passed',
  'decisions.state.withdrawn': 'Taken back',
  'decisions.state.in-review': 'In review',
  'response.consent': 'consent',
  'response.concern': 'concern',
  'response.stand-aside': 'stands aside',
  'response.object': 'objection',
  'response.question': 'question',
} satisfies Texts;

/** The title of the decision about somebody who knocks: whoever opens the door proposes it. */
export function joiningTitle(name: string): string {
  return fill(texts['decisions.joining'], { name });
}
