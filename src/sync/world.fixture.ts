import assert from 'node:assert/strict';
import { type Id, idOf } from '../bytes/id.ts';
import { utf8 } from '../bytes/octets.ts';
import { accept } from '../bytes/verdict.ts';
import { hash } from '../crypto/hash.ts';
import { hurryCryptography } from '../crypto/hurry.fixture.ts';
import { type SigningKeys, signingKeys } from '../crypto/sign.ts';
import { EpochKeys, epochOf } from '../log/epoch.ts';
import { type Fork, proveFork } from '../log/fork.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { type Accepted, Record } from '../log/record.ts';
import { type Draft, segmentsOf, writeEntries } from '../log/writing.ts';
import type { DeviceStanding, LackingKeys, LinkId, SyncCell, SyncEffect, SyncEvent } from './events.ts';
import { SYNC } from './limits.ts';
import { SyncMachine } from './machine.ts';
import { decodeMessage, encodeMessage, type Message } from './messages.ts';
import { proofKey, transcriptOf, writeProof } from './proof.ts';

// Many devices in one process look at the same.
hurryCryptography();

/** A cell of devices in one process, with wires that a test can cut, and a clock that a test moves. */
export const CHARTER = 'ab'.repeat(32);
const CELL = 'ce'.repeat(32);
const BLIND = new Uint8Array(32).fill(7);
const EPOCH = epochOf(new Uint8Array(32).fill(9), WHOLE_CELL, CHARTER);
const START = 1_800_000_000_000;

/** Numbers from 0 to 1 from a seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One direction of a wire. */
interface Wire {
  readonly to: Node;
  readonly queue: Uint8Array[];
  /** Whether the sender has been told that it is full. */
  full: boolean;
}

interface Wired {
  readonly ends: readonly [Node, Node];
  readonly wires: readonly [Wire, Wire];
  open: boolean;
}

export class Node {
  readonly name: string;
  readonly world: World;
  readonly keys: SigningKeys;
  readonly device: Id;
  readonly epochs = new EpochKeys();
  readonly record: Record;
  readonly cell: SyncCell & { charterId: Id };
  machine: SyncMachine;
  readonly disk = new Map<Id, Uint8Array[]>();
  /** What the machine said, besides sending, receiving and reading. */
  readonly said: SyncEffect[] = [];
  readonly wires = new Map<LinkId, Wired>();
  /** The store's work: done in this order, some time later. */
  readonly work: (() => void)[] = [];
  readonly standings = new Map<Id, DeviceStanding>();
  refuses: (action: unknown) => string | null = () => null;
  /** What it says to lack. */
  lacking: LackingKeys | null = null;
  /** Whether its store takes its time. */
  diskAsleep = false;
  /** When the machine wants a tick. */
  due = Number.POSITIVE_INFINITY;
  receivedBytes = 0;
  mostWaiting = 0;
  segments = 0;

  /** @param name also its network id @param key what its device key is made of: the same for two devices that are one */
  constructor(world: World, name: string, key: string) {
    this.world = world;
    this.name = name;
    this.keys = signingKeys(hash('test/device', utf8(key)));
    this.device = idOf(this.keys.publicKey);
    this.epochs.add(EPOCH);
    this.record = new Record(BLIND, this.epochs, {
      judge: (entry) => {
        const reason = this.refuses(entry.action);
        return reason === null ? accept(null) : { ok: false, reason };
      },
      fold: () => {},
    });
    this.cell = {
      id: CELL,
      blind: BLIND,
      record: this.record,
      charterId: CHARTER,
      charter() {
        return this.charterId;
      },
      standing: (device) => this.standings.get(device) ?? 'member',
      epoch: () => EPOCH,
      lackingKeys: () => this.lacking,
    };
    this.machine = this.#newMachine();
  }

