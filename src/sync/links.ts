import { type Id, idOf } from '../bytes/id.ts';
import { Bans } from './bans.ts';
import type { LinkId, SyncCell, SyncEvent, SyncSelf } from './events.ts';
import { SYNC } from './limits.ts';
import { LinkState } from './link.ts';
import type { Message } from './messages.ts';
import type { Outbox } from './outbox.ts';
import type { OwnTime } from './own-time.ts';
import { placeOf, proofKey, type Role, readProof, transcriptOf, writeProof } from './proof.ts';
import type { Shelf } from './shelf.ts';

/** Why one goes whom the other does not know. Back at once it would push out the next one, who comes back as soon, and so on for ever. */
const NO_ROOM = 'too-many-unknown';

type Of<T extends Message['type']> = Extract<Message, { type: T }>;

/** The links of a cell: how each begins, whom it turns out to lead to, and how it ends. */
export class Links {
  readonly #cell: SyncCell;
  readonly #self: SyncSelf;
  readonly #device: Id;
  readonly #key: Uint8Array;
  readonly #shelf: Shelf;
  readonly #outbox: Outbox;
  readonly #time: OwnTime;
  readonly #bans = new Bans();
  readonly #links = new Map<LinkId, LinkState>();
  readonly #gone: (link: LinkState) => void;

  /** @param gone is told of each link that has ended */
  constructor(cell: SyncCell, self: SyncSelf, shelf: Shelf, outbox: Outbox, time: OwnTime, gone: (link: LinkState) => void) {
    this.#cell = cell;
    this.#self = self;
    this.#device = idOf(self.keys.publicKey);
    this.#key = proofKey(cell.blind, cell.id);
    this.#shelf = shelf;
    this.#outbox = outbox;
    this.#time = time;
    this.#gone = gone;
  }

  get(link: LinkId): LinkState | undefined {
    return this.#links.get(link);
  }

  /** All links, as they are now: some may be closed while the caller goes through them. */
  all(): LinkState[] {
    return [...this.#links.values()];
  }

  /** A link has come about: both ends greet. */
  begin(event: Extract<SyncEvent, { type: 'linked' }>): void {
    const link = new LinkState(event, this.#self.random(32), this.#time.now, this.#shelf, (log) => {
      const opening = this.#cell.record.chain(log)?.opening;
      if (opening?.lane !== 'record') return null;
      return opening.device === this.#device ? 'own' : 'others';
    });
    // An honest device proves itself at once: so of too many who came and did not, the first is let go.
    const unproved = this.all().filter(({ other, dialled }) => other === null && !dialled);
    if (!link.dialled && unproved.length >= SYNC.unprovedLinks) this.close(unproved[0] as LinkState, 'too-many-links');
    this.#links.set(link.id, link);
    this.#outbox.send(link, { type: 'hello', version: SYNC.version, salt: link.salt });
    if (this.#links.size > SYNC.links) this.close(link, 'too-many-links');
  }

  /** The other end has greeted. Who dialled proves first: whoever only listens around learns nothing from us. */
  greeted(link: LinkState, { version, salt }: Of<'hello'>): void {
    if (link.hello !== null || version === 0) {
      this.close(link, 'message-out-of-place', true);
      return;
    }
    link.hello = { version, salt };
    if (link.dialled) this.#prove(link);
  }

  /** The other end has sent its proof. @returns whether the link is open now */
  proved(link: LinkState, { sealed }: Of<'prove'>): boolean {
    const device = this.#deviceOf(link, sealed);
    if (device === null) return false;
    if (device === this.#device || this.#bans.holds(device, this.#time.now)) {
      this.close(link, device === this.#device ? 'own-device' : 'come-later');
      return false;
    }
    const standing = this.#cell.standing(device);
    if (standing !== 'member') this.#makeRoomForUnknown();
    if (!link.dialled) this.#prove(link);
    link.other = { device, standing };
    this.#outbox.push({ type: 'proved', link: link.id, device, standing });
    this.#keepOne(link, device);
    return true;
  }

  /** One end of a link whose both ends have greeted: ours, or the other one. */
  placeOf(link: LinkState, role: Role): Uint8Array {
    return placeOf(this.#transcript(link), role);
  }

  /** Asks for all standings again. @returns the links of those whose standing is another one now */
  judgeAgain(): LinkState[] {
    return this.all().filter((link) => {
      if (link.other === null) return false;
      const standing = this.#cell.standing(link.other.device);
      if (standing === link.other.standing) return false;
      link.other.standing = standing;
      this.#outbox.push({ type: 'proved', link: link.id, device: link.other.device, standing });
      return true;
    });
  }

  /** The other end has said goodbye. */
  left(link: LinkState, reason: string): void {
    const theirs = /^[a-z-]+$/.test(reason) ? reason : 'unclear';
    this.#outbox.push({ type: 'close', link: link.id, reason: `other-left-${theirs}`, blame: false, calmly: theirs === NO_ROOM });
    this.forget(link);
  }

  /** Ends a link. @param blame the other end did what only a liar does: its device is not listened to for a while */
  close(link: LinkState, reason: string, blame = false): void {
    if (blame && link.other !== null) this.#bans.add(link.other.device, this.#time.now);
    this.#outbox.send(link, { type: 'bye', reason });
    this.#outbox.push({ type: 'close', link: link.id, reason, blame, calmly: blame || reason === NO_ROOM });
    this.forget(link);
  }

  /** A link has ended. */
  forget(link: LinkState): void {
    if (this.#links.delete(link.id)) this.#gone(link);
  }

  /** Time has passed: who has not proved itself by now is let go. */
  tick(): void {
    for (const link of this.all()) if (link.other === null && this.#time.now >= link.since + SYNC.proofTime) this.close(link, 'too-slow');
  }

  /** When a tick is wanted; infinity when none is. */
  get due(): number {
    let at = Number.POSITIVE_INFINITY;
    for (const link of this.#links.values()) if (link.other === null) at = Math.min(at, link.since + SYNC.proofTime);
    return at;
  }

  #prove(link: LinkState): void {
    const sealed = writeProof(this.#key, this.#transcript(link), link.role, this.#self.keys, this.#cell.charter());
    this.#outbox.send(link, { type: 'prove', sealed });
  }

  #deviceOf(link: LinkState, sealed: Uint8Array): Id | null {
    const isDue = link.hello !== null && link.other === null;
    const proof = isDue ? readProof(this.#key, this.#transcript(link), link.otherRole, sealed) : null;
    if (proof?.ok) return proof.value.device;
    this.close(link, proof?.reason ?? 'message-out-of-place', true);
    return null;
  }

  #transcript(link: LinkState): Uint8Array {
    return transcriptOf(this.#cell.id, link.ends as NonNullable<LinkState['ends']>);
  }

  /** Whoever has the cell's secret can make up devices: so those who are not members' hold few links, and the newest is heard. */
  #makeRoomForUnknown(): void {
    const unknown = this.all().filter(({ other }) => other !== null && other.standing !== 'member');
    if (unknown.length >= SYNC.unknownLinks) this.close(unknown[0] as LinkState, NO_ROOM);
  }

  /** Of several links to one device the newest stays: the other end may have lost the older without our knowing. The lesser device decides, so that both do not. */
  #keepOne(newest: LinkState, device: Id): void {
    if (this.#device > device) return;
    for (const link of this.all()) if (link !== newest && link.other?.device === device) this.close(link, 'replaced');
  }
}
