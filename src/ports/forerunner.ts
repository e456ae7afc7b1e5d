import type { LookedAt, ToLookAt } from '../log/ahead.ts';

/** Looks at entries ahead of those who read them, on the side where it can: one core hashes and unseals while another goes on. */
export interface Forerunner {
  /** Whether it has set out: what it is given before waits until it has. */
  readonly isOnItsWay: boolean;
  /** Takes the arrays over: they are of no use any more. One run after the other, in the order of the calls. @returns null where nothing came of it: then everything is left for its turn */
  look(entries: ToLookAt): Promise<LookedAt | null>;
  /** Lets go of everything, secrets among it. What is under way comes to null. */
  end(): void;
}

/** When somebody is sent ahead. */
export interface SendingAhead {
  /** How many entries have to be read before it is worth it. */
  readonly least: number;
  send(): Forerunner;
}
