import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { assert } from '../bytes/verdict.ts';
import { newEpoch } from '../cell/actions.ts';
import type { Cell } from '../cell/cell.ts';
import type { SigningKeys } from '../crypto/sign.ts';
import type { Counts } from '../log/counts.ts';
import type { Epoch } from '../log/epoch.ts';
import { type CircleId, WHOLE_CELL } from '../log/lane.ts';
import { type Opening, scopeOf } from '../log/opening.ts';
import type { Accepted, Record } from '../log/record.ts';
import { talkCircleOf } from '../log/talk-circle.ts';
import { type Draft, type Pen, type Written, writeEntries } from '../log/writing.ts';
import type { Clock } from '../ports/clock.ts';
import { OperatingError } from '../ports/errors.ts';
import type { Random } from '../ports/random.ts';
import type { Inbox } from './inbox.ts';
import { notAMember } from './not-a-member.ts';
import { outdated } from './outdated.ts';
import { type OwnPast, twoStories } from './own-past.ts';

interface Job {
  /** What to write; a function says so when its turn has come. */
  readonly drafts: readonly Draft[] | (() => readonly Draft[]);
  done(ids: readonly Id[]): void;
  failed(error: unknown): void;
}

/** What to write under which epochs, asked for when its turn has come. */
type Choice = () => { readonly drafts: readonly Draft[] } & Pick<Pen, 'epochs' | 'talk'>;

/** What the outbox works with. */
export interface OutboxParts {
  readonly cell: Cell;
  readonly record: Record;
  readonly inbox: Inbox;
  readonly keys: SigningKeys;
  readonly clock: Clock;
  readonly random: Random;
  readonly ownPast: OwnPast;
  /** What tells others of a fresh prekey, where the one that they know is gone here; else null. */
  readonly freshPrekey: () => Promise<Draft | null>;
  /** Own entries that are on the disk and in the record now. */
  readonly stored: (accepted: readonly Accepted[]) => void;
}

const DAY = 86_400;

/** After how long whoever writes makes a new epoch, though its readers are the same; in seconds. */
export const EPOCH_LASTS = 30 * DAY;

