import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bool, id, list, oneOf, record, type Shape, text, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { actionKind } from './action.ts';
import { type MethodTerms, rulesOf, STANCES, type Stance } from './method.ts';

/**
 * What somebody says by a method beside consent: a stance, or a number for each option, by its place. The number is 1 for what is picked, a mark,
 * dots, a rank from 1 on (0: not ranked), or, of a time, 2 for yes and 1 for if need be.
 */
export type Said = Stance | readonly number[];

/** What a member says to a version that is decided by a method beside consent. A later vote replaces an earlier one. */
export interface Vote {
  readonly version: Id;
  readonly said: Said;
  /** A block, an objection and advice have one always. */
  readonly reason: string;
  /** Whether the time was up by the clock of the device that wrote it. */
  readonly late: boolean;
}

const stance: Shape<Stance> = oneOf(...STANCES);
const marks = list(uint(LIMITS.marks), LIMITS.options);
const said: Shape<Said> = {
  write: (value) => (typeof value === 'string' ? stance.write(value) : marks.write(value)),
  read: (value) => (typeof value === 'string' ? stance.read(value) : marks.read(value)),
};

/** The action by which somebody votes. */
export const vote = actionKind<Vote>('vote', record({ version: id, said, reason: text(LIMITS.textBytes), late: bool }));

const REASONED: readonly Said[] = ['block', 'object', 'advise'];

/** Whether somebody holds up what is proposed. */
export function isObjection(what: Said): boolean {
  return what === 'block' || what === 'object';
}

/**
 * Whether a vote is one by this method. @param isProposer whether the proposer votes, who alone decides after taking advice
 * Refuses `vote-of-another-method`, `only-the-proposer-decides`, `vote-without-reason`, and for ballots what `checkBallot` refuses.
 */
export function checkVote({ said: what, reason }: Pick<Vote, 'said' | 'reason'>, terms: MethodTerms, isProposer: boolean): Verdict<null> {
  if (typeof what !== 'string') return checkBallot(what, terms);
  if (!rulesOf(terms).stances.includes(what)) return refuse('vote-of-another-method');
  if (terms.name === 'advice' && isProposer === (what === 'advise')) return refuse('only-the-proposer-decides');
  return REASONED.includes(what) && reason.trim() === '' ? refuse('vote-without-reason') : accept(null);
}

/** Refuses `vote-of-another-method`, `ballot-length`, `ballot-picks`, `ballot-marks`, `ballot-dots`, `ballot-ranks`. */
function checkBallot(ballot: readonly number[], terms: MethodTerms): Verdict<null> {
  const form = rulesOf(terms).ballot;
  if (form === null) return refuse('vote-of-another-method');
  if (ballot.length !== terms.options.length) return refuse('ballot-length');
  const highest = Math.max(...ballot);
  const sum = ballot.reduce((all, mark) => all + mark, 0);
  switch (form) {
    case 'any':
      return highest <= 1 ? accept(null) : refuse('ballot-picks');
    case 'score':
      return highest <= terms.marks ? accept(null) : refuse('ballot-marks');
    case 'times':
      return highest <= 2 ? accept(null) : refuse('ballot-marks');
    case 'dots':
      return sum <= terms.marks ? accept(null) : refuse('ballot-dots');
    case 'ranks': {
      // Ranks without gaps, so that who ranks the same says the same.
      const ranks = new Set(ballot.filter((rank) => rank > 0));
      return ranks.size > 0 && ranks.size === highest ? accept(null) : refuse('ballot-ranks');
    }
  }
}
