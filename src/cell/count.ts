import type { Id } from '../bytes/id.ts';
import type { Counts } from '../log/counts.ts';
import { hasSeen } from '../log/past.ts';
import { rankByVotes, type Votes } from '../tally/approval.ts';
import type { Alternative, RankedBallots } from '../tally/ballots.ts';
import { countTimes, type Marks, ranksOf, sumMarks } from '../tally/marks.ts';
import { beatsAll, countPairs } from '../tally/pairwise.ts';
import { isMajority, type TallyResult, tally } from '../tally/tally.ts';
import { breakTies, type TieBreak } from '../tally/ties.ts';
import { type Answer, standingAnswer, type Version } from './decision.ts';
import { type MethodTerms, rulesOf, type Stance } from './method.ts';

/** What is counted, and over what. */
export interface CountedPart {
  /** Members who are asked. */
  readonly asked: readonly Id[];
  /** Members whose objection counts, asked or not. */
  readonly voters: readonly Id[];
  /** A part of the record; null for all that is known. */
  readonly seen: Counts | null;
  readonly isTimeUp: boolean;
  /** Whether votes after the end count too. */
  readonly late: 'late-too' | 'in-time';
}

/** A voice that counts in a vote. */
export interface CountedVote {
  /** Whose voice it is. */
  readonly voice: Id;
  /** What was voted: by them, or by whom they gave their voice to. */
  readonly answer: Answer;
}

/** What the ballots say of the options, which are numbered from 1. Each of it can be counted again by anybody. */
export type OptionsResult = Omit<TallyResult, 'method'> & {
  /** `meeting-time`: how many can only if need be. */
  readonly ifNeedBe: Votes | null;
};

/** A count of votes. */
export interface Count {
  readonly passes: boolean;
  /** How many of those asked have been heard, those counted whose silence is an abstention or consent; and how many have to be. */
  readonly heard: number;
  readonly needed: number;
  /** How many took each stance; silence that counts is among them. */
  readonly stances: ReadonlyMap<Stance, number>;
  /** Null where there are no options. */
  readonly result: OptionsResult | null;
}

/** Counts the votes on a version by the rule of its method: see design/deciding.md. */
export function countVotes(version: Version, terms: MethodTerms, part: CountedPart): Count {
  const { asked, isTimeUp } = part;
  const counted = countedVotes(version, part);
  const votes = counted.map(({ answer }) => answer);
  const stances = new Map<Stance, number>();
  const add = (stance: Stance, count: number): void => void stances.set(stance, (stances.get(stance) ?? 0) + count);
  for (const { said } of votes) if (typeof said === 'string') add(said, 1);
  const silent = asked.length - counted.length;
  const speaks = isTimeUp && terms.silence !== 'nothing' ? silent : 0;
  const says = rulesOf(terms).stances.includes('yes') ? 'yes' : 'agree';
  if (speaks > 0) add(terms.silence === 'consent' ? says : 'abstain', speaks);
  const heard = votes.length + speaks;
  const needed = Math.max(1, terms.quorum === null ? 1 : Math.ceil((asked.length * terms.quorum.over) / terms.quorum.under));
  // Whoever gave their voice away can vote themselves until the time is up, so only their own vote ends it before.
  const isOver = isTimeUp || (silent === 0 && counted.every(({ voice, answer }) => voice === answer.member));
  const result = rulesOf(terms).ballot === null ? null : countBallots(terms, ballotsOf(votes), version.id);
  const enough = isOver && heard >= needed;
  const objects = part.voters.some((member) => standingAnswer(version, member, part.seen, part.late)?.response === 'object');
  const passes = terms.name === 'advice' ? isAdvised(version, part) : enough && isRuleMet(terms, stances, result, objects);
  return { passes, heard, needed, stances, result };
}

/**
 * The votes that count, in the order of those who are asked. Whoever does not vote is heard by whom they gave their voice to, if these vote themselves: nothing is passed on. What is judged from
 * a past goes by own votes alone: it asks only what had ended before the time was up.
 */
export function countedVotes(version: Version, { asked, seen, late }: Pick<CountedPart, 'asked' | 'seen' | 'late'>): CountedVote[] {
  const given = seen === null && version.mostVoices > 0 ? version.voicesGiven(asked) : null;
  return asked.flatMap((voice): CountedVote[] => {
    const own = standingAnswer(version, voice, seen, late);
    if (own !== undefined) return [{ voice, answer: own }];
    const other = given?.get(voice);
    const answer = other === undefined || other.rests || other.isBeyond ? undefined : standingAnswer(version, other.given.to, seen, late);
    return answer === undefined ? [] : [{ voice, answer }];
  });
}