  #newMachine(): SyncMachine {
    return new SyncMachine(this.cell, { keys: this.keys, random: (size) => this.world.bytes(size) });
  }

  /** Gives an event to the machine and carries out what it says. */
  tell(event: SyncEvent): void {
    const effects = this.machine.handle(event, this.world.clock);
    const { wait } = this.machine;
    this.due = wait === null ? Number.POSITIVE_INFINITY : this.world.clock + wait;
    for (const effect of effects) this.#carryOut(effect);
  }

  /** Begins anew with what is in the record: a new machine, and no link. */
  restart(): void {
    while (this.work.length > 0) this.work.shift()?.();
    for (const other of this.world.nodes) if (other !== this) this.world.cut(this, other);
    this.wires.clear();
    this.machine = this.#newMachine();
    this.due = Number.POSITIVE_INFINITY;
  }

  #carryOut(effect: SyncEffect): void {
    if (effect.type === 'send') {
      assert.ok(effect.message.length <= 65536);
      this.world.send(this, effect.link, effect.message);
    } else if (effect.type === 'receive') {
      const { link, segment } = effect;
      const { accepted, refused, fork } = this.record.receive(segment);
      this.segments++;
      this.mostWaiting = Math.max(this.mostWaiting, this.record.waiting);
      this.tell({ type: 'received', link, segment, refused, accepted: accepted.length });
      if (accepted.length > 0) this.#store(accepted, link);
      if (fork !== null) this.work.push(() => this.#prove(fork));
    } else if (effect.type === 'read') {
      const { request, log, from, count, bytes } = effect;
      this.work.push(() => this.tell({ type: 'answer', request, entries: this.#read(idOf(log), from, count, bytes) }));
    } else {
      this.said.push(effect);
      if (effect.type === 'close') this.world.close(this, effect.link);
    }
  }

  #prove(fork: Fork): void {
    const proof = proveFork(fork, (this.disk.get(fork.chain.logId) ?? []).slice(fork.seq - fork.chain.base));
    if (proof !== null) this.tell({ type: 'forked', proof });
  }

  #store(accepted: readonly Accepted[], from: LinkId | null): void {
    this.work.push(() => {
      for (const { entry, bytes } of accepted) {
        const log = this.disk.get(entry.chain.logId) ?? [];
        this.disk.set(entry.chain.logId, log);
        assert.equal(entry.chain.base + log.length, entry.seq, 'entries to be stored in order');
        log.push(bytes);
      }
      this.tell({ type: 'accepted', entries: accepted, from });
    });
  }

  #read(log: Id, from: number, count: number, bytes: number): Uint8Array[] {
    const base = this.record.chain(log)?.base ?? 0;
    const read: Uint8Array[] = [];
    let size = 0;
    for (const entry of (this.disk.get(log) ?? []).slice(from - base, from - base + count)) {
      size += entry.length;
      if (read.length > 0 && size > bytes) break;
      read.push(entry);
    }
    return read;
  }

  /** Writes actions, each a text, into the record or a channel of talk. @param keys the author: we, or somebody whose history is made up here */
  write(actions: readonly string[], topic = '', turn = 0, keys = this.keys): void {
    const drafts = actions.map(
      (action): Draft => ({ lane: topic === '' ? 'record' : 'talk', topic, turn, circle: WHOLE_CELL, action: ['say', action] }),
    );
    const pen = {
      keys,
      charter: CHARTER,
      epochs: { cell: EPOCH, circle: EPOCH },
      time: 1_800_000_000,
      random: (size: number) => this.world.bytes(size),
    };
    const written = writeEntries(this.record, drafts, pen);
    assert.ok(written.ok);
    const accepted = segmentsOf(written.value).flatMap((segment) => {
      const received = this.record.receive(segment);
      assert.equal(received.refused, null);
      return received.accepted;
    });
    this.#store(accepted, null);
  }

  /** Erases a week of a channel. */
  erase(topic: string, turn: number): void {
    const { logs } = this.record.erase(`talk/${turn}/${topic}`);
    // What is on its way to the disk gets there first.
    this.work.push(() => {
      for (const log of logs) this.disk.delete(idOf(log));
      this.tell({ type: 'erased', logs: new Set(logs.map(idOf)) });
    });
  }

  /** All that the device has accepted: the ids of its logs' tips and their lengths. */
  tips(): string[] {
    return [...this.record.chains()].map((chain) => `${chain.logId} ${chain.entries.length} ${chain.tip?.id}`).sort();
  }

  closings(): string[] {
    return this.said.filter((effect) => effect.type === 'close').map(({ reason }) => reason);
  }
}

/** The other end of a link, played by a test: it sends what it likes. */
export class Hand {
  readonly node: Node;
  readonly link: LinkId;
  readonly dialled: boolean;
  readonly got: Uint8Array[] = [];
  readonly salt = new Uint8Array(32).fill(3);

