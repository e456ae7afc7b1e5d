import type { Id } from '../bytes/id.ts';
import { cleanName } from '../bytes/name.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { parseInvitation } from '../cell/invitation.ts';
import { keepDeviceName } from './device-names.ts';
import { foundCell, freshKeys, storeNameOf } from './founding.ts';
import type { CellKeys } from './keyring.ts';
import { type GivingView, LinkGiving } from './link-giving.ts';
import { type Arrival, LinkTaking, type TakingView } from './link-taking.ts';
import type { KeepKeys } from './own-keys.ts';
import type { PeerEvent } from './peer-event.ts';
import type { PeerParts } from './peer-parts.ts';
import { Presence, type PresenceParts } from './presence.ts';
import type { Safeguards } from './safeguards.ts';
import { Seat } from './seat.ts';
import { Vault } from './vault.ts';
import { Waiting } from './waiting.ts';

/** Something that takes a while, and how far it has got. */
export interface Work {
  readonly kind: 'backup' | 'restore';
  /** Entries that are done, of how many. */
  readonly done: number;
  readonly of: number;
}

/** How long after a failure of the disk a cell is opened again, in milliseconds. */
const REOPEN_PAUSE = 30_000;

/** One person's Moot on one device: the keyring, and a life in each of their cells. It wires everything and decides nothing. */
export class Peer {
  readonly parts: PeerParts;
  readonly #vault: Vault;
  readonly #presences = new Map<Id, Presence>();
  readonly #waiting = new Map<Id, Waiting>();
  /** Cells that could not be opened, and why. */
  readonly #faults = new Map<Id, unknown>();
  readonly #reopenings = new Set<() => void>();
  readonly #listeners = new Set<(event: PeerEvent) => void>();
  #work: Work | null = null;
  /** Another device of the person's is being linked by this one, or this one by another. */
  #giving: LinkGiving | null = null;
  #taking: LinkTaking | null = null;
  /** Opening, locking and closing happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(parts: PeerParts, vault: Vault) {
    this.parts = parts;
    this.#vault = vault;
  }

  /** Opens a peer, locked. Rejects with the home's operating error. */
  static async open(parts: PeerParts): Promise<Peer> {
    return new Peer(parts, await Vault.open(parts.home, parts.random, parts.clock, parts.passphraseCost));
  }

  /** `new`: there is no keyring yet. */
  get state(): 'new' | 'locked' | 'open' {
    return this.#vault.state;
  }

