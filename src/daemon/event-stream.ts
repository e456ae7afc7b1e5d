import type { PeerEvent } from '../peer/peer-event.ts';
import type { Clock } from '../ports/clock.ts';
import type { Service } from './service.ts';

/** How often a quiet stream shows that it is still there, in milliseconds. */
export const HEARTBEAT_MS = 15_000;
/** How many may listen at once. */
export const MOST_LISTENERS = 16;
/** How many different events wait for one slow listener; with more, its stream ends, and it comes again and asks for everything. */
export const MOST_WAITING = 256;

/**
 * Tells listeners what has changed, as server-sent events (WHATWG HTML, section 9.2): `data:` holds a `PeerEvent` as JSON. Events say what to
 * ask for again and carry nothing else, so the same one is not told twice to whoever has not taken the first yet.
 */
export class EventStreams {
  readonly #clock: Clock;
  readonly #open = new Set<{ tell(event: PeerEvent): void; end(): void }>();
  readonly #stop: () => void;

  constructor(service: Pick<Service, 'onEvent'>, clock: Clock) {
    this.#clock = clock;
    this.#stop = service.onEvent((event) => {
      for (const stream of this.#open) stream.tell(event);
    });
  }

  /** How many listen at this moment. */
  get count(): number {
    return this.#open.size;
  }

  /** Opens a stream for a listener; null when there are as many as can be. */
  open(): ReadableStream<Uint8Array> | null {
    if (this.#open.size >= MOST_LISTENERS) return null;
    const waiting = new Map<string, string>();
    let controller: ReadableStreamDefaultController<Uint8Array>;
    let callOff = (): void => {};
    const flush = (): void => {
      const room = controller.desiredSize ?? 0;
      if (room <= 0 || waiting.size === 0) return;
      controller.enqueue(new TextEncoder().encode([...waiting.values()].join('')));
      waiting.clear();
      callOff();
      callOff = this.#clock.after(HEARTBEAT_MS, beat);
    };
    const put = (key: string, text: string): void => {
      waiting.set(key, text);
      if (waiting.size > MOST_WAITING) stream.end();
      else flush();
    };
    const beat = (): void => put('', ': still here\n\n');
    const forget = (): void => {
      callOff();
      this.#open.delete(stream);
    };
    const stream = {
      tell(event: PeerEvent): void {
        const data = JSON.stringify(event);
        put(data, `data: ${data}\n\n`);
      },
      end(): void {
        forget();
        controller.close();
      },
    };
    this.#open.add(stream);
    return new ReadableStream<Uint8Array>(
      {
        start(given) {
          controller = given;
          beat();
        },
        pull: flush,
        cancel: forget,
      },
      { highWaterMark: 1 },
    );
  }

  /** Ends all streams. */
  close(): void {
    this.#stop();
    for (const stream of this.#open) stream.end();
  }
}