/**
 * Writes this device's own entries, one batch after the other: sealed, flushed to the disk, and only then in the record and on their way.
 * Whatever is asked for while a batch is being flushed goes into the next one together.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #jobs: Job[] = [];
  #working: Promise<void> | null = null;
  #flushing: Promise<unknown> | null = null;
  /** Own logs of which entries are on their way to the disk. */
  #underWay: ReadonlySet<Id> = new Set();
  /** Whether somebody wishes for a new epoch of the cell. */
  #isRenewalDue = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /**
   * Resolves with the entries' ids once they are on the disk. Rejects with the store's error, and then nothing was written.
   * @param drafts a function is asked when its turn has come, with nothing else in its batch: what it gives has all in its past that it went by
   */
  write(drafts: readonly Draft[] | (() => readonly Draft[])): Promise<readonly Id[]> {
    return new Promise((done, failed) => {
      this.#jobs.push({ drafts, done, failed });
      this.#working ??= this.#work();
    });
  }

  /** Writes the link of a device that is not a member's yet: under an epoch that is there, since it cannot be sealed to before it is one. */
  async enter(draft: Draft): Promise<void> {
    await this.settled();
    await this.#flush(() => {
      const epoch = this.#parts.cell.latestEpoch(WHOLE_CELL);
      return { drafts: [draft], epochs: { cell: epoch, circle: epoch } };
    });
  }

  /** Makes a new epoch of the cell, though its readers are the same. Resolves once it is on the disk; rejects as `write` does. */
  async renewEpoch(): Promise<void> {
    this.#isRenewalDue = true;
    await this.write([]);
  }

  /** Whether entries of a log of this device's own are on their way to the disk: nothing else is to take their place meanwhile. */
  isUnderWay(log: Uint8Array): boolean {
    return this.#underWay.size > 0 && this.#underWay.has(idOf(log));
  }

  /** Resolves when nothing is on its way to the disk. What waits until others are heard, or its turn comes, is not on its way yet. */
  async flushed(): Promise<void> {
    while (this.#flushing !== null) await this.#flushing;
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  async #work(): Promise<void> {
    await Promise.resolve();
    while (this.#jobs.length > 0) {
      const jobs = this.#nextBatch();
      try {
        const drafts = () => jobs.flatMap((job) => (typeof job.drafts === 'function' ? job.drafts() : job.drafts));
        const ids = await this.#writeAll(circleOf(jobs[0]), drafts);
        let at = 0;
        for (const job of jobs) {
          const end = typeof job.drafts === 'function' ? ids.length : at + job.drafts.length;
          job.done(ids.slice(at, end));
          at = end;
        }
      } catch (error) {
        for (const job of jobs) job.failed(error);
      }
    }
    this.#working = null;
  }

  /** The jobs up to the first that is asked in its turn, or that one alone; all for one circle. */
  #nextBatch(): readonly Job[] {
    const circle = circleOf(this.#jobs[0]);
    const end = this.#jobs.findIndex((job) => typeof job.drafts === 'function' || circleOf(job) !== circle);
    return this.#jobs.splice(0, end === -1 ? this.#jobs.length : Math.max(end, 1));
  }

  /** Nobody writes under an epoch whose readers are not those of now, in the cell and in the circle: where they have changed, a new one comes first. */
  async #writeAll(circle: CircleId, drafts: () => readonly Draft[]): Promise<readonly Id[]> {
    const { cell, random, keys } = this.#parts;
    const device = idOf(keys.publicKey);
    await this.#parts.ownPast.heard();
    for (;;) {
      // Whoever cannot open its own seals would make epochs for ever.
      const fresh = await this.#parts.freshPrekey();
      let isEpoch = false;
      let hindrance: OperatingError | null = null;
      const ids = await this.#flush(() => {
        const seen = cell.nextPast(this.#parts.record);
        const whole = this.#isRenewalDue ? null : this.#epochFor(WHOLE_CELL, seen);
        const inner = circle === WHOLE_CELL ? whole : this.#epochFor(circle, seen);
        const outer = whole ?? cell.latestEpoch(WHOLE_CELL);
        // Who took its voice may have come while this waited for its turn: with that in its past nothing of it would count.
        const isSilent = !cell.mayWrite(device, WHOLE_CELL, seen);
        const isOutside = circle !== WHOLE_CELL && !cell.mayWrite(device, circle, seen);
        if (isSilent) hindrance = drafts().length > 0 ? notAMember() : null;
        else if (isOutside) hindrance = outsideOfTheCircle();
        if (isSilent || isOutside) return { drafts: [], epochs: { cell: outer, circle: outer } };
        isEpoch = whole === null || inner === null || fresh !== null;
        if (fresh !== null) return { drafts: [fresh], epochs: { cell: outer, circle: outer } };
        const wanted = isEpoch ? [] : drafts();
        const talk = this.#weeksOf(wanted, seen);
        const lacking = new Set([...talk.values()].flatMap((week) => (typeof week === 'string' ? [week] : [])));
        if (isEpoch) lacking.add(whole === null ? WHOLE_CELL : circle);
        isEpoch = lacking.size > 0;
        if (!isEpoch) return { drafts: wanted, epochs: { cell: outer, circle: inner ?? outer }, talk: talk as ReadonlyMap<string, Epoch> };
        const made = [...lacking].map((one): Draft => {
          const { action } = cell.makeEpoch(one, (size) => random.bytes(size));
          return { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: newEpoch.write(action) };
        });
        return { drafts: made, epochs: { cell: outer, circle: outer } };
      });
      if (hindrance !== null) throw hindrance;
      if (fresh === null) this.#isRenewalDue = false;
      // While the new epoch was being flushed its readers may have changed again.
      if (!isEpoch) return ids;
    }
  }

  /** By scope, the epoch of each week of talk that is written in; where a new one comes first, its name. */
  #weeksOf(drafts: readonly Draft[], seen: Counts | null): ReadonlyMap<string, Epoch | CircleId> {
    const weeks = new Map<string, Epoch | CircleId>();
    for (const opening of this.#openingsOf(drafts)) {
      const circle = talkCircleOf(opening);
      if (circle !== null) weeks.set(scopeOf(opening), this.#parts.cell.currentEpoch(circle, seen) ?? circle);
    }
    return weeks;
  }

  /** The epoch of a circle to write under, or null when a new one comes first: its readers have changed, or it is old. */
  #epochFor(circle: CircleId, seen: Counts | null): Epoch | null {
    const epoch = this.#parts.cell.currentEpoch(circle, seen);
    return epoch === null || this.#isOld(epoch) ? null : epoch;
  }

  /** Goes by the time that its maker claims, so that where clocks differ a device makes no more than one a day by its own. */
  #isOld(epoch: Epoch): boolean {
    const { cell, clock, keys } = this.#parts;
    const now = clock.now() / 1000;
    const time = cell.timeOf(epoch);
    if (time === null || (now - time < EPOCH_LASTS && time - now < DAY)) return false;
    const last = cell.epochs.lastMadeBy(idOf(keys.publicKey), epoch.circle);
    return last === null || Math.abs(now - last) >= DAY;
  }

  /** @param choose what to write under which epoch, asked for when its turn has come */
  async #flush(choose: Choice): Promise<readonly Id[]> {
    for (;;) {
      const flushing = this.#flushOnce(choose).finally(() => {
        this.#flushing = null;
        this.#underWay = new Set();
      });
      this.#flushing = flushing.catch(() => {});
      const { ids, behind } = await flushing;
      if (behind.length === 0) return ids;
      await this.#parts.ownPast.takeBack(behind);
    }
  }

  /** @returns what was written; or nothing, and the logs of which others have more */
  async #flushOnce(choose: Choice): Promise<{ readonly ids: readonly Id[]; readonly behind: readonly Id[] }> {
    const { cell, record, inbox, keys, clock, random, ownPast } = this.#parts;
    let written: readonly Written[] = [];
    let behind: readonly Id[] = [];
    let hindrance: OperatingError | null = null;
    await inbox.keepOwn(() => {
      const { drafts, ...epochs } = choose();
      const openings = this.#openingsOf(drafts);
      const logs = openings.map((opening) => idOf(record.logOf(opening)));
      behind = logs.filter((log) => ownPast.isBehind(log));
      // Others' entries lie in the same batch, so what hinders ours is told afterwards.
      if (logs.some((log) => record.frozen.has(log))) hindrance = twoStories();
      else if (drafts.length > 0 && cell.power?.isOutdated === true) hindrance = outdated();
      else if (openings.some((opening) => record.isOver(opening))) hindrance = weekErased();
      // Once it lay on the disk, this device's own record would refuse it, and so would everybody's.
      else if (logs.filter((log) => record.chain(log) === undefined).length > record.roomForLogs(idOf(keys.publicKey)))
        hindrance = tooManyLogs();
      if (hindrance !== null || behind.length > 0) return [];
      const pen = {
        keys,
        charter: cell.charterIn(cell.nextPast(record)).id,
        ...epochs,
        time: Math.floor(clock.now() / 1000),
        random: (size: number) => random.bytes(size),
      };
      const sealed = writeEntries(record, drafts, pen);
      assert(sealed.ok, 'drafts of a size that was checked');
      written = sealed.value;
      this.#underWay = new Set(logs);
      return written;
    });
    if (hindrance !== null) throw hindrance;
    if (behind.length > 0) return { ids: [], behind };
    const accepted = written.map((one) => this.#takeFromDisk(one));
    if (accepted.length > 0) this.#parts.stored(accepted);
    // The proof of a fork may have come while this was being flushed: nobody else takes what stands beyond it.
    if ([...this.#underWay].some((log) => record.frozen.has(log))) throw twoStories();
    return { ids: written.map(({ id }) => id), behind };
  }

  /** As after a restart: what lies on the disk is in the record, whatever has become known of its log, or of its week, while it was being flushed. */
  #takeFromDisk({ log, seq, bytes, signature }: Written): Accepted {
    const { record } = this.#parts;
    const taken = record.restore(log, seq, bytes);
    assert(taken.ok, 'own entries to be acceptable');
    if (signature !== null) record.keepSignature(taken.value.chain.logId, seq, signature);
    return { entry: taken.value, bytes, signature };
  }

  /** The openings of the logs that drafts go into, each once. */
  #openingsOf(drafts: readonly Draft[]): Opening[] {
    const device = idOf(this.#parts.keys.publicKey);
    return [...new Map(drafts.map(({ lane, topic, turn }) => [`${lane}/${turn}/${topic}`, { device, lane, topic, turn }])).values()];
  }
}

function outsideOfTheCircle(): OperatingError {
  return new OperatingError('NotOfTheCircle', 'You are not in this circle any more. Nothing was written.');
}

function weekErased(): OperatingError {
  return new OperatingError('WeekErased', 'The group keeps what was said then no longer, so nothing is added to it. Nothing was written.');
}

function tooManyLogs(): OperatingError {
  return new OperatingError(
    'TooManyLogs',
    `This device has written in ${LIMITS.logsOfDevice} channels and weeks, and can begin in no other. Write in one that it has begun in, or from another device of yours. Nothing was written.`,
  );
}

/** The circle that a job writes for; what is asked in its turn is for the whole cell. */
function circleOf(job: Job | undefined): CircleId {
  const first = job === undefined || typeof job.drafts === 'function' ? undefined : job.drafts[0];
  return first?.circle ?? WHOLE_CELL;
}
