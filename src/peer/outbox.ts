import { type Id, idOf } from '../bytes/id.ts';
import { assert } from '../bytes/verdict.ts';
import { newEpoch } from '../cell/actions.ts';
import type { Cell } from '../cell/cell.ts';
import type { SigningKeys } from '../crypto/sign.ts';
import type { Epoch } from '../log/epoch.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Accepted, Record } from '../log/record.ts';
import { type Draft, segmentsOf, type Written, writeEntries } from '../log/writing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Inbox } from './inbox.ts';
import { outdated } from './outdated.ts';
import { type OwnPast, twoStories } from './own-past.ts';

interface Job {
  /** What to write; a function says so when its turn has come. */
  readonly drafts: readonly Draft[] | (() => readonly Draft[]);
  done(ids: readonly Id[]): void;
  failed(error: unknown): void;
}

/** What the outbox works with. */
export interface OutboxParts {
  readonly cell: Cell;
  readonly record: Record;
  readonly inbox: Inbox;
  readonly keys: SigningKeys;
  readonly clock: Clock;
  readonly random: Random;
  readonly ownPast: OwnPast;
  /** Own entries that are on the disk and in the record now. */
  readonly stored: (accepted: readonly Accepted[]) => void;
}

/**
 * Writes this device's own entries, one batch after the other: sealed, flushed to the disk, and only then in the record and on their way.
 * Whatever is asked for while a batch is being flushed goes into the next one together.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #jobs: Job[] = [];
  #working: Promise<void> | null = null;

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
    await this.#flush(() => ({ drafts: [draft], epoch: this.#parts.cell.latestEpoch(WHOLE_CELL) }));
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
        const ids = await this.#writeAll(() => jobs.flatMap(({ drafts }) => (typeof drafts === 'function' ? drafts() : drafts)));
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

  /** The jobs up to the first that is asked in its turn, or that one alone. */
  #nextBatch(): readonly Job[] {
    const late = this.#jobs.findIndex(({ drafts }) => typeof drafts === 'function');
    return this.#jobs.splice(0, late === -1 ? this.#jobs.length : Math.max(late, 1));
  }

  /** Nobody writes under an epoch whose readers are not those of the newest charter: where they have changed, a new one comes first. */
  async #writeAll(drafts: () => readonly Draft[]): Promise<readonly Id[]> {
    const { cell, random } = this.#parts;
    await this.#parts.ownPast.heard();
    for (;;) {
      let isEpoch = false;
      const ids = await this.#flush(() => {
        const epoch = cell.currentEpoch(WHOLE_CELL);
        isEpoch = epoch === null;
        if (epoch !== null) return { drafts: drafts(), epoch };
        const { action } = cell.makeEpoch((size) => random.bytes(size));
        const draft: Draft = { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: newEpoch.write(action) };
        return { drafts: [draft], epoch: cell.latestEpoch(WHOLE_CELL) };
      });
      // While the new epoch was being flushed its readers may have changed again.
      if (!isEpoch) return ids;
    }
  }

  /** @param choose what to write under which epoch, asked for when its turn has come */
  async #flush(choose: () => { readonly drafts: readonly Draft[]; readonly epoch: Epoch }): Promise<readonly Id[]> {
    const { cell, record, inbox, keys, clock, random, ownPast } = this.#parts;
    let written: readonly Written[] = [];
    let isOutdated = false;
    let behind: readonly Id[] = [];
    let isForked = false;
    await inbox.keepOwn(() => {
      const { drafts, epoch } = choose();
      const logs = this.#logsOf(drafts);
      isForked = logs.some((log) => record.frozen.has(log));
      behind = logs.filter((log) => ownPast.isBehind(log));
      // Others' entries lie in the same batch, so what hinders ours is told afterwards.
      isOutdated = drafts.length > 0 && cell.power?.isOutdated === true;
      if (isForked || isOutdated || behind.length > 0) return [];
      const pen = {
        keys,
        charter: cell.charterToStandOn(record).id,
        epochs: { cell: epoch, circle: epoch },
        time: Math.floor(clock.now() / 1000),
        random: (size: number) => random.bytes(size),
      };
      const sealed = writeEntries(record, drafts, pen);
      assert(sealed.ok, 'drafts of a size that was checked');
      written = sealed.value;
      return written;
    });
    if (isForked) throw twoStories();
    if (isOutdated) throw outdated();
    if (behind.length > 0) {
      await ownPast.takeBack(behind);
      return this.#flush(choose);
    }
    const accepted = segmentsOf(written).flatMap((segment) => {
      const received = record.receive(segment);
      // An older entry of ours may have come back from others while this one was being flushed.
      if (received.refused === 'log-forked') throw twoStories();
      assert(received.refused === null, 'own entries to be acceptable');
      return received.accepted;
    });
    if (accepted.length > 0) this.#parts.stored(accepted);
    return written.map(({ id }) => id);
  }

  /** The logs that drafts go into, each once. */
  #logsOf(drafts: readonly Draft[]): Id[] {
    const { record, keys } = this.#parts;
    const device = idOf(keys.publicKey);
    const openings = new Map(drafts.map(({ lane, topic, turn }) => [`${lane}/${turn}/${topic}`, { device, lane, topic, turn }]));
    return [...openings.values()].map((opening) => idOf(record.logOf(opening)));
  }
}
