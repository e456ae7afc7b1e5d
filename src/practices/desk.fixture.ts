import * as v from 'valibot';
import { type Id, idOf } from '../bytes/id.ts';
import { concatBytes, utf8 } from '../bytes/octets.ts';
import { assert, type Verdict } from '../bytes/verdict.ts';
import { actionKind } from '../cell/action.ts';
import { attest, newEpoch } from '../cell/actions.ts';
import { encodeBundle, memberIdOf } from '../cell/bundle.ts';
import { Cell } from '../cell/cell.ts';
import { charterIdOf } from '../cell/charter.ts';
import { dueAttestations } from '../cell/conduct.ts';
import { Epochs } from '../cell/epochs.ts';
import { cellIdOf, type Genesis, genesisAction, signGenesis } from '../cell/genesis.ts';
import { displayNames } from '../cell/names.ts';
import { hash } from '../crypto/hash.ts';
import { openSealed, sealingKeys } from '../crypto/hpke.ts';
import { signingKeys } from '../crypto/sign.ts';
import type { Entry } from '../log/chain.ts';
import { type Epoch, EpochKeys, epochOf } from '../log/epoch.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { Record } from '../log/record.ts';
import type { Segment } from '../log/segment.ts';
import { type Draft, segmentsOf, writeEntries } from '../log/writing.ts';
import type { Desk, Reach } from './command.ts';
import { beginPractices, COMMANDS, EFFECTS, foldPractices, stateOf } from './registry.ts';

/** Monday, 12 May 2025, 18:00 UTC, in milliseconds: where the clocks of tests begin. */
export const EVENING = 1_747_072_800_000;

/** The keys of a person's device, made from a name: the same in every run. */
export function keysFor(name: string) {
  const seed = (what: string) => hash('moot/test', utf8(`${what}/${name}`));
  const signing = signingKeys(seed('signing'));
  const sealing = sealingKeys(seed('sealing'));
  const bundle = encodeBundle({ version: 1, device: idOf(signing.publicKey), sealing: sealing.publicKey });
  return { signing, sealing, bundle, device: idOf(signing.publicKey), member: memberIdOf(bundle) };
}

/** What all devices of a test's cell share. */
interface Shared {
  readonly id: Id;
  readonly blind: Uint8Array;
  readonly epoch: Epoch;
}

/** A device in memory, with real record, cell and practices. It keeps its place in the cell by meeting others, when a test says so. */
export class DeskInMemory implements Desk {
  readonly name: string;
  readonly me: { readonly member: Id; readonly device: Id };
  readonly cell: Cell;
  readonly record: Record;
  readonly practices = beginPractices();
  /** This device's clock, in milliseconds since 1970: tests set it. */
  now = EVENING;
  /** Entries that count and do nothing, with why. */
  readonly inert: { readonly entry: Entry; readonly reason: string }[] = [];
  /** All that this device holds, in the order in which it came. */
  readonly segments: Segment[] = [];
  readonly #keys: ReturnType<typeof keysFor>;
  readonly #firstSeen = new Map<Id, number>();
  readonly #notes = new Map<string, string>();
  /** By device and log: how many entries it has told of. */
  readonly #told = new Map<Id, Map<Id, number>>();
  #randomCalls = 0;

