import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Verdict } from '../bytes/verdict.ts';
import type { Segment } from '../log/segment.ts';
import { AddressBook } from './address-book.ts';
import { Bans } from './bans.ts';
import type { KeptCard } from './card.ts';
import type { LinkId, LinkStatus, SyncCell, SyncEffect, SyncEvent, SyncSelf } from './events.ts';
import { Fetching } from './fetching.ts';
import { ForkProofs } from './fork-proofs.ts';
import { SYNC } from './limits.ts';
import { LinkState } from './link.ts';
import { decodeMessage, encodeMessage, type Message, type Part, type Told } from './messages.ts';
import { proofKey, readProof, transcriptOf, writeProof } from './proof.ts';
import { isLie } from './refusals.ts';
import type { Reading } from './serving.ts';
import { blockStart, Shelf } from './shelf.ts';
import { pushesOf, pushTo, tellOf } from './telling.ts';

type Event<T extends SyncEvent['type']> = Extract<SyncEvent, { type: T }>;
type Of<T extends Message['type']> = Extract<Message, { type: T }>;

/**
 * One device's side of the conversation with all other devices of one cell (design/sync.md). It has no clock and no wires: each event is answered
 * with effects, to be carried out in order. `handle` is never called from within an effect.
 */
export class SyncMachine {
  readonly #cell: SyncCell;
  readonly #self: SyncSelf;
  readonly #device: Id;
  readonly #key: Uint8Array;
  readonly #shelf: Shelf;
  readonly #fetching: Fetching;
  readonly #book: AddressBook;
  readonly #proofs: ForkProofs;
  readonly #bans = new Bans();
  readonly #links = new Map<LinkId, LinkState>();
  readonly #readings = new Map<number, { readonly link: LinkState; readonly reading: Reading }>();
  #requests = 0;
  #charter: Id;
  #effects: SyncEffect[] = [];
  /** Our own time: it goes on with the clock, but neither back nor far at once. */
  #now = 0;
  #clock: number | null = null;
  /** When gathered changes are told. */
  #announceAt: number | null = null;
  /** When logs that wait here were last looked at again: they may have had to make room. */
  #rechecked = 0;
  readonly #announceDelay: number;

  /**
   * @param cell with a record that has been restored from the disk, signatures included
   * @param options.announceDelay milliseconds in which changes are gathered before they are told
   */
  constructor(cell: SyncCell, self: SyncSelf, options: { readonly announceDelay?: number } = {}) {
    this.#cell = cell;
    this.#self = self;
    this.#device = idOf(self.keys.publicKey);
    this.#key = proofKey(cell.blind, cell.id);
    this.#shelf = new Shelf(cell.record);
    this.#fetching = new Fetching(cell.record);
    this.#book = new AddressBook(cell, self);
    this.#proofs = new ForkProofs(cell.record);
    this.#charter = cell.charter();
    this.#announceDelay = options.announceDelay ?? SYNC.announceDelay;
  }

