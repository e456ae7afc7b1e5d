import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { id, list, record, uint } from '../bytes/shape.ts';
import type { Clock } from '../ports/clock.ts';
import type { LinkView } from './links.ts';
import type { Notes } from './notes.ts';

const NOTE = 'met';
/** Devices that are remembered. */
const MOST = 1024;
const metShape = list(record<{ device: Id; time: number }>({ device: id, time: uint() }), MOST);

/** When other devices of a cell were met: since when those that are linked now are, and when the others were last. */
export class Meetings {
  readonly #clock: Clock;
  /** Since when each device has been linked, in milliseconds since 1970. */
  readonly #since = new Map<Id, number>();
  /** When each was last linked that is not now. */
  readonly #last = new Map<Id, number>();
  #standing = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes how the links stand now. @returns whether anything that people see of them has changed */
  note(links: readonly LinkView[]): boolean {
    const now = this.#clock.now();
    // Whoever knows the cell's secret can make up devices without end.
    const linked = new Set(links.flatMap(({ device, standing }) => (device === null || standing === 'unknown' ? [] : [device])));
    for (const device of linked) if (!this.#since.has(device)) this.#since.set(device, now);
    for (const device of [...this.#since.keys()]) {
      if (linked.has(device)) continue;
      this.#since.delete(device);
      this.#last.set(device, now);
    }
    const standing = links.map(({ device, via, inSync }) => `${device} ${via} ${inSync}`).join();
    const changed = standing !== this.#standing;
    this.#standing = standing;
    return changed;
  }

  /** Since when a device has been linked, in milliseconds since 1970; null while it is not. */
  since(device: Id): number | null {
    return this.#since.get(device) ?? null;
  }

  /** When a device was last linked, in milliseconds since 1970: now, while it is. Null where it never was. */
  last(device: Id): number | null {
    return this.#since.has(device) ? this.#clock.now() : (this.#last.get(device) ?? null);
  }

  /** Reads back what was kept. */
  async load(notes: Notes): Promise<void> {
    const kept = await notes.read(NOTE);
    const value = kept === null ? null : decodeCbor(kept);
    for (const { device, time } of (value?.ok && metShape.read(value.value)) || []) this.#last.set(device, time);
  }

  /** Writes down when each device was last met. Rejects with the store's error. */
  async keep(notes: Notes): Promise<void> {
    const devices = [...new Set([...this.#since.keys(), ...this.#last.keys()])].slice(0, MOST);
    if (devices.length === 0) return;
    const met = devices.map((device) => ({ device, time: Math.max(0, Math.floor(this.last(device) ?? 0)) }));
    await notes.write(NOTE, encodeCbor(metShape.write(met)));
  }
}