  /** Unlocks, or begins on a new home, and wakes all cells. Refuses `passphrase-empty`, `passphrase-wrong`, `keyring-damaged`, `keyring-too-new`. */
  unlock(passphrase: string): Promise<Verdict<{ readonly created: boolean }>> {
    return this.#inTurn(async () => {
      if (this.state === 'open') return accept({ created: false });
      const unlocked = await this.#vault.unlock(passphrase);
      if (!unlocked.ok) return unlocked;
      for (const keys of this.#vault.cells) await this.#wake(keys);
      this.#tell({ type: 'cells' });
      return unlocked;
    });
  }

  /** Puts all cells to sleep and forgets all secrets. */
  lock(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#sleep();
      this.#vault.lock();
      this.#tell({ type: 'cells' });
    });
  }

  /** Founds a cell of one. @returns refuses what `cleanName` refuses */
  found(name: string, pseudonym: string, parent: Id | null = null): Promise<Verdict<{ readonly cell: Id; readonly member: Id }>> {
    return this.#inTurn(async () => {
      const [cellName, ownName] = [cleanName(name), cleanName(pseudonym)];
      if (!cellName.ok) return cellName;
      if (!ownName.ok) return ownName;
      const founded = foundCell(cellName.value, ownName.value, this.parts.clock, this.parts.random, parent);
      // The genesis first: a store without keys is a file to be thrown away, keys without a genesis would be a cell that cannot be opened.
      const store = await this.parts.home.openStore(storeNameOf(founded.keys));
      try {
        await founded.store(store);
      } finally {
        await store.close();
      }
      await this.#vault.keep(founded.keys);
      await this.#wake(founded.keys);
      this.#tell({ type: 'cells' });
      return accept({ cell: founded.keys.cell, member: founded.member });
    });
  }

  /** Takes an invitation and goes to the cell's door. @param again whether this person was in the cell before under this name @returns refuses what is wrong with invitation or name, `already-member`, `invitation-expired` */
  join(invitation: string, pseudonym: string, again = false): Promise<Verdict<{ readonly cell: Id }>> {
    return this.#inTurn(async () => {
      const [letter, name] = [parseInvitation(invitation), cleanName(pseudonym)];
      if (!letter.ok) return letter;
      if (!name.ok) return name;
      const { cell, expires } = letter.value;
      if (expires * 1000 <= this.parts.clock.now()) return refuse('invitation-expired');
      const known = this.#vault.cells.find((keys) => keys.cell === cell);
      if (known !== undefined && known.welcome !== null && !this.#isOut(cell)) return refuse('already-member');
      await this.#waiting.get(cell)?.close();
      await this.#endPresence(cell);
      // Whoever asks again under another name or with another invitation comes with fresh keys: the old ones are bound to the old name.
      const keys = freshKeys(cell, this.parts.random, { invitation, name: name.value, again, proposal: null, refused: null });
      await this.#vault.keep(keys);
      await this.#wake(keys);
      this.#tell({ type: 'cells' });
      return accept({ cell });
    });
  }

  /** Takes over a cell whose store has been filled from a backup. */
  adopt(keys: CellKeys, link: (seat: Seat) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      const seat = await this.#openSeat(keys);
      await link(seat);
      await seat.settled();
      await seat.store.close();
      await this.#vault.keep(keys);
      await this.#wake(keys);
      this.#tell({ type: 'cells' });
    });
  }

  /** Enters cells in which another device of the person's has linked this one. Resolved means that the keys are on the disk. */
  moveIn(arrivals: readonly Arrival[]): Promise<void> {
    return this.#inTurn(async () => {
      assert(this.state === 'open', 'an open keyring to move in with');
      for (const { keys, addresses, names } of arrivals) {
        // This device may have waited at the door, or have spoken for nobody any more: it comes with fresh keys.
        await this.#waiting.get(keys.cell)?.close();
        this.#waiting.delete(keys.cell);
        await this.#endPresence(keys.cell);
        await this.#vault.keep(keys);
        await this.#wake(keys);
        const presence = this.#presences.get(keys.cell);
        presence?.learn(addresses);
        for (const { device, name } of names) if (presence !== undefined) await keepDeviceName(presence.seat.notes, device, name);
      }
      this.#tell({ type: 'cells' });
    });
  }

  /** The linking of another device that this one has begun last; null where there was none. */
  get giving(): LinkGiving | null {
    return this.#giving;
  }

  /** Makes a link for another device of the person's, in place of one before. Refuses and rejects as `LinkGiving.begin` does. */
  async giveLink(cells: readonly Id[]): Promise<Verdict<GivingView>> {
    await this.#giving?.close();
    this.#giving = new LinkGiving(this, cells, () => this.#tell({ type: 'linking' }));
    return this.#giving.begin();
  }

  /** The linking of this device by another one; null where there was none. */
  get taking(): LinkTaking | null {
    return this.#taking;
  }

  /** Takes a link that another device of the person's has made. Refuses and rejects as `LinkTaking.begin` does. */
  async takeLink(link: string, name: string): Promise<Verdict<TakingView>> {
    await this.#taking?.close();
    this.#taking = new LinkTaking(this, name, () => this.#tell({ type: 'linking' }));
    return this.#taking.begin(link);
  }

  /** What keeps the person's things safe. Only while open. */
  get safeguards(): Safeguards {
    return this.#vault.safeguards;
  }

  /** Changes the safeguards. Resolved means that the change is on the disk. */
  async guard(change: (was: Safeguards) => Safeguards): Promise<void> {
    await this.#vault.guard(change);
    this.#tell({ type: 'safeguards' });
  }

  /** Whether this is the passphrase. It takes as long as unlocking. Only while open. */
  isPassphrase(passphrase: string): boolean {
    return this.#vault.isPassphrase(passphrase);
  }

  /** Seals the keyring under another passphrase: see `Vault.changePassphrase`. */
  changePassphrase(old: string, next: string): Promise<Verdict<null>> {
    return this.#vault.changePassphrase(old, next);
  }

  /** Tells that somebody has chosen otherwise what they want to be told of a cell. */
  choseNotices(cell: Id): void {
    this.#tell({ type: 'notices', cell });
  }

  /** What is at work and takes a while; null: nothing. */
  get work(): Work | null {
    return this.#work;
  }

  /** Says what is at work, and how far it has got. */
  isAtWork(work: Work | null): void {
    this.#work = work;
    this.#tell({ type: 'safeguards' });
  }

  /** The keys of all cells. Only while open. */
  get cells(): readonly CellKeys[] {
    return this.#vault.cells;
  }

  /** The life in a cell, or undefined while it waits at the door or could not be opened. */
  presence(cell: Id): Presence | undefined {
    return this.#presences.get(cell);
  }

  /** The waiting at a cell's door. */
  waiting(cell: Id): Waiting | undefined {
    return this.#waiting.get(cell);
  }

  /** Why a cell could not be opened, or meets nobody. */
  fault(cell: Id): unknown {
    return this.#faults.get(cell) ?? null;
  }

  /** Calls back on each event. @returns what ends it */
  onEvent(listener: (event: PeerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits until something of this type has happened, or the time is over. @param ms milliseconds */
  next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        off();
        cancel();
        resolve();
      };
      const off = this.onEvent(done);
      const cancel = this.parts.clock.after(ms, done);
    });
  }

  /** Ends everything; the home stays open. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#sleep());
  }

  /** Whether this device was in a cell and speaks for nobody there any more: then its person can ask to join like anybody. */
  #isOut(cell: Id): boolean {
    const seat = this.#presences.get(cell)?.seat;
    return seat?.person !== undefined && (seat.member === undefined || seat.standstill !== null);
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  #tell(event: PeerEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  async #openSeat(keys: CellKeys): Promise<Seat> {
    const store = await this.parts.home.openStore(storeNameOf(keys));
    try {
      const keepKeys: KeepKeys = (change) => this.#vault.alter(keys.cell, change);
      const { clock, random, resting, sending = null } = this.parts;
      return await Seat.open(keys, { store, clock, random, keepKeys, sending, ...(resting && { resting }) });
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Begins the life in a cell. One that cannot be opened keeps nobody else from theirs; its fault is shown in the status. */
  async #wake(keys: CellKeys): Promise<void> {
    this.#faults.delete(keys.cell);
    try {
      if (keys.welcome === null) await this.#waitAtDoor(keys);
      else await this.#beginPresence(keys);
    } catch (error) {
      this.#faults.set(keys.cell, error);
      this.parts.log(String(error));
    }
  }

  async #waitAtDoor(keys: CellKeys): Promise<void> {
    const waiting = new Waiting(keys, this.parts, {
      kept: (changed) => {
        void this.#inTurn(async () => {
          if (this.state === 'open') await this.#vault.keep(changed);
          this.#tell({ type: 'door', cell: keys.cell });
        }).catch((error: unknown) => this.parts.log(String(error)));
      },
      welcomed: (welcome, addresses) =>
        void this.#inTurn(() => this.#enter(welcome, addresses)).catch((error) => this.parts.log(String(error))),
    });
    this.#waiting.set(keys.cell, waiting);
    await waiting.start();
  }

  /** The group has decided to admit this device: from the door into the cell. */
  async #enter(keys: CellKeys, addresses: readonly string[]): Promise<void> {
    const waiting = this.#waiting.get(keys.cell);
    if (waiting === undefined) return;
    this.#waiting.delete(keys.cell);
    await waiting.close();
    await this.#vault.keep(keys);
    await this.#wake(keys);
    this.#presences.get(keys.cell)?.learn(addresses);
    this.#tell({ type: 'cells' });
  }

  async #beginPresence(keys: CellKeys): Promise<void> {
    const seat = await this.#openSeat(keys);
    const { clock, random, openNetwork, listen, lan } = this.parts;
    const parts: PresenceParts = {
      clock,
      random,
      openNetwork,
      listen,
      lan,
      portChosen: (cell, port) => {
        void this.#vault.alter(cell, (was) => ({ ...was, port })).catch((error: unknown) => this.parts.log(String(error)));
      },
      failed: (cell, error) => this.#failed(cell, error),
      tell: (event) => this.#tell(event),
    };
    const presence = new Presence(seat, parts);
    this.#presences.set(keys.cell, presence);
    // A cell that cannot listen can still be worked in.
    const started = presence.start().catch((error: unknown) => {
      if (this.#presences.get(keys.cell) === presence) this.#faults.set(keys.cell, error);
      this.parts.log(String(error));
    });
    // Nobody waits for old talk to be read.
    if (seat.isAwake) await started;
  }

  /** The disk refused a write: what is in memory is ahead of it, so the cell is read anew from the disk, now and again until that works. */
  #failed(cell: Id, error: unknown): void {
    this.parts.log(String(error));
    this.#faults.set(cell, error);
    const reopen = this.parts.clock.after(REOPEN_PAUSE, () => {
      this.#reopenings.delete(reopen);
      void this.#inTurn(async () => {
        const keys = this.state === 'open' ? this.#vault.cells.find((other) => other.cell === cell) : undefined;
        if (keys === undefined) return;
        await this.#endPresence(cell);
        await this.#wake(keys);
        this.#tell({ type: 'cells' });
      });
    });
    this.#reopenings.add(reopen);
  }

  async #endPresence(cell: Id): Promise<void> {
    const presence = this.#presences.get(cell);
    this.#presences.delete(cell);
    await presence?.close();
    await presence?.seat.store.close();
  }

  async #sleep(): Promise<void> {
    for (const callOff of this.#reopenings) callOff();
    this.#reopenings.clear();
    await Promise.all([this.#giving?.close(), this.#taking?.close()]);
    [this.#giving, this.#taking] = [null, null];
    for (const waiting of this.#waiting.values()) await waiting.close();
    this.#waiting.clear();
    for (const cell of [...this.#presences.keys()]) await this.#endPresence(cell);
    this.#faults.clear();
  }
}
