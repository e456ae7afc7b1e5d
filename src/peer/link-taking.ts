import type { Id } from '../bytes/id.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { type LinkLetter, parseLink } from '../cell/link-letter.ts';
import { signDeviceAsked } from '../cell/links.ts';
import { signingKeys } from '../crypto/sign.ts';
import type { Link, Network } from '../ports/network.ts';
import { LinkingNewcomer, type LinkingStep } from '../sync/linking.ts';
import { type DeviceName, encodeLinkingMessage, type OfferedCell } from '../sync/linking-messages.ts';
import { Dialer } from './dialer.ts';
import { bundleOf, freshKeys } from './founding.ts';
import type { CellKeys } from './keyring.ts';
import type { PeerParts } from './peer-parts.ts';
import type { Presence } from './presence.ts';
import { linkTag } from './tags.ts';
import { openWelcome } from './welcome.ts';

/** How long after a link has run out the numbers may still be compared, in milliseconds. */
const COMPARING = 120_000;

/** Reasons that time mends. */
const PASSING: ReadonlySet<string> = new Set(['try-again', 'message-out-of-place', 'host-not-proved', 'link-in-use']);

/** How a linking stands, on the new device. */
export interface TakingView {
  /** `reaching`: the other device is looked for. `comparing`: both show the number. `entering`: keys are on their way. `linked`, `stopped`: it is over. */
  readonly state: 'reaching' | 'comparing' | 'entering' | 'linked' | 'stopped';
  /** What both show while it is compared: six digits. */
  readonly number: string | null;
  /** The cells that this device has entered. */
  readonly cells: readonly Id[];
  /** Why it was stopped. */
  readonly reason: string | null;
}

/** A cell that this device enters because another one of its person's has linked it. */
export interface Arrival {
  readonly keys: CellKeys;
  /** Where others were last to be found. */
  readonly addresses: readonly string[];
  /** What the person calls their devices. */
  readonly names: readonly DeviceName[];
}

/** What of the peer a linking of this device needs. */
export interface TakingPeer {
  readonly parts: PeerParts;
  presence(cell: Id): Presence | undefined;
  /** Enters the cells in which this device has been linked. Resolved means that the keys are on the disk. */
  moveIn(arrivals: readonly Arrival[]): Promise<void>;
}

/** This device becomes another one of its person's: it looks for the device that made the link, and enters their cells with keys of its own. */
export class LinkTaking {
  readonly #peer: TakingPeer;
  readonly #tell: () => void;
  readonly #name: string;
  readonly #links = new Set<Link>();
  /** Own keys by cell: the same ones if the way is lost and found again. */
  readonly #keys = new Map<Id, CellKeys>();
  readonly #arrived = new Map<Id, Arrival>();
  #view: TakingView = { state: 'reaching', number: null, cells: [], reason: null };
  #network: Network | null = null;
  #dialer: Dialer | null = null;
  #callOff: () => void = () => {};

  /** @param name what the person calls this device @param tell that it has got further */
  constructor(peer: TakingPeer, name: string, tell: () => void) {
    this.#peer = peer;
    this.#name = name;
    this.#tell = tell;
  }

  get view(): TakingView {
    return this.#view;
  }

  get isOver(): boolean {
    return this.#view.state === 'linked' || this.#view.state === 'stopped';
  }

