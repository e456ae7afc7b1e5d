import type { Id } from '../../../bytes/id.ts';
import { asRanks, ballotsOf, type Count, countedVotes, type OptionsResult, tiesOf } from '../../../cell/count.ts';
import { type Answer, standingAnswer, type Version } from '../../../cell/decision.ts';
import { type BallotForm, type Method, type MethodName, type MethodTerms, rulesOf, type Stance } from '../../../cell/method.ts';
import { countOf, type Hearing } from '../../../cell/outcome.ts';
import type { Said } from '../../../cell/vote.ts';
import { compareEntries } from '../../../log/order.ts';
import { type PlainResult, plainResult, plainVotes } from '../../../tally/plain-result.ts';
import { favouredFirst } from '../../../tally/ties.ts';
import type { Desk } from '../../command.ts';
import { isoTime } from '../../moment.ts';
import type { VoteVoiceView } from '../delegation/view.ts';
import { letterOf, sayChoice } from './choice.ts';
import { sayFraction } from './method-list.ts';

/** By what a decision is made. What a method does not need is null or empty. */
export interface MethodView {
  readonly name: MethodName;
  /** What can be said without looking at options. */
  readonly stances: readonly Stance[];
  /** How a ballot looks at options; null where the question itself is answered. */
  readonly ballot: BallotForm | null;
  readonly options: readonly { readonly letter: string; readonly text: string }[];
  /** Fractions such as `2/3`. */
  readonly share: string | null;
  readonly quorum: string | null;
  readonly silence: MethodTerms['silence'];
  readonly seats: number | null;
  /** The highest mark, or how many dots each has. */
  readonly marks: number | null;
  readonly ties: MethodTerms['ties'];
  /** Where ties are not left open: options by number, from 1, in the order in which a tie favours them. It stands before anybody votes. */
  readonly tieOrder: readonly number[] | null;
  readonly ask: readonly { readonly member: string; readonly memberId: Id }[];
}

/** What one member voted. */
export interface BallotView {
  readonly id: Id;
  readonly member: string;
  readonly memberId: Id;
  /** A stance, or a number for each option in its order: see src/cell/vote.ts. */
  readonly said: Said;
  /** The same as people type it. */
  readonly words: string;
  readonly reason: string;
  readonly time: string;
  /** Whether it came after the end, so that it is shown and does not count. */
  readonly late: boolean;
  /** Members whose voices count with this vote, for they gave them to whoever voted and are silent themselves. */
  readonly alsoFor: readonly { readonly member: string; readonly memberId: Id }[];
}

/** A count over what this device has. Options are numbered from 1. */
export interface CountView {
  readonly heard: number;
  readonly needed: number;
  readonly stances: { readonly [stance in Stance]?: number };
  readonly result:
    | (Omit<PlainResult<OptionsResult>, 'ifNeedBe'> & { readonly ifNeedBe: { readonly [option: string]: number } | null })
    | null;
}

/** The method of a version. */
export function viewMethod(desk: Desk, { id, content: { method } }: Version): MethodView {
  if (method === 'consent') {
    const nothing = { share: null, quorum: null, silence: 'nothing', seats: null, marks: null, ties: 'open', tieOrder: null } as const;
    return { name: method, stances: [], ballot: null, options: [], ask: [], ...nothing };
  }
  const { name, options, share, quorum, silence, seats, marks, ties, ask } = method;
  const { stances, ballot } = rulesOf(method);
  return {
    name,
    stances,
    ballot,
    options: options.map((text, i) => ({ letter: letterOf(i), text })),
    share: sayFraction(share),
    quorum: sayFraction(quorum),
    silence,
    seats: seats === 0 ? null : seats,
    marks: marks === 0 ? null : marks,
    ties,
    tieOrder:
      ties === 'open'
        ? null
        : favouredFirst(
            options.map((_, i) => i + 1),
            tiesOf(method, id),
          ),
    ask: ask.map((member) => ({ member: desk.nameOf(member), memberId: member })),
  };
}

/** The count of a version; null where it is decided by consent. */
export function viewCount(version: Version, heard: Hearing, isTimeUp: boolean): CountView | null {
  const { method } = version.content;
  if (method === 'consent') return null;
  const count = version.methodFault === null ? countOf(version, heard, null, isTimeUp) : null;
  if (count === null) {
    const said = standingVotes(version, heard.asked).flatMap((vote) => (typeof vote.said === 'string' ? [vote.said] : []));
    const stances: { [stance in Stance]?: number } = {};
    for (const stance of said) stances[stance] = (stances[stance] ?? 0) + 1;
    return { heard: heard.asked.length - heard.unheard.length, needed: heard.needed, stances, result: null };
  }
  return { heard: count.heard, needed: count.needed, stances: Object.fromEntries(count.stances), result: plainOf(count) };
}

function plainOf({ result }: Count): CountView['result'] {
  if (result === null) return null;
  const { ifNeedBe, ...counted } = result;
  return { ...plainResult(counted), ifNeedBe: ifNeedBe === null ? null : plainVotes(ifNeedBe) };
}

/** What each voted last in time, in the order in which they did; and what came after the end. @param voices those given in this version */
export function viewBallots(desk: Desk, version: Version, voices: readonly VoteVoiceView[]): BallotView[] {
  const { method } = version.content;
  if (method === 'consent') return [];
  const members = [...version.answers.keys()];
  const inTime = standingVotes(version, members);
  const late = members
    .map((member) => standingAnswer(version, member, null, 'late-too'))
    .filter((answer) => answer !== undefined)
    .filter(({ isLate }) => isLate);
  return [...inTime, ...late]
    .sort((a, b) => compareEntries(a.entry, b.entry))
    .flatMap((answer) => viewBallot(desk, answer, method, voices));
}

function viewBallot(
  desk: Desk,
  { entry, member, said, reason, isLate: late }: Answer,
  method: Exclude<Method, 'consent'>,
  voices: readonly VoteVoiceView[],
): BallotView[] {
  if (said === null) return [];
  const words = sayChoice(said, method);
  const counting = late ? [] : voices.filter(({ toId, state }) => toId === member && state === 'counts');
  const alsoFor = counting.map((voice) => ({ member: voice.member, memberId: voice.memberId }));
  return [{ id: entry.id, member: desk.nameOf(member), memberId: member, said, words, reason, time: isoTime(entry.time), late, alsoFor }];
}

function standingVotes(version: Version, members: readonly Id[]): Answer[] {
  return members.map((member) => standingAnswer(version, member, null)).filter((answer) => answer !== undefined);
}

/** The ballots of those who are asked, one for each voice, as ranks; null where a method does not go by ranks, or no option is chosen from. */
export function ranksOfVersion(version: Version, heard: Hearing): ReturnType<typeof asRanks> | null {
  const { method } = version.content;
  if (method === 'consent') return null;
  const votes = countedVotes(version, { asked: heard.asked, seen: null, late: 'in-time' }).map(({ answer }) => answer);
  const { ballot } = rulesOf(method);
  if (ballot === 'any' || ballot === 'ranks') return asRanks(method, ballotsOf(votes), ballot === 'ranks' ? 'ranks' : 'marks');
  if (method.name !== 'majority' && method.name !== 'supermajority') return null;
  const taken = votes.flatMap(({ said }) => (said === 'yes' ? [[1, 0]] : said === 'no' ? [[0, 1]] : []));
  return asRanks({ ...method, options: ['yes', 'no'] }, taken, 'marks');
}
