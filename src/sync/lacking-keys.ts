import { bytesOf } from '../bytes/id.ts';
import { concatBytes } from '../bytes/octets.ts';
import { sign, verify } from '../crypto/sign.ts';
import type { LackingKeys, SyncCell, SyncSelf } from './events.ts';
import { SYNC } from './limits.ts';
import type { LinkState } from './link.ts';
import type { Links } from './links.ts';
import type { Message } from './messages.ts';
import type { Outbox } from './outbox.ts';
import type { OwnTime } from './own-time.ts';

const DOMAIN = 'moot/lacking-keys';
/** The first version that knows this message. */
const SINCE = 3;

/** How one link has been asked. */
interface Asked {
  /** What was lacking then. */
  readonly what: string;
  /** When it may be asked for that again, and how long after that for the time after next. */
  readonly again: number;
  readonly pause: number;
  /** How many of a kind it has been asked for: where too much is lacking for one message, the next goes on from there. */
  readonly from: number;
}

/**
 * Asks others for epochs that cannot be opened here, and passes on what others ask. The record cannot say it where two devices each hold an
 * epoch that the other lacks, for each would say it under its own.
 */
export class LackingKeysAsked {
  readonly #cell: SyncCell;
  readonly #self: SyncSelf;
  readonly #links: Links;
  readonly #outbox: Outbox;
  readonly #time: OwnTime;
  readonly #asked = new WeakMap<LinkState, Asked>();
  #lacking: LackingKeys | null = null;
  #what = '';
  #isLookDue = false;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(cell: SyncCell, self: SyncSelf, links: Links, outbox: Outbox, time: OwnTime) {
    this.#cell = cell;
    this.#self = self;
    this.#links = links;
    this.#outbox = outbox;
    this.#time = time;
  }

  /** What is lacking may have changed: it is looked at soon, and not more often than once in a while. */
  look(): void {
    this.#isLookDue = true;
  }

  /** Asks those whose time has come. To be called after each event. */
  ask(): void {
    if (this.#isLookDue && this.#time.now >= this.#nextLook) {
      this.#isLookDue = false;
      this.#looked = this.#time.now;
      this.#lacking = this.#cell.lackingKeys();
      this.#what = this.#lacking === null ? '' : [...this.#lacking.epochs, ...this.#lacking.tags].join();
    }
    if (this.#lacking === null) return;
    for (const link of this.#askable()) {
      const asked = this.#asked.get(link);
      // What has just come to light may be on its way: the first time, too, one waits for a moment.
      if (asked === undefined) this.#wait(link, this.#what, SYNC.pauseTime, 0);
      else if (asked.what !== this.#what) this.#wait(link, this.#what, Math.min(SYNC.pauseTime, asked.again - this.#time.now), asked.from);
      else if (this.#time.now >= asked.again) this.#send(link, this.#lacking, asked);
    }
  }

  /** When a tick is wanted; infinity when none is. */
  get due(): number {
    let at = this.#isLookDue && this.#askable().length > 0 ? this.#nextLook : Number.POSITIVE_INFINITY;
    if (this.#lacking !== null) for (const link of this.#askable()) at = Math.min(at, this.#asked.get(link)?.again ?? at);
    return at;
  }

  /** The other end lacks epochs: where it is a member's device, whoever holds them is told, so often as is bearable. */
  asked(link: LinkState, { prekey, signature, epochs, tags }: Extract<Message, { type: 'lacking-keys' }>): void {
    const { other } = link;
    if (other?.standing !== 'member' || !link.lackingAllowance.take(this.#time.now)) return;
    const place = this.#links.placeOf(link, link.otherRole);
    if (!verify(bytesOf(other.device), DOMAIN, concatBytes(place, prekey), signature)) this.#links.close(link, 'signature-wrong', true);
    else this.#outbox.push({ type: 'keys-asked', device: other.device, asked: { prekey, epochs, tags } });
  }

  get #nextLook(): number {
    return this.#looked + SYNC.pauseTime;
  }

  /** Those who may be asked: a device that is unknown here may know us, where it is its own beginning that cannot be read. */
  #askable(): LinkState[] {
    return this.#links.all().filter(({ other, hello }) => other !== null && other.standing !== 'removed' && (hello?.version ?? 0) >= SINCE);
  }

  #wait(link: LinkState, what: string, pause: number, from: number): void {
    this.#asked.set(link, { what, again: this.#time.now + Math.max(0, pause), pause: SYNC.pauseTime, from });
  }

  #send(link: LinkState, { prekey, epochs, tags }: LackingKeys, { what, pause, from }: Asked): void {
    const place = this.#links.placeOf(link, link.role);
    const signature = sign(this.#self.keys.secretKey, DOMAIN, concatBytes(place, prekey));
    this.#outbox.send(link, { type: 'lacking-keys', prekey, signature, epochs: turnOf(epochs, from), tags: turnOf(tags, from) });
    const next = Math.min(pause * 2, SYNC.longestPause);
    this.#asked.set(link, { what, again: this.#time.now + pause, pause: next, from: from + SYNC.lackingKeys });
  }
}

/** As many as fit a message, all of them in turn: nobody hides one by making many that nobody can open. */
function turnOf<T>(all: readonly T[], from: number): readonly T[] {
  const at = all.length <= SYNC.lackingKeys ? 0 : from % all.length;
  return [...all.slice(at), ...all.slice(0, at)].slice(0, SYNC.lackingKeys);
}
