import type { SyncEffect } from './events.ts';
import type { LinkState } from './link.ts';
import { encodeMessage, type Message } from './messages.ts';

/** Gathers the effects of one event, in order. */
export class Outbox {
  #effects: SyncEffect[] = [];

  push(effect: SyncEffect): void {
    this.#effects.push(effect);
  }

  send(link: LinkState, message: Message): void {
    this.#effects.push({ type: 'send', link: link.id, message: encodeMessage(message) });
  }

  /** Sends messages that are encoded already. */
  sendAll(link: LinkState, messages: readonly Uint8Array[]): void {
    for (const message of messages) this.#effects.push({ type: 'send', link: link.id, message });
  }

  /** All effects since the last call. */
  take(): SyncEffect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }
}
