import { fill } from '../practices/wording.ts';
import type { Call } from './call.ts';
import { texts } from './texts.ts';

/** What there is to know of a daemon that runs, for scripts. */
export interface Started {
  /** Lets a browser in, once. */
  readonly link: string;
  readonly port: number;
  readonly home: string;
  /** Whether it ran before. */
  readonly already: boolean;
  readonly state?: string;
}

/** Says on one line that a daemon runs, and how to get in. */
export function showStarted({ flags, terminal }: Call, started: Started, words: keyof typeof texts & `start.${string}`): void {
  terminal.print(flags.json ? JSON.stringify(started) : fill(texts[words], { link: started.link }));
}
