import assert from 'node:assert/strict';
import type { Cbor } from '../bytes/cbor.ts';
import { type Id, idOf } from '../bytes/id.ts';
import { utf8 } from '../bytes/octets.ts';
import { accept } from '../bytes/verdict.ts';
import { hash, keyedHash } from '../crypto/hash.ts';
import { openSealed, sealingKeys } from '../crypto/hpke.ts';
import { hurryCryptography } from '../crypto/hurry.fixture.ts';
import { signingKeys } from '../crypto/sign.ts';
import type { Entry } from '../log/chain.ts';
import { type Epoch, EpochKeys, epochOf } from '../log/epoch.ts';
import { type CircleId, WHOLE_CELL } from '../log/lane.ts';
import { Record } from '../log/record.ts';
import type { Segment } from '../log/segment.ts';
import { type Draft, writeEntries } from '../log/writing.ts';
import {
  amend,
  attest,
  type Cut,
  invite,
  leave,
  newEpoch,
  propose,
  type ResponseKind,
  respond,
  revokeDevice,
  withdraw,
} from './actions.ts';
import { admit, signAsked, signInvited } from './admit.ts';
import { type Agreement, agreement } from './agreement.ts';
import { encodeBundle, memberIdOf, prekeyIdOf } from './bundle.ts';
import { Cell, type Folded } from './cell.ts';
import { type Charter, charterIdOf, type Member } from './charter.ts';
import { dueAttestations } from './conduct.ts';
import { cutsOf } from './cuts.ts';
import { dueInDraws } from './draw-conduct.ts';
import { type AnyEffectKind, EffectTable } from './effect.ts';
import { CELL_EFFECTS } from './effects.ts';
import { Epochs } from './epochs.ts';
import { cellIdOf, type Genesis, genesisAction, signGenesis } from './genesis.ts';
import { invitationKeys } from './invitation.ts';
import { invitationIdOf } from './invitations.ts';
import { type MethodTerms, usualTerms, type VotingMethod } from './method.ts';
import { deadline, type OutcomeState, outcome } from './outcome.ts';
import type { Power } from './power.ts';
import { readmit } from './readmit.ts';
import { recover, signAskedAgain } from './recover.ts';
import { remove } from './remove.ts';
import { isObjection, type Said, vote } from './vote.ts';

// Many devices in one process look at the same.
hurryCryptography();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How a village differs from the plain one. */
export interface VillageOptions {
  /** Kinds of effects; those of the cell itself unless said otherwise. */
  readonly effects?: readonly AnyEffectKind[];
  /** What is not the cell's own goes here, as it would go to the practices. */
  readonly takeOther?: (device: TestDevice, entry: Entry) => Folded;
  /** Another seed, other keys. */
  readonly seed?: string;
}

/**
 * One cell in memory, with real keys, records and epochs. Its devices know only what they have been handed: `meet` lets some of them
 * exchange everything, and whoever is left out is cut off. All of it is the same each time.
 */
export class Village {
  readonly id: Id;
  readonly founders: readonly TestDevice[];
  /** The clock of all devices, in milliseconds since 1970. */
  now = 1_800_000_000_000;
  readonly blind: Uint8Array;
  readonly effects: EffectTable;
  readonly takeOther: (device: TestDevice, entry: Entry) => Folded;
  readonly #seed: Uint8Array;
  #drawn = 0;

  /** @param names of the founders; the first writes the genesis, and all have it */
  constructor(names: readonly string[], { effects = CELL_EFFECTS, takeOther = () => 'not-ours', seed = 'village' }: VillageOptions = {}) {
    this.#seed = hash('test/village', utf8(seed));
    this.blind = this.random(32);
    this.effects = new EffectTable(effects);
    this.takeOther = takeOther;
    const seeds = names.map(() => this.random(32));
    const founders = names.map((name, i) => ({ name, bundle: bundleOf(seeds[i] as Uint8Array) }));
    const genesis: Genesis = { version: 1, name: 'Village', founders, salt: this.random(16), parent: null };
    this.id = cellIdOf(genesis);
    const epoch = epochOf(this.random(32), WHOLE_CELL, charterIdOf(this.id, []));
    this.founders = names.map((name, i) => new TestDevice(this, name, seeds[i] as Uint8Array, epoch));
    const signatures = seeds.map((own) => signGenesis(genesis, signingKeys(own).secretKey));
    this.founder(0).write([genesisAction(genesis, signatures)], { charter: charterIdOf(this.id, []) });
    this.meet();
  }

  founder(at: number): TestDevice {
    return this.founders[at] as TestDevice;
  }

