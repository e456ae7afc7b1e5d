import { type Cbor, encodeCbor } from '../bytes/cbor.ts';
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

/** Whether a share of a sound part is opened as it was sealed; false also for a recipient that there is not. */
export function isRightOpening(draw: Draw, { dealer, shared }: Part, { recipient, opened }: Opening): boolean {
  const [to, sealed] = [draw.recipients[recipient], shared.shares[recipient]];
  return to !== undefined && sealed !== undefined && isRightlyOpened(sealed, to.key, opened, drawContext(draw, dealer));
}

/** A part with all that was said to open it. */
export type OpenPart = Part & { readonly openings: readonly Opening[] };

/** What came of a draw. */
export interface Drawn {
  readonly seed: Uint8Array;
  /** All candidates by their place, from 0, as they were drawn: the first have it, and whoever stands in for them comes after. */
  readonly order: readonly number[];
}

/** Looks through one proof of a draw. Whoever keeps what was found has each looked through once. */
export interface Proofs<P extends OpenPart> {
  isSound(part: P): boolean;
  isRight(part: P, opening: P['openings'][number]): boolean;
}

/** So many proofs have to be found right for a draw of so many parts. */
export function proofsNeeded({ threshold }: Draw, parts: number): number {
  return parts * (1 + threshold);
}

/**
 * Draws, from the parts that were fixed and what opened them: anybody gets the same. Refuses `part-unsound`, `part-twice` of one dealer, `part-shut`.
 * @param candidates different bytes each: an id, or a text
 */
export function redraw(draw: Draw, parts: readonly OpenPart[], candidates: readonly Uint8Array[]): Verdict<Drawn> {
  const steps = redrawing(draw, parts, candidates, {
    isSound: (part) => isSoundPart(draw, part),
    isRight: (part, opening) => isRightOpening(draw, part, opening),
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * As `redraw`, proof by proof, for whoever has other things to do in between: a proof takes from one to a hundred milliseconds, by how many hold shares.
 * @returns how many were found right so far, after each; and in the end what was drawn
 */
export function* redrawing<P extends OpenPart>(
  draw: Draw,
  parts: readonly P[],
  candidates: readonly Uint8Array[],
  { isSound, isRight }: Proofs<P>,
): Generator<number, Verdict<Drawn>, void> {
  if (new Set(parts.map(({ dealer }) => dealer.toHex())).size < parts.length) return refuse('part-twice');
  let found = 0;
  for (const part of parts) {
    if (!isSound(part)) return refuse('part-unsound');
    yield ++found;
  }
  const contributions: Contribution[] = [];
  for (const part of parts) {
    // Whichever are taken, it is the same.
    const right = new Map<number, Uint8Array>();
    for (const opening of part.openings) {
      const place = draw.recipients[opening.recipient]?.place;
      if (place === undefined || right.has(place)) continue;
      if (isRight(part, opening)) {
        right.set(place, opening.opened.share);
        found++;
      }
      yield found;
      if (right.size === draw.threshold) break;
    }
    const shares = [...right].map(([place, share]) => ({ place, share }));
    const opened = combineShares(shares, draw.threshold);
    if (opened === null) return refuse('part-shut');
    contributions.push({ dealer: part.dealer, opened });
  }
  return accept(drawnWith(drawSeed(draw.id, contributions), candidates));
}

/** What a seed draws. */
export function drawnWith(seed: Uint8Array, candidates: readonly Uint8Array[]): Drawn {
  return { seed, order: drawOrder(seed, candidates) };
}

/** By these rules draws are checked. Another number wherever any of them changes: then what was checked before is checked anew. */
const RULES = 1;

/**
 * Names all that a draw's outcome follows from, and the rules by which it is checked: draws of one key come to one seed, whoever opened their parts. 32 bytes, for what this device keeps
 * of what it has checked.
 */
export function drawKey({ cell, id, recipients, threshold }: Draw, parts: readonly Part[]): Uint8Array {
  const sealedTo = recipients.map(({ place, key }) => [place, key]);
  const put = parts.map(({ dealer, shared: { commitments, shares, challenge, responses } }) => [
    dealer,
    commitments,
    shares,
    challenge,
    responses,
  ]);
  return hash('moot/draw-checked', encodeCbor([RULES, cell, id, threshold, sealedTo, put as Cbor]));
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
