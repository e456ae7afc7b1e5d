import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { cleanName } from '../bytes/name.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { addDevice } from '../cell/actions.ts';
import { decodeBundle } from '../cell/bundle.ts';
import { formatLink, LINK_ADDRESSES } from '../cell/link-letter.ts';
import { isDeviceAsked } from '../cell/links.ts';
import type { Link, Network } from '../ports/network.ts';
import { recordDraft } from '../practices/decisions/actions.ts';
import { SYNC } from '../sync/limits.ts';
import { LinkingHost, type LinkingStep } from '../sync/linking.ts';
import { encodeLinkingMessage, type LinkKeys } from '../sync/linking-messages.ts';
import { keepDeviceName, readDeviceName } from './device-names.ts';
import { devicesOf } from './device-state.ts';
import type { PeerParts } from './peer-parts.ts';
import type { Presence } from './presence.ts';
import { linkTag } from './tags.ts';
import { sealWelcome } from './welcome.ts';

/**
 * How long a link is good; how long a person has to compare, though it ran out meanwhile; how long whoever connects may take to prove the
 * link; all in milliseconds. How many connect at once.
 */
const MOST = { good: 600_000, comparing: 120_000, proving: 10_000, guests: 4 };

/** Why a new device may say that it comes to nothing. */
const REASONS: ReadonlySet<string> = new Set(['already-here', 'no-cell', 'welcome-not-for-us', 'disk-failing', 'link-stopped']);

/** How a linking stands, on the device that made the link. */
export interface GivingView {
  /** `open`: nobody has taken the link. `comparing`: somebody has. `linking`: the person has agreed. `linked`, `stopped`: it is over. */
  readonly state: 'open' | 'comparing' | 'linking' | 'linked' | 'stopped';
  /** What to carry to the new device. */
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly cells: readonly Id[];
  /** What both show while it is compared: six digits. */
  readonly number: string | null;
  /** What the new device is called. */
  readonly name: string;
  /** Why it was stopped. */
  readonly reason: string | null;
}

interface Guest {
  readonly link: Link;
  readonly host: LinkingHost;
  readonly callOff: () => void;
}

/** What of the peer the linking of another device needs. */
export interface GivingPeer {
  readonly parts: PeerParts;
  presence(cell: Id): Presence | undefined;
}

/** One link for one new device of the person's: it waits for it under a network identity of its own, and links it once the person has agreed. */
export class LinkGiving {
  readonly #peer: GivingPeer;
  readonly #tell: () => void;
  readonly #guests = new Set<Guest>();
  #view: GivingView;
  #network: Network | null = null;
  #comparing: Guest | null = null;
  #callOff: () => void = () => {};

  /** @param cells in which the new device is to speak @param tell that it has got further */
  constructor(peer: GivingPeer, cells: readonly Id[], tell: () => void) {
    this.#peer = peer;
    this.#tell = tell;
    this.#view = { state: 'open', link: '', expires: 0, cells, number: null, name: '', reason: null };
  }

  get view(): GivingView {
    return this.#view;
  }

  get isOver(): boolean {
    return this.#view.state === 'linked' || this.#view.state === 'stopped';
  }

