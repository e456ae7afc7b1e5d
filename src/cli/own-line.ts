import { answer } from '../daemon/answer.ts';
import { type OpenService, TASK_CARDS } from '../daemon/open-service.ts';
import type { KeyringState } from '../daemon/service.ts';
import type { PeerEvent } from '../peer/peer-event.ts';
import { lineTo } from './daemon-line.ts';
import type { Line, Listening, Reply } from './line.ts';
import { openPatiently } from './opening.ts';

/** What this process opens by itself when no daemon runs. */
export interface OwnParts {
  readonly place: string;
  /** Whether it meets other devices meanwhile. */
  readonly meets: boolean;
  log(line: string): void;
}

/** A line to this very process, which opens the home when it is first needed. Should a daemon start meanwhile, it speaks to that one. */
export function ownLine(parts: OwnParts): Line {
  return new OwnLine(parts);
}

class OwnLine implements Line {
  readonly tasks = TASK_CARDS;
  readonly #parts: OwnParts;
  #opened: Promise<OpenService | Line> | null = null;

  constructor(parts: OwnParts) {
    this.#parts = parts;
  }

  readonly isDaemon = false;

  async state(): Promise<KeyringState> {
    const opened = await this.#open();
    return 'service' in opened ? opened.service.state : opened.state();
  }

  async run<Form extends 'json' | 'text'>(name: string, input: unknown, cell: string | undefined, form: Form): Promise<Reply<Form>> {
    const opened = await this.#open();
    if (!('service' in opened)) return opened.run(name, input, cell, form);
    const done = await answer(opened.service, name, input, cell, this.#parts.log);
    if (!done.ok) return done;
    return { ok: true, output: form === 'text' ? done.told() : done.output } as Reply<Form>;
  }

  async listen(heard: (event: PeerEvent) => void): Promise<Listening> {
    const opened = await this.#open();
    if (!('service' in opened)) return opened.listen(heard);
    const off = opened.service.onEvent(heard);
    // Sockets and timers of a peer that waits keep no process alive.
    const alive = setInterval(() => {}, 2 ** 30);
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = (): void => {
      off();
      clearInterval(alive);
      resolve();
    };
    return { ended: promise, stop };
  }

  async close(): Promise<void> {
    await (await this.#opened)?.close();
  }

  async #openOrFind(): Promise<OpenService | Line> {
    const { place, meets, log } = this.#parts;
    const opened = await openPatiently(place, meets ? { listen: [], lan: true } : null, log);
    return 'service' in opened ? opened : lineTo(opened);
  }

  #open(): Promise<OpenService | Line> {
    this.#opened ??= this.#openOrFind();
    return this.#opened;
  }
}
