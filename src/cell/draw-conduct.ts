import type { Cbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, sortIds } from '../bytes/id.ts';
import { concatBytes } from '../bytes/octets.ts';
import { keyedHash } from '../crypto/hash.ts';
import { openShare, shareSecret } from '../crypto/shared-secret.ts';
import type { SigningKeys } from '../crypto/sign.ts';
import type { Entry } from '../log/chain.ts';
import { compareEntries } from '../log/order.ts';
import { drawContext } from '../tally/draw.ts';
import { currentVersion, drawnVersion, type Proposal, type Version } from './decision.ts';
import { drawFix, drawOpen, drawPart } from './draw-actions.ts';
import type { PutIn } from './draw-parts.ts';
import type { Drawing } from './drawing.ts';
import { deadline, hearing } from './outcome.ts';
import type { Power } from './power.ts';

/** How long devices wait for one another, in milliseconds: whoever comes first in turn goes first, so that nearly never two fix different parts. */
export const DRAW_TURN = 600_000;

/** In so many open draws of one proposer devices take part at once, the first ones: each asks something of everybody's device. */
export const DRAWS_AT_ONCE = 8;

/** One device, and the member for whom it speaks. */
export interface DrawingDevice {
  readonly member: Id;
  readonly device: Id;
  readonly keys: SigningKeys;
}

/** The times that a device goes by, of its own clock, in milliseconds since 1970. */
export interface DrawTimes {
  readonly now: number;
  /** When this device first had a version. */
  firstSeen(version: Id): number;
}

/**
 * What a device writes into draws by itself now, over what it has: its member's part, then what the draw is from, and its shares once that is fixed and not
 * before. Each step is the member's, not the device's: what one of their devices has done no other does again.
 */
export function dueInDraws(proposals: Iterable<Proposal>, power: Power, own: DrawingDevice, times: DrawTimes): Cbor[] {
  const due: Cbor[] = [];
  const draws = [...proposals].filter(({ versions }) => versions.some(({ drawing }) => drawing !== null));
  const waiting = beyondTheFirst(draws.filter((proposal) => openDraw(proposal) !== null));
  for (const proposal of draws) {
    if (waiting.has(proposal)) continue;
    const fixed = drawnVersion(proposal);
    const action =
      fixed === undefined ? (duePart(proposal, own, times) ?? dueFixing(proposal, power, own, times)) : dueOpening(proposal, fixed, own);
    if (action !== null) due.push(action);
  }
  return due;
}

/** The open draws of whoever has opened more than devices take part in at once, without the first of them: the same everywhere, once all have met. */
function beyondTheFirst(open: readonly Proposal[]): ReadonlySet<Proposal> {
  if (open.length <= DRAWS_AT_ONCE) return new Set();
  const first = ({ everyVersion: [version] }: Proposal): Entry => (version as Version).entry;
  const byProposer = Map.groupBy(
    open.toSorted((a, b) => compareEntries(first(a), first(b))),
    ({ proposer }) => proposer,
  );
  return new Set([...byProposer.values()].flatMap((own) => own.slice(DRAWS_AT_ONCE)));
}

/** Until the next turn in a draw may come, in milliseconds; null where only news brings anything new. */
export function nextTurn(proposals: Iterable<Proposal>, { now, firstSeen }: DrawTimes): number | null {
  for (const proposal of proposals) {
    const version = openDraw(proposal);
    if (version === null) continue;
    const turns = 2 * version.drawing.voters.length * DRAW_TURN;
    const [seen, end] = [firstSeen(version.id), deadline(version, firstSeen(version.id))];
    if (now < seen + turns || (now >= end && now < end + turns)) return DRAW_TURN;
  }
  return null;
}

/** The version that is asked about, where it is a draw that nothing holds up. */
function openDraw(proposal: Proposal): (Version & { readonly drawing: Drawing }) | null {
  if (proposal.withdrawn !== null || drawnVersion(proposal) !== undefined) return null;
  const version = currentVersion(proposal);
  const isOpen = version.drawing?.fixedIn(null) === null && version.effects.ok;
  return isOpen ? (version as Version & { readonly drawing: Drawing }) : null;
}