  /** Takes an event and says what is to be done. @param clock milliseconds since 1970 by our own clock, which may be wrong and may jump */
  handle(event: SyncEvent, clock: number): SyncEffect[] {
    this.#now += Math.max(0, Math.min(clock - (this.#clock ?? clock), SYNC.longestStep));
    this.#clock = clock;
    this.#take(event);
    this.#plan();
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  /** In how many milliseconds from the last event a tick is wanted; null when none is. To be asked after each event. */
  get wait(): number | null {
    let at = this.#announceAt ?? Number.POSITIVE_INFINITY;
    for (const link of this.#links.values()) {
      if (link.asking.lacks.size > 0) at = Math.min(at, this.#rechecked + SYNC.recheckTime);
      if (link.other === null) at = Math.min(at, link.since + SYNC.proofTime);
      at = Math.min(at, this.#fetching.deadline(link.asking), link.asking.pausedUntil ?? at);
    }
    return at === Number.POSITIVE_INFINITY ? null : Math.max(0, Math.min(SYNC.longestStep, at - this.#now));
  }

  /** How each link stands. */
  links(): LinkStatus[] {
    return [...this.#links.values()].map((link) => ({
      link: link.id,
      device: link.other?.device ?? null,
      standing: link.other?.standing ?? null,
      inSync: this.#inSync(link),
    }));
  }

  #inSync(link: LinkState): boolean {
    if (!link.isMember || !link.asking.heard) return false;
    for (const [log, count] of link.asking.theirs) if (count > this.#cell.record.reach(log)) return false;
    for (const log of this.#shelf.logs()) if ((link.asking.theirs.get(log) ?? 0) < this.#shelf.count(log)) return false;
    return true;
  }

  #take(event: SyncEvent): void {
    switch (event.type) {
      case 'linked':
        this.#linked(event);
        break;
      case 'accepted':
        this.#accepted(event);
        break;
      case 'answer':
        this.#answered(event);
        break;
      case 'forked':
        this.#forked(event.proof);
        break;
      case 'addresses':
        this.#publish([this.#book.move(event.network, event.addresses, this.#seconds)], null);
        break;
      case 'cards':
        this.#publish(
          event.cards.map((card) => this.#book.take(card, this.#seconds)),
          null,
        );
        break;
      case 'keys':
        this.#handOver(event.device, event.sealed);
        break;
      case 'changed':
        this.#changed();
        break;
      case 'tick':
        this.#tick();
        break;
      default: {
        const link = this.#links.get(event.link);
        if (link !== undefined) this.#takeOf(link, event);
      }
    }
  }

  /** What happens on one link. */
  #takeOf(link: LinkState, event: Event<'message' | 'received' | 'closed' | 'full' | 'drained'>): void {
    switch (event.type) {
      case 'message':
        this.#message(link, event.bytes);
        break;
      case 'received':
        this.#received(link, event);
        break;
      case 'closed':
        this.#forget(link);
        break;
      case 'full':
        link.full = true;
        break;
      case 'drained':
        link.full = false;
        this.#tell(link);
        this.#serve(link);
    }
  }

  // Links: greeting, proof, standing, end.

  #linked(event: Event<'linked'>): void {
    const link = new LinkState(event, this.#self.random(32), this.#now, this.#shelf, (log) => this.#cell.record.chain(log)?.opening.lane);
    let unproved = 0;
    for (const { other } of this.#links.values()) if (other === null) unproved++;
    this.#links.set(link.id, link);
    this.#send(link, { type: 'hello', version: SYNC.version, salt: link.salt });
    if (this.#links.size > SYNC.links || unproved >= SYNC.unprovedLinks) this.#close(link, 'too-many-links');
  }

  #hello(link: LinkState, { version, salt }: Of<'hello'>): void {
    if (link.hello !== null || version === 0) {
      this.#close(link, 'message-out-of-place', true);
      return;
    }
    link.hello = { version, salt };
    // Who dialled proves first: whoever only listens around learns nothing from us, not even that we are here.
    if (link.dialled) this.#prove(link);
  }

  #prove(link: LinkState): void {
    const sealed = writeProof(this.#key, this.#transcript(link), link.role, this.#self.keys, this.#cell.charter());
    this.#send(link, { type: 'prove', sealed });
  }

  #transcript(link: LinkState): Uint8Array {
    return transcriptOf(this.#cell.id, link.ends as NonNullable<LinkState['ends']>);
  }

  #proved(link: LinkState, { sealed }: Of<'prove'>): void {
    if (link.hello === null || link.other !== null) {
      this.#close(link, 'message-out-of-place', true);
      return;
    }
    const proof = readProof(this.#key, this.#transcript(link), link.otherRole, sealed);
    if (!proof.ok) {
      this.#close(link, proof.reason, true);
      return;
    }
    const { device } = proof.value;
    if (device === this.#device) {
      this.#close(link, 'own-device');
      return;
    }
    if (this.#bans.holds(device, this.#now)) {
      this.#close(link, 'come-later');
      return;
    }
    const standing = this.#cell.standing(device);
    if (standing !== 'member' && this.#countUnknown() >= SYNC.unknownLinks) {
      this.#close(link, 'too-many-links');
      return;
    }
    if (!link.dialled) this.#prove(link);
    link.other = { device, standing };
    this.#effects.push({ type: 'proved', link: link.id, device, standing });
    this.#keepOne(link, device);
    this.#open(link);
  }

  #countUnknown(): number {
    let count = 0;
    for (const { other } of this.#links.values()) if (other !== null && other.standing !== 'member') count++;
    return count;
  }

  /** Of several links to one device the newest stays: the other end may have lost the older without our knowing. The lesser device decides, so that both do not. */
  #keepOne(newest: LinkState, device: Id): void {
    if (this.#device > device) return;
    for (const link of [...this.#links.values()]) {
      if (link !== newest && link.other?.device === device) this.#close(link, 'replaced');
    }
  }

  /** Begins to tell, as far as the other end's standing allows. */
  #open(link: LinkState): void {
    if (link.other === null || link.other.standing === 'unknown') return;
    link.told.clear();
    for (const log of this.#shelf.logs()) link.untold.add(log);
    const messages = tellOf(link, this.#cell.record, this.#shelf);
    if (messages.length === 0) this.#send(link, { type: 'have', logs: [], more: false });
    this.#sendAll(link, messages);
    if (link.isMember) this.#sendCards(link, this.#book.all());
    this.#sendAll(link, this.#proofs.tell(link));
  }

  /** Charter or keys are new: standings are asked for again, and what was refused may count now. */
  #changed(): void {
    this.#charter = this.#cell.charter();
    for (const link of this.#links.values()) {
      link.asking.mendAll();
      if (link.other === null) continue;
      const standing = this.#cell.standing(link.other.device);
      if (standing === link.other.standing) continue;
      link.other.standing = standing;
      this.#effects.push({ type: 'proved', link: link.id, device: link.other.device, standing });
      this.#open(link);
    }
    this.#publish(this.#book.refresh(this.#seconds), null);
  }

  #close(link: LinkState, reason: string, blame = false): void {
    if (blame && link.other !== null) this.#bans.add(link.other.device, this.#now);
    this.#send(link, { type: 'bye', reason });
    this.#effects.push({ type: 'close', link: link.id, reason, blame });
    this.#forget(link);
  }

  #forget(link: LinkState): void {
    this.#links.delete(link.id);
    this.#fetching.release(link.id);
  }

  // Messages.

  #message(link: LinkState, bytes: Uint8Array): void {
    const message = decodeMessage(bytes, link.hello?.version ?? 0);
    if (!message.ok) {
      this.#close(link, message.reason, true);
      return;
    }
    const { value } = message;
    if (link.other === null && value.type !== 'hello' && value.type !== 'prove' && value.type !== 'bye') {
      this.#close(link, 'message-out-of-place', true);
      return;
    }
    switch (value.type) {
      case 'hello':
        this.#hello(link, value);
        break;
      case 'prove':
        this.#proved(link, value);
        break;
      case 'have':
        this.#heard(link, value);
        break;
      case 'want':
        this.#wanted(link, value);
        break;
      case 'parts':
        this.#parts(link, value.parts);
        break;
      case 'sent':
        this.#sent(link, value.more);
        break;
      case 'cards':
        this.#cards(link, value.cards);
        break;
      case 'proof':
        this.#proof(link, value);
        break;
      case 'keys':
        // Each costs an opening of public-key cryptography, so they are counted with the cards.
        if (link.isMember && link.cardAllowance.take(this.#now)) this.#effects.push({ type: 'keys', link: link.id, sealed: value.sealed });
        break;
      case 'bye':
        this.#left(link, value.reason);
    }
  }

  #left(link: LinkState, reason: string): void {
    this.#effects.push({
      type: 'close',
      link: link.id,
      reason: `other-left-${/^[a-z-]+$/.test(reason) ? reason : 'unclear'}`,
      blame: false,
    });
    this.#forget(link);
  }

