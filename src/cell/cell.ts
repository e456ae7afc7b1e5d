import type { Id } from '../bytes/id.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Chain, Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import type { Epoch } from '../log/epoch.ts';
import { type CircleId, WHOLE_CELL } from '../log/lane.ts';
import { hasSeen, seenBefore } from '../log/past.ts';
import type { Record } from '../log/record.ts';
import { isForAll } from '../log/talk-circle.ts';
import { kindOf } from './action.ts';
import { type Attest, linkDevice } from './actions.ts';
import { type Admit, admit } from './admit.ts';
import type { Setting } from './agreement.ts';
import { termsOf } from './agreements.ts';
import { seenBy } from './certificate.ts';
import { type Charter, hasAllThatAreOut, type Member } from './charter.ts';
import { Circles } from './circles.ts';
import { cutsOf, type End, endOf } from './cuts.ts';
import { dayOf } from './day.ts';
import { concernedBy, isPowerVersion, readmittedBy, type Version } from './decision.ts';
import { Decisions } from './decisions.ts';
import { NO_VOICES, voicesAgreed } from './delegation.ts';
import { Delegations, type GivenVoice } from './delegations.ts';
import { Devices } from './devices.ts';
import { Drawing } from './drawing.ts';
import { parseDuration } from './duration.ts';
import type { EffectTable } from './effect.ts';
import type { Epochs, ReadersBefore } from './epochs.ts';
import { cellIdOf, readGenesis } from './genesis.ts';
import { Invitations } from './invitations.ts';
import { ALL_METHODS } from './method.ts';
import { isDecidedBefore } from './outcome.ts';
import { Power } from './power.ts';
import { Quarantine } from './quarantine.ts';
import { type Recover, recover } from './recover.ts';
import { parseRetention, RETENTION, type Retention } from './retention.ts';
import { type Settled, settle } from './settings.ts';
import { ALL_WAYS_OUT, WAYS_OUT_AFTER } from './ways-out.ts';

/** How long there is to respond unless the cell decides otherwise. */
export const RESPOND_WITHIN = '7d';

/** What became of an entry that counts but may do nothing. */
export type Folded = 'done' | 'not-ours' | { readonly inert: string };

/**
 * The state of one cell as its record makes it: a pure function of the set of entries. Who may write is judged here; what is not
 * the cell's own goes on to the practices.
 */
export class Cell {
  readonly id: Id;
  readonly decisions: Decisions;
  readonly delegations: Delegations;
  readonly invitations = new Invitations((entry) => this.quarantine.reasonFor(entry) !== null);
  readonly epochs: Epochs;
  readonly devices: Devices;
  readonly circles = new Circles();
  readonly quarantine = new Quarantine();
  /** How often entries that had been folded were set aside, or readmitted: whoever folds what is not the cell's own begins anew then. */
  turns = 0;
  #power: Power | null = null;
  readonly #geneses: Entry[] = [];
  /** The genesis that was judged last: it is folded next, and its signatures cost time. */
  #judged: { readonly entry: Entry; readonly verdict: Verdict<Power> } | null = null;
  #settled = new Map<Setting, Settled>();
  /** By member for whom no device speaks: since when. Null: to be found anew. */
  #silent: ReadonlyMap<Id, number> | null = null;

