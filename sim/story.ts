/** What happened in a world, in plain words and in numbers. */
export class Story {
  readonly lines: string[] = [];
  readonly counts = new Map<string, number>();
  readonly #clock: () => number;

  /** @param clock milliseconds since the world began */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Tells of something, in a sentence. */
  tell(sentence: string): void {
    this.lines.push(`${momentOf(this.#clock())}  ${sentence}`);
  }

  /** Counts something that happened. */
  count(what: string, times = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  }
}

/** Such as `day 2 07:15:09.250`. @param ms since the world began */
export function momentOf(ms: number): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const [day, rest] = [Math.floor(ms / 86_400_000), ms % 86_400_000];
  const seconds = rest / 1000;
  const fraction = String(rest % 1000).padStart(3, '0');
  return `day ${day + 1} ${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`;
}
