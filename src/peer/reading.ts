import { type Ahead, aheadOf, toLookAt } from '../log/ahead.ts';
import type { Epoch } from '../log/epoch.ts';
import type { Record } from '../log/record.ts';
import type { Forerunner, SendingAhead } from '../ports/forerunner.ts';
import type { Store, StoredEntry } from '../ports/store.ts';

/** Rows of a store in their order, and what is known of each already; null where nobody went ahead. */
export interface ReadRows {
  readonly rows: readonly StoredEntry[];
  readonly ahead: readonly Ahead[] | null;
}

/** How far a forerunner may be ahead, in batches of the store and in bytes of entries. */
const MOST_BATCHES = 3;
const MOST_BYTES = 4 << 20;

/**
 * Reads a store from its beginning for a record to which it belongs: whoever takes the rows puts them in before they ask for more. While somebody is ahead, what is given was read a few batches before.
 * Rejects with the store's error. @param sending null: nobody goes ahead
 */
export async function* readAll(store: Store, record: Record, sending: SendingAhead | null): AsyncGenerator<ReadRows> {
  const underWay: { readonly bytes: number; readonly found: Promise<ReadRows> }[] = [];
  const bytesUnderWay = () => underWay.reduce((sum, { bytes }) => sum + bytes, 0);
  let read = 0;
  let ahead: AheadOfRecord | null = null;
  try {
    for await (const rows of store.entries()) {
      read += rows.length;
      if (sending !== null && read > sending.least) ahead ??= new AheadOfRecord(record, sending.send());
      if (ahead === null || !ahead.isOnItsWay) {
        yield { rows, ahead: null };
        continue;
      }
      underWay.push({ bytes: rows.reduce((sum, row) => sum + row.bytes.length, 0), found: ahead.look(rows) });
      while (underWay.length > MOST_BATCHES || bytesUnderWay() > MOST_BYTES) yield await (underWay.shift() as (typeof underWay)[0]).found;
    }
    for (const { found } of underWay) yield await found;
  } finally {
    ahead?.end();
  }
}

/** A forerunner that is told of the record's secrets as they come. */
class AheadOfRecord {
  readonly #record: Record;
  readonly #forerunner: Forerunner;
  #epochs: readonly Epoch[] = [];
  #added = -1;

  constructor(record: Record, forerunner: Forerunner) {
    this.#record = record;
    this.#forerunner = forerunner;
  }

  get isOnItsWay(): boolean {
    return this.#forerunner.isOnItsWay;
  }

  async look(rows: readonly StoredEntry[]): Promise<ReadRows> {
    const { keys } = this.#record;
    const isNew = keys.added !== this.#added;
    if (isNew) this.#epochs = keys.all();
    this.#added = keys.added;
    const epochs = this.#epochs;
    const found = await this.#forerunner.look(toLookAt(rows, this.#record, isNew ? epochs : null));
    return { rows, ahead: found === null ? null : [...aheadOf(found, epochs, keys)] };
  }

  end(): void {
    this.#forerunner.end();
  }
}
