import { encodeCbor } from '../bytes/cbor.ts';
import { type Id, idOf } from '../bytes/id.ts';
import { assert } from '../bytes/verdict.ts';
import { type LinkDevice, linkDevice, showFork } from '../cell/actions.ts';
import { encodeBundle } from '../cell/bundle.ts';
import { Cell } from '../cell/cell.ts';
import { cutsOf } from '../cell/cuts.ts';
import { Epochs } from '../cell/epochs.ts';
import { isSecretOver, isTurnOver } from '../cell/retention.ts';
import { type SigningKeys, signingKeys } from '../crypto/sign.ts';
import type { Entry } from '../log/chain.ts';
import { EpochKeys, epochOf } from '../log/epoch.ts';
import { type CircleId, WHOLE_CELL } from '../log/lane.ts';
import type { Opening } from '../log/opening.ts';
import { refusal } from '../log/received.ts';
import { type Accepted, type Received, Record } from '../log/record.ts';
import { ACTION_BYTES } from '../log/sealing.ts';
import type { Segment } from '../log/segment.ts';
import type { Draft } from '../log/writing.ts';
import type { Clock } from '../ports/clock.ts';
import { OperatingError } from '../ports/errors.ts';
import type { SendingAhead } from '../ports/forerunner.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store.ts';
import { PracticeFolding } from '../practices/folding.ts';
import { EFFECTS, type PracticeStates } from '../practices/registry.ts';
import { DrawChecks } from './draw-checks.ts';
import { bundleOf } from './founding.ts';
import { GoneLogs } from './gone-logs.ts';
import { HandedEpochs } from './handed-epochs.ts';
import { Inbox } from './inbox.ts';
import { KeptForks } from './kept-forks.ts';
import type { CellKeys, KeptEpoch } from './keyring.ts';
import { notAMember } from './not-a-member.ts';
import { Notes } from './notes.ts';
import { Outbox } from './outbox.ts';
import { outdated } from './outdated.ts';
import { type KeepKeys, OwnKeys } from './own-keys.ts';
import { OwnPast, twoStories } from './own-past.ts';
import { ReachTable } from './reach.ts';
import { readAll } from './reading.ts';
import { freshPrekey } from './renewal.ts';
import { Reopening } from './reopening.ts';
import { Rest } from './rest.ts';
import { SeenTimes } from './seen-times.ts';
import { RESTING, type Resting } from './snapshots.ts';
import { storeDamaged } from './store-damaged.ts';
import { TakingBack } from './taking-back.ts';
import { WithoutEffect } from './without-effect.ts';

/** The ports of one seat. */
export interface SeatPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly keepKeys: KeepKeys;
  /** How much of talk stays awake when a cell is opened; unless given, as much as people look at first. */
  readonly resting?: Resting;
  /** Who looks at entries ahead when all of them are read; null, or not given: nobody. */
  readonly sending?: SendingAhead | null;
}

/** What a seat tells whoever wires it up. */
export interface SeatUser {
  /** These entries are on the disk and in the record: own ones, or what a segment from `from` brought. */
  stored(accepted: readonly Accepted[], from: number | null): void;
  /** These entries of circles, which were on the disk already, can be read from now on. */
  opened(entries: readonly Entry[]): void;
  /** A device has told two stories, and this is the proof. */
  forked(proof: Uint8Array): void;
  /** These logs are erased, whole. */
  erased(logs: ReadonlySet<Id>): void;
  /** The disk refused; what is in memory is ahead of it. The seat takes nothing more and has to be opened again. */
  failed(error: unknown): void;
}

/**
 * One device's place in one cell: its store, the record in memory, and the state that follows from it. Whatever enters goes to the
 * disk before anybody is told; whatever is written goes through one queue.
 */
