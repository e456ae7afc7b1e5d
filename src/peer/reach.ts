import type { Id } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import type { Reach } from '../practices/command.ts';

/** How far the other devices have told that they have got. */
export class ReachTable {
  readonly #byDevice = new Map<Id, Map<Id, number>>();
  /** Devices whose counts have grown since `takeChanged`. */
  readonly #changed = new Set<Id>();

  /** A device has told that it holds `count` entries of a log, from the first on. */
  tell(device: Id, changes: Iterable<readonly [log: Id, count: number]>): void {
    const counts = this.#byDevice.get(device) ?? new Map<Id, number>();
    for (const [log, count] of changes) counts.set(log, Math.max(count, counts.get(log) ?? 0));
    this.#byDevice.set(device, counts);
    this.#changed.add(device);
  }

  /** On how many of these devices an entry is: on this one and its author's in any case. */
  of(entry: Entry, devices: Iterable<Id>, self: Id): Reach {
    let on = 0;
    let of = 0;
    for (const device of devices) {
      of++;
      const has =
        device === self || device === entry.chain.opening.device || (this.#byDevice.get(device)?.get(entry.chain.logId) ?? 0) > entry.seq;
      if (has) on++;
    }
    return { on, of };
  }

  /** Devices with news to keep, and their counts; afterwards there is no news. */
  takeChanged(): [device: Id, counts: ReadonlyMap<Id, number>][] {
    const changed = [...this.#changed].map((device): [Id, ReadonlyMap<Id, number>] => [device, this.#byDevice.get(device) ?? new Map()]);
    this.#changed.clear();
    return changed;
  }
}
