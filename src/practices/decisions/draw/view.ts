import type { Id } from '../../../bytes/id.ts';
import { idOf } from '../../../bytes/id.ts';
import type { Verdict } from '../../../bytes/verdict.ts';
import type { Version } from '../../../cell/decision.ts';
import type { Drawing } from '../../../cell/drawing.ts';
import type { Drawn } from '../../../tally/draw.ts';
import type { Desk } from '../../command.ts';

/** Somebody, or something, that is drawn from. */
export interface LotView {
  readonly name: string;
  /** Null where it is an option. */
  readonly memberId: Id | null;
}

/** How far a draw is: people's devices do all of it by themselves. */
export interface DrawView {
  /**
   * `putting-in` parts; `fixing` from which of them it is drawn; `opening` them; `checking` all of it on this device; `drawn`. `parted`: devices that did not reach one another have fixed different parts, and nothing was
   * opened. `spoilt`: members said two things, or have fixed what nobody can open.
   */
  readonly step: 'putting-in' | 'fixing' | 'opening' | 'checking' | 'drawn' | 'parted' | 'spoilt';
  /** All members when it was opened. */
  readonly of: number;
  /** How many put a part in, and who has not. */
  readonly put: number;
  readonly missing: readonly { readonly member: string; readonly memberId: Id }[];
  /** How many have fixed the same, and how many it takes. */
  readonly fixed: number;
  readonly toFix: number;
  /** How many have opened what they hold, and how many it takes. */
  readonly opened: number;
  readonly toOpen: number;
  /** How many proofs this device has found right, and how many it takes; until then nothing is shown as drawn. */
  readonly checked: number;
  readonly toCheck: number;
  readonly seats: number;
  readonly from: readonly LotView[];
  /** Who or what was drawn, in order; whoever stands in for them comes in `next`. Empty before. */
  readonly drawn: readonly LotView[];
  readonly next: readonly LotView[];
  /** What it was drawn with, in hexadecimal; null before. */
  readonly seed: string | null;
  /** Members whose devices said two things: put in two parts, or fixed two sets. */
  readonly twofold: readonly { readonly member: string; readonly memberId: Id }[];
}

/** The draw of a version; null where it is none. */
export function viewDraw(desk: Desk, { drawing, content: { method } }: Version): DrawView | null {
  if (drawing === null || method === 'consent') return null;
  const { voters, parts, openings, quorum, draw } = drawing;
  const named = (members: readonly Id[]) => members.map((member) => ({ member: desk.nameOf(member), memberId: member }));
  const from = lotsOf(desk, drawing, method.options);
  const { known: drawn, proofs } = drawing.check;
  const order = drawn.ok ? drawn.value.order.map((i) => from[i] as LotView) : [];
  const put = new Set(parts.map(({ member }) => member));
  return {
    step: stepOf(drawing, drawn),
    of: voters.length,
    put: put.size,
    missing: named(voters.filter((member) => !put.has(member))),
    fixed: mostFixings(drawing),
    toFix: quorum,
    opened: new Set(openings.map(({ member }) => member)).size,
    toOpen: draw.threshold,
    checked: proofs.found,
    toCheck: proofs.needed,
    seats: method.seats,
    from,
    drawn: order.slice(0, method.seats),
    next: order.slice(method.seats),
    seed: drawn.ok ? drawn.value.seed.toHex() : null,
    twofold: named(voters.filter((member) => saidTwoThings(drawing, member))),
  };
}

/** What is drawn from, by name. @param options of the proposal; none: members */
export function lotsOf(desk: Desk, { candidates }: Drawing, options: readonly string[]): LotView[] {
  if (options.length > 0) return options.map((name) => ({ name, memberId: null }));
  return candidates.map(idOf).map((member) => ({ name: desk.nameOf(member), memberId: member }));
}

function stepOf(drawing: Drawing, drawn: Verdict<Drawn>): DrawView['step'] {
  if (drawn.ok) return 'drawn';
  if (drawn.reason === 'part-shut') return 'opening';
  if (drawn.reason === 'draw-unchecked') return 'checking';
  if (drawn.reason !== 'draw-not-fixed') return 'spoilt';
  const { fixings, voters, quorum } = drawing;
  if (fixings.length === 0) return 'putting-in';
  const silent = voters.filter((voter) => !fixings.some(({ member }) => member === voter)).length;
  return mostFixings(drawing) + silent < quorum ? 'parted' : 'fixing';
}

/** How many members have fixed the set that most have. */
function mostFixings({ fixings }: Drawing): number {
  const sets = [...Map.groupBy(fixings, ({ parts }) => parts.join(' ')).values()];
  return Math.max(0, ...sets.map((same) => new Set(same.map(({ member }) => member)).size));
}

/** Devices of a member that did not reach one another may each put a part in, and one of them counts: that is no lie. */
function saidTwoThings({ parts, fixings }: Drawing, member: Id): boolean {
  const own = parts.filter((part) => part.member === member).map(({ entry }) => entry.chain.opening.device);
  const sets = new Set(fixings.filter((fixing) => fixing.member === member).map((fixing) => fixing.parts.join(' ')));
  return new Set(own).size < own.length || sets.size > 1;
}
