import type { DatabaseSync } from 'node:sqlite';
import { idOf } from '../../bytes/id.ts';

/** The small numbers that stand for log ids in one store. All are kept in memory: a cell has few logs. */
export class LogNumbers {
  readonly #db: DatabaseSync;
  readonly #byId = new Map<string, number>();
  readonly #ids = new Map<number, Uint8Array>();
  #last = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.reload();
  }

  /** The number of a log, or undefined if nothing of it is here. */
  find(log: Uint8Array): number | undefined {
    return this.#byId.get(idOf(log));
  }

  /** The number of a log, given within the current transaction if it has none: should that fail, call `reload`. */
  give(log: Uint8Array): number {
    const known = this.find(log);
    if (known !== undefined) return known;
    const number = this.#last + 1;
    this.#db.prepare('INSERT INTO logs (number, id) VALUES (?, ?)').run(number, log);
    this.#keep(number, log.slice());
    return number;
  }

  /** Takes the number from a log, within the current transaction: should that fail, call `reload`. */
  drop(log: Uint8Array): void {
    const number = this.find(log);
    if (number === undefined) return;
    this.#db.prepare('DELETE FROM logs WHERE number = ?').run(number);
    this.#byId.delete(idOf(log));
    this.#ids.delete(number);
  }

  /** A copy of the id of a log, or undefined if no log has that number. */
  idOf(number: number): Uint8Array | undefined {
    return this.#ids.get(number)?.slice();
  }

  /** Reads all numbers anew, when the transaction that gave or took some has failed. */
  reload(): void {
    this.#byId.clear();
    this.#ids.clear();
    this.#last = 0;
    for (const row of this.#db.prepare('SELECT number, id FROM logs').all()) this.#keep(row.number as number, row.id as Uint8Array);
  }

  #keep(number: number, id: Uint8Array): void {
    this.#byId.set(idOf(id), number);
    this.#ids.set(number, id);
    this.#last = Math.max(this.#last, number);
  }
}