  // What they have, and what we ask for.

  #heard(link: LinkState, { logs, more }: Of<'have'>): void {
    const { asking } = link;
    const changes: [Id, number][] = [];
    for (const told of logs) {
      if (told.count === 0 || told.count > LIMITS.lamport) {
        this.#close(link, 'message-malformed', true);
        return;
      }
      if (asking.tells(told.log, told.count)) changes.push([told.log, told.count]);
      this.#compare(link, told);
    }
    if (asking.theirs.size > (link.isMember ? SYNC.toldLogs : SYNC.toldLogsOfUnknown)) {
      this.#close(link, 'too-many-logs', true);
      return;
    }
    if (!more) asking.heard = true;
    if (changes.length > 0) this.#effects.push({ type: 'reach', device: (link.other as { device: Id }).device, changes });
    this.#sendAll(link, this.#proofs.tell(link));
  }

  /** If we hold another entry where they say their log ends, one of us has been told another story: we ask for theirs. */
  #compare(link: LinkState, { log, count, tip }: Told): void {
    const ours = this.#cell.record.chain(log)?.entries[count - 1];
    if (ours === undefined || ours.id === tip || this.#cell.record.frozen.has(log)) return;
    link.asking.probes.set(log, blockStart(count - 1));
    link.asking.lacks.add(log);
    link.asking.due = true;
  }

  #plan(): void {
    const unstored = this.#cell.record.size - this.#shelf.stored;
    if (this.#fetching.takeReleased()) this.#recheck();
    const links = [...this.#links.values()].filter((link) => link.other !== null && link.asking.due);
    links.sort((a, b) => a.asking.failures - b.asking.failures || a.id - b.id);
    for (const link of links) for (const message of this.#fetching.plan(link, this.#now, unstored)) this.#send(link, message);
  }

  #sent(link: LinkState, more: boolean): void {
    if (!this.#fetching.sent(link, more)) this.#close(link, 'sent-unasked', true);
    else if (link.asking.failures >= SYNC.failures) this.#close(link, 'withholds', true);
  }

  #recheck(): void {
    for (const link of this.#links.values()) if (link.asking.lacks.size > 0) link.asking.due = true;
  }

  #parts(link: LinkState, parts: readonly Part[]): void {
    const { record } = this.#cell;
    link.asking.progress = this.#now;
    for (const part of parts) {
      for (const entry of part.entries) link.asking.arrived += entry.length;
      const segment = link.joiner.add(part);
      if (!segment.ok) {
        this.#close(link, segment.reason, true);
        return;
      }
      if (segment.value === null) continue;
      link.receiving.push({ segment: segment.value, reach: record.reach(part.log) });
      this.#effects.push({ type: 'receive', link: link.id, segment: segment.value });
    }
  }

  #received(link: LinkState, { segment, refused, accepted }: Event<'received'>): void {
    const at = link.receiving.findIndex((receiving) => receiving.segment === segment);
    const [receiving] = at < 0 ? [] : link.receiving.splice(at, 1);
    if (receiving === undefined) return;
    const log = idOf(segment.log);
    const end = segment.from + segment.entries.length;
    const { asking } = link;
    // Whoever sends it has it; so a piece that came too early is asked for with what stands before it.
    asking.tells(log, end);
    asking.due = true;
    if (refused !== null) this.#refused(link, segment, refused);
    else {
      asking.mend(log);
      if (segment.from <= (asking.probes.get(log) ?? -1)) asking.endProbe(log);
      if (this.#shelf.refresh(log)) this.#announce([log]);
    }
    if (accepted > 0 || (refused === null && end > receiving.reach)) link.idle = Math.max(0, link.idle - 2);
    else if (++link.idle > SYNC.idleSegments) this.#close(link, 'nothing-new', true);
  }

  #refused(link: LinkState, segment: Segment, reason: string): void {
    const log = idOf(segment.log);
    if (reason === 'segment-has-a-gap') return;
    // Of a log that told two stories, what others' entries stand on still counts; of what does not join our story there is no more to learn.
    if (this.#cell.record.frozen.has(log)) {
      link.asking.endProbe(log);
      link.asking.pause(log, this.#now);
      return;
    }
    if (reason === 'signature-wrong' && link.asking.probe(log, segment.from)) return;
    if (isLie(reason)) {
      this.#close(link, reason, true);
      return;
    }
    link.asking.pause(log, this.#now);
  }

  // What they want, and what we tell.

  #wanted(link: LinkState, message: Of<'want'>): void {
    const taken = link.serving.want(message);
    if (!taken.ok) {
      this.#close(link, taken.reason, true);
      return;
    }
    if (!message.more) this.#serve(link);
  }

  #serve(link: LinkState): void {
    while (!link.full) {
      const { readings, messages, sent } = link.serving.work();
      this.#sendAll(link, messages);
      for (const more of sent) this.#send(link, { type: 'sent', more });
      for (const reading of readings) this.#read(link, reading);
      if (sent.length === 0) return;
    }
  }

  #read(link: LinkState, reading: Reading): void {
    const { run, from } = reading;
    const request = ++this.#requests;
    this.#readings.set(request, { link, reading });
    this.#effects.push({ type: 'read', request, log: run.chain.log, from, count: run.end - from, bytes: SYNC.readBytes });
  }

  #answered({ request, entries }: Event<'answer'>): void {
    const open = this.#readings.get(request);
    this.#readings.delete(request);
    if (open === undefined || !this.#links.has(open.link.id)) return;
    const taken = open.link.serving.answer(open.reading, entries);
    if (!taken.ok) {
      this.#close(open.link, taken.reason);
      return;
    }
    this.#serve(open.link);
  }

  #accepted({ entries, from }: Event<'accepted'>): void {
    const grown = this.#shelf.store(entries.map(({ entry }) => entry));
    if (from === null) {
      const pushes = pushesOf(entries);
      for (const link of this.#links.values()) if (!link.full) this.#sendAll(link, pushTo(link, pushes));
    }
    this.#announce(grown);
    if (this.#cell.charter() !== this.#charter) this.#changed();
  }

  #announce(logs: Iterable<Id>): void {
    let any = false;
    for (const log of logs) {
      for (const link of this.#links.values()) {
        if (!link.gives(log) || (link.told.get(log) ?? 0) >= this.#shelf.count(log)) continue;
        link.untold.add(log);
        any = true;
      }
    }
    if (any) this.#announceAt ??= this.#now + this.#announceDelay;
  }

  #tell(link: LinkState): void {
    if (!link.full && link.other !== null && link.untold.size > 0) this.#sendAll(link, tellOf(link, this.#cell.record, this.#shelf));
  }

  #tick(): void {
    if (this.#announceAt !== null && this.#announceAt <= this.#now) {
      this.#announceAt = null;
      for (const link of this.#links.values()) this.#tell(link);
    }
    if (this.#now >= this.#rechecked + SYNC.recheckTime) {
      this.#rechecked = this.#now;
      this.#recheck();
    }
    for (const link of [...this.#links.values()]) {
      link.asking.wake(this.#now);
      if (link.other === null && this.#now >= link.since + SYNC.proofTime) this.#close(link, 'too-slow');
      else if (this.#fetching.stall(link, this.#now) && link.asking.failures >= SYNC.failures) this.#close(link, 'too-slow');
    }
  }

  // Keys, cards and fork proofs.

  #handOver(device: Id, sealed: Uint8Array): void {
    for (const link of this.#links.values()) {
      if (link.isMember && link.other?.device === device) this.#send(link, { type: 'keys', sealed });
    }
  }

  #cards(link: LinkState, cards: readonly Uint8Array[]): void {
    const fresh = cards.map((card) => (link.cardAllowance.take(this.#now) ? this.#book.take(card, this.#seconds) : null));
    this.#publish(fresh, link);
  }

  /** Hands on cards that are new here, to all but the one they came from. */
  #publish(cards: readonly (KeptCard | null)[], from: LinkState | null): void {
    const fresh = cards.filter((kept) => kept !== null);
    for (const { card, sealed } of fresh) this.#effects.push({ type: 'card', card, sealed });
    if (fresh.length === 0) return;
    for (const link of this.#links.values()) {
      // Our own card may be the answer to one that came from there.
      const theirs = fresh.filter(({ card }) => link !== from || card.device === this.#device);
      if (link.isMember)
        this.#sendCards(
          link,
          theirs.map(({ sealed }) => sealed),
        );
    }
  }

  #sendCards(link: LinkState, cards: readonly Uint8Array[]): void {
    for (let i = 0; i < cards.length; i += SYNC.cardsPerMessage) {
      this.#send(link, { type: 'cards', cards: cards.slice(i, i + SYNC.cardsPerMessage) });
    }
  }

  #forked(bytes: Uint8Array): void {
    if (this.#proofs.keep(bytes) === null) return;
    for (const link of this.#links.values()) this.#sendAll(link, this.#proofs.tell(link));
  }

  #proof(link: LinkState, message: Of<'proof'>): void {
    const taken: Verdict<unknown> = this.#proofs.take(link, message, this.#now);
    if (!taken.ok) {
      this.#close(link, taken.reason, true);
      return;
    }
    const news = taken.value as { proof: never; bytes: Uint8Array } | null;
    if (news === null) return;
    this.#effects.push({ type: 'fork-proof', link: link.id, ...news });
    for (const other of this.#links.values()) this.#sendAll(other, this.#proofs.tell(other));
  }

  get #seconds(): number {
    return Math.max(0, Math.floor((this.#clock ?? 0) / 1000));
  }

  #send(link: LinkState, message: Message): void {
    this.#effects.push({ type: 'send', link: link.id, message: encodeMessage(message) });
  }

  #sendAll(link: LinkState, messages: readonly Uint8Array[]): void {
    for (const message of messages) this.#effects.push({ type: 'send', link: link.id, message });
  }
}
