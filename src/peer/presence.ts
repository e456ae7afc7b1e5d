import type { Id } from '../bytes/id.ts';
import { kindOf } from '../cell/action.ts';
import { addDevice, leave, linkDevice, newEpoch, revokeDevice, showFork, unopened } from '../cell/actions.ts';
import { decodeBundle } from '../cell/bundle.ts';
import type { Entry } from '../log/chain.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Accepted } from '../log/record.ts';
import type { Draft } from '../log/writing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Link, Network, NetworkOptions, NetworkTrouble, OpenNetwork } from '../ports/network.ts';
import type { Random } from '../ports/random.ts';
import type { LackingKeys } from '../sync/events.ts';
import { Attesting } from './attesting.ts';
import { Dialer, peerOf } from './dialer.ts';
import { Door } from './door.ts';
import { readCards } from './kept-cards.ts';
import { Links, type LinkView } from './links.ts';
import { Meetings } from './meetings.ts';
import type { PeerEvent } from './peer-event.ts';
import type { Seat } from './seat.ts';
import { cellTag, openDoors } from './tags.ts';
import { Upkeep } from './upkeep.ts';
import { sealAsked, sealEpochs } from './welcome.ts';

/** How long changes of reach are gathered before they are written down, in milliseconds. */
const REACH_PAUSE = 5_000;

/** What a presence works with. */
export interface PresenceParts {
  readonly clock: Clock;
  readonly random: Random;
  /** Null where this device stays by itself. */
  readonly openNetwork: OpenNetwork | null;
  readonly listen: readonly string[];
  readonly lan: boolean;
  /** The port that the cell's network has chosen, to be kept. */
  portChosen(cell: Id, port: number): void;
  /** The disk refused: the seat has to be opened again. */
  failed(cell: Id, error: unknown): void;
  tell(event: PeerEvent): void;
}

/** A seat that is awake: it meets other devices, opens the door, and attests by itself. */
export class Presence {
  readonly seat: Seat;
  readonly meetings: Meetings;
  readonly #parts: PresenceParts;
  readonly #links: Links;
  readonly #attesting: Attesting;
  readonly #door: Door;
  readonly #upkeep: Upkeep;
  /** Where other devices were last, by their own word. */
  readonly #cards = new Map<Id, readonly string[]>();
  /** By epoch and device, what has been sealed anew. */
  readonly #sealedAnew = new Set<string>();
  #network: Network | null = null;
  #dialer: Dialer | null = null;
  #keepReach: (() => void) | null = null;
  #closed = false;

