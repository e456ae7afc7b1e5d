import type { PlainPower } from './power.ts';
import { everSet, plainSetting } from './settings.ts';

const BEGINNING = '90d';
const DAY = 86_400;
const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: DAY, w: 7 * DAY };

/** A week of a channel. */
export interface PlainWeek {
  readonly topic: string;
  readonly turn: number;
}

/** How long talk is kept once more, read plainly from what was decided. Moments are seconds since 1970. */
export class PlainRetention {
  readonly #now: string;
  readonly #ever: readonly string[];

  constructor(plain: PlainPower) {
    this.#now = plainSetting(plain, 'retention') ?? BEGINNING;
    this.#ever = [BEGINNING, ...everSet(plain, 'retention')];
  }

  /** Whether the time of a week is over by what holds. */
  isOver(week: PlainWeek, now: number): boolean {
    return endOf(this.#now, week) <= now;
  }

  /** Whether it has been over by anything that was ever decided: who heard of that in time has erased it, and nothing brings it back. */
  canBeGone(week: PlainWeek, now: number): boolean {
    return this.#ever.some((value) => endOf(value, week) <= now);
  }
}

/** When the time of a week ends: as long after it as a text such as `2d; garden=1d; Küche=never` says. */
function endOf(text: string, { topic, turn }: PlainWeek): number {
  const [usual = BEGINNING, ...own] = text.split('; ');
  const kept = own.find((part) => part.startsWith(`${topic}=`))?.slice(topic.length + 1) ?? usual;
  if (kept === 'never') return Number.POSITIVE_INFINITY;
  return (turn + 1) * 7 * DAY + Number(kept.slice(0, -1)) * (SECONDS[kept.slice(-1)] as number);
}
