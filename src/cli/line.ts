import type { Problem } from '../daemon/problem.ts';
import type { KeyringState, TaskCard } from '../daemon/service.ts';
import type { PeerEvent } from '../peer/peer-event.ts';

/** What a task gave, in the form that was asked for, or why it gave nothing. */
export type Reply<Form extends 'json' | 'text'> =
  | { readonly ok: true; readonly output: Form extends 'json' ? unknown : string }
  | { readonly ok: false; readonly problem: Problem };

/** Somebody listening to what changes. */
export interface Listening {
  /** Resolves when nothing more will be heard: Moot has stopped, or `stop` was called. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** A line to Moot with one home: to the daemon that runs with it, or to this very process. All of it may throw `Stop`. */
export interface Line {
  readonly tasks: readonly TaskCard[];
  /** Whether a daemon answers: then what was begun goes on when this process ends. */
  readonly isDaemon: boolean;
  state(): Promise<KeyringState>;
  /** Runs a task. `json` gives its output, `text` what people are told. */
  run<Form extends 'json' | 'text'>(name: string, input: unknown, cell: string | undefined, form: Form): Promise<Reply<Form>>;
  /** Calls back on everything that changes once this has resolved. */
  listen(heard: (event: PeerEvent) => void): Promise<Listening>;
  close(): Promise<void>;
}
