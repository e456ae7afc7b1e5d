import { bytesOf, type Id } from '../bytes/id.ts';
import { compareBytes, utf8 } from '../bytes/octets.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { type Recipient, takesShares } from '../crypto/shared-secret.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { insertInOrder } from '../log/order.ts';
import { hasSeen, holds } from '../log/past.ts';
import type { Draw, Drawn } from '../tally/draw.ts';
import type { Charter } from './charter.ts';
import { type DrawFix, type DrawOpen, type DrawPart, drawFix, drawOpen, drawPart, type OpenedPart } from './draw-actions.ts';
import { type CheckedDraw, DrawCheck } from './draw-check.ts';
import type { ByDevice, DrawnPart, Fixed, Fixing, OpenedBy, PutIn } from './draw-parts.ts';
import type { MethodTerms } from './method.ts';
import { quorum } from './quorum.ts';

/** What a draw is opened with, all of it judged from the past of the version. */
export interface DrawBeginning {
  readonly cell: Id;
  readonly version: Id;
  readonly charter: Charter;
  /** Devices that spoke for members. */
  readonly devices: readonly { readonly device: Id; readonly member: Id }[];
  readonly terms: MethodTerms;
}

/** So many members a cell has in which is drawn. */
export const FEWEST = 3;

/** So many of each kind of entry count of one log: a second part or fixing shows that its device said two things, a third shows nothing. */
const OF_ONE_LOG = 2;

/** How many members must fix the same parts: a certificate's quorum, and so many that one who says two things cannot fix two sets. */
function fixQuorum({ quorum: agreed, members: { size } }: Charter): number {
  return Math.max(quorum(agreed, size, size), Math.floor(size / 2) + 1 + (size % 2));
}

/** How many members open a part: a certificate's quorum, and never all, so that one who opens nothing stops nothing. */
function openQuorum({ quorum: agreed, members: { size } }: Charter): number {
  return Math.min(quorum(agreed, size, size), size - 1);
}

/**
 * What people's devices have put into one draw. All of it is judged from each entry's own past and only gains by more entries; cuts touch none of it. So whatever is
 * fixed stays fixed, on every device, in whatever order things arrive: see design/deciding.md.
 */
export class Drawing implements CheckedDraw {
  /** Members when it was opened, ascending: all of them take part in it. */
  readonly voters: readonly Id[];
  /** Devices that hold shares, in the order of recipients. */
  readonly holders: readonly Id[];
  readonly quorum: number;
  readonly draw: Draw;
  readonly parts: PutIn[] = [];
  readonly fixings: Fixing[] = [];
  readonly openings: OpenedBy[] = [];
  /** What is drawn from: ids or texts, in the order of the terms. */
  readonly candidates: readonly Uint8Array[];
  /** Why it cannot be drawn; null where it can. Of two, either could stop the other; and all who are to open have a device that can hold shares. */
  readonly fault: 'draw-too-few' | 'method-seats' | null;
  /** What was looked through of its proofs. */
  readonly check: DrawCheck;

  constructor({ cell, version, charter, devices, terms }: DrawBeginning) {
    this.voters = [...charter.members.keys()].sort();
    const held = devices
      .map(({ device, member }) => ({ device, key: bytesOf(device), place: this.voters.indexOf(member) + 1 }))
      .filter(({ key }) => takesShares(key))
      .sort((a, b) => a.place - b.place || compareBytes(a.key, b.key));
    this.holders = held.map(({ device }) => device);
    this.quorum = fixQuorum(charter);
    const recipients: Recipient[] = held.map(({ place, key }) => ({ place, key }));
    this.draw = { cell: bytesOf(cell), id: bytesOf(version), recipients, threshold: openQuorum(charter) };
    const people = terms.ask.length > 0 ? terms.ask : this.voters;
    this.candidates = terms.options.length > 0 ? terms.options.map(utf8) : people.map(bytesOf);
    const holding = new Set(recipients.map(({ place }) => place)).size;
    if (this.voters.length < FEWEST || holding < this.draw.threshold) this.fault = 'draw-too-few';
    else this.fault = terms.seats < this.candidates.length ? null : 'method-seats';
    this.check = new DrawCheck(this);
  }

