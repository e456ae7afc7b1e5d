import { ok } from 'node:assert/strict';
import type { Libp2p } from 'libp2p';
import { assertMessage, type Link, type LinkUser, type Purpose, QUEUE_BYTES, QUEUE_LIMIT_BYTES, type Via } from '../../ports/network.ts';
import { FrameGatherer, FrameReader } from './frames.ts';
import { tellRoomSparingly } from './muxer.ts';

export type Connection = ReturnType<Libp2p['getConnections']>[number];
export type Stream = Awaited<ReturnType<Connection['newStream']>>;

/** How long a link waits for what, in milliseconds. */
export interface LinkPatience {
  /** Until a closing link has sent what is queued and heard the other end's goodbye. */
  readonly goodbye: number;
  /** A link that has sent nothing for so long sends a sign of life. */
  readonly heartbeat: number;
}

/** After so many heartbeats' time in which nothing came, the other end is gone, whatever TCP says. */
const SILENT_HEARTBEATS = 3;

/** A link over one libp2p stream, which has its connection to itself. */
export class StreamLink implements Link {
  readonly peer: string;
  readonly purpose: Purpose;
  readonly via: Via;
  readonly dialled: boolean;
  readonly #stream: Stream;
  readonly #connection: Connection;
  readonly #goodbyeMs: number;
  readonly #gathered = new FrameGatherer();
  readonly #reader: FrameReader;
  readonly #pulse: NodeJS.Timeout;
  readonly #ending = Promise.withResolvers<void>();
  #user: LinkUser | null = null;
  #waiters: (() => void)[] = [];
  #flushing = false;
  #sent = false;
  #silence = 0;
  /** `closing`: our user has said goodbye; `over`: nothing more will be sent or delivered. */
  #state: 'open' | 'closing' | 'over' = 'open';
  #listening = false;
  #ended = false;

  constructor(stream: Stream, connection: Connection, facts: Pick<Link, 'purpose' | 'via' | 'dialled'>, patience: LinkPatience) {
    this.peer = connection.remotePeer.toString();
    this.purpose = facts.purpose;
    this.via = facts.via;
    this.dialled = facts.dialled;
    this.#stream = stream;
    tellRoomSparingly(stream);
    this.#connection = connection;
    this.#goodbyeMs = patience.goodbye;
    this.#reader = new FrameReader((message) => {
      if (this.#state === 'open') this.#user?.message(message);
    });
    // Until the user is there, yamux's window bounds what the other end can send.
    stream.pause();
    // Not at once: what is sent while the stream dispatches `idle` would lie there, since it believes that it is still sending.
    stream.addEventListener('drain', () => this.#flushSoon());
    stream.addEventListener('idle', () => this.#flushSoon());
    stream.addEventListener('end', () => this.#end());
    stream.addEventListener('close', () => this.#end());
    this.#pulse = setInterval(() => this.#beat(), patience.heartbeat);
    this.#pulse.unref();
  }

  send(message: Uint8Array): boolean {
    assertMessage(message);
    if (this.#state !== 'open') return true;
    this.#gathered.add(message);
    this.#flushSoon();
    if (this.#queued > QUEUE_LIMIT_BYTES) this.#abort('the other end takes nothing more');
    return this.#queued <= QUEUE_BYTES;
  }

  drained(): Promise<void> {
    if (this.#state === 'over' || this.#queued <= QUEUE_BYTES / 2) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  close(): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    setTimeout(() => this.#abort('no goodbye came'), this.#goodbyeMs).unref();
    this.#listen();
    this.#flushSoon();
  }

  open(user: LinkUser): void {
    ok(this.#user === null, 'a link is opened once');
    this.#user = user;
    queueMicrotask(() => (this.#state === 'over' ? user.closed() : this.#listen()));
  }

  /** Resolves when the link has ended and its connection is given back. */
  get ended(): Promise<void> {
    return this.#ending.promise;
  }

  get #queued(): number {
    return this.#gathered.waiting + this.#stream.writeBufferLength;
  }

  /** Messages of one moment leave together, and at the end of that moment. */
  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#state === 'over') return;
    try {
      while (!this.#stream.writableNeedsDrain) {
        const bytes = this.#gathered.take();
        if (bytes === null) break;
        this.#sent = true;
        this.#stream.send(bytes);
      }
      if (this.#queued <= QUEUE_BYTES / 2) this.#wake();
      if (this.#state === 'closing' && this.#queued === 0) this.#stream.close().catch(() => this.#end());
    } catch {
      this.#abort('the stream takes nothing more');
    }
  }

  /** Begins to read. A link that is closing reads on, without delivering, so that the other end's goodbye gets through. */
  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    this.#stream.addEventListener('message', ({ data }) => {
      this.#silence = 0;
      for (const piece of data instanceof Uint8Array ? [data] : data) {
        if (this.#state === 'over') return;
        if (!this.#reader.read(piece)) return this.#abort('a message is too long');
      }
    });
    if (this.#stream.readStatus === 'paused') this.#stream.resume();
    if (this.#ended) this.#finish();
  }

  /** The other end has said goodbye or is gone. What it sent before is delivered first, even to a user who comes only now. */
  #end(): void {
    this.#ended = true;
    if (this.#listening) this.#finish();
  }

  #beat(): void {
    this.#silence++;
    if (!this.#sent) this.#gathered.addHeartbeat();
    this.#sent = false;
    this.#flush();
    if (this.#silence > SILENT_HEARTBEATS) this.#abort('the other end has gone silent');
  }

  #abort(reason: string): void {
    if (this.#state === 'over') return;
    const error = new Error(reason);
    this.#stream.abort(error);
    this.#connection.abort(error);
    this.#finish();
  }

  #finish(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    clearInterval(this.#pulse);
    this.#wake();
    void this.#letGo().then(this.#ending.resolve);
    const user = this.#user;
    if (user !== null) queueMicrotask(() => user.closed());
  }

  /** Says goodbye where that has not been done, and gives the connection back. */
  async #letGo(): Promise<void> {
    const signal = AbortSignal.timeout(this.#goodbyeMs);
    try {
      await this.#stream.close({ signal });
      await this.#connection.close({ signal });
    } catch (error) {
      this.#connection.abort(error as Error);
    }
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}
