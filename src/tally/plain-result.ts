import type { Votes } from './approval.ts';
import type { CountingRound } from './counting-round.ts';
import type { Pairwise } from './pairwise.ts';
import type { TallyResult } from './tally.ts';

/** By alternative's number. */
type ByNumber<T> = { readonly [alternative: string]: T };

/** A result as JSON has it, with objects for maps. */
export type PlainResult<R extends Omit<TallyResult, 'method'>> = Omit<R, 'pairwise' | 'paths' | 'votes' | 'rounds'> & {
  readonly pairwise: ByNumber<ByNumber<number>>;
  readonly paths: ByNumber<ByNumber<number>> | null;
  readonly votes: ByNumber<number> | null;
  readonly rounds: readonly (Omit<CountingRound, 'votes'> & { readonly votes: ByNumber<number> })[];
};

/** A result with maps as objects, for JSON. */
export function plainResult<R extends Omit<TallyResult, 'method'>>(result: R): PlainResult<R> {
  const { rounds, pairwise, paths, votes, ...rest } = result;
  return {
    ...rest,
    pairwise: matrix(pairwise),
    paths: paths === null ? null : matrix(paths),
    votes: votes === null ? null : plainVotes(votes),
    rounds: rounds.map((round) => ({ ...round, votes: Object.fromEntries(round.votes) })),
  };
}

/** Votes as JSON has them. */
export function plainVotes(votes: Votes): ByNumber<number> {
  return Object.fromEntries(votes);
}

function matrix(pairs: Pairwise): ByNumber<ByNumber<number>> {
  return Object.fromEntries([...pairs].map(([a, others]) => [a, Object.fromEntries(others)]));
}
