import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import type { Verdict } from '../bytes/verdict.ts';
import { backupKey, linkDevice } from '../cell/actions.ts';
import { type TestDevice, Village } from '../cell/cell.fixture.ts';
import type { Cell, Folded } from '../cell/cell.ts';
import { signLink } from '../cell/devices.ts';
import { CELL_EFFECTS } from '../cell/effects.ts';
import { displayNames } from '../cell/names.ts';
import { signingKeys } from '../crypto/sign.ts';
import type { Entry } from '../log/chain.ts';
import type { Record } from '../log/record.ts';
import type { Draft } from '../log/writing.ts';
import type { Desk, DrawChecker, Reach } from './command.ts';
import { PracticeFolding } from './folding.ts';
import { COMMANDS, PRACTICES, stateOf } from './registry.ts';

/** The desk of one person in a village (cell.fixture.ts), with real practices behind it. */
export class DeskInVillage implements Desk {
  readonly device: TestDevice;
  readonly me: { readonly member: Id; readonly device: Id };
  readonly #folding: PracticeFolding;
  readonly #notes = new Map<string, string>();
  /** By device and log: how many entries others have told that they have. */
  readonly #told = new Map<Id, Map<Id, number>>();

  constructor(device: TestDevice, folding: PracticeFolding, member = device.member) {
    this.device = device;
    this.me = { member, device: device.device };
    this.#folding = folding;
  }

  get cell(): Cell {
    return this.device.cell;
  }

  get record(): Record {
    return this.device.record;
  }

  get now(): number {
    return this.device.village.now;
  }

  /** Whether its person is in the cell, by what it knows. */
  get isMember(): boolean {
    return this.device.charter.members.has(this.me.member);
  }

  nameOf(member: Id): string {
    return displayNames(this.device.charter).get(member) ?? member.slice(0, 8);
  }

  firstSeen(entry: Id): number {
    return this.device.firstSeen(entry);
  }

  reach(entry: Entry): Reach {
    const devices = [...this.cell.readersOf(entry.circle).keys()];
    const on = devices.filter(
      (device) =>
        device === this.me.device ||
        device === entry.chain.opening.device ||
        (this.#told.get(device)?.get(entry.chain.logId) ?? 0) > entry.seq,
    );
    return { on: on.length, of: devices.length };
  }

  get shut(): ReadonlySet<Entry> {
    return this.#folding.shut;
  }

  /** In a village there is time: all that is there has been checked before anybody looks. */
  readonly draws: DrawChecker = {
    again: (_version, { check }) => check.forget(),
    settled: async () => this.#checkDraws(),
  };

  state<State>(practice: { readonly name: string; begin(): State }): State {
    return stateOf(this.#folding.states, practice);
  }

  async write(drafts: readonly Draft[]): Promise<readonly Id[]> {
    return drafts.map((draft) => this.put(draft));
  }

  async note(name: string): Promise<string | null> {
    return this.#notes.get(name) ?? null;
  }

  async keepNote(name: string, value: string): Promise<void> {
    this.#notes.set(name, value);
  }

  /** Writes one action as it stands, whatever the commands' rules say of it. @param pen what a cheat does otherwise */
  put({ action, ...place }: Partial<Draft> & { readonly action: Cbor }, pen: Parameters<TestDevice['write']>[1] = {}): Id {
    const [entry] = this.device.write([action], pen, place);
    assert.ok(entry !== undefined, `an own entry to count, not ${this.device.refused.join(' ')}`);
    return entry.id;
  }

  /** Brings this and another device to the same record, and tells each how far the other has got. */
  meet(other: DeskInVillage): void {
    this.device.village.meet(this.device, other.device);
    for (const desk of [this, other]) desk.reopen();
    this.#hear(other);
    other.#hear(this);
  }

  /** Opens what could not be read before its key came. */
  reopen(): void {
    if (this.device.reopen(this.shut).length > 0) this.#folding.opened();
  }

  /** Takes all that another device has in another order: by `ranks`, used in turn. What does not join on yet comes again later. */
  takeShuffled(from: DeskInVillage, ranks: readonly number[]): void {
    const ranked = [...from.device.segments].map((segment, i) => ({ segment, rank: ranks[i % ranks.length] ?? 0 }));
    for (let left = ranked.sort((a, b) => a.rank - b.rank); left.length > 0; ) {
      const still = left.filter(({ segment }) => this.device.take(segment) !== null);
      assert.ok(still.length < left.length, 'each round brings something');
      left = still;
    }
    assert.equal(this.record.waiting, 0);
  }

  #checkDraws(): void {
    for (const { drawing } of this.cell.decisions.versions.values()) while (drawing?.check.step());
  }

  #hear({ me, record }: DeskInVillage): void {
    this.#told.set(me.device, new Map([...record.chains()].map((chain) => [chain.logId, chain.entries.length])));
  }

