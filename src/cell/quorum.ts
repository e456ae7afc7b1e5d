import { accept, refuse, type Verdict } from '../bytes/verdict.ts';

/** The agreed part of those who may vote. */
export interface Fraction {
  readonly over: number;
  readonly under: number;
}

/** What holds unless the cell decides otherwise. */
export const TWO_THIRDS: Fraction = { over: 2, under: 3 };

/** A fraction such as `2/3`, at most 1. Refuses `fraction-unclear`. */
export function parseFraction(text: string): Verdict<Fraction> {
  const match = /^([1-9]\d?)\/([1-9]\d?)$/.exec(text);
  if (match === null) return refuse('fraction-unclear');
  const fraction = { over: Number(match[1]), under: Number(match[2]) };
  return fraction.over <= fraction.under ? accept(fraction) : refuse('fraction-unclear');
}

/** Below 0 when `a` asks for fewer. */
export function compareFractions(a: Fraction, b: Fraction): number {
  return a.over * b.under - b.over * a.under;
}

/**
 * How many attestations a certificate needs (power.md, rule 6): the agreed part of the voters, rounded up and at most all of
 * them, but always a majority of all members, and two where there are two.
 * @param members of the charter @param voters those who may attest this change: the members without the one to be removed
 */
export function quorum(agreed: Fraction, members: number, voters: number): number {
  if (members === 1) return 1;
  const share = Math.ceil((agreed.over * voters) / agreed.under);
  return Math.max(Math.min(share, voters), Math.floor(members / 2) + 1, 2);
}
