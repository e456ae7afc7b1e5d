import { accept, refuse, type Verdict } from '../bytes/verdict.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of a duration such as `90m`, `36h`, `7d` or `2w`. Refuses `duration-unclear`. */
export function parseDuration(text: string): Verdict<number> {
  const match = /^(\d{1,6})([mhdw])$/.exec(text);
  const seconds = match === null ? 0 : Number(match[1]) * (UNITS[match[2] as string] as number);
  return seconds > 0 ? accept(seconds) : refuse('duration-unclear');
}

/** The shortest form that `parseDuration` reads back. @param seconds whole minutes */
export function formatDuration(seconds: number): string {
  for (const unit of ['w', 'd', 'h'] as const) {
    const length = UNITS[unit] as number;
    // A week is said as seven days: people count days until a meeting.
    if (seconds % length === 0 && !(unit === 'w' && seconds / length < 2)) return `${seconds / length}${unit}`;
  }
  return `${Math.ceil(seconds / 60)}m`;
}