  /** Runs a command as API and CLI do. Rejects where the input is none. */
  async run(name: string, input: object = {}): Promise<Verdict<unknown>> {
    const command = COMMANDS.get(name);
    assert.ok(command !== undefined, `no command ${name}`);
    this.#checkDraws();
    return command.run(v.parse(command.input, input), this);
  }

  /** The output of a command that is done, not refused. */
  // biome-ignore lint/suspicious/noExplicitAny: outputs are of all types, and tests say what they expect of them.
  async done(name: string, input: object = {}): Promise<any> {
    const verdict = await this.run(name, input);
    assert.ok(verdict.ok, `${name} is refused: ${verdict.ok ? '' : verdict.reason}`);
    return verdict.value;
  }

  /** Why a command is refused. */
  async refusal(name: string, input: object = {}): Promise<string> {
    const verdict = await this.run(name, input);
    return verdict.ok ? 'done' : verdict.reason;
  }

  /** What a person reads who runs a command. */
  async told(name: string, input: object = {}): Promise<string> {
    const output = await this.done(name, input);
    return COMMANDS.get(name)?.tell(output) ?? '';
  }
}

/** Brings each of these together with each other one. */
export function meetAll(desks: readonly DeskInVillage[]): void {
  for (const one of desks) for (const other of desks) if (one !== other) one.meet(other);
}

/** Desks of the founders of one village, and of whoever comes later. */
export class VillageOfDesks {
  readonly village: Village;
  readonly desks: readonly DeskInVillage[];
  readonly #foldings = new Map<TestDevice, PracticeFolding>();

  constructor(...names: readonly string[]) {
    this.village = new Village(names, {
      effects: [...CELL_EFFECTS, ...PRACTICES.flatMap(({ effects }) => effects)],
      takeOther: (device, entry) => foldedAtOnce(this.#foldingOf(device), entry),
    });
    this.desks = this.village.founders.map((device) => new DeskInVillage(device, this.#foldingOf(device)));
  }

  /** A desk of somebody who is no member yet, with what the founders' record makes of it. */
  newcomer(name: string): DeskInVillage {
    const device = this.village.newcomer(name);
    return new DeskInVillage(device, this.#foldingOf(device));
  }

  /** A second device of somebody, linked by the key of their backup. */
  secondDevice(of: DeskInVillage): DeskInVillage {
    const device = this.village.newcomer(of.device.name);
    const keys = signingKeys(this.village.random(32));
    of.put({ action: backupKey.write({ key: keys.publicKey }) });
    this.village.meet(of.device, device);
    const link = { member: of.me.member, bundle: device.bundle, revokes: [] };
    const proof = signLink(keys.secretKey, this.village.id, link);
    device.write([linkDevice.write({ ...link, key: keys.publicKey, proof })]);
    const second = new DeskInVillage(device, this.#foldingOf(device), of.me.member);
    second.meet(of);
    return second;
  }

  /** Lets all founders meet and attest until nobody has anything to add. */
  settle(): void {
    this.village.settle();
    meetAll(this.desks);
  }

  #foldingOf(device: TestDevice): PracticeFolding {
    const folding = this.#foldings.get(device) ?? new PracticeFolding(device.cell);
    this.#foldings.set(device, folding);
    return folding;
  }
}

/** Has an entry folded, and says what came of it. */
function foldedAtOnce(folding: PracticeFolding, entry: Entry): Folded {
  const before = new Map(folding.inert);
  folding.take(entry);
  const reason = [...folding.inert].find(([one, count]) => count !== (before.get(one) ?? 0))?.[0];
  return reason === undefined ? 'done' : { inert: reason };
}