  /** @param dialled whether the node dialled us */
  constructor(node: Node, link: LinkId, dialled: boolean) {
    this.node = node;
    this.link = link;
    this.dialled = dialled;
  }

  sendBytes(bytes: Uint8Array): void {
    this.node.tell({ type: 'message', link: this.link, bytes });
  }

  send(message: Message): void {
    this.sendBytes(encodeMessage(message));
  }

  /** What the node has sent, read. */
  heard(): Message[] {
    return this.got.map((bytes) => {
      const message = decodeMessage(bytes, SYNC.version);
      assert.ok(message.ok && message.value.type !== 'unheard');
      return message.value;
    });
  }

  types(): string[] {
    return this.heard().map(({ type }) => type);
  }

  /** Greets, and proves to be a device of the cell. */
  prove(keys: SigningKeys, blind = BLIND, version: number = SYNC.version): void {
    this.send({ type: 'hello', version, salt: this.salt });
    this.send({ type: 'prove', sealed: this.proof(keys, blind) });
  }

  proof(keys: SigningKeys, blind = BLIND): Uint8Array {
    return writeProof(proofKey(blind, CELL), this.transcript(), this.dialled ? 'listener' : 'dialler', keys, CHARTER);
  }

  transcript(): Uint8Array {
    const [hello] = this.heard();
    assert.ok(hello?.type === 'hello');
    const node = { network: `net-${this.node.name}`, salt: hello.salt };
    const hand = { network: `hand-${this.link}`, salt: this.salt };
    return transcriptOf(CELL, this.dialled ? { dialler: node, listener: hand } : { dialler: hand, listener: node });
  }

  /** Why the node has closed the link; null while it is open. */
  closed(): { reason: string; blame: boolean } | null {
    const effect = this.node.said.find((said) => said.type === 'close' && said.link === this.link);
    return effect?.type === 'close' ? { reason: effect.reason, blame: effect.blame } : null;
  }
}

export class World {
  readonly roll: () => number;
  readonly nodes: Node[] = [];
  clock = START;
  /** Bytes that went over all wires. */
  carried = 0;
  /** How many messages a wire holds before it is full. */
  mostQueued = Number.POSITIVE_INFINITY;
  #links = 0;
  readonly #hands = new Map<LinkId, Hand>();
  readonly #wired = new Set<Wired>();

  constructor(seed: number) {
    this.roll = dice(seed);
  }

  bytes(size: number): Uint8Array {
    return Uint8Array.from({ length: size }, () => Math.floor(this.roll() * 256));
  }

  add(name: string, key = name): Node {
    const node = new Node(this, name, key);
    this.nodes.push(node);
    return node;
  }

  /** Lays a wire. @returns its number at both ends */
  link(dialler: Node, listener: Node): LinkId {
    const link = ++this.#links;
    const wired: Wired = {
      ends: [dialler, listener],
      wires: [
        { to: listener, queue: [], full: false },
        { to: dialler, queue: [], full: false },
      ],
      open: true,
    };
    this.#wired.add(wired);
    dialler.wires.set(link, wired);
    listener.wires.set(link, wired);
    dialler.tell({ type: 'linked', link, self: `net-${dialler.name}`, peer: `net-${listener.name}`, dialled: true });
    listener.tell({ type: 'linked', link, self: `net-${listener.name}`, peer: `net-${dialler.name}`, dialled: false });
    return link;
  }

  mesh(): void {
    for (const [i, a] of this.nodes.entries()) for (const b of this.nodes.slice(i + 1)) this.link(a, b);
  }

  /** A link whose other end the test plays by hand. */
  byHand(node: Node, dialled = false): Hand {
    const link = ++this.#links;
    const hand = new Hand(node, link, dialled);
    this.#hands.set(link, hand);
    node.tell({ type: 'linked', link, self: `net-${node.name}`, peer: `hand-${link}`, dialled });
    return hand;
  }

