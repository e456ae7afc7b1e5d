import { bytesOf, type Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Chain } from './chain.ts';
import type { Opening } from './opening.ts';
import type { Standing } from './received.ts';

/** Logs that were erased here, or whose time was over when they came: nothing of them is asked for, taken or handed on. */
export class GoneLogs {
  readonly #standing: Standing;
  readonly #logOf: (opening: Opening) => Id;
  readonly #devices: ReadonlyMap<Id, unknown>;
  readonly #erased = new Set<Id>();
  /** Logs that came when their time was over: what is agreed may change. */
  readonly #late = new Map<Id, Opening>();

  /** @param logOf the id of a log, by its opening @param devices those of which logs are here */
  constructor(standing: Standing, logOf: (opening: Opening) => Id, devices: ReadonlyMap<Id, unknown>) {
    this.#standing = standing;
    this.#logOf = logOf;
    this.#devices = devices;
  }

  has(log: Id): boolean {
    const late = this.#late.get(log);
    return this.#erased.has(log) || (late !== undefined && this.#standing.isOver?.(late) === true);
  }

  /** Whether nothing of a log is taken or written any more: its time is over, or its scope was erased. */
  isOver(opening: Opening): boolean {
    return this.#isScopeErased(opening) || this.#standing.isOver?.(opening) === true;
  }

  /** Logs that are not to come back. Of more than can be kept those that went first are forgotten: should one be sent again, its opening tells. */
  add(logs: Iterable<Id>): void {
    for (const log of logs) this.#erased.add(log);
    for (const oldest of this.#erased) {
      if (this.#erased.size <= LIMITS.goneLogs) return;
      this.#erased.delete(oldest);
    }
  }

  /**
   * A scope has been erased. It stays known by the log that a device of the record has or would have in it, though whoever talked there has left nothing else here.
   * @param ofRecord a log of the record, if there is any @returns the logs that are not to come back
   */
  close(chains: readonly Chain[], ofRecord: Chain | undefined): readonly Uint8Array[] {
    const [first] = chains;
    const logs = new Set(chains.map(({ logId }) => logId));
    if (first !== undefined && ofRecord !== undefined) logs.add(this.#logOf({ ...first.opening, device: ofRecord.opening.device }));
    this.add(logs);
    return [...logs].map(bytesOf);
  }

  /** A log has come of which nothing is here. @returns whether nothing of it is to be taken */
  refuses(log: Id, opening: Opening): boolean {
    if (this.#isScopeErased(opening)) {
      this.add([log]);
      return true;
    }
    if (this.#standing.isOver?.(opening) !== true) return false;
    if (this.#late.size >= LIMITS.goneLogs) this.#late.clear();
    this.#late.set(log, opening);
    return true;
  }

  /** Whether a log of this scope was erased: then what stands in it stands on what is gone, and would wait for ever. */
  #isScopeErased(opening: Opening): boolean {
    if (opening.lane === 'record' || this.#erased.size === 0) return false;
    return [opening.device, ...this.#devices.keys()].some((device) => this.#erased.has(this.#logOf({ ...opening, device })));
  }
}
