import { type Choices, FEW_TIMES, type NoticeKind } from './choices.ts';
import { afterQuiet, isQuiet, nextAt, type OffsetAt } from './local-time.ts';
import type { Stage, Tellable, Told } from './told.ts';

/** Between two notices there is at least this time, in milliseconds. */
export const APART_MS = 60_000;
/** So long before its end a thing that still waits is told of once more, in milliseconds; or at the last moment before the end, where that is earlier. */
export const NEAR_MS = 86_400_000;

/** Quiet hours are over after so long, however a clock is put back in them, in milliseconds. */
const QUIET_MOST_MS = 26 * 3_600_000;

/** Something of which a person may want to be told. */
export interface Thing extends Tellable {
  readonly kind: NoticeKind;
  /** Until when it waits, in milliseconds since 1970; null where it has no end. */
  readonly until: number | null;
}

/** What a digest goes by. */
export interface DigestParts<Of extends Thing> {
  /** All that waits, the most pressing first. */
  readonly things: readonly Of[];
  readonly told: Told;
  readonly choices: Choices;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly offset: OffsetAt;
}

/** What is to be told now, and when to look again. */
export interface Due<Of extends Thing> {
  /** All that the person has not been told of, whatever they want to be told. */
  readonly unseen: readonly Of[];
  /** What of it they want to be told, whether it is time or not. */
  readonly untold: readonly Of[];
  /** What is to be told now; empty where nothing is. */
  readonly batch: readonly Of[];
  /** Whether a moment of telling has come, though perhaps nothing is there to be told: it is over once `afterTelling` is kept. */
  readonly isTime: boolean;
  /** When to look again even if nothing changes, in milliseconds since 1970; null: no need. */
  readonly next: number | null;
}

/** What is to be told at this moment. Nothing is told twice, but once more when its time is nearly up; nothing is lost, for what is not told now is told at a later moment. */
export function dueNow<Of extends Thing>({ things, told, choices, now, offset }: DigestParts<Of>): Due<Of> {
  const { rhythm, quiet } = choices;
  const coming = momentAfter(now, choices, offset);
  const isNews = (thing: Of): boolean => stageAt(thing, now, coming) > told.stageOf(thing.key);
  const unseen = withinRoom(things.filter(isNews), things, told);
  if (rhythm === 'never') return { unseen, untold: [], batch: [], isTime: false, next: null };
  const isWanted = ({ kind }: Of): boolean => choices.kinds.includes(kind);
  const untold = unseen.filter(isWanted);
  const [quietNow, quietEnd] = [isQuiet(now, quiet, offset), afterQuiet(now, quiet, offset)];
  const mayCome = quietNow ? choices.inQuiet : choices.sooner;
  const pressing = mayCome ? untold.filter((thing) => cannotWait(thing, quietNow ? quietEnd : coming)) : [];
  const isMoment = !quietNow && (rhythm === 'at-once' ? untold.length > 0 : momentAfter(told.last, choices, offset) <= now);
  const isApart = now >= told.noticed + APART_MS;
  // Whoever is told of one thing by day hears of the others too, so there is one notice less; at night only of what cannot wait.
  const batch = !isApart ? [] : isMoment || (pressing.length > 0 && !quietNow) ? untold : pressing;
  const near = things.filter(isWanted).map(({ until }) => (until ?? 0) - NEAR_MS);
  const looks = [coming, ...near, ...(untold.length > 0 ? [told.noticed + APART_MS, quietEnd] : [])];
  const next = looks.filter((at) => at > now);
  const isTime = isMoment && (isApart || untold.length === 0);
  return { unseen, untold, batch, isTime, next: next.length === 0 ? null : next.reduce((a, b) => Math.min(a, b)) };
}

/** What is remembered of what was told, after some of it was. @param telling what was told @param isSeen it was not told: its person saw it */
export function afterTelling<Of extends Thing>(parts: DigestParts<Of>, telling: readonly Of[], isSeen = false): Told {
  const { things, told, choices, now, offset } = parts;
  const coming = momentAfter(now, choices, offset);
  const stages = telling.map((thing) => [thing, stageAt(thing, now, coming)] as const);
  return told.after(things, stages, !isSeen && telling.length > 0, now);
}

/** The next moment of telling after another one, out of quiet hours; for what is told as it happens that is the same one, or the end of the quiet hours. */
function momentAfter(after: number, { rhythm, at, day, quiet }: Choices, offset: OffsetAt): number {
  if (rhythm === 'at-once' || rhythm === 'never') return afterQuiet(after, quiet, offset);
  const minutes = rhythm === 'few' ? FEW_TIMES : [at];
  const dayOfWeek = rhythm === 'weekly' ? day : null;
  // A moment of the day before may come only now, for it lay in quiet hours.
  let moment = nextAt(after - QUIET_MOST_MS, minutes, dayOfWeek, offset);
  while (afterQuiet(moment, quiet, offset) <= after) moment = nextAt(moment, minutes, dayOfWeek, offset);
  return afterQuiet(moment, quiet, offset);
}

/** How far somebody is to be told of a thing now: 2 where its time is nearly up, or would be before the next moment of telling. */
function stageAt({ until }: Thing, now: number, coming: number): Stage {
  return until !== null && until <= Math.max(now + NEAR_MS, coming) ? 2 : 1;
}

/** Whether a thing cannot wait for a moment: its time would be over before, or somebody stands at the door. */
function cannotWait({ kind, until }: Thing, moment: number): boolean {
  return kind === 'door' || (until !== null && until <= moment);
}

/** As many as can be remembered: what would be forgotten again would be told again. */
function withinRoom<Of extends Thing>(untold: readonly Of[], things: readonly Of[], told: Told): readonly Of[] {
  let room = told.roomBeside(things);
  return untold.filter(({ key }) => told.stageOf(key) > 0 || room-- > 0);
}