  constructor(id: Id, effects: EffectTable, epochs: Epochs) {
    this.id = id;
    this.epochs = epochs;
    this.devices = new Devices(id, {
      isUndone: (device, revocation, seen) => this.#isUndone(device, revocation, seen),
      reinstating: (device) => this.#reinstating(device),
      recovered: (seen) => this.#recovered(seen),
      attested: (recovery, seen) => this.#power?.evidenceOf(recovery, seen) ?? [],
    });
    this.decisions = new Decisions(effects, {
      cell: id,
      invitationKey: (invitation, bundle, entry) => this.invitations.keyFor(invitation, bundle, entry),
      respondWithin: (entry) => this.#respondWithin(entry),
      methods: (entry) => this.#agreedBefore('methods', ALL_METHODS, entry),
      mostVoices: (entry) => this.#mostVoices(entry),
      voicesGiven: (version, asked) => this.#voicesGiven(version, asked),
      beginDraw: (entry, terms) => {
        const charter = this.#power?.charterOf(entry);
        assert(charter !== undefined, 'an entry that was judged');
        return new Drawing({ cell: id, version: entry.id, charter, devices: this.devices.ofPast(charter, entry), terms });
      },
      isDecided: (version, entry) => this.#power !== null && isDecidedBefore(version, this.#power, entry),
      wasMember: (member, entry) => this.#power?.charterOf(entry)?.members.has(member) ?? false,
      rootOf: (member, entry) => this.#power?.charterOf(entry)?.members.get(member)?.bundle.device,
      wasDeviceOf: (device, member, entry) => {
        const charter = this.#power?.charterOf(entry);
        return charter !== undefined && this.devices.memberOf(device, charter, entry) === member;
      },
      isCutIn: (entry, seen) => this.devices.isCutIn(entry, seen),
      isSetAside: (entry) => this.quarantine.reasonFor(entry) !== null,
      isCertified: (version) => (this.#power?.certificates(version).length ?? 0) > 0,
    });
    this.delegations = new Delegations({
      mostVoices: (entry) => this.#mostVoices(entry),
      wasMember: (member, entry) => this.#power?.charterOf(entry)?.members.has(member) ?? false,
      isSetAside: (entry) => this.quarantine.reasonFor(entry) !== null,
      silentSince: (member) => this.#silences().get(member) ?? null,
    });
  }

  /** The power in this cell, or null before its genesis has arrived. */
  get power(): Power | null {
    return this.#power;
  }

  /** The newest charter that this device knows, or null before the genesis. */
  get charter(): Charter | null {
    return this.#power?.newest ?? null;
  }

  /**
   * Whether an entry counts: its past holds the genesis and the charter that it names, and its author's device speaks for a member of that
   * charter. All of it is judged from the entry's own past, so every device judges alike, whatever else has reached it.
   */
  judge(entry: Entry): Verdict<null> {
    const isGenesis = this.#judgeGenesis(entry);
    if (isGenesis.ok) return accept(null);
    const power = this.#power;
    if (power === null || !this.#geneses.some((genesis) => hasSeen(entry, genesis))) return isGenesis;
    const charter = power.reach(entry, entry.chain.at(entry.seq - 1));
    if (!charter.ok) return charter;
    if (this.devices.isRevoked(entry.chain.opening.device, entry)) return refuse('device-revoked');
    const member = this.#memberIn(charter.value, entry);
    return member === undefined || power.wasOut(member, entry) ? refuse('author-not-in-charter') : accept(null);
  }

  /**
   * Takes an entry that counts. `not-ours` goes to the practices, unless it is set aside. What is ours is taken also when it is: whatever is
   * evidence for a decision, since certificates survive every cut.
   */
  fold(entry: Entry): Folded {
    if (this.quarantine.note(entry)) this.#turn();
    // Decisions are for the whole cell: what is said in a circle, or outside of the record, counts for none, and stays sealed until a practice asks.
    if (entry.chain.opening.lane !== 'record' || entry.circle !== WHOLE_CELL) return 'not-ours';
    if (kindOf(entry.action) === 'genesis') return this.#begin(entry);
    const power = this.#power;
    const charter = power?.charterOf(entry);
    const member = charter === undefined ? undefined : this.#memberIn(charter, entry);
    const isReadable = power !== null && charter !== undefined && member !== undefined && kindOf(entry.action) !== undefined;
    if (!isReadable) return { inert: 'unreadable' };
    const decision = this.decisions.fold(entry, member);
    if (decision !== null) {
      this.#noteKnocks(entry);
      return decision.ok ? 'done' : { inert: decision.reason };
    }
    const delegated = this.delegations.fold(entry, member);
    if (delegated !== null) return delegated.ok ? 'done' : { inert: delegated.reason };
    const attested = power.fold(entry, member);
    if (attested !== null) {
      if (attested.ok) this.#attested(attested.value);
      return attested.ok ? 'done' : { inert: attested.reason };
    }
    if (power.foldDeparture(entry, member)) {
      this.#cut();
      return 'done';
    }
    const linked = this.devices.fold(entry, member, charter);
    if (linked !== null) {
      this.#cut();
      return linked.ok ? 'done' : { inert: linked.reason };
    }
    const circled = this.circles.fold(entry, member, charter);
    if (circled !== null) return circled.ok ? 'done' : { inert: circled.reason };
    return this.invitations.fold(entry, member) || this.epochs.fold(entry) ? 'done' : 'not-ours';
  }

  /** Logs of which entries slept are here whole. */
  awakened(chains: Iterable<Chain>): void {
    const changed = [...chains].map((chain) => this.quarantine.awakened(chain));
    if (changed.includes(true)) this.#turn();
  }

  /** The member who wrote an entry, by the charter that it stands on. */
  memberOf(entry: Entry): Id | undefined {
    const charter = this.#power?.charterOf(entry);
    return charter === undefined ? undefined : this.#memberIn(charter, entry);
  }

  /** The devices that speak for members now, each with its member. */
  currentDevices(): ReturnType<Devices['of']> {
    return this.charter === null ? new Map() : this.devices.of(this.charter);
  }

  /**
   * What of the record the next own entry will have in its past; null for all that is known. Nobody names entries of a device that told two stories, so what is
   * known through them alone is left out.
   */
  nextPast(record: Record): Counts | null {
    if (record.frozen.size === 0) return null;
    const tips = record.scope('record').map((chain) => record.newestToName(chain));
    return seenBy(tips.filter((tip) => tip !== undefined));
  }

  /** The charter of all that is certified in a part of the record, or of all that is known: of `nextPast`, the one that the next own entry stands on. */
  charterIn(seen: Counts | null): Charter {
    assert(this.#power !== null, 'a cell whose genesis is here');
    return seen === null ? this.#power.newest : this.#power.charterIn(seen);
  }

  /** Whether what a device writes next for a circle will count: it speaks for somebody who is in it, now and in the past that this will have. @param seen of `nextPast` */
  mayWrite(device: Id, circle: CircleId, seen: Counts | null): boolean {
    const member = this.readersOf(circle).get(device)?.member;
    if (member === undefined || seen === null) return member !== undefined;
    const charter = this.charterIn(seen);
    const isKnown = charter.members.has(member) && (charter.devices.has(device) || this.devices.isLinkedIn(device, seen));
    return isKnown && (isForAll(circle) || this.circles.isMemberIn(circle, member, seen, charter));
  }

  /** An attestation as it is to be written: one of a removal or a recovery says how far this device has the logs of the one it is about. */
  withCuts(due: Attest, record: Record): Attest {
    const version = this.decisions.versions.get(due.version);
    const member = this.charter?.members.get((version && concernedBy(version)) ?? '');
    return member === undefined ? due : { ...due, cuts: cutsOf(record, this.devices.everOf(member)) };
  }

  /** The members of a circle now, in ascending order of their ids. */
  membersOf(circle: CircleId): readonly Id[] {
    if (this.charter === null) return [];
    return circle === WHOLE_CELL ? [...this.charter.members.keys()].sort() : this.circles.membersOf(circle, this.charter);
  }

  /** The devices that speak for the members of a circle now. */
  readersOf(circle: CircleId): ReturnType<Devices['of']> {
    if (isForAll(circle)) return this.currentDevices();
    const members = new Set(this.membersOf(circle));
    return new Map([...this.currentDevices()].filter(([, { member }]) => members.has(member)));
  }

  /** The circles that somebody is in now, in the order in which this device came to know them. */
  circlesOf(member: Id): CircleId[] {
    return [...this.circles.ids()].filter((circle) => this.membersOf(circle).includes(member));
  }

  /** Whether who wrote an entry was in the circle that it is for, by the entry's own past. */
  isFromInside(entry: Entry): boolean {
    if (entry.circle === WHOLE_CELL) return true;
    const [charter, member] = [this.#power?.charterOf(entry), this.memberOf(entry)];
    return charter !== undefined && member !== undefined && this.circles.isMemberBefore(entry.circle, member, entry, charter);
  }

  /**
   * The epoch of a circle to write under, or null when a new one has to be made first.
   * @param seen of `nextPast`: no new one could have more in its past, however many were made
   */
  currentEpoch(circle: CircleId, seen: Counts | null = null): Epoch | null {
    if (this.#power === null) return null;
    const power = this.#power;
    const known = this.charterIn(seen);
    const isNewEnough = (brought: Entry | null): boolean => {
      if (brought === null) return power.newest.former.size === 0 && this.devices.areAllGood;
      const charter = power.charterOf(brought);
      const knowsWhoIsOut = charter !== undefined && hasAllThatAreOut(charter, known) && this.devices.hasSeenRevocations(brought, seen);
      return knowsWhoIsOut && this.circles.hasSeenLeaves(circle, brought, seen);
    };
    return this.epochs.current(circle, this.readersOf(circle), this.devices.of(power.beginning), isNewEnough, this.#readersBefore(circle));
  }

  /**
   * The epoch to bring a new one under: of those this device holds, one whose charter has the most changes. One that no entry brings counts last, for whoever
   * handed it over may have made it up, and be out by now.
   */
  latestEpoch(circle: CircleId): Epoch {
    const size = (epoch: Epoch) => (this.#mayBeHandedOn(epoch) ? (this.#power?.charter(epoch.charter)?.changes.size ?? -1) : -2);
    const held = this.epochs.keys.all().filter((epoch) => epoch.circle === circle);
    const latest = held.sort((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1))[0];
    assert(latest !== undefined, 'a member to hold an epoch of their cell');
    return latest;
  }

  /** When an epoch was made, in seconds since 1970, by the clock of its maker; null for one that was handed over without an entry. */
  timeOf(epoch: Epoch): number | null {
    const isFirst = epoch.charter === this.#power?.beginning.id && epoch.circle === WHOLE_CELL;
    return this.epochs.timeOf(epoch.id) ?? (isFirst ? (this.#geneses[0]?.time ?? null) : null);
  }

  /** A new epoch for all who may read now what a circle writes. @param random gives fresh random bytes */
  makeEpoch(circle: CircleId, random: (size: number) => Uint8Array): ReturnType<Epochs['make']> {
    assert(this.charter !== null, 'a cell whose genesis is here');
    return this.epochs.make(circle, this.charter.id, this.readersOf(circle), random);
  }

  /** Epochs of the circles of this device's member that it has to seal to others of their devices. */
  dueSeals(member: Id): ReturnType<Epochs['dueSeals']> {
    return this.circlesOf(member).flatMap((circle) => this.epochs.dueSeals(circle, this.readersOf(circle), this.#readersBefore(circle)));
  }

  #readersBefore(circle: CircleId): ReadersBefore {
    return (entry) => this.circles.readersBefore(circle, entry, this.#power?.charterOf(entry), this.devices);
  }

  /**
   * The epochs held here that a device lacks, of the circles that its member is in: those of which the entry that brought them is here.
   * The first of all nobody lacks: it comes with the welcome. A device that was linked just now was given more than it knows about: who was out before.
   */
  unsealedTo(device: Id): readonly Epoch[] {
    return this.epochs.unsealedTo(device, (circle) => this.readersOf(circle).has(device)).filter((epoch) => this.#mayBeHandedOn(epoch));
  }

  /** The epochs held here that a device has asked for, by their ids or tags, as far as it may read them: by the same rule. */
  askedBy(device: Id, asked: { readonly epochs: readonly Id[]; readonly tags: readonly string[] }): readonly Epoch[] {
    const { keys } = this.epochs;
    const found = new Set([...asked.epochs.flatMap((id) => keys.get(id) ?? []), ...asked.tags.flatMap((tag) => keys.tagged(tag))]);
    return [...found].filter((epoch) => this.readersOf(epoch.circle).has(device) && this.#mayBeHandedOn(epoch));
  }

  #mayBeHandedOn({ id }: Epoch): boolean {
    return this.epochs.isBrought(id);
  }

  /** What holds for a setting that is not power. */
  setting(setting: Exclude<Setting, 'quorum'>): Settled {
    let settled = this.#settled.get(setting);
    if (settled === undefined) {
      const beginning = {
        name: this.#power?.genesis.name ?? '',
        respondWithin: RESPOND_WITHIN,
        methods: ALL_METHODS,
        waysOutAfter: WAYS_OUT_AFTER,
        waysOut: ALL_WAYS_OUT,
        retention: RETENTION,
        delegation: NO_VOICES,
      }[setting];
      settled =
        this.#power === null
          ? { value: beginning, version: null, clash: [] }
          : settle(setting, beginning, this.#power, this.decisions.versions, null);
      this.#settled.set(setting, settled);
    }
    return settled;
  }

  /** How long talk is kept. */
  get retention(): Retention {
    const retention = parseRetention(this.setting('retention').value);
    assert(retention.ok, 'a setting to have been checked');
    return retention.value;
  }

  /** Whether a version was certified in a part of the record. */
  wasCertifiedIn(version: Version, seen: Counts): boolean {
    return this.#power?.wasCertifiedIn(version.id, seen) ?? false;
  }

  /** An attestation has come: what is certified by it, and how far the cut of a removal reaches, may have changed. */
  #attested({ version, changed }: { readonly version: Version; readonly changed: boolean }): void {
    if (changed) {
      this.#settled.clear();
      this.#silent = null;
      this.decisions.certified(version);
    }
    const isCertified = changed || (this.#power?.certificates(version.id).length ?? 0) > 0;
    if (isCertified && (isPowerVersion(version) || readmittedBy(version).length > 0)) this.#cut();
  }

  /** Works out the cuts anew. */
  #cut(): void {
    const power = this.#power;
    if (power === null) return;
    this.#silent = null;
    const ends = new Map<Id, readonly End[]>();
    for (const member of power.newest.former.values()) {
      const found: End[] = [];
      const [removals, departures] = [power.removalsOf(member.id), power.departuresOf(member.id)];
      if (removals.length > 0) found.push(endOf('removed', removals));
      if (departures.length > 0) found.push(endOf('left', departures));
      for (const device of this.devices.everOf(member)) ends.set(device, found);
    }
    for (const device of new Set([...this.devices.revoked(), ...this.devices.replaced()])) {
      const own = this.devices.endsOf(device, null);
      if (own.length > 0) ends.set(device, [...(ends.get(device) ?? []), ...own]);
    }
    for (const device of this.devices.unlinked()) ends.set(device, [...(ends.get(device) ?? []), endOf('revoked', [])]);
    const certified = [...power.certified()].map((id) => this.decisions.versions.get(id)).filter((version) => version !== undefined);
    if (this.quarantine.cut(ends, new Set(certified.flatMap(readmittedBy)))) this.#turn();
  }

  /** Whether the cell has let a device speak again since a revocation: by a decision that the revocation did not know. */
  #isUndone(device: Id, revocation: Entry, seen: Counts | null): boolean {
    const power = this.#power;
    return this.#reinstating(device).some(
      (change) => power?.wasCertifiedIn(change, seenBefore(revocation)) === false && (seen === null || power.wasCertifiedIn(change, seen)),
    );
  }

  /** All decisions that are known by which a device that was revoked speaks again. */
  #reinstating(device: Id): readonly Id[] {
    return this.#power?.newest.reinstated.get(device) ?? [];
  }

  /** Members to whom the cell has given a new device, in a part of the record or in all that is known. */
  #recovered(seen: Counts | null): readonly Member[] {
    const power = this.#power;
    const all = power?.newest.recovered ?? [];
    return power === null || seen === null || all.length === 0 ? all : power.charterIn(seen).recovered;
  }

  #turn(): void {
    this.turns++;
    this.decisions.recount();
  }

  /** Seconds that the cell had agreed on in an entry's past. */
  #respondWithin(entry: Entry): number {
    const seconds = parseDuration(this.#agreedBefore('respondWithin', RESPOND_WITHIN, entry));
    assert(seconds.ok, 'a setting to have been checked');
    return seconds.value;
  }

  /** What the cell had agreed on in an entry's past. */
  #agreedBefore(setting: 'respondWithin' | 'methods' | 'delegation', beginning: string, entry: Entry): string {
    if (this.#power === null) return beginning;
    return settle(setting, beginning, this.#power, this.decisions.versions, seenBefore(entry)).value;
  }

  /** For how many others one person could speak, in an entry's past. */
  #mostVoices(entry: Entry): number {
    // What nobody ever decided was not decided in a past either, and of votes there are thousands.
    return this.setting('delegation').version === null ? 0 : voicesAgreed(this.#agreedBefore('delegation', NO_VOICES, entry));
  }

  #voicesGiven(version: Version, asked: readonly Id[]): ReadonlyMap<Id, GivenVoice> {
    const { id, entry, within, mostVoices: most } = version;
    if (most === 0) return new Map();
    const end = entry.time + within;
    return this.delegations.voicesAt({ end, day: dayOf(end * 1000), version: id, subject: termsOf(version)?.subject ?? '', most }, asked);
  }

  /** Members for whom no device speaks, and since when: in seconds since 1970, by the clocks of those who revoked the last of theirs. */
  #silences(): ReadonlyMap<Id, number> {
    if (this.#silent !== null) return this.#silent;
    const silent = new Map<Id, number>();
    const speaking = this.devices.areAllGood ? null : new Set([...this.currentDevices().values()].map(({ member }) => member));
    for (const member of speaking === null ? [] : (this.charter?.members.values() ?? [])) {
      if (speaking?.has(member.id)) continue;
      const ended = [...this.devices.everOf(member)].map((device) =>
        this.devices.revocationsOf(device, null).map(({ entry }) => entry.time),
      );
      silent.set(member.id, Math.max(0, ...ended.map((times) => (times.length === 0 ? 0 : Math.min(...times)))));
    }
    this.#silent = silent;
    return silent;
  }

  /** The member for whom an entry's device speaks, on a charter: the one it was admitted with, or linked to in the entry's past or by the entry itself. */
  #memberIn(charter: Charter, entry: Entry): Id | undefined {
    const { device } = entry.chain.opening;
    const admitted = charter.devices.get(device);
    if (admitted !== undefined) return admitted;
    const link = this.devices.linkIn(device, entry);
    if (link !== undefined) return this.devices.speaksBy(link, charter) ? link.member : undefined;
    const own = linkDevice.read(entry.action);
    return own !== undefined && this.devices.check(entry, own, charter).ok ? own.member : undefined;
  }

  /** Whether an entry is the genesis of this cell. More than one founder may bring it: it says the same. */
  #judgeGenesis(entry: Entry): Verdict<Power> {
    if (entry.seq > 0 || entry.chain.opening.lane !== 'record' || kindOf(entry.action) !== 'genesis') return refuse('genesis-missing');
    if (this.#judged?.entry === entry) return this.#judged.verdict;
    const verdict = this.#readGenesis(entry);
    this.#judged = { entry, verdict };
    return verdict;
  }

  #readGenesis(entry: Entry): Verdict<Power> {
    const genesis = readGenesis(entry.action);
    if (!genesis.ok) return genesis;
    if (cellIdOf(genesis.value) !== this.id) return refuse('genesis-of-another-cell');
    const power = new Power(this.id, genesis.value, this.decisions.versions);
    const isFounder = power.beginning.devices.has(entry.chain.opening.device);
    return isFounder && entry.charter === power.beginning.id ? accept(power) : refuse('genesis-malformed');
  }

  #begin(entry: Entry): Folded {
    const genesis = this.#judgeGenesis(entry);
    if (!genesis.ok) return { inert: 'genesis-misplaced' };
    this.#geneses.push(entry);
    this.#power ??= genesis.value;
    this.#settled.clear();
    return 'done';
  }

  /** A proposal to admit or to recover uses up its invitation for whoever comes after it. */
  #noteKnocks(entry: Entry): void {
    const version = this.decisions.versions.get(entry.id);
    if (version === undefined || !version.effects.ok) return;
    for (const { kind, content } of version.effects.value) {
      if (kind.action.kind !== admit.action.kind && kind.action.kind !== recover.action.kind) continue;
      const { invitation, bundle } = content as Admit | Recover;
      this.invitations.knocked(invitation, entry, bundle);
    }
  }
}
