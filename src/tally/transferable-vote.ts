import { type Alternative, bestOf, type RankedBallot, type RankedBallots } from './ballots.ts';
import { type CountingRound, extremeOf } from './counting-round.ts';
import type { TieBreak } from './ties.ts';

/** What a count by single transferable vote gives. */
export interface TransferResult {
  /** Who takes the seats, in the order in which they were elected. */
  readonly elected: readonly Alternative[];
  /** Those elected, in that order, then those who stayed longest. */
  readonly ranking: readonly (readonly Alternative[])[];
  /** Votes that are enough for a seat. */
  readonly quota: number;
  readonly rounds: readonly CountingRound[];
}

/** Five decimal places, of which what goes beyond is cut off. */
const VOTE = 100_000n;

/** Ballots that say the same, in one pair of hands. */
interface Parcel {
  readonly ballot: RankedBallot;
  /** What each of them still weighs; `VOTE` is a whole vote. */
  readonly weight: bigint;
}

/**
 * Elects to several seats by single transferable vote, weighted inclusive Gregory method: whoever reaches the quota, ⌊votes / (seats + 1)⌋ + 1, is elected, and hands
 * on what is beyond it, all their ballots at a smaller weight; when nobody has a surplus, whoever has the fewest votes is excluded and hands on all;
 * when as many are left as there are seats, they are elected. A ballot that names several as equally good is split among them.
 * Ties: see `extremeOf`. Source: Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52, which knows no equal places.
 * @param seats at least 1; where there are fewer alternatives, all of them are elected
 */
export function countTransferableVote(all: RankedBallots, seats: number, ties: TieBreak): TransferResult {
  return new Count(all, seats, ties).run();
}

class Count {
  readonly #seats: number;
  readonly #ties: TieBreak;
  readonly #total: bigint;
  readonly #quota: bigint;
  /** Neither elected nor excluded. */
  readonly #left: Set<Alternative>;
  readonly #held: Map<Alternative, Parcel[]>;
  readonly #votes: Map<Alternative, bigint>;
  readonly #tallies: Map<Alternative, bigint>[] = [];
  readonly #rounds: CountingRound[] = [];
  readonly #elected: Alternative[] = [];
  readonly #excluded: Alternative[] = [];
  /** Elected with votes beyond the quota that have yet to go on. */
  readonly #surplus = new Set<Alternative>();

  constructor({ alternatives, ballots }: RankedBallots, seats: number, ties: TieBreak) {
    this.#seats = Math.min(seats, alternatives.length);
    this.#ties = ties;
    this.#left = new Set(alternatives);
    this.#held = new Map(alternatives.map((alternative) => [alternative, []]));
    this.#votes = new Map(alternatives.map((alternative) => [alternative, 0n]));
    const counted = ballots.filter(({ tiers }) => tiers.length > 0);
    const papers = counted.reduce((sum, { count }) => sum + BigInt(count), 0n);
    this.#total = papers * VOTE;
    this.#quota = (papers / BigInt(seats + 1) + 1n) * VOTE;
    for (const ballot of counted) this.#give({ ballot, weight: VOTE });
  }

  run(): TransferResult {
    while (this.#elected.length < this.#seats) this.#round();
    const rest = [...this.#left].sort((a, b) => this.#compare(a, b));
    return {
      elected: this.#elected,
      ranking: [...this.#elected, ...rest, ...this.#excluded.toReversed()].map((alternative) => [alternative]),
      quota: inVotes(this.#quota),
      rounds: this.#rounds,
    };
  }

  #round(): void {
    this.#tallies.push(new Map(this.#votes));
    const before = this.#elected.length;
    this.#elect();
    const elected = this.#elected.slice(before);
    const isOver = this.#elected.length >= this.#seats;
    const { votes, exhausted } = this.#standing();
    if (isOver) this.#rounds.push({ votes, exhausted, elected, excluded: [], byTie: false });
    else if (this.#surplus.size > 0) {
      const { alternative, byTie } = extremeOf('most', [...this.#surplus], this.#tallies, this.#ties);
      this.#rounds.push({ votes, exhausted, elected, excluded: [], byTie });
      this.#handOnSurplus(alternative);
    } else {
      const { alternative, byTie } = extremeOf('fewest', [...this.#left], this.#tallies, this.#ties);
      this.#rounds.push({ votes, exhausted, elected, excluded: [alternative], byTie });
      this.#exclude(alternative);
    }
  }

  /** All who have the quota now, or all who are left when just as many seats are. */
  #elect(): void {
    const open = this.#seats - this.#elected.length;
    const isEnough = (alternative: Alternative): boolean => (this.#votes.get(alternative) as bigint) >= this.#quota;
    const chosen = [...this.#left].filter((alternative) => this.#left.size <= open || isEnough(alternative));
    for (const alternative of chosen.sort((a, b) => this.#compare(a, b))) {
      this.#left.delete(alternative);
      this.#elected.push(alternative);
      if ((this.#votes.get(alternative) as bigint) > this.#quota) this.#surplus.add(alternative);
    }
  }

  #handOnSurplus(alternative: Alternative): void {
    this.#surplus.delete(alternative);
    const votes = this.#votes.get(alternative) as bigint;
    const beyond = votes - this.#quota;
    const parcels = this.#held.get(alternative) as Parcel[];
    this.#held.set(alternative, []);
    this.#votes.set(alternative, this.#quota);
    for (const { ballot, weight } of parcels) this.#give({ ballot, weight: (beyond * weight) / votes });
  }

  #exclude(alternative: Alternative): void {
    this.#left.delete(alternative);
    this.#excluded.push(alternative);
    const parcels = this.#held.get(alternative) as Parcel[];
    this.#held.delete(alternative);
    this.#votes.delete(alternative);
    for (const parcel of parcels) this.#give(parcel);
  }

  /** Hands ballots to the best that is left; those that name nobody who is left count for nobody. */
  #give({ ballot, weight }: Parcel): void {
    const best = bestOf(ballot, this.#left);
    const part = best.length === 0 ? 0n : weight / BigInt(best.length);
    if (part === 0n) return;
    for (const alternative of best) {
      this.#held.get(alternative)?.push({ ballot, weight: part });
      this.#votes.set(alternative, (this.#votes.get(alternative) ?? 0n) + part * BigInt(ballot.count));
    }
  }

  #standing(): Pick<CountingRound, 'votes' | 'exhausted'> {
    const held = [...this.#votes.values()].reduce((sum, votes) => sum + votes, 0n);
    return {
      votes: new Map([...this.#votes].map(([alternative, votes]) => [alternative, inVotes(votes)])),
      exhausted: inVotes(this.#total - held),
    };
  }

  /** Below 0 when `a` has more votes, now or in the latest round that tells them apart. */
  #compare(a: Alternative, b: Alternative): number {
    return extremeOf('most', [a, b], this.#tallies, this.#ties).alternative === a ? -1 : 1;
  }
}

function inVotes(votes: bigint): number {
  return Number(votes) / Number(VOTE);
}