  constructor(name: string, { id, blind, epoch }: Shared) {
    this.name = name;
    this.#keys = keysFor(name);
    this.me = { member: this.#keys.member, device: this.#keys.device };
    const keys = new EpochKeys();
    keys.add(epoch);
    const open = (_prekey: string, info: Uint8Array, sealed: Uint8Array) => openSealed(this.#keys.sealing.secretKey, info, sealed);
    this.cell = new Cell(id, EFFECTS, new Epochs(this.me.device, keys, open));
    this.record = new Record(blind, keys, { judge: (entry) => this.cell.judge(entry), fold: (entry) => this.#fold(entry) });
  }

  nameOf(member: Id): string {
    const names = this.cell.charter === null ? new Map<Id, string>() : displayNames(this.cell.charter);
    return names.get(member) ?? member.slice(0, 8);
  }

  firstSeen(entry: Id): number {
    return this.#firstSeen.get(entry) ?? this.now;
  }

  reach(entry: Entry): Reach {
    const devices = [...this.cell.currentDevices().keys()];
    const has = (device: Id) =>
      device === this.me.device ||
      device === entry.chain.opening.device ||
      (this.#told.get(device)?.get(entry.chain.logId) ?? 0) > entry.seq;
    return { on: devices.filter(has).length, of: devices.length };
  }

  state<State>(practice: { readonly name: string; begin(): State }): State {
    return stateOf(this.practices, practice);
  }

  async note(name: string): Promise<string | null> {
    return this.#notes.get(name) ?? null;
  }

  async keepNote(name: string, value: string): Promise<void> {
    this.#notes.set(name, value);
  }

  async write(drafts: readonly Draft[]): Promise<readonly Id[]> {
    return this.writeNow(drafts);
  }

  /** Writes without waiting: nothing here has a disk. @param charter the charter to stand on, unless it is the newest */
  writeNow(drafts: readonly Draft[], charter = this.cell.charter?.id): readonly Id[] {
    assert(charter !== undefined, 'a genesis to have come first');
    const epoch = this.#epochToWriteUnder();
    const random = (size: number) => this.#random(size);
    const pen = { keys: this.#keys.signing, charter, epochs: { cell: epoch, circle: epoch }, time: Math.floor(this.now / 1000), random };
    const written = writeEntries(this.record, drafts, pen);
    assert(written.ok, `drafts that can be written, not ${written.ok ? '' : written.reason}`);
    for (const segment of segmentsOf(written.value)) {
      const refused = this.take(segment);
      assert(refused === null, `an own entry to count, not ${refused}`);
    }
    return written.value.map(({ id }) => id);
  }

  /** Writes one action into the record. */
  record1(action: Draft['action']): Id {
    return this.writeNow([{ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action }])[0] as Id;
  }

  /** Takes a segment from anybody. @returns why it was refused, or null */
  take(segment: Segment): string | null {
    const { refused } = this.record.receive(segment);
    if (refused === null) this.segments.push(segment);
    return refused;
  }

  /** Brings this device and another to the same record, and tells each how far the other has got. */
  meet(other: DeskInMemory): void {
    this.#giveTo(other);
    other.#giveTo(this);
    this.#hear(other);
    other.#hear(this);
  }

  /** What the device attests by itself now. @returns whether there was anything */
  attest(): boolean {
    const power = this.cell.power;
    assert(power !== null, 'a genesis to have come first');
    const times = { now: this.now, firstSeen: (version: Id) => this.firstSeen(version), stuckSince: null };
    const { attestations } = dueAttestations(this.cell.decisions, power, this.me.member, times);
    for (const due of attestations) this.record1(attest.write(due));
    return attestations.length > 0;
  }

  /** Runs a command as the API and the CLI do. Throws where the input is none. */
  async run(name: string, input: object = {}): Promise<Verdict<unknown>> {
    const command = COMMANDS.get(name);
    assert(command !== undefined, `a command, not ${name}`);
    return command.run(v.parse(command.input, input), this);
  }

  /** The output of a command that is not refused. */
  // biome-ignore lint/suspicious/noExplicitAny: outputs are of all types, and tests say what they expect of them.
  async done(name: string, input: object = {}): Promise<any> {
    const verdict = await this.run(name, input);
    assert(verdict.ok, `${name} to be done, not ${verdict.ok ? '' : verdict.reason}`);
    return verdict.value;
  }

  /** Why a command is refused; `done` when it is not. */
  async refusal(name: string, input: object = {}): Promise<string> {
    const verdict = await this.run(name, input);
    return verdict.ok ? 'done' : verdict.reason;
  }

  /** What a person reads who runs a command. */
  async told(name: string, input: object = {}): Promise<string> {
    const output = await this.done(name, input);
    return COMMANDS.get(name)?.tell(output) ?? '';
  }

  #fold(entry: Entry): void {
    this.#firstSeen.set(entry.id, this.now);
    const byCell = this.cell.fold(entry);
    const folded = byCell === 'not-ours' ? foldPractices(this.practices, entry, this.cell) : byCell;
    if (typeof folded === 'object') this.inert.push({ entry, reason: folded.inert });
  }

  #giveTo(other: DeskInMemory): void {
    for (const segment of this.segments) {
      if (other.record.reach(idOf(segment.log)) >= segment.from + segment.entries.length) continue;
      const refused = other.take(segment);
      assert(refused === null, `${other.name} to take what ${this.name} holds, not ${refused}`);
    }
  }

  #hear(other: DeskInMemory): void {
    this.#told.set(other.me.device, new Map([...other.record.chains()].map((chain) => [chain.logId, chain.entries.length])));
  }

  /** The current epoch; where its readers have changed, a new one is brought first. */
  #epochToWriteUnder(): Epoch {
    const current = this.cell.currentEpoch(WHOLE_CELL);
    if (current !== null) return current;
    const random = (size: number) => this.#random(size);
    const { action } = this.cell.makeEpoch(random);
    const latest = this.cell.latestEpoch(WHOLE_CELL);
    const pen = { keys: this.#keys.signing, charter: this.cell.charter?.id ?? '', epochs: { cell: latest, circle: latest }, random };
    const draft: Draft = { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: newEpoch.write(action) };
    const written = writeEntries(this.record, [draft], { ...pen, time: Math.floor(this.now / 1000) });
    assert(written.ok, 'an epoch to fit an entry');
    for (const segment of segmentsOf(written.value)) assert(this.take(segment) === null, 'an own epoch to count');
    const made = this.cell.currentEpoch(WHOLE_CELL);
    assert(made !== null, 'an epoch that was made to be there');
    return made;
  }

  /** The same in every run, and never twice. */
  #random(size: number): Uint8Array {
    const call = `${this.name}/${this.#randomCalls++}`;
    const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, i) => hash('moot/test', utf8(`${call}/${i}`)));
    return concatBytes(...blocks).slice(0, size);
  }
}