  send(from: Node, link: LinkId, message: Uint8Array): void {
    this.#hands.get(link)?.got.push(message);
    const wired = from.wires.get(link);
    if (wired === undefined || !wired.open) return;
    this.carried += message.length;
    const wire = wired.wires[wired.ends[0] === from ? 0 : 1] as Wire;
    wire.to.receivedBytes += message.length;
    wire.queue.push(message);
    if (wire.full || wire.queue.length <= this.mostQueued) return;
    wire.full = true;
    from.work.push(() => from.tell({ type: 'full', link }));
  }

  /** Closed by one end: the other hears of it after what was sent. */
  close(node: Node, link: LinkId): void {
    const wired = node.wires.get(link);
    if (wired === undefined) return;
    wired.open = false;
    node.wires.delete(link);
    const mine = wired.wires[wired.ends[0] === node ? 1 : 0] as Wire;
    mine.queue.length = 0;
  }

  /** Cuts all wires between these two, and what is on them is lost. */
  cut(a: Node, b: Node): void {
    for (const wired of this.#wired) {
      if (!wired.ends.includes(a) || !wired.ends.includes(b)) continue;
      wired.open = false;
      for (const { queue } of wired.wires) queue.length = 0;
    }
  }

  /** Lets time pass, and everything happen that is due in it. */
  pass(ms: number): void {
    const end = this.clock + ms;
    while (this.clock < end) {
      if (this.step()) continue;
      this.clock = Math.max(this.clock + 0.02, Math.min(end, ...this.nodes.map((node) => node.due)));
    }
    while (this.step());
  }

  /** Messages on a wire, in both directions. */
  queued(link: LinkId): number {
    const wired = this.nodes[0]?.wires.get(link);
    return wired === undefined ? 0 : wired.wires[0].queue.length + wired.wires[1].queue.length;
  }

  isLinked(a: Node, b: Node): boolean {
    return [...this.#wired].some((wired) => wired.open && wired.ends.includes(a) && wired.ends.includes(b));
  }

  /** Does one thing that can be done, whichever the dice say. @returns false when there is nothing to do but wait */
  step(): boolean {
    const doings: (() => void)[] = [];
    for (const wired of this.#wired) {
      let idle = true;
      for (const wire of wired.wires) {
        if (wire.queue.length === 0) continue;
        idle = false;
        doings.push(() => this.#deliver(wired, wire));
      }
      if (idle && !wired.open) this.#hangUp(wired);
    }
    for (const node of this.nodes) {
      if (node.work.length > 0 && !node.diskAsleep) doings.push(() => node.work.shift()?.());
      if (node.due <= this.clock) doings.push(() => node.tell({ type: 'tick' }));
    }
    if (doings.length === 0) return false;
    doings[Math.floor(this.roll() * doings.length)]?.();
    this.clock += 0.02;
    return true;
  }

  #deliver(wired: Wired, wire: Wire): void {
    const message = wire.queue.shift();
    if (wire.full && wire.queue.length <= this.mostQueued / 2) {
      wire.full = false;
      const from = wired.ends.find((node) => node !== wire.to) as Node;
      for (const [link, at] of from.wires) if (at === wired) from.work.push(() => from.tell({ type: 'drained', link }));
    }
    for (const [link, at] of wire.to.wires) {
      if (at === wired && message !== undefined) {
        wire.to.tell({ type: 'message', link, bytes: message });
        return;
      }
    }
  }

  #hangUp(wired: Wired): void {
    this.#wired.delete(wired);
    for (const node of wired.ends) {
      for (const [link, at] of node.wires) {
        if (at !== wired) continue;
        node.wires.delete(link);
        node.tell({ type: 'closed', link });
      }
    }
  }

  /** Goes on until nothing moves for `quiet` milliseconds, skipping the time in which nothing happens. */
  settle(quiet = 1000): void {
    let moved = this.clock;
    for (let steps = 0; this.clock - moved < quiet; steps++) {
      assert.ok(steps < 2_000_000, 'the world comes to rest');
      if (this.step()) {
        if (this.#isBusy()) moved = this.clock;
        continue;
      }
      const due = Math.min(...this.nodes.map((node) => node.due));
      if (due === Number.POSITIVE_INFINITY) return;
      this.clock = Math.max(this.clock + 0.02, due);
    }
  }

  #isBusy(): boolean {
    for (const { wires } of this.#wired) for (const { queue } of wires) if (queue.length > 0) return true;
    return this.nodes.some((node) => node.work.length > 0 && !node.diskAsleep);
  }
}
