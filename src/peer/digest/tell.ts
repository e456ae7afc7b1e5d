import { spokenTime } from '../../practices/moment.ts';
import { fill, oneLine, shortId } from '../../practices/wording.ts';
import type { Notice } from './digest.ts';
import { texts } from './texts.ts';

/** What waits, in words, a line for each. */
export function tellWaiting(waiting: readonly Notice[]): string {
  return waiting.length === 0 ? texts['waiting.nothing'] : waiting.map(tellOne).join('\n');
}

/** What is to be told now, in words. */
export function tellNotices({ count, things }: { readonly count: number; readonly things: readonly Notice[] }): string {
  if (count === 0) return texts['notices.nothing'];
  const more = count - things.length;
  return [...things.map(tellOne), ...(more > 0 ? [fill(texts['notices.more'], { count: more })] : [])].join('\n');
}

function tellOne({ kind, title, from, since, until, at: [place, id] }: Notice): string {
  const words = fill(texts[`waiting.${kind}`], { title: oneLine(title), from: oneLine(from ?? '') });
  const time = until === null ? since : until;
  const when = time === null ? '' : fill(texts[until === null ? 'waiting.since' : 'waiting.until'], { when: spokenTime(time) });
  // What is typed to answer it, where there is an id to type.
  const named = (place === 'decisions' || place === 'agreements') && id !== undefined && kind !== 'clash' ? `${shortId(id)}  ` : '';
  return `${named}${words}${when}`;
}

/** What somebody has chosen, as `moot notices` says it. */
interface Chosen {
  readonly rhythm: 'never' | 'at-once' | 'few' | 'daily' | 'weekly';
  readonly at: string;
  readonly day: string;
  readonly quiet: { readonly from: string; readonly until: string } | null;
  readonly sooner: boolean;
  readonly inQuiet: boolean;
  readonly kinds: readonly string[];
  readonly fewTimes: readonly string[];
}

/** Choices in words. */
export function tellChoices({ rhythm, at, day, quiet, sooner, inQuiet, kinds, fewTimes }: Chosen): string {
  const first = fill(texts[`notices.${rhythm}`], {
    at,
    times: fewTimes.join(', '),
    day: `${day.slice(0, 1).toUpperCase()}${day.slice(1)}`,
  });
  if (rhythm === 'never') return first;
  return [
    first,
    ...(quiet === null ? [] : [fill(texts['notices.quiet'], quiet)]),
    ...(sooner && rhythm !== 'at-once' ? [texts['notices.sooner']] : []),
    ...(inQuiet && quiet !== null ? [texts['notices.in-quiet']] : []),
    kinds.length === 0 ? texts['notices.about-nothing'] : fill(texts['notices.about'], { kinds: kinds.join(', ') }),
  ].join('\n');
}