/** Devices of founders of one cell, all with its genesis, and a device that only looks on (it writes nothing). */
export function foundCell(...names: readonly string[]): {
  readonly desks: DeskInMemory[];
  readonly onlooker: (name: string) => DeskInMemory;
} {
  const founders = names.map((name) => ({ name, bundle: keysFor(name).bundle }));
  const genesis: Genesis = { version: 1, name: 'Bakery', founders, salt: new Uint8Array(16).fill(7), parent: null };
  const id = cellIdOf(genesis);
  const charter = charterIdOf(id, []);
  const epoch = epochOf(hash('moot/test', utf8('epoch')), WHOLE_CELL, charter);
  const shared = { id, blind: hash('moot/test', utf8('blind')), epoch };
  const desks = names.map((name) => new DeskInMemory(name, shared));
  const [first, ...others] = desks;
  assert(first !== undefined, 'a cell to have founders');
  const signatures = names.map((name) => signGenesis(genesis, keysFor(name).signing.secretKey));
  const random = (size: number) => hash('moot/test', utf8('genesis')).slice(0, size);
  const pen = { keys: keysFor(first.name).signing, charter, epochs: { cell: epoch, circle: epoch }, time: EVENING / 1000, random };
  const draft: Draft = { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: genesisAction(genesis, signatures) };
  const written = writeEntries(first.record, [draft], pen);
  assert(written.ok, 'a genesis to fit an entry');
  for (const segment of segmentsOf(written.value)) assert(first.take(segment) === null, 'the genesis to count');
  for (const other of others) first.meet(other);
  return { desks, onlooker: (name) => new DeskInMemory(name, shared) };
}

/** Lets all devices meet and attest until nothing new comes of it. */
export function settle(...desks: readonly DeskInMemory[]): void {
  for (let busy = true; busy; ) {
    for (const one of desks) for (const other of desks) if (one !== other) one.meet(other);
    busy = desks.map((desk) => desk.attest()).includes(true);
  }
}

/** An action of a kind that nobody knows. */
export const strange = actionKind<null>('gardening/plant', { write: () => null, read: () => null });
