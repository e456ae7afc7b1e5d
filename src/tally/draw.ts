import { compareBytes, concatBytes } from '../bytes/octets.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { hash, keyedHash } from '../crypto/hash.ts';
import {
  combineShares,
  isRightlyOpened,
  isWellShared,
  type OpenedShare,
  type Recipient,
  type SharedSecret,
} from '../crypto/shared-secret.ts';

/** A draw: whose devices hold shares of what is put in, and how many people it takes to open it. */
export interface Draw {
  /** Ids of 32 bytes: the cell, and what is drawn for. */
  readonly cell: Uint8Array;
  readonly id: Uint8Array;
  readonly recipients: readonly Recipient[];
  /** So many places open a part. */
  readonly threshold: number;
}

/** What one person put into a draw. */
export interface Part {
  /** Id of 32 bytes. */
  readonly dealer: Uint8Array;
  readonly shared: SharedSecret;
}

/** A share of a part, opened by the recipient of this number, from 0. */
export interface Opening {
  readonly recipient: number;
  readonly opened: OpenedShare;
}

/** What a part's proofs are bound to: cell, draw and dealer. The recipients, and who opens what, are in the proofs themselves. */
export function drawContext({ cell, id }: Pick<Draw, 'cell' | 'id'>, dealer: Uint8Array): Uint8Array {
  return concatBytes(cell, id, dealer);
}

/** Whether a part can be opened, to one value, whatever whoever put it in does from now on. */
export function isSoundPart(draw: Draw, { dealer, shared }: Part): boolean {
  return isWellShared(shared, draw.recipients, draw.threshold, drawContext(draw, dealer));
}

/** What a sound part opens to: 32 bytes; null while too few have opened it rightly. @param openings in any order: whichever are taken, it is the same */
export function openedPart(draw: Draw, { dealer, shared }: Part, openings: readonly Opening[]): Uint8Array | null {
  const context = drawContext(draw, dealer);
  const right = new Map<number, Uint8Array>();
  for (const { recipient, opened } of openings) {
    const [to, sealed] = [draw.recipients[recipient], shared.shares[recipient]];
    if (to === undefined || sealed === undefined || right.has(to.place)) continue;
    if (isRightlyOpened(sealed, to.key, opened, context)) right.set(to.place, opened.share);
    if (right.size === draw.threshold) break;
  }
  return combineShares(
    [...right].map(([place, share]) => ({ place, share })),
    draw.threshold,
  );
}

/** A part with all that was said to open it. */
export type OpenPart = Part & { readonly openings: readonly Opening[] };

/** What came of a draw. */
export interface Drawn {
  readonly seed: Uint8Array;
  /** All candidates by their place, from 0, as they were drawn: the first have it, and whoever stands in for them comes after. */
  readonly order: readonly number[];
}

/**
 * Draws, from the parts that were fixed and what opened them: anybody gets the same. Refuses `part-unsound`, `part-twice` of one dealer, `part-shut`.
 * @param candidates different bytes each: an id, or a text @param isSound where it is known already
 */
export function redraw<P extends OpenPart>(
  draw: Draw,
  parts: readonly P[],
  candidates: readonly Uint8Array[],
  isSound: (part: P) => boolean = (part) => isSoundPart(draw, part),
): Verdict<Drawn> {
  if (new Set(parts.map(({ dealer }) => dealer.toHex())).size < parts.length) return refuse('part-twice');
  if (!parts.every(isSound)) return refuse('part-unsound');
  const contributions: Contribution[] = [];
  for (const part of parts) {
    const opened = openedPart(draw, part, part.openings);
    if (opened === null) return refuse('part-shut');
    contributions.push({ dealer: part.dealer, opened });
  }
  const seed = drawSeed(draw.id, contributions);
  return accept({ seed, order: drawOrder(seed, candidates) });
}

/** What one dealer put into a draw, and what their secret opened to. */
export interface Contribution {
  readonly dealer: Uint8Array;
  readonly opened: Uint8Array;
}

/** The seed of a draw: 32 bytes that depend on every contribution, and on nothing else that anybody could choose once all are committed to. */
export function drawSeed(draw: Uint8Array, contributions: readonly Contribution[]): Uint8Array {
  const sorted = [...contributions].sort((a, b) => compareBytes(a.dealer, b.dealer));
  return hash('moot/draw-seed', draw, ...sorted.flatMap(({ dealer, opened }) => [dealer, opened]));
}

/**
 * Candidates by their place, from 0, in the order of their lots: BLAKE2b-256 of each, keyed by the seed. Every order is equally likely, nothing is taken modulo anything and nothing has to be
 * drawn twice; and in whatever order candidates are given, they are drawn alike.
 */
export function drawOrder(seed: Uint8Array, candidates: readonly Uint8Array[]): number[] {
  const lots = candidates.map((candidate) => keyedHash(seed, 'moot/draw-lot', candidate));
  return candidates.map((_, i) => i).sort((a, b) => compareBytes(lots[a] as Uint8Array, lots[b] as Uint8Array));
}
