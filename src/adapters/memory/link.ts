import { assertMessage, type Link, type LinkUser, type Purpose, QUEUE_BYTES, QUEUE_LIMIT_BYTES } from '../../ports/network.ts';

/** Runs a task later. Tasks may be run in any order: a link keeps its own. */
export type Schedule = (task: () => void) => void;

/** What each message costs in a queue besides its bytes. */
const MESSAGE_COST = 4;

/** One end of a link in memory. Whatever is under way to it lies in its own inbox. */
export class MemoryLink implements Link {
  readonly peer: string;
  readonly purpose: Purpose;
  readonly via = 'here';
  readonly dialled: boolean;
  readonly #schedule: Schedule;
  #other!: MemoryLink;
  /** Messages, and null for the other end's goodbye. */
  #inbox: (Uint8Array | null)[] = [];
  #inboxBytes = 0;
  #user: LinkUser | null = null;
  #over = false;
  #waiters: (() => void)[] = [];

  private constructor(peer: string, purpose: Purpose, dialled: boolean, schedule: Schedule) {
    this.peer = peer;
    this.purpose = purpose;
    this.dialled = dialled;
    this.#schedule = schedule;
  }

  /** Makes a link from one network id to another and gives its two ends. */
  static pair(from: string, to: string, purpose: Purpose, schedule: Schedule): { dialler: MemoryLink; host: MemoryLink } {
    const dialler = new MemoryLink(to, purpose, true, schedule);
    const host = new MemoryLink(from, purpose, false, schedule);
    dialler.#other = host;
    host.#other = dialler;
    return { dialler, host };
  }

  /** Whether nothing more is sent or delivered at this end. */
  get over(): boolean {
    return this.#over;
  }

  send(message: Uint8Array): boolean {
    assertMessage(message);
    if (this.#over) return true;
    this.#other.#put(message.slice(), message.length + MESSAGE_COST);
    if (this.#waiting > QUEUE_LIMIT_BYTES) this.break();
    return this.#waiting <= QUEUE_BYTES;
  }

  drained(): Promise<void> {
    if (this.#over || this.#waiting <= QUEUE_BYTES / 2) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  close(): void {
    if (this.#over) return;
    this.#other.#put(null, 0);
    this.#end();
  }

  open(user: LinkUser): void {
    if (this.#user !== null) throw new Error('a link is opened once');
    this.#user = user;
    if (this.#over) this.#schedule(() => user.closed());
    else for (const _ of this.#inbox) this.#schedule(() => this.#deliver());
  }

  /** Breaks the link, as when a cable is pulled: what is under way is lost, and both ends are told. */
  break(): void {
    for (const end of [this, this.#other]) end.#end();
  }

  get #waiting(): number {
    return this.#other.#inboxBytes;
  }

  #put(item: Uint8Array | null, bytes: number): void {
    if (this.#over) return;
    this.#inbox.push(item);
    this.#inboxBytes += bytes;
    this.#schedule(() => this.#deliver());
  }

  #deliver(): void {
    if (this.#user === null || this.#over) return;
    const item = this.#inbox.shift();
    if (item === undefined) return;
    if (item === null) {
      this.#end();
      return;
    }
    this.#inboxBytes -= item.length + MESSAGE_COST;
    if (this.#inboxBytes <= QUEUE_BYTES / 2) this.#other.#wake();
    this.#user.message(item);
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#inbox = [];
    this.#inboxBytes = 0;
    this.#wake();
    this.#other.#wake();
    const user = this.#user;
    if (user !== null) this.#schedule(() => user.closed());
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}