  /** Begins to look for the other device. Refuses what is wrong with the link, `link-expired`, `moot-rests`. Rejects with the network's operating error. */
  async begin(text: string): Promise<Verdict<TakingView>> {
    const letter = parseLink(text);
    if (!letter.ok) return letter;
    const { openNetwork, clock, random, listen, lan } = this.#peer.parts;
    const left = letter.value.expires * 1000 - clock.now();
    if (left <= 0) return refuse('link-expired');
    if (openNetwork === null) return refuse('moot-rests');
    const anyPort = listen.map((address) => address.replace(/\/tcp\/\d+/u, '/tcp/0'));
    const network = await openNetwork(
      { seed: random.bytes(32), listen: anyPort, port: 0, lan },
      { linked: (link) => link.close(), found: (_tag, addresses) => this.#dialer?.learn(addresses), moved() {} },
    );
    this.#network = network;
    const isWanted = (peer: string) => !this.isOver && ![...this.#links].some((link) => link.peer === peer);
    this.#dialer = new Dialer(network, this.#peer.parts, 'own', isWanted, (link) => this.#meet(link, letter.value, network.self));
    this.#dialer.learn(letter.value.addresses);
    network.announce([linkTag(letter.value.secret)]);
    this.#callOff = clock.after(left + COMPARING, () => this.stop('link-expired'));
    return accept(this.#view);
  }

  /** Ends it, if it is not over. */
  stop(reason: string): void {
    if (this.isOver) return;
    for (const link of this.#links) link.send(encodeLinkingMessage({ type: 'refused', reason }));
    this.#end({ state: 'stopped', reason });
  }

  /** Ends it for good. */
  async close(): Promise<void> {
    this.stop('link-stopped');
    await this.#network?.close();
  }

  #end(change: Partial<TakingView>): void {
    this.#callOff();
    this.#become({ ...change, number: null });
    this.#dialer?.close();
    for (const link of this.#links) link.close();
    void this.#network?.close();
  }

  #become(change: Partial<TakingView>): void {
    this.#view = { ...this.#view, ...change };
    this.#tell();
  }

  #meet(link: Link, { secret }: LinkLetter, self: string): void {
    const channel = { newcomer: self, host: link.peer };
    const newcomer = new LinkingNewcomer(channel, secret, this.#peer.parts.random.bytes(32));
    this.#links.add(link);
    link.open({
      message: (octets) => this.#step(link, newcomer.take(octets)),
      closed: () => {
        this.#links.delete(link);
        if (this.isOver) return;
        if (this.#view.state !== 'reaching') this.#become({ state: 'reaching', number: null });
        this.#dialer?.lost(link.peer, false);
      },
    });
    link.send(newcomer.hello());
  }

  #step(link: Link, step: LinkingStep): void {
    if (this.isOver) return;
    if (step.type === 'compare') {
      if (step.message !== null) link.send(step.message);
      this.#become({ state: 'comparing', number: step.number });
    }
    if (step.type === 'offered') this.#give(link, step.cells);
    if (step.type === 'welcomed') this.#welcome(link, step);
    if (step.type !== 'refused') return;
    link.close();
    if (!PASSING.has(step.reason)) this.#end({ state: 'stopped', reason: step.reason });
  }

  /** Fresh keys for each cell in which this device does not speak yet. */
  #give(link: Link, cells: readonly OfferedCell[]): void {
    const wanted = cells.filter(({ cell }) => this.#peer.presence(cell)?.seat.member === undefined);
    if (wanted.length === 0) {
      this.stop(cells.length === 0 ? 'no-cell' : 'already-here');
      return;
    }
    for (const { cell } of wanted) if (!this.#keys.has(cell)) this.#keys.set(cell, freshKeys(cell, this.#peer.parts.random, null));
    const keys = wanted.map(({ cell, member }) => {
      const own = this.#keys.get(cell);
      assert(own !== undefined, 'keys that were just made');
      const bundle = bundleOf(own);
      return { cell, bundle, asked: signDeviceAsked(signingKeys(own.device).secretKey, cell, member, bundle) };
    });
    this.#become({ state: 'entering', number: null });
    link.send(encodeLinkingMessage({ type: 'keys', name: this.#name, cells: keys }));
  }

  /** A cell has come: once all have, this device moves in, and only what is on its disk is told to have arrived. */
  #welcome(link: Link, { cell, sealed, addresses, names }: Extract<LinkingStep, { type: 'welcomed' }>): void {
    const own = this.#keys.get(cell);
    const welcome = own === undefined ? null : openWelcome(own, bundleOf(own), sealed);
    if (own === undefined || !welcome?.ok) {
      this.stop('welcome-not-for-us');
      return;
    }
    const named = [...names, { device: signingKeys(own.device).publicKey.toHex(), name: this.#name }];
    this.#arrived.set(cell, { keys: { ...own, welcome: welcome.value }, addresses, names: named.filter(({ name }) => name !== '') });
    if (this.#arrived.size < this.#keys.size) return;
    this.#peer.moveIn([...this.#arrived.values()]).then(
      () => {
        link.send(encodeLinkingMessage({ type: 'done', cells: this.#arrived.size }));
        this.#end({ state: 'linked', cells: [...this.#arrived.keys()] });
      },
      (error: unknown) => {
        this.#peer.parts.log(String(error));
        this.stop('disk-failing');
      },
    );
  }
}