  /** Bytes that look random and are the same in each run. */
  random(size: number): Uint8Array {
    const octets = new Uint8Array(size);
    for (let at = 0; at < size; at += 32)
      octets.set(keyedHash(this.#seed, 'test/random', utf8(String(this.#drawn++)), 32).subarray(0, size - at), at);
    return octets;
  }

  /** A device of somebody who has keys and is no member yet. */
  newcomer(name: string): TestDevice {
    return new TestDevice(this, name, this.random(32), this.founder(0).epoch);
  }

  /** Lets these devices exchange all that they have; all founders unless told otherwise. */
  meet(...devices: TestDevice[]): void {
    const there = devices.length === 0 ? this.founders : devices;
    for (let before = -1, after = 0; before !== after; ) {
      before = after;
      for (const from of there) for (const to of there) if (from !== to) from.sendTo(to);
      after = there.reduce((sum, device) => sum + device.record.size, 0);
    }
  }

  /** Lets these devices meet and attest, over and over, until nobody has anything to add; all founders unless told otherwise. */
  settle(...devices: TestDevice[]): void {
    const there = devices.length === 0 ? this.founders : devices;
    for (let round = 0; ; round++) {
      assert.ok(round < 200, 'attesting comes to an end');
      this.meet(...there);
      if (there.map((device) => device.attestWhatIsDue()).every((count) => count === 0)) return;
    }
  }

  /** Time passes on all devices. */
  pass(days: number): void {
    this.now += days * DAY;
  }
}

/** One person's device in a village. */
export class TestDevice {
  readonly village: Village;
  readonly name: string;
  readonly seed: Uint8Array;
  readonly device: Id;
  readonly bundle: Uint8Array;
  /** The member who enters, or entered, with this device. */
  readonly member: Id;
  readonly record: Record;
  readonly cell: Cell;
  readonly epoch: ReturnType<typeof epochOf>;
  /** All segments that this device has, in the order in which they came. */
  readonly segments = new Set<Segment>();
  /** Refusals and inert entries, by reason. */
  readonly refused: string[] = [];
  readonly inert: string[] = [];
  /** A device that its member has changed: it takes whatever it writes, and leaves it to the others to refuse it. */
  isChanged = false;
  readonly #seen = new Map<Id, number>();
  #stuckSince: { readonly charter: Id; readonly since: number } | null = null;

  constructor(village: Village, name: string, seed: Uint8Array, epoch: ReturnType<typeof epochOf>) {
    this.village = village;
    this.name = name;
    this.seed = seed;
    this.epoch = epoch;
    this.device = idOf(signingKeys(seed).publicKey);
    this.bundle = bundleOf(seed);
    this.member = memberIdOf(this.bundle);
    const keys = new EpochKeys();
    keys.add(epoch);
    const sealing = sealingKeys(seed);
    const open = (prekey: string, info: Uint8Array, sealed: Uint8Array) =>
      prekey === prekeyIdOf(sealing.publicKey) ? openSealed(sealing.secretKey, info, sealed) : null;
    this.cell = new Cell(village.id, village.effects, new Epochs(this.device, keys, open));
    this.record = new Record(village.blind, keys, {
      judge: (entry) => (this.isChanged ? accept(null) : this.cell.judge(entry)),
      fold: (entry) => {
        this.#seen.set(entry.id, village.now);
        const folded = this.cell.fold(entry);
        const done = folded === 'not-ours' ? village.takeOther(this, entry) : folded;
        if (typeof done === 'object') this.inert.push(done.inert);
      },
    });
  }

  get power(): Power {
    assert.ok(this.cell.power !== null);
    return this.cell.power;
  }

  get charter(): Charter {
    return this.power.newest;
  }

  /** Names of the members by its newest charter, sorted. */
  get people(): string[] {
    return [...this.charter.members.values()].map(({ name }) => name).sort();
  }

  /** Whether it speaks for a member, as far as it knows. */
  get speaks(): boolean {
    return this.cell.currentDevices().has(this.device);
  }

  /** The member for whom it speaks; who would enter with it, where it speaks for nobody. */
  get speaksFor(): Id {
    return this.cell.currentDevices().get(this.device)?.member ?? this.member;
  }

  /** When this device first had an entry. */
  firstSeen(entry: Id): number {
    return this.#seen.get(entry) ?? this.village.now;
  }

  /** Writes actions as one batch of the record and takes them in. @param pen what a cheat does otherwise: an old charter, a wrong clock */
  write(
    actions: readonly Cbor[],
    pen: { readonly charter?: Id; readonly time?: number; readonly epoch?: Epoch } = {},
    place: Partial<Draft> = {},
  ): Entry[] {
    const drafts = actions.map((action): Draft => ({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action, ...place }));
    const circle = place.circle === undefined || place.circle === WHOLE_CELL ? this.epoch : (pen.epoch ?? this.epochOf(place.circle));
    const written = writeEntries(this.record, drafts, {
      keys: signingKeys(this.seed),
      charter: pen.charter ?? this.charter.id,
      epochs: { cell: this.epoch, circle },
      time: pen.time ?? Math.floor(this.village.now / 1000),
      random: (size) => this.village.random(size),
    });
    assert.ok(written.ok, written.ok ? '' : written.reason);
    const [first] = written.value;
    const last = written.value[written.value.length - 1];
    assert.ok(first !== undefined && last?.signature != null);
    const segment = { log: first.log, from: first.seq, entries: written.value.map(({ bytes }) => bytes), signature: last.signature };
    this.take(segment);
    return written.value.map(({ id }) => this.record.entry(id)).filter((entry) => entry !== undefined);
  }

  /** The epoch to write under for a circle that this device reads; it brings a new one where its readers have changed. */
  epochOf(circle: CircleId): Epoch {
    const current = this.cell.currentEpoch(circle);
    if (current !== null) return current;
    const { epoch, action } = this.cell.makeEpoch(circle, (size) => this.village.random(size));
    this.write([newEpoch.write(action)]);
    return epoch;
  }

  /** Seals circles' epochs anew to those of their readers who lack them, as far as that falls to this device. @returns how many */
  sealWhatIsDue(): number {
    const due = this.cell.dueSeals(this.member);
    const random = (size: number) => this.village.random(size);
    if (due.length > 0) this.write(due.map(({ epoch, lacking }) => newEpoch.write(this.cell.epochs.seal(epoch, lacking, random))));
    return due.length;
  }

  /** Opens entries whose key has come since. @returns those that are open now */
  reopen(entries: Iterable<Entry>): Entry[] {
    return [...entries].filter((entry) => {
      const holds = ({ log, from, entries: all }: Segment) =>
        idOf(log) === entry.chain.logId && from <= entry.seq && entry.seq < from + all.length;
      const segment = [...this.segments].find(holds);
      const bytes = segment?.entries[entry.seq - segment.from];
      return bytes !== undefined && this.record.openBody(entry, bytes).ok;
    });
  }

  /** Takes a segment. @returns why it was refused, or null */
  take(segment: Segment): string | null {
    const { refused } = this.record.receive(segment);
    if (refused === null) this.segments.add(segment);
    else this.refused.push(refused);
    return refused;
  }

  /** The same device as its store brings it back: everything that it had, in the order in which it came. */
  restarted(): TestDevice {
    const again = new TestDevice(this.village, this.name, this.seed, this.epoch);
    this.sendTo(again);
    return again;
  }

  /** Hands over all that the other lacks. */
  sendTo(other: TestDevice): void {
    for (const segment of this.segments) if (!other.segments.has(segment)) other.take(segment);
  }

  /** @param effects as `admitting` and `agreeing` make them @returns the proposal's id */
  propose(title: string, effects: readonly Cbor[] = [], within = (7 * DAY) / 1000): Id {
    return this.#id(this.write([propose.write({ title, text: '', effects, within, method: 'consent' })]));
  }

  /** Proposes something without effects, to be decided by a method beside consent. @returns the proposal's id */
  ask(title: string, name: VotingMethod, terms: Partial<MethodTerms> = {}, effects: readonly Cbor[] = []): Id {
    const method = { ...usualTerms(name), ...terms };
    return this.#id(this.write([propose.write({ title, text: '', effects, within: (7 * DAY) / 1000, method })]));
  }

  /** Votes; late by the clock of the village unless told otherwise. */
  vote(version: Id, said: Said, reason = isObjection(said) || said === 'advise' ? 'because' : '', late = this.#isTimeUp(version)): Id {
    return this.#id(this.write([vote.write({ version, said, reason, late })]));
  }

  #isTimeUp(version: Id): boolean {
    const known = this.cell.decisions.versions.get(version);
    return known !== undefined && this.village.now >= deadline(known, this.firstSeen(version));
  }

  /** @returns the new version's id */
  amend(proposal: Id, title: string, effects: readonly Cbor[] = [], within = (7 * DAY) / 1000): Id {
    return this.#id(this.write([amend.write({ proposal, title, text: '', effects, within, method: 'consent' })]));
  }

  withdraw(proposal: Id): Id {
    return this.#id(this.write([withdraw.write({ proposal })]));
  }

  /** Responds to a version; an objection has a reason. */
  respond(version: Id, response: ResponseKind, reason = response === 'object' ? 'it would harm us' : ''): Id {
    return this.#id(this.write([respond.write({ version, response, reason })]));
  }

  consent(version: Id): Id {
    return this.respond(version, 'consent');
  }

  /** Writes an attestation, due or not. */
  attest(version: Id, round = 1, pen: { readonly charter?: Id } = {}): Entry[] {
    return this.write([attest.write(this.cell.withCuts({ version, round, cuts: [] }, this.record))], pen);
  }

  /** Writes an attestation of a removal that names these cuts. */
  attestWith(version: Id, cuts: readonly Cut[]): Entry[] {
    return this.write([attest.write({ version, round: 1, cuts })]);
  }

  /** Writes the attestations that its conduct asks for now. @returns how many */
  attestWhatIsDue(): number {
    const { attestations, stuck } = dueAttestations(this.cell.decisions, this.power, this.speaksFor, {
      now: this.village.now,
      firstSeen: (version) => this.firstSeen(version),
      stuckSince: this.#stuckSince?.charter === this.charter.id ? this.#stuckSince.since : null,
    });
    if (!stuck) this.#stuckSince = null;
    else if (this.#stuckSince?.charter !== this.charter.id) this.#stuckSince = { charter: this.charter.id, since: this.village.now };
    if (attestations.length > 0) this.write(attestations.map((due) => attest.write(this.cell.withCuts(due, this.record))));
    return attestations.length + this.drawWhatIsDue();
  }

  /** Writes into draws what its conduct asks for now. @returns how many entries */
  drawWhatIsDue(): number {
    const own = { member: this.speaksFor, device: this.device, keys: signingKeys(this.seed) };
    const times = { now: this.village.now, firstSeen: (version: Id) => this.firstSeen(version) };
    const due = this.speaks ? dueInDraws(this.cell.decisions.proposals.values(), this.power, own, times) : [];
    if (due.length > 0) this.write(due);
    return due.length;
  }

  /** Leaves the cell. */
  leave(): Entry[] {
    const own = this.charter.members.get(this.speaksFor);
    assert.ok(own !== undefined);
    return this.write([leave.write({ cuts: cutsOf(this.record, this.cell.devices.everOf(own)) })]);
  }

  /** Revokes a device of its member's. */
  revoke(device: Id): Entry[] {
    return this.write([revokeDevice.write({ device, cuts: cutsOf(this.record, new Set([device])) })]);
  }

  /** Gives out an invitation. */
  invite(uses = 1): { readonly id: Id; readonly secretKey: Uint8Array } {
    const keys = invitationKeys(this.village.random(16));
    this.write([invite.write({ key: keys.publicKey, uses, expires: Math.floor(this.village.now / 1000) + 86_400 })]);
    return { id: invitationIdOf(keys.publicKey), secretKey: keys.secretKey };
  }

  state(proposal: Id): OutcomeState {
    const known = this.cell.decisions.proposals.get(proposal);
    assert.ok(known !== undefined);
    const version = known.versions[known.versions.length - 1];
    return outcome(known, this.power, this.village.now, this.firstSeen(version?.id ?? proposal));
  }

  /** Whether a version is certified here. */
  hasCertificate(version: Id): boolean {
    return this.power.certificates(version).length > 0;
  }

  #id(written: readonly Entry[]): Id {
    assert.equal(written.length, 1, `an entry of its own to be taken, not ${this.refused.join(' ')}`);
    return (written[0] as Entry).id;
  }
}

/** The effect that admits somebody by an invitation. */
export function admitting(
  newcomer: TestDevice,
  invitation: { readonly id: Id; readonly secretKey: Uint8Array },
  name = newcomer.name,
): Cbor {
  const { bundle, village } = newcomer;
  const invited = signInvited(invitation.secretKey, village.id, bundle, name);
  const asked = signAsked(signingKeys(newcomer.seed).secretKey, village.id, bundle, name);
  return admit.action.write({ name, bundle, invitation: invitation.id, invited, asked });
}

/** The effect that gives a member this device in place of all that they had, as whoever opens the door makes it. */
export function recovering(
  device: TestDevice,
  { id, bundle }: Member,
  invitation: { readonly id: Id; readonly secretKey: Uint8Array },
  name = device.name,
): Cbor {
  const invited = signInvited(invitation.secretKey, device.village.id, device.bundle, name);
  const asked = signAskedAgain(signingKeys(device.seed).secretKey, device.village.id, device.bundle, name);
  const replaces = bundle.device;
  return recover.action.write({ member: id, replaces, name, bundle: device.bundle, invitation: invitation.id, invited, asked });
}

/** The effect that removes a member. */
export function removing(member: Id): Cbor {
  return remove.action.write({ member });
}

/** The effect that lets entries count again that were set aside, with all that stands before each in its log. */
export function readmitting(...entries: readonly Id[]): Cbor {
  return readmit.action.write({ entries });
}

/** The effect that agrees on a setting. */
export function agreeing(setting: Agreement['setting'], value: string): Cbor {
  return agreement.action.write({ setting, value });
}

function bundleOf(seed: Uint8Array): Uint8Array {
  return encodeBundle({ version: 1, device: idOf(signingKeys(seed).publicKey), sealing: sealingKeys(seed).publicKey });
}
