import { LIMITS } from '../bytes/limits.ts';
import { utf8 } from '../bytes/octets.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { CircleId } from '../log/lane.ts';
import { talkCircleOf, turnOfTalkCircle } from '../log/talk-circle.ts';
import { parseDuration } from './duration.ts';

/** The length of a turn of talk, in seconds. */
export const WEEK = 604_800;

/** How long talk is kept after its week unless the cell agrees otherwise. */
export const RETENTION = '90d';

/** What is said of something that is kept for ever. */
const NEVER = 'never';

/** The least and most time for which a cell can keep its talk, in seconds. */
const KEPT = { least: 86_400, most: 36_525 * 86_400 };

/** How long talk is kept after its week, in seconds; null is for ever. */
export interface Retention {
  readonly usual: number | null;
  /** Channels for which something else is agreed. */
  readonly channels: ReadonlyMap<string, number | null>;
}

/**
 * What a cell has agreed on, from its text: a time such as `90d`, or `never`, and behind it, each after a semicolon, channels with a time of their own:
 * `90d; kitchen=14d; archive=never`. A name may have `=` in it. Refuses `retention-unclear`, `retention-out-of-bounds`.
 */
export function parseRetention(value: string): Verdict<Retention> {
  const [first = '', ...others] = value.split(';').map((part) => part.trim());
  const usual = parseKept(first);
  if (!usual.ok) return usual;
  const channels = new Map<string, number | null>();
  for (const other of others) {
    const at = other.lastIndexOf('=');
    const name = other.slice(0, Math.max(0, at)).trim();
    if (name === '' || utf8(name).length > LIMITS.topicBytes || channels.has(name)) return refuse('retention-unclear');
    const kept = parseKept(other.slice(at + 1).trim());
    if (!kept.ok) return kept;
    channels.set(name, kept.value);
  }
  return accept({ usual: usual.value, channels });
}

function parseKept(text: string): Verdict<number | null> {
  if (text === NEVER) return accept(null);
  const seconds = parseDuration(text);
  if (!seconds.ok) return refuse('retention-unclear');
  return seconds.value >= KEPT.least && seconds.value <= KEPT.most ? seconds : refuse('retention-out-of-bounds');
}

/** How long talk of a channel is kept after its week, in seconds; null is for ever. */
export function keptFor({ usual, channels }: Retention, channel: string): number | null {
  const own = channels.get(channel);
  return own === undefined ? usual : own;
}

/** Whether a week of a channel is to be erased. @param now seconds since 1970, by this device's own clock */
export function isTurnOver(retention: Retention, channel: string, turn: number, now: number): boolean {
  return hasPassed(keptFor(retention, channel), turn, now);
}

/**
 * Whether the secrets of a week of talk are to be deleted. Which channel they are for their name says in part: where one has a time of its own that
 * could be it, the longest counts.
 * Never of others than those of talk.
 */
export function isSecretOver(retention: Retention, circle: CircleId, now: number): boolean {
  const turn = turnOfTalkCircle(circle);
  if (turn === null) return false;
  const named = [...retention.channels].filter(([topic]) => talkCircleOf({ lane: 'talk', topic, turn }) === circle);
  return (named.length === 0 ? [retention.usual] : named.map(([, kept]) => kept)).every((kept) => hasPassed(kept, turn, now));
}

function hasPassed(kept: number | null, turn: number, now: number): boolean {
  return kept !== null && now >= (turn + 1) * WEEK + kept;
}
