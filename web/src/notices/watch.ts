import type { NoticeChoices } from './choices.ts';
import type { Happening } from './happening.ts';
import { afterQuiet } from './quiet-hours.ts';
import { addSeen, readSeen, type SeenPlace } from './seen.ts';

/** What comes within this time is told in one notice, in milliseconds. */
export const GATHER_MS = 5_000;
/** Between two notices there is at least this time, in milliseconds. */
export const APART_MS = 60_000;

/** What has come in one cell. */
export interface News {
  /** Id of the cell. */
  readonly cell: string;
  readonly happenings: readonly Happening[];
}

/** What a watch works with. */
export interface WatchParts {
  readonly seen: SeenPlace;
  /** Milliseconds since 1970. */
  now(): number;
  /** Whether nobody can see the page. */
  isHidden(): boolean;
  /** Calls back after so many milliseconds, and gives what calls that off. */
  after(ms: number, act: () => void): () => void;
  /** Does it while no other tab does. */
  alone(act: () => void): void;
  /** Tells it. */
  tell(news: readonly News[]): void;
}

/** Watches what happens in all cells, and tells of it when nobody is looking: each thing once, together with others, and not in quiet hours. */
export class Watch {
  readonly #parts: WatchParts;
  readonly #cells = new Map<string, readonly Happening[]>();
  #choices: NoticeChoices;
  #callOff: (() => void) | null = null;
  #lastTold = 0;

  constructor(parts: WatchParts, choices: NoticeChoices) {
    this.#parts = parts;
    this.#choices = choices;
  }

  /** Goes by other choices from now on. */
  choose(choices: NoticeChoices): void {
    this.#choices = choices;
    this.#stop();
    this.#look();
  }

  /** Takes how a cell stands: all that could be told of it. */
  report(cell: string, happenings: readonly Happening[]): void {
    this.#cells.set(cell, happenings);
    this.#look();
  }

  /** To be called when the page is shown or hidden: whoever sees the page needs no notice of what is on it. */
  looked(): void {
    this.#look();
  }

  /** Ends it. */
  close(): void {
    this.#stop();
    this.#cells.clear();
  }

  #look(): void {
    const { now, isHidden, after } = this.#parts;
    if (!isHidden()) {
      this.#stop();
      this.#remember([...this.#cells].map(([cell, happenings]) => ({ cell, happenings })));
      return;
    }
    if (this.#callOff !== null || this.#untold().length === 0) return;
    const soonest = Math.max(now() + GATHER_MS, this.#lastTold + APART_MS);
    this.#callOff = after(afterQuiet(soonest, this.#choices.quiet) - now(), () => {
      this.#callOff = null;
      this.#parts.alone(() => this.#tell());
    });
  }

  #tell(): void {
    const { isHidden, now, tell } = this.#parts;
    const news = this.#untold();
    // A device that slept may wake in quiet hours.
    const isTime = afterQuiet(now(), this.#choices.quiet) <= now();
    if (news.length > 0 && isHidden() && isTime) {
      this.#lastTold = now();
      this.#remember(news);
      tell(news);
    } else this.#look();
  }

  /** Another tab may have told of something meanwhile, so what is known is read anew each time. */
  #untold(): News[] {
    const seen = readSeen(this.#parts.seen);
    return [...this.#cells].flatMap(([cell, all]) => {
      const happenings = all.filter(({ key, kind }) => this.#choices.kinds.includes(kind) && !seen.has(key));
      return happenings.length === 0 ? [] : [{ cell, happenings }];
    });
  }

  #remember(news: readonly News[]): void {
    addSeen(
      this.#parts.seen,
      news.flatMap(({ happenings }) => happenings.map(({ key }) => key)),
    );
  }

  #stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }
}