  /** Takes an entry of this draw. Refuses `draw-…` with what is wrong */
  fold(entry: Entry, member: Id): Verdict<null> {
    if (!this.voters.includes(member)) return refuse('draw-without-them');
    const done = { entry, member };
    const part = drawPart.read(entry.action);
    if (part !== undefined) return this.#putIn(done, part);
    const fix = drawFix.read(entry.action);
    if (fix !== undefined) return this.#fix(done, fix);
    const open = drawOpen.read(entry.action);
    return open === undefined ? refuse('kind-unknown') : this.#open(done, open);
  }

  #putIn(done: ByDevice, { version: _, ...shared }: DrawPart): Verdict<null> {
    const { recipients, threshold } = this.draw;
    const sizes = [
      shared.commitments.length - threshold,
      shared.shares.length - recipients.length,
      shared.responses.length - recipients.length,
    ];
    return sizes.some((size) => size !== 0) ? refuse('draw-part-malformed') : keep(this.parts, { ...done, shared });
  }

  #fix(done: ByDevice, { parts }: DrawFix): Verdict<null> {
    const named = parts.map((id) => this.parts.find(({ entry }) => entry.id === id && hasSeen(done.entry, entry)));
    const dealers = new Set(named.map((part) => part?.member));
    if (dealers.has(undefined)) return refuse('draw-part-unknown');
    const isAscending = parts.every((id, i) => i === 0 || (parts[i - 1] as Id) < id);
    if (!isAscending || dealers.size < parts.length || dealers.size < this.quorum) return refuse('draw-parts-wrong');
    return keep(this.fixings, { ...done, parts });
  }

  #open(done: ByDevice, { opened }: DrawOpen): Verdict<null> {
    if (!this.holders.includes(done.entry.chain.opening.device)) return refuse('draw-without-share');
    const isKnown = ({ part }: OpenedPart): boolean => this.parts.some(({ entry }) => entry.id === part && hasSeen(done.entry, entry));
    return opened.every(isKnown) ? keep(this.openings, { ...done, opened }) : refuse('draw-part-unknown');
  }

  /** What it is drawn from, once enough members have fixed the same; null before. @param seen only this part of the record; null for all that is known */
  fixedIn(seen: Counts | null): Fixed | null {
    const fixings = seen === null ? this.fixings : this.fixings.filter(({ entry }) => holds(seen, entry));
    const bySet = Map.groupBy(fixings, ({ parts }) => parts.join(' '));
    const fixed = [...bySet.values()].filter((same) => new Set(same.map(({ member }) => member)).size >= this.quorum);
    if (fixed.length > 1) return 'clash';
    const named = new Set(fixed[0]?.[0]?.parts);
    return fixed.length === 0 ? null : this.parts.filter(({ entry }) => named.has(entry.id));
  }

  /** Whether a part can be opened, to one value, whatever whoever put it in does. It takes a moment, and is looked up once. */
  isSound(part: PutIn): boolean {
    return this.check.isSound(part);
  }

  /** What was drawn. What of it was not checked yet is checked now, so whoever only looks asks `check.known`. Refuses as that does, but for `draw-unchecked`. */
  get drawn(): Verdict<Drawn> {
    while (this.check.step());
    return this.check.known;
  }

  /** The parts that are fixed, with all that was said to open them: from this anybody draws again. */
  transcriptOf(fixed: readonly PutIn[]): readonly DrawnPart[] {
    const opened = this.openings.flatMap(({ entry, opened: all }) =>
      all.map((one) => ({ recipient: this.holders.indexOf(entry.chain.opening.device), opened: one })),
    );
    return fixed.map((putIn) => ({
      putIn,
      dealer: bytesOf(putIn.member),
      shared: putIn.shared,
      openings: opened.filter(({ opened: { part } }) => part === putIn.entry.id),
    }));
  }
}

function keep<T extends ByDevice>(all: T[], one: T): Verdict<null> {
  const { rootId } = one.entry.chain;
  const before = all.filter(({ entry }) => entry.chain.rootId === rootId && hasSeen(one.entry, entry));
  if (before.length >= OF_ONE_LOG) return refuse('draw-said-already');
  insertInOrder(all, one, ({ entry }) => entry);
  return accept(null);
}

/** The version that an entry of a draw is about; undefined for other kinds. */
export function drawOf(entry: Entry): Id | undefined {
  return (drawPart.read(entry.action) ?? drawFix.read(entry.action) ?? drawOpen.read(entry.action))?.version;
}
