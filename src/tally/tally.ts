import { countApprovals, countFirstPlaces, rankByVotes, type Votes } from './approval.ts';
import { type Alternative, type RankedBallots, votersOf } from './ballots.ts';
import type { CountingRound } from './counting-round.ts';
import { countInstantRunoff } from './instant-runoff.ts';
import { beatsAll, countPairs, type Pairwise, type Unranked } from './pairwise.ts';
import { rankBySchulze } from './schulze.ts';
import { breakTies, type TieBreak } from './ties.ts';
import { countTransferableVote } from './transferable-vote.ts';

/** The methods that can count ranked ballots, by their names. */
export const METHODS = ['schulze', 'irv', 'stv', 'approval', 'majority'] as const;
export type Method = (typeof METHODS)[number];

/** What has to be agreed on before the ballots are known. */
export interface TallyOptions {
  /** How many are elected; for `stv` alone. */
  readonly seats: number;
  readonly unranked: Unranked;
  readonly ties: TieBreak;
  /** What part of all votes the winner of `majority` must have more than (a half), or at least (anything else). */
  readonly share: { readonly numerator: number; readonly denominator: number };
}

/** Who wins, and all that it takes to follow how. */
export interface TallyResult {
  readonly method: Method;
  readonly voters: number;
  /** Several where ties stay open or several seats are filled; none where nobody reached the majority that is asked for. */
  readonly winners: readonly Alternative[];
  readonly ranking: readonly (readonly Alternative[])[];
  readonly pairwise: Pairwise;
  /** Who beats each other one, pair by pair, whatever the method makes of it. */
  readonly beatsAll: Alternative | null;
  /** `schulze`: the strength of the strongest path from one to another. */
  readonly paths: Pairwise | null;
  /** `approval` and `majority`: the votes. */
  readonly votes: Votes | null;
  /** `stv`: the votes that are enough for a seat. */
  readonly quota: number | null;
  readonly rounds: readonly CountingRound[];
}

/** Counts ranked ballots by a method. */
export function tally(method: Method, all: RankedBallots, options: TallyOptions): TallyResult {
  const pairwise = countPairs(all, options.unranked);
  const common = {
    method,
    voters: votersOf(all),
    pairwise,
    beatsAll: beatsAll(pairwise),
    paths: null,
    votes: null,
    quota: null,
    rounds: [],
  };
  const { ties } = options;
  switch (method) {
    case 'schulze': {
      const { ranking, paths } = rankBySchulze(pairwise);
      return { ...common, ...led(breakTies(ranking, ties)), paths };
    }
    case 'irv': {
      const { ranking, rounds } = countInstantRunoff(all, ties);
      return { ...common, ...led(ranking), rounds };
    }
    case 'stv': {
      const { elected, ranking, quota, rounds } = countTransferableVote(all, options.seats, ties);
      return { ...common, winners: elected, ranking, quota, rounds };
    }
    case 'approval': {
      const votes = countApprovals(all);
      return { ...common, ...led(breakTies(rankByVotes(votes), ties)), votes };
    }
    case 'majority': {
      const votes = countFirstPlaces(all);
      const { ranking, winners } = led(breakTies(rankByVotes(votes), ties));
      return {
        ...common,
        ranking,
        votes,
        winners: winners.filter((winner) => isMajority(votes.get(winner) ?? 0, common.voters, options.share)),
      };
    }
  }
}

/** Whether so many of all votes are the part that is asked for: more than a half, or at least any other. */
export function isMajority(votes: number, all: number, { numerator, denominator }: TallyOptions['share']): boolean {
  return numerator * 2 === denominator ? votes * 2 > all : votes * denominator >= numerator * all;
}

function led(ranking: readonly (readonly Alternative[])[]): Pick<TallyResult, 'winners' | 'ranking'> {
  return { winners: ranking[0] ?? [], ranking };
}