  /** Begins to wait for the new device. Refuses `moot-rests`. Rejects with the network's operating error. */
  async begin(): Promise<Verdict<GivingView>> {
    const { openNetwork, listen, lan, random, clock } = this.#peer.parts;
    if (openNetwork === null) return refuse('moot-rests');
    const secret = random.bytes(16);
    // A port that is kept for a cell is taken by it.
    const anyPort = listen.map((address) => address.replace(/\/tcp\/\d+/u, '/tcp/0'));
    const network = await openNetwork(
      { seed: random.bytes(32), listen: anyPort, port: 0, lan },
      { linked: (link) => this.#take(link, secret), found() {}, moved() {} },
    );
    this.#network = network;
    network.announce([linkTag(secret)]);
    const expires = clock.now() + MOST.good;
    const addresses = network.addresses().slice(0, LINK_ADDRESSES);
    const link = formatLink({ version: 1, secret, expires: Math.floor(expires / 1000), addresses });
    this.#callOff = clock.after(MOST.good, () => this.#expire());
    this.#become({ link, expires });
    return accept(this.#view);
  }

  /**
   * The person has compared the numbers. @param number what the new device shows
   * Refuses `nothing-to-compare`, `numbers-differ`: then it is over, for somebody else has the link.
   */
  confirm(number: string): Verdict<null> {
    const guest = this.#comparing;
    if (guest === null || this.#view.state !== 'comparing') return refuse('nothing-to-compare');
    if (number.replace(/\D/gu, '') !== this.#view.number) {
      this.stop('numbers-differ');
      return refuse('numbers-differ');
    }
    this.#become({ state: 'linking' });
    const cells = this.#presences().map(({ seat }) => ({ cell: seat.cell.id, member: seat.member as Id }));
    guest.link.send(guest.host.offer(cells));
    return accept(null);
  }

  /** Ends it, if it is not over: the link is worth nothing any more. */
  stop(reason: string): void {
    if (this.isOver) return;
    this.#comparing?.link.send(encodeLinkingMessage({ type: 'refused', reason }));
    this.#end({ state: 'stopped', reason });
  }

  /** Ends it without a word to anybody here. */
  async close(): Promise<void> {
    this.stop('link-stopped');
    await this.#network?.close();
  }

  #end(change: Partial<GivingView>): void {
    this.#callOff();
    this.#become({ ...change, number: null });
    this.#comparing = null;
    for (const guest of [...this.#guests]) this.#lose(guest);
    void this.#network?.close();
  }

  #become(change: Partial<GivingView>): void {
    this.#view = { ...this.#view, ...change };
    this.#tell();
  }

  #expire(): void {
    if (this.#view.state === 'open') this.stop('link-expired');
    else this.#callOff = this.#peer.parts.clock.after(MOST.comparing, () => this.stop('link-expired'));
  }

  #take(link: Link, secret: Uint8Array): void {
    const isTaken = this.isOver || this.#comparing !== null;
    if (link.purpose !== 'own' || isTaken || this.#guests.size >= MOST.guests) {
      link.close();
      return;
    }
    const { clock, random } = this.#peer.parts;
    const host = new LinkingHost({ newcomer: link.peer, host: (this.#network as Network).self }, secret, random.bytes(32));
    const callOff = clock.after(MOST.proving, () => {
      if (guest !== this.#comparing) this.#lose(guest);
    });
    const guest: Guest = { link, host, callOff };
    this.#guests.add(guest);
    link.open({ message: (octets) => this.#step(guest, host.take(octets)), closed: () => this.#lose(guest) });
  }

  #lose(guest: Guest): void {
    if (!this.#guests.delete(guest)) return;
    guest.callOff();
    guest.link.close();
    if (guest !== this.#comparing) return;
    // Whoever was linked already and lost the way comes again, and is compared again.
    this.#comparing = null;
    if (!this.isOver) this.#become({ state: 'open', number: null });
  }

  #step(guest: Guest, step: LinkingStep): void {
    if (step.type === 'send') guest.link.send(step.message);
    if (step.type === 'refused' && guest !== this.#comparing) this.#refuse(guest, step.reason);
    // Whoever has proved the link and says no means it; they are not believed to know any words but these.
    else if (step.type === 'refused') this.stop(REASONS.has(step.reason) ? step.reason : 'link-stopped');
    if (step.type === 'compare') this.#compare(guest, step.number);
    if (step.type === 'keys') void this.#link(guest, step).catch(() => this.#refuse(guest, 'try-again'));
    if (step.type === 'done') this.#end({ state: 'linked' });
  }

  #refuse(guest: Guest, reason: string): void {
    guest.link.send(encodeLinkingMessage({ type: 'refused', reason }));
    this.#lose(guest);
  }

  #compare(guest: Guest, number: string): void {
    if (this.#comparing !== null) {
      this.#refuse(guest, 'link-in-use');
      return;
    }
    this.#comparing = guest;
    this.#become({ state: 'comparing', number });
  }

  /** The cells in which this device speaks at this moment. */
  #presences(): Presence[] {
    const presences = this.#view.cells.map((cell) => this.#peer.presence(cell));
    return presences.filter((presence) => presence?.seat.member !== undefined) as Presence[];
  }

  /** Links the new device in each cell, which is in the record before the device is welcomed. */
  async #link(guest: Guest, { name, cells }: { readonly name: string; readonly cells: readonly LinkKeys[] }): Promise<void> {
    const called = cleanName(name);
    this.#become({ name: called.ok ? called.value : '' });
    for (const presence of this.#presences()) {
      const keys = cells.find(({ cell }) => cell === presence.seat.cell.id);
      if (keys === undefined) continue;
      const linked = await linkIn(presence, keys, this.#view.name);
      if (!linked.ok) {
        this.#refuse(guest, linked.reason);
        this.stop(linked.reason);
        return;
      }
      const { seat } = presence;
      const sealed = sealWelcome(seat, keys.bundle, this.#peer.parts.random);
      if (sealed === null) continue;
      const known = presence.knownAddresses().filter((address) => address.length <= LIMITS.addressBytes);
      const own = devicesOf(seat.cell, seat.member ?? '').filter((device) => device !== linked.value);
      const names = await Promise.all(own.map(async (device) => ({ device, name: await readDeviceName(seat.notes, device) })));
      guest.link.send(
        encodeLinkingMessage({
          type: 'welcome',
          cell: keys.cell,
          sealed,
          addresses: known.slice(0, SYNC.addresses),
          names: names.filter((one) => one.name !== '').slice(0, LIMITS.devicesOfMember),
        }),
      );
    }
  }
}

/** Puts a new device of this device's person into the record, unless it is there. Refuses what is wrong with it, `too-many-devices`. Rejects with the store's error. */
async function linkIn({ seat }: Presence, { bundle, asked }: LinkKeys, name: string): Promise<Verdict<Id>> {
  const { cell, member } = seat;
  const keys = decodeBundle(bundle);
  if (!keys.ok) return keys;
  const { device } = keys.value;
  if (member === undefined || !isDeviceAsked(device, cell.id, member, bundle, asked)) return refuse('device-not-asked');
  const isLinked = () => cell.currentDevices().get(device)?.member === member;
  if (!isLinked()) {
    if (!hasRoom(seat)) return refuse('too-many-devices');
    await seat.write([recordDraft(addDevice.write({ bundle, asked }))]);
  }
  if (!isLinked()) return refuse('too-many-devices');
  if (name !== '') await keepDeviceName(seat.notes, device, name);
  return accept(device);
}

/** Whether this device's person can link another one in this cell. */
export function hasRoom(seat: Presence['seat']): boolean {
  const isFull = seat.cell.currentDevices().size >= LIMITS.devices;
  return !isFull && devicesOf(seat.cell, seat.member ?? '').length < LIMITS.devicesOfMember;
}