function duePart(proposal: Proposal, { member, device, keys }: DrawingDevice, { now, firstSeen }: DrawTimes): Cbor | null {
  const version = openDraw(proposal);
  // Once somebody has said from what it is drawn, another part would only part people's devices.
  if (version === null || version.drawing.fixings.length > 0) return null;
  const { voters, holders, draw, parts } = version.drawing;
  if (!voters.includes(member) || parts.some((part) => part.member === member)) return null;
  const own = holders.filter((_, i) => draw.recipients[i]?.place === voters.indexOf(member) + 1);
  const turn = own.includes(device) ? own.indexOf(device) : own.length;
  if (now < firstSeen(version.id) + turn * DRAW_TURN) return null;
  // From the device's own secret and the draw: whatever is lost in a crash, it comes to the same again, and never to two.
  const seed = keyedHash(keys.secretKey.subarray(0, 32), 'moot/draw-secret', concatBytes(draw.cell, draw.id));
  const shared = shareSecret(seed, draw.recipients, draw.threshold, drawContext(draw, bytesOf(member)));
  return drawPart.write({ version: version.id, ...shared });
}

function dueFixing(proposal: Proposal, power: Power, { member, device }: DrawingDevice, { now, firstSeen }: DrawTimes): Cbor | null {
  const version = openDraw(proposal);
  if (version === null) return null;
  const { drawing } = version;
  const { voters, parts, fixings, quorum } = drawing;
  const put = parts.find((part) => part.member === member);
  if (put === undefined || fixings.some((fixing) => fixing.member === member)) return null;
  const { unheard, objections } = hearing(version, power.newest, power);
  const sinceEnd = now - deadline(version, firstSeen(version.id));
  if (objections.length > 0 || (unheard.length > 0 && sinceEnd < 0)) return null;
  // Another device of the member goes on when the one that put their part in does not come.
  const isOwnPart = put.entry.chain.opening.device === device;
  if (!isOwnPart && sinceEnd < voters.length * DRAW_TURN) return null;
  const isAll = (set: readonly Id[]): boolean => set.length === voters.length;
  const joined = mostFixed(drawing, (set) => sinceEnd >= 0 || isAll(set));
  if (joined !== null) return drawFix.write({ version: version.id, parts: joined });
  const named = sortIds(partsToName(drawing).map(({ entry }) => entry.id));
  const isTurn = isAll(named) || sinceEnd >= voters.indexOf(member) * DRAW_TURN;
  return isTurn && named.length >= quorum ? drawFix.write({ version: version.id, parts: named }) : null;
}

/** The parts that somebody else has named, all of them sound, that most members did: to join others is best. */
function mostFixed(drawing: Drawing, isTimely: (set: readonly Id[]) => boolean): readonly Id[] | null {
  const { fixings, parts } = drawing;
  const isSound = (id: Id): boolean => parts.some((part) => part.entry.id === id && drawing.isSound(part));
  const bySet = Map.groupBy(fixings, (fixing) => fixing.parts.join(' '));
  const sets = [...bySet].filter(([, [first]]) => first !== undefined && isTimely(first.parts) && first.parts.every(isSound));
  const members = (all: typeof fixings): number => new Set(all.map(({ member }) => member)).size;
  sets.sort(([a, some], [b, others]) => members(others) - members(some) || (a < b ? -1 : 1));
  return sets[0]?.[1][0]?.parts ?? null;
}

/** Of each member the first sound part, but none of a device that put in two. */
function partsToName(drawing: Drawing): PutIn[] {
  const { voters, parts } = drawing;
  const deviceOf = ({ entry }: PutIn): Id => entry.chain.opening.device;
  const isOnly = (part: PutIn): boolean => !parts.some((other) => other !== part && deviceOf(other) === deviceOf(part));
  return voters
    .map((member) => parts.find((part) => part.member === member && isOnly(part) && drawing.isSound(part)))
    .filter((part) => part !== undefined);
}

function dueOpening(proposal: Proposal, version: Version, { member, device, keys }: DrawingDevice): Cbor | null {
  const { drawing } = version;
  const fixed = drawing?.fixedIn(null);
  if (drawing == null || !Array.isArray(fixed)) return null;
  const at = drawing.holders.indexOf(device);
  if (at < 0 || drawing.openings.some((opening) => opening.member === member)) return null;
  // Whoever has helped to fix a later version opens no earlier one: then of two that are fixed only the later can ever be known.
  const later = proposal.versions.slice(proposal.versions.indexOf(version) + 1);
  if (later.some((one) => one.drawing?.fixings.some((fixing) => fixing.member === member))) return null;
  // Of what is not sound nobody opens a share: they would lend their key to whatever is sealed to it.
  if (!fixed.every((part) => drawing.isSound(part))) return null;
  const opened = fixed.map((part) => ({
    part: part.entry.id,
    ...openShare(part.shared.shares[at] as Uint8Array, keys, drawContext(drawing.draw, bytesOf(part.member))),
  }));
  return drawOpen.write({ version: version.id, opened });
}