/** The ballots among votes, in the order of those who are asked. */
export function ballotsOf(votes: readonly Answer[]): Marks[] {
  return votes.map(({ said }) => said).filter((said) => said !== null && typeof said !== 'string');
}

function isRuleMet({ name, share }: MethodTerms, stances: Count['stances'], result: OptionsResult | null, objects: boolean): boolean {
  if (result !== null) return result.winners.length > 0;
  const of = (stance: Stance): number => stances.get(stance) ?? 0;
  switch (name) {
    case 'lazy-consensus':
      return !objects;
    case 'sortition':
      // Nothing is counted: it is decided once enough people's devices have fixed what it is drawn from.
      return false;
    case 'majority':
    case 'supermajority':
      return isPart(of('yes'), of('yes') + of('no'), share);
    case 'rough-consensus':
      return isPart(of('agree'), of('agree') + of('disagree') + of('object'), share);
    default:
      return true;
  }
}

function isPart(votes: number, all: number, share: MethodTerms['share']): boolean {
  const { over, under } = share ?? { over: 1, under: 2 };
  return votes > 0 && isMajority(votes, all, { numerator: over, denominator: under });
}

/** Whoever proposed it has decided, having read all advice that was asked for, or once the time for it was up. */
function isAdvised(version: Version, { asked, seen, isTimeUp, late }: CountedPart): boolean {
  const decided = standingAnswer(version, version.proposer, seen, late);
  if (decided?.said !== 'yes') return false;
  const hasRead = (member: Id): boolean => {
    const answers = (seen === null ? version.answers : version.everyAnswer).get(member) ?? [];
    return answers.some(({ entry, said }) => said === 'advise' && hasSeen(decided.entry, entry));
  };
  return isTimeUp || asked.every((member) => member === version.proposer || hasRead(member));
}

/** How ties are told apart. The seed of the lot is the version's id: everybody sees whom it favours from the opening on. */
export function tiesOf({ ties }: MethodTerms, version: Id): TieBreak {
  return ties === 'lot' ? { by: 'lot', seed: version } : { by: ties };
}

/** Ballots of a cell as ranks, for counting and for handing on. */
export function asRanks({ options }: MethodTerms, ballots: readonly Marks[], form: 'marks' | 'ranks'): RankedBallots {
  return {
    alternatives: options.map((_, i) => i + 1),
    names: new Map(options.map((name, i) => [i + 1, name])),
    ballots: ballots.map((marks) => {
      if (form === 'marks') return ranksOf(marks);
      const lowest = Math.max(...marks) + 1;
      return ranksOf(marks.map((rank) => (rank === 0 ? 0 : lowest - rank)));
    }),
  };
}

function countBallots(terms: MethodTerms, ballots: readonly Marks[], version: Id): OptionsResult {
  const ties = tiesOf(terms, version);
  const all = asRanks(terms, ballots, rulesOf(terms).ballot === 'ranks' ? 'ranks' : 'marks');
  const { name, seats } = terms;
  if (name === 'schulze' || name === 'irv' || name === 'stv' || name === 'approval') {
    const share = { numerator: 1, denominator: 2 };
    const { method: _, ...counted } = tally(name, all, { seats: Math.max(1, seats), unranked: 'last', ties, share });
    return { ...counted, ifNeedBe: null, winners: chosen(counted.winners, counted.votes, ballots) };
  }
  const size = terms.options.length;
  const times = name === 'meeting-time' ? countTimes(ballots, size) : null;
  const votes = times?.can ?? sumMarks(ballots, size);
  const ranking = breakTies(times?.ranking ?? rankByVotes(votes), ties);
  const pairwise = countPairs(all, 'last');
  const winners = chosen(ranking[0] ?? [], votes, ballots);
  const ifNeedBe = times?.ifNeedBe ?? null;
  return {
    voters: ballots.length,
    winners,
    ranking,
    pairwise,
    beatsAll: beatsAll(pairwise),
    paths: null,
    votes,
    quota: null,
    rounds: [],
    ifNeedBe,
  };
}

/** Nothing is chosen without a ballot, nor what nobody wants. */
function chosen(winners: readonly Alternative[], votes: Votes | null, ballots: readonly Marks[]): readonly Alternative[] {
  return ballots.length === 0 ? [] : winners.filter((winner) => votes === null || (votes.get(winner) ?? 0) > 0);
}
