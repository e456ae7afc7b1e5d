import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { id, list, record, uint } from '../bytes/shape.ts';
import type { Chain, Entry } from '../log/chain.ts';
import type { Reach } from '../practices/command.ts';
import type { Notes } from './notes.ts';

/** Of so many logs it is kept how far one device has them: it can tell of any that it makes up. */
export const REACHED_LOGS = 65_536;

const countsShape = list(record<{ log: Id; count: number }>({ log: id, count: uint() }), REACHED_LOGS);

/** How far the other devices have told that they have got. */
export class ReachTable {
  readonly #byDevice = new Map<Id, Map<Id, number>>();
  /** Devices whose counts have grown since they were kept. */
  readonly #changed = new Set<Id>();

  /** A device has told that it holds `count` entries of a log, from the first on. Of more logs than are kept the newest are passed over. */
  tell(device: Id, changes: Iterable<readonly [log: Id, count: number]>): void {
    const counts = this.#byDevice.get(device) ?? new Map<Id, number>();
    for (const [log, count] of changes) {
      const before = counts.get(log);
      if (before !== undefined || counts.size < REACHED_LOGS) counts.set(log, Math.max(count, before ?? 0));
    }
    this.#byDevice.set(device, counts);
    this.#changed.add(device);
  }

  /** How many entries of a chain, from the first on, a device holds by its own word; its own chains it holds whole. */
  held(chain: Chain, device: Id): number {
    const { count } = chain;
    return device === chain.opening.device ? count : Math.min(count, this.#byDevice.get(device)?.get(chain.logId) ?? 0);
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

  /** These logs are erased. */
  forget(logs: ReadonlySet<Id>): void {
    for (const [device, counts] of this.#byDevice) {
      for (const log of logs) if (counts.delete(log)) this.#changed.add(device);
    }
  }

  /** Reads back what was kept about these devices. */
  async load(notes: Notes, devices: Iterable<Id>): Promise<void> {
    for (const device of devices) {
      const kept = await notes.read(noteName(device));
      const value = kept === null ? null : decodeCbor(kept);
      const counts = value?.ok ? countsShape.read(value.value) : undefined;
      if (counts !== undefined) this.#byDevice.set(device, new Map(counts.map(({ log, count }) => [log, count])));
    }
  }

  /** The notes that have changed since they were last taken. @param seal gives a note the form in which it is stored */
  takeNotes(seal: (name: string, value: Uint8Array) => readonly [string, Uint8Array]): (readonly [string, Uint8Array])[] {
    const notes = [...this.#changed].map((device) => {
      const counts = [...(this.#byDevice.get(device) ?? [])].map(([log, count]) => ({ log, count }));
      return seal(noteName(device), encodeCbor(countsShape.write(counts)));
    });
    this.#changed.clear();
    return notes;
  }
}

function noteName(device: Id): string {
  return `reach/${device.slice(0, 32)}`;
}
