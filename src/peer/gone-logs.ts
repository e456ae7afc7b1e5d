import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { id, list, record, type Shape, uint } from '../bytes/shape.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notes } from './notes.ts';

/** A log that was erased, and when, in seconds since 1970 by this device's own clock. */
interface GoneLog {
  readonly log: Id;
  readonly time: number;
}

/** So long it is remembered that a log was erased, in seconds: until then the others have erased it too, or their clocks are wrong. Then that is forgotten as well. */
const REMEMBERED = 30 * 86_400;

const NOTE = 'gone';
const shape: Shape<readonly GoneLog[]> = list(record<GoneLog>({ log: id, time: uint() }), LIMITS.goneLogs);

/** Logs that were erased here, so that they are not fetched from somebody whose clock is behind. */
export class GoneLogs {
  readonly #notes: Notes;
  readonly #clock: Clock;
  #kept: readonly GoneLog[] = [];

  constructor(notes: Notes, clock: Clock) {
    this.#notes = notes;
    this.#clock = clock;
  }

  /** Reads back which logs were erased not long ago. */
  async load(): Promise<readonly Id[]> {
    const kept = await this.#notes.read(NOTE);
    const value = kept === null ? null : decodeCbor(kept);
    this.#kept = (value?.ok && shape.read(value.value)) || [];
    return this.#kept.map(({ log }) => log);
  }

  /** Remembers logs that are being erased. @returns the note that says so, to be written with it */
  remember(logs: readonly Uint8Array[]): readonly [string, Uint8Array] {
    const time = Math.floor(this.#clock.now() / 1000);
    const recent = this.#kept.filter((gone) => time - gone.time < REMEMBERED);
    this.#kept = [...recent, ...logs.map((log) => ({ log: idOf(log), time }))].slice(-LIMITS.goneLogs);
    return this.#notes.sealed(NOTE, encodeCbor(shape.write(this.#kept)));
  }
}