export class Seat {
  readonly ownKeys: OwnKeys;
  readonly signing: SigningKeys;
  readonly device: Id;
  readonly cell: Cell;
  readonly record: Record;
  readonly store: Store;
  readonly notes: Notes;
  readonly reach = new ReachTable();
  readonly seen: SeenTimes;
  readonly draws: DrawChecks;
  readonly ownPast: OwnPast;
  /** Epochs that others have handed to this device. */
  readonly handed: HandedEpochs;
  user: SeatUser = { stored() {}, opened() {}, forked() {}, erased() {}, failed() {} };
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #practices: PracticeFolding;
  readonly #reopening: Reopening;
  readonly #takingBack: TakingBack;
  #erasing = false;
  readonly #gone: GoneLogs;
  readonly #forks: KeptForks;
  readonly #clock: Clock;
  /** Of the cell's own entries. */
  readonly #withoutEffect: WithoutEffect;
  #fault: unknown = null;
  readonly #rest: Rest;

  private constructor(keys: CellKeys, { store, clock, random, keepKeys, resting = RESTING, sending = null }: SeatPorts) {
    assert(keys.welcome !== null, 'a seat only for whoever has been welcomed');
    this.ownKeys = new OwnKeys(keys, keepKeys, random);
    this.store = store;
    this.signing = signingKeys(keys.device);
    this.device = idOf(this.signing.publicKey);
    this.#withoutEffect = new WithoutEffect(this.device);
    this.notes = new Notes(store, keys.notes, random);
    this.handed = new HandedEpochs(this.notes);
    this.seen = new SeenTimes(this.notes, clock);
    this.#gone = new GoneLogs(this.notes, clock);
    this.#clock = clock;
    const epochKeys = new EpochKeys();
    for (const { secret, circle, charter } of keys.welcome.epochs) epochKeys.add(epochOf(secret, circle, charter));
    this.cell = new Cell(keys.cell, EFFECTS, new Epochs(this.device, epochKeys, this.ownKeys.open));
    this.draws = new DrawChecks(this.cell, () => this.member, this.notes, clock);
    this.#practices = new PracticeFolding(this.cell);
    const isOver = ({ lane, topic, turn }: Opening): boolean =>
      lane === 'talk' && isTurnOver(this.cell.retention, topic, turn, clock.now() / 1000);
    this.record = new Record(keys.welcome.blind, epochKeys, {
      judge: (entry) => this.cell.judge(entry),
      fold: (entry) => {
        const folded = this.cell.fold(entry);
        if (folded === 'not-ours') this.#practices.take(entry);
        else if (typeof folded === 'object') this.#withoutEffect.note(entry, folded.inert);
      },
      isOver,
    });
    this.#rest = new Rest({
      record: this.record,
      cell: this.cell,
      practices: this.#practices,
      store,
      notes: this.notes,
      resting,
      sending,
      isOver,
    });
    this.#inbox = new Inbox(store, clock, (accepted) => this.seen.notesFor(accepted));
    this.#forks = new KeptForks(this.record, this.notes, store, this.#inbox);
    this.#reopening = new Reopening(this.record, store, this.#practices);
    this.#takingBack = new TakingBack(this.record, store, this.#practices);
    const stored = (accepted: readonly Accepted[]) => {
      this.seen.note(accepted);
      this.user.stored(accepted, null);
      this.#reopen();
    };
    this.ownPast = new OwnPast(this.record, clock);
    const { cell, record, signing, ownPast } = this;
    this.#outbox = new Outbox({
      cell,
      record,
      inbox: this.#inbox,
      keys: signing,
      clock,
      random,
      ownPast,
      freshPrekey: () => freshPrekey(this),
      stored,
    });
  }

  /** Opens a seat from its store. Rejects with `StoreDamaged` when what is there is not what this device has stored. */
  static async open(keys: CellKeys, ports: SeatPorts): Promise<Seat> {
    let seat = await Seat.#begin(keys, ports);
    const signatures = await ports.store.signatures();
    if (!(await seat.#rest.open(signatures))) {
      // What was begun by a snapshot that does not hold is thrown away.
      if (seat.record.sleep !== null) seat = await Seat.#begin(keys, ports);
      await seat.#readAll(ports.sending ?? null);
    }
    await seat.#reopening.look();
    for (const { log, seq, signature } of signatures) seat.record.keepSignature(idOf(log), seq, signature);
    await seat.seen.load(seat.cell, seat.device);
    await seat.draws.load();
    await seat.reach.load(seat.notes, seat.cell.currentDevices().keys());
    return seat;
  }

  /** A seat with what is known besides the entries. */
  static async #begin(keys: CellKeys, ports: SeatPorts): Promise<Seat> {
    const seat = new Seat(keys, ports);
    for (const { secret, circle, charter } of await seat.handed.load()) seat.record.keys.add(epochOf(secret, circle, charter));
    await seat.#forks.load();
    seat.record.keepGone(await seat.#gone.load());
    return seat;
  }

  async #readAll(sending: SendingAhead | null): Promise<void> {
    for await (const { rows, ahead } of readAll(this.store, this.record, sending)) {
      for (const [i, { log, seq, bytes }] of rows.entries()) {
        const restored = this.record.restore(log, seq, bytes, undefined, ahead?.[i]);
        if (!restored.ok) throw storeDamaged(restored.reason);
      }
    }
  }

  /** Whether all that is in the store is here. Until then nothing is taken from others, and of talk only the newest is here. */
  get isAwake(): boolean {
    return this.#rest.isAwake;
  }

  /** Reads what sleeps, in the background. Resolved means that all is here, or that the seat was laid down before; rejects with `StoreDamaged` or the store's error. */
  async awake(): Promise<void> {
    if (this.isAwake) return;
    try {
      await this.#rest.awake();
      await this.#reopening.look();
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  /** Ends what is done in the background, and keeps how the record stands, so that the cell opens at once the next time. Rejects with the store's error. */
  async layDown(): Promise<void> {
    if (this.#fault === null) await this.#rest.layDown();
  }

  /** What this device keeps secret in the cell, as it lies in the keyring. */
  get keys(): CellKeys {
    return this.ownKeys.keys;
  }

  /** The bundle with which this device came into the cell; null where it speaks for nobody and has let go of all its prekeys: nothing can be sealed to it. */
  get bundle(): Uint8Array | null {
    const known = this.cell.currentDevices().get(this.device);
    if (known !== undefined) return encodeBundle(known.bundle);
    return this.keys.prekeys.length > 0 ? bundleOf(this.keys) : null;
  }

  /** The member for whom this device speaks; undefined until the cell's record has arrived. */
  get member(): Id | undefined {
    return this.cell.currentDevices().get(this.device)?.member;
  }

  /** The member whose device this is, or was before it was revoked or they left or were removed: whoever is out can look on. */
  get person(): Id | undefined {
    const { charter, devices } = this.cell;
    return this.member ?? (charter === null ? undefined : devices.ownerEver(this.device, charter));
  }

  /** Whether the secrets of a circle are to be deleted, or have been. */
  isSecretOver(circle: CircleId): boolean {
    return isSecretOver(this.cell.retention, circle, this.#clock.now() / 1000);
  }

  /** What the practices have folded. */
  get practices(): PracticeStates {
    const { states } = this.#practices;
    this.#eraseTakenBack();
    return states;
  }

  /** Entries that are here without their words, and that nobody has taken back as far as is known here. */
  get lacking(): readonly Entry[] {
    return this.#takingBack.lacking;
  }

  /** Why entries that count did nothing, and how often; unreadable and unknown ones are among them. */
  get inert(): ReadonlyMap<string, number> {
    const all = new Map(this.#withoutEffect.counts);
    for (const [reason, count] of this.#practices.inert) all.set(reason, (all.get(reason) ?? 0) + count);
    return all;
  }

  /** Why an entry that this device has written for the cell's own affairs does nothing; undefined for one that does what it says. */
  whyInert(entry: Id): string | undefined {
    return this.#withoutEffect.whyOwn(entry);
  }

  /** Entries of circles that this device cannot read: for others, or incomplete until their key comes. */
  get shut(): ReadonlySet<Entry> {
    return this.#practices.shut;
  }

  /** Proofs that devices of this cell told two stories. */
  get forkProofs(): readonly Uint8Array[] {
    return this.#forks.proofs;
  }

  /** What went wrong with the disk; null while all is well. */
  get fault(): unknown {
    return this.#fault;
  }

  /** Why this device writes nothing more: it has told two stories itself. Null while it has not. */
  get standstill(): OperatingError | null {
    if (this.record.frozen.size === 0) return null;
    const isOwn = [...this.record.frozen].some((log) => this.record.chain(log)?.opening.device === this.device);
    return isOwn ? twoStories() : null;
  }

  /** Writes own actions. Resolves with the entries' ids once they are on the disk; rejects with an operating error, and then nothing was written. */
  async write(drafts: readonly Draft[]): Promise<readonly Id[]> {
    const hindrance = this.#fault ?? this.standstill;
    if (hindrance !== null) throw hindrance;
    if (this.cell.power?.isOutdated) throw outdated();
    if (this.member === undefined) throw notAMember();
    if (drafts.some(({ action }) => encodeCbor(action).length > ACTION_BYTES)) {
      throw new OperatingError('TooLong', 'This is too long to be kept. Shorten it, or say it in parts.');
    }
    return this.#outbox.write(drafts);
  }

  /** Writes what is due when its turn has come, by itself: nothing can come between what it goes by and what it writes. Rejects with the store's error. */
  async writeDue(due: () => readonly Draft[]): Promise<readonly Id[]> {
    if (this.standstill !== null) throw this.standstill;
    return this.#outbox.write(() => (this.cell.power?.isOutdated || this.member === undefined ? [] : due()));
  }

  /** Makes a new epoch of the cell, though its readers are the same. Rejects as `write` does. */
  renewEpoch(): Promise<void> {
    return this.#outbox.renewEpoch();
  }

  /** Links this device to its member by the key of a backup. Rejects with the store's error. */
  enter(link: LinkDevice): Promise<void> {
    return this.#outbox.enter({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: linkDevice.write(link) });
  }

  /** Takes a segment from another device. What it brings is told by `SeatUser.stored` once it is on the disk. */
  receive(segment: Segment, from: number): Received {
    if (this.#fault !== null) return refusal('disk-failing');
    if (!this.isAwake) return refusal('asleep');
    if (this.#outbox.isUnderWay(segment.log)) return refusal('log-under-way');
    return this.#take(this.record.receive(segment), from);
  }

  /**
   * Takes epochs that somebody has handed to this device, and what had waited for them: once they are on the disk, for it is read with them.
   * @param isMember whether a member's device handed them over: from any other only what an entry brings is taken, whose id says that it is this very one
   * @returns whether there is any that was not here before
   */
  async takeEpochs(epochs: readonly KeptEpoch[], from: number, isMember: boolean): Promise<boolean> {
    const { keys } = this.record;
    const isBrought = (id: Id) => this.cell.epochs.isBrought(id);
    const wanted = epochs.filter(({ secret, circle, charter }) => {
      const { id } = epochOf(secret, circle, charter);
      // What is here already is noted as handed over where nothing else says so: its secret can be had again from what was handed over.
      const isNew = keys.get(id) === undefined || !this.cell.epochs.wasHandedOver(id);
      return isNew && !this.isSecretOver(circle) && (isMember || isBrought(id));
    });
    if (wanted.length === 0) return false;
    let kept: readonly KeptEpoch[];
    try {
      kept = await this.handed.keep(wanted, isBrought);
    } catch (error) {
      this.#fail(error);
      return false;
    }
    const fresh = kept
      .map(({ secret, circle, charter }) => epochOf(secret, circle, charter))
      .filter(({ id }) => keys.get(id) === undefined);
    if (fresh.length === 0) return false;
    for (const epoch of fresh) keys.add(epoch);
    this.#take(this.record.retry(), from);
    return true;
  }

  /**
   * A device is said to have told two stories: if the proof holds and is of that device's log, both are taken from now on, and set aside. The proof is kept, and
   * shown in the record, where it says the same to everybody.
   */
  showFork(octets: Uint8Array): void {
    const taken = this.#forks.take(octets);
    if (taken === null) return;
    const { device, log } = taken.proof;
    taken.kept.catch((error: unknown) => this.#fail(error));
    const due = () => {
      const { charter, devices } = this.cell;
      const isMembers = charter !== null && this.cell.currentDevices().has(device);
      if (this.member === undefined || this.standstill !== null || !isMembers || devices.isForkShown(device, log)) return [];
      const action = showFork.write({ proof: octets, cuts: cutsOf(this.record, new Set([device])) });
      return [{ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action } satisfies Draft];
    };
    if (due().length > 0) void this.writeDue(due).catch((error: unknown) => this.#fail(error));
  }

  /**
   * Erases scopes of talk whole: from the disk, from memory, and from what follows from them. Nothing of them is taken again. Resolved means that
   * their bytes are gone from the disk; a fault of the disk is told, and they are erased at the next look.
   */
  async erase(scopes: readonly string[]): Promise<void> {
    if (!this.isAwake) await this.awake();
    if (!this.isAwake) return;
    // What is on its way to the disk gets there first: else it would come back.
    await this.#outbox.flushed();
    const erased = scopes.map((scope) => this.record.erase(scope));
    const entries = new Set(erased.flatMap((one) => one.entries));
    const logs = erased.flatMap((one) => one.logs);
    const ids = new Set(logs.map(idOf));
    this.cell.quarantine.forget(new Set([...entries].map(({ chain }) => chain)));
    this.#practices.forget(entries);
    this.reach.forget(ids);
    try {
      await this.#inbox.settled();
      const gone = this.#gone.remember(logs);
      await this.store.write({
        erased: logs,
        notes: [gone, ...this.#rest.forgotten(), ...this.reach.takeNotes((name, value) => this.notes.sealed(name, value))],
      });
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.user.erased(ids);
  }

  /** Waits for what is being written. The store stays open: it belongs to the home. */
  async settled(): Promise<void> {
    await this.#outbox.settled();
    await this.#inbox.settled();
  }

  /** Writes down how far others have got, if there is news. */
  async keepReach(): Promise<void> {
    const notes = this.reach.takeNotes((name, value) => this.notes.sealed(name, value));
    if (notes.length > 0 && this.#fault === null) await this.store.write({ notes });
  }

  #take(received: Received, from: number): Received {
    const { accepted, fork } = received;
    this.#reopen();
    this.#takingBack.restore().then(
      (isRestored) => {
        if (isRestored) this.user.opened([]);
      },
      (error: unknown) => this.#fail(error),
    );
    if (accepted.length > 0) {
      this.seen.note(accepted);
      this.#inbox.keep(accepted).then(
        () => this.user.stored(accepted, from),
        (error: unknown) => this.#fail(error),
      );
    }
    if (fork !== null) {
      // What has come with the fork is read back for the proof, and so has to be on the disk.
      const proved = this.#inbox.settled().then(() => this.#forks.prove(fork));
      proved.then(
        (proof) => {
          if (proof === null) return;
          this.showFork(proof);
          this.user.forked(proof);
        },
        (error: unknown) => this.#fail(error),
      );
    }
    return received;
  }

  /** Where a key of a circle has come, opens what waited for it; everything that came before the key is on the disk by then. */
  #reopen(): void {
    if (!this.#reopening.takeDue()) return;
    const looked = this.#inbox.settled().then(() => this.#reopening.look());
    looked.then(
      (entries) => {
        if (entries.length > 0) this.user.opened(entries);
      },
      (error: unknown) => this.#fail(error),
    );
  }

  /** Words that were taken back, and that are still here, are erased: once everything that has come is on the disk. */
  #eraseTakenBack(): void {
    if (this.#erasing || this.#fault !== null || this.#takingBack.due.length === 0) return;
    this.#erasing = true;
    const erased = this.#inbox.settled().then(() => this.#takingBack.erase());
    erased
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#erasing = false;
      });
  }

  #fail(error: unknown): void {
    if (this.#fault !== null) return;
    this.#fault = error;
    this.user.failed(error);
  }
}