  constructor(seat: Seat, parts: PresenceParts) {
    this.seat = seat;
    this.#parts = parts;
    this.meetings = new Meetings(parts.clock);
    this.#attesting = new Attesting(seat, parts.clock);
    this.#upkeep = new Upkeep(seat, parts.clock);
    this.#door = new Door(seat, parts, (cell) => parts.tell({ type: 'door', cell }));
    this.#links = new Links(seat, parts.clock, parts.random, {
      proved: (device) => this.#handOver(device),
      card: ({ device, network, addresses }) => {
        if (device === seat.device) return;
        // A device tells of itself alone.
        const own = addresses.filter((address) => peerOf(address) === network);
        this.#cards.set(device, own);
        this.#dialer?.learn(own, device);
      },
      handed: () => this.#sealAnew(),
      asked: (device, asked) => this.#handOver(device, asked),
      gone: (peer, calmly) => this.#dialer?.lost(peer, calmly),
      changed: () => this.#changed(),
    });
    if (parts.openNetwork !== null)
      seat.ownPast.ask({
        links: () => this.#links.views(),
        claims: (log) => this.#links.claims(log),
        isAlone: () => seat.cell.currentDevices().size <= 1,
      });
    seat.draws.user = { moved: () => parts.tell({ type: 'entries', cell: seat.cell.id, practices: ['decisions'] }) };
    seat.user = {
      stored: (accepted, from) => this.#stored(accepted, from),
      opened: (entries) => this.#tellEntries(entries),
      forked: (proof) => this.#links.tell({ type: 'forked', proof }),
      erased: (logs) => {
        this.#links.tell({ type: 'erased', logs });
        parts.tell({ type: 'entries', cell: seat.cell.id, practices: ['talk'] });
      },
      failed: (error) => parts.failed(seat.cell.id, error),
    };
  }

  /** Begins: attests what is due, and meets others if there is a network. Rejects with the network's operating error. */
  async start(): Promise<void> {
    this.#tellUnopened();
    this.#sealAnew();
    this.seat.draws.begin();
    this.#attesting.soon();
    // Others are met once all is here that they may build on, or ask for.
    if (!this.seat.isAwake) {
      await this.seat.awake();
      if (this.#closed || !this.seat.isAwake) return;
      this.#parts.tell({ type: 'entries', cell: this.seat.cell.id, practices: ['talk'] });
    }
    await this.#upkeep.begin();
    this.#upkeep.start();
    await this.meetings.load(this.seat.notes);
    const { openNetwork, listen, lan, portChosen } = this.#parts;
    if (openNetwork === null) return;
    const { keys } = this.seat;
    const options: NetworkOptions = { seed: keys.network, listen, port: keys.port, lan };
    const ownTag = keys.welcome === null ? '' : cellTag(keys.welcome.blind);
    const opening = openNetwork(options, {
      linked: (link) => this.#linked(link, network.self),
      // Whoever looks for the door dials it; only of the cell's own tag are there members to be dialled.
      found: (tag, addresses) => {
        if (tag === ownTag) this.#dialer?.learn(addresses);
      },
      moved: (addresses) => this.#moved(addresses),
    });
    const network = await opening.catch((error: unknown) => {
      this.seat.ownPast.rest();
      throw error;
    });
    if (this.#closed) return network.close();
    this.#network = network;
    this.#dialer = new Dialer(
      network,
      this.#parts,
      'cell',
      (peer) => !this.#links.views().some((view) => view.peer === peer),
      (link) => {
        this.#linked(link, network.self);
      },
    );
    const port = portOf(network.addresses());
    if (port !== null && port !== keys.port) portChosen(this.seat.cell.id, port);
    for (const proof of this.seat.forkProofs) this.#links.tell({ type: 'forked', proof });
    this.#moved(network.addresses());
    await this.#learnCards();
    this.announce();
    this.seat.ownPast.reachable();
  }

  /** Our own addresses at this moment. */
  addresses(): readonly string[] {
    return this.#network?.addresses() ?? [];
  }

  /** What hinders finding others on the local network. */
  troubles(): readonly NetworkTrouble[] {
    return this.#network?.troubles() ?? [];
  }

  /** Where members' devices are to be found, our own first. */
  knownAddresses(): readonly string[] {
    return [...this.addresses(), ...[...this.#cards.values()].flat()];
  }

  /** How each link stands. */
  links(): readonly LinkView[] {
    return this.#links.views();
  }

  /** Dials these addresses, beside those that are known. */
  learn(addresses: readonly string[]): void {
    this.#dialer?.learn(addresses);
  }

  /** Announces on the local network what others may look for: the cell itself, and the door for each open invitation. */
  announce(): void {
    const { keys, cell } = this.seat;
    if (keys.welcome === null) return;
    this.#network?.announce([cellTag(keys.welcome.blind), ...openDoors(cell.invitations.all(), this.#parts.clock.now() / 1000)]);
  }

  /** Resolves once the device has attested all that is due: what one member of a cell of one decides is decided by then. */
  settled(): Promise<void> {
    return this.#attesting.settled();
  }

  /** Ends it. The seat's store stays open. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.seat.ownPast.rest();
    await this.#attesting.settled();
    await this.#upkeep.close();
    this.#closed = true;
    await this.seat.draws.close();
    this.#attesting.close();
    this.#dialer?.close();
    this.#door.close();
    this.#keepReach?.();
    await this.seat.settled();
    await this.#keepProgress();
    // Without it the cell opens more slowly, and that is all.
    await this.seat.layDown().catch(() => {});
    this.#links.close();
    await this.#network?.close();
  }

  #linked(link: Link, self: string): void {
    if (link.purpose === 'cell') this.#links.add(link, self);
    else this.#door.knock(link, self);
  }

  #moved(addresses: readonly string[]): void {
    if (this.#network !== null && addresses.length > 0)
      this.#links.tell({ type: 'addresses', network: this.#network.self, addresses: addresses.slice(0, 8) });
  }

  /**
   * Whoever made an epoch may not have known of a device that has been linked, or admitted, elsewhere meanwhile. @param asked what the device itself says to lack;
   * null for what the record says
   */
  #handOver(device: Id, asked: LackingKeys | null = null): void {
    const { seat } = this;
    const { random } = this.#parts;
    const current = seat.cell.currentDevices().get(device);
    if (current === undefined || device === seat.device) return;
    const { bundle } = current;
    const pieces = asked === null ? sealEpochs(seat, device, bundle, random) : sealAsked(seat, device, bundle, asked, random);
    for (const sealed of pieces) this.#links.tell({ type: 'keys', device, sealed });
  }

  /** Whoever made an epoch sealed rubbish to this device: the others are told, and those who hold it hand it over. */
  #tellUnopened(): void {
    const { seat } = this;
    const due = () =>
      (seat.member === undefined ? [] : seat.cell.epochs.untold((circle) => seat.isSecretOver(circle))).map(
        (epoch): Draft => ({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: unopened.write({ epoch }) }),
      );
    // What the disk refuses is due again with the next entry.
    if (due().length > 0) void seat.writeDue(due).catch(() => {});
  }

  /**
   * Somebody who reads a circle has not been sealed its epochs: whoever is to do so first does, by an entry that all carry on. Once for each while this is awake: who
   * says again and again that it cannot open them, or says so in a story that nobody can name, has nothing more written for it.
   */
  #sealAnew(): void {
    const { seat } = this;
    const { random } = this.#parts;
    const due = () => {
      const seals = seat.member === undefined ? [] : seat.cell.dueSeals(seat.member);
      return seals.flatMap(({ epoch, lacking }) => {
        const fresh = new Map([...lacking].filter(([device]) => !this.#sealedAnew.has(`${epoch.id}/${device}`)));
        return fresh.size === 0 ? [] : [{ epoch, lacking: fresh }];
      });
    };
    if (due().length === 0) return;
    let sealed: readonly string[] = [];
    const drafts = () => {
      const seals = due();
      sealed = seals.flatMap(({ epoch, lacking }) => [...lacking.keys()].map((device) => `${epoch.id}/${device}`));
      const actions = seals.map(({ epoch, lacking }) => seat.cell.epochs.seal(epoch, lacking, (size) => random.bytes(size)));
      return actions.map((action): Draft => ({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: newEpoch.write(action) }));
    };
    const written = seat.writeDue(drafts).then(() => {
      for (const one of sealed) this.#sealedAnew.add(one);
    });
    // What the disk refuses is due again with the next entry.
    written.catch(() => {});
  }

  async #learnCards(): Promise<void> {
    const { notes, cell } = this.seat;
    const cards = (await readCards(notes, cell.currentDevices().keys())).map(({ sealed }) => sealed);
    this.#links.tell({ type: 'cards', cards });
  }

  #stored(accepted: readonly Accepted[], from: number | null): void {
    this.#links.stored(accepted, from);
    this.#tellLinks();
    const record = accepted.map(({ entry }) => entry).filter(({ chain }) => chain.scope === 'record');
    /** Devices that may lack epochs: each is handed all of them, however often that shows. */
    const lacking = new Set<Id>();
    for (const entry of record) {
      const epoch = newEpoch.read(entry.action);
      const readers = new Set(epoch?.seals.map(({ device }) => device));
      if (epoch !== undefined)
        for (const device of this.seat.cell.readersOf(epoch.circle).keys()) if (!readers.has(device)) lacking.add(device);
      const shown = showFork.read(entry.action);
      if (shown !== undefined) {
        this.seat.showFork(shown.proof);
        this.#links.tell({ type: 'forked', proof: shown.proof });
      }
      const [kind, added] = [kindOf(entry.action), addDevice.read(entry.action)];
      if (kind === unopened.kind) lacking.add(entry.chain.opening.device);
      // Who speaks for whom has changed, though the charter may not have.
      if (kind === revokeDevice.kind || kind === leave.kind || shown !== undefined) this.#links.tell({ type: 'changed' });
      if (kind !== linkDevice.kind && added === undefined) continue;
      // Who speaks for whom has changed, though the charter has not.
      this.#links.tell({ type: 'changed' });
      const bundle = added === undefined ? null : decodeBundle(added.bundle);
      lacking.add(bundle?.ok ? bundle.value.device : entry.chain.opening.device);
    }
    for (const device of lacking) this.#handOver(device);
    if (record.length > 0) {
      this.#upkeep.changed();
      this.seat.draws.soon();
      this.#tellUnopened();
      this.#sealAnew();
    }
    this.#attesting.soon();
    this.#door.changed();
    const kinds = new Set(record.map((entry) => kindOf(entry.action) ?? ''));
    if (kinds.has('invite') || kinds.has('uninvite')) this.announce();
    this.#askForLacking();
    this.#tellEntries(accepted.map(({ entry }) => entry));
  }

  /** Somebody has left out words that nobody took back, as far as is known here: others are asked. */
  #askForLacking(): void {
    const places = new Map<Id, number>();
    for (const { chain, seq } of this.seat.lacking) places.set(chain.logId, Math.min(seq, places.get(chain.logId) ?? seq));
    if (places.size > 0) this.#links.tell({ type: 'lacking', places });
  }

  #tellEntries(entries: readonly Entry[]): void {
    const practices = new Set(entries.map(practiceOf));
    this.#parts.tell({ type: 'entries', cell: this.seat.cell.id, practices: [...practices].sort() });
  }

  /** What others hold has changed, and perhaps whom we are linked with. */
  #changed(): void {
    const { id: cell } = this.seat.cell;
    this.#parts.tell({ type: 'reach', cell });
    this.#tellLinks();
    this.#keepReach ??= this.#parts.clock.after(REACH_PAUSE, () => {
      this.#keepReach = null;
      void this.#keepProgress();
    });
  }

  #tellLinks(): void {
    if (this.meetings.note(this.#links.views())) this.#parts.tell({ type: 'links', cell: this.seat.cell.id });
  }

  /** A disk that refuses shows itself when something is written that matters. */
  async #keepProgress(): Promise<void> {
    if (this.seat.fault !== null) return;
    await Promise.allSettled([this.seat.keepReach(), this.meetings.keep(this.seat.notes)]);
  }
}

/** The practice that an entry concerns. Another lane than the record is named as the practice that writes there, so nothing there has to be opened. */
function practiceOf(entry: Entry): string {
  const { lane } = entry.chain.opening;
  if (lane !== 'record') return lane;
  const kind = kindOf(entry.action) ?? '';
  return kind.includes('/') ? (kind.split('/')[0] as string) : 'cell';
}

/** The TCP port in the first address that has one. */
function portOf(addresses: readonly string[]): number | null {
  for (const address of addresses) {
    const port = /\/tcp\/(\d+)/.exec(address)?.[1];
    if (port !== undefined) return Number(port);
  }
  return null;
}
