import type { DatabaseSync } from 'node:sqlite';
import { idOf } from '../../bytes/id.ts';

/** The small numbers that stand for log ids in one store. All are kept in memory: a cell has few logs. */
export class LogNumbers {
  readonly #db: DatabaseSync;
  readonly #byId = new Map<string, number>();
  readonly #ids = new Map<number, Uint8Array>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    for (const row of db.prepare('SELECT number, id FROM logs').all()) this.#keep(row.number as number, row.id as Uint8Array);
  }

  /** How many logs have a number; they are numbered from 1 without gaps. */
  get count(): number {
    return this.#ids.size;
  }

  /** The number of a log, or undefined if nothing of it is here. */
  find(log: Uint8Array): number | undefined {
    return this.#byId.get(idOf(log));
  }

  /** The number of a log, given within the current transaction if it has none: should that fail, call `forgetAfter`. */
  give(log: Uint8Array): number {
    const known = this.find(log);
    if (known !== undefined) return known;
    const number = this.count + 1;
    this.#db.prepare('INSERT INTO logs (number, id) VALUES (?, ?)').run(number, log);
    this.#keep(number, log.slice());
    return number;
  }

  /** A copy of the id of a log, or undefined if no log has that number. */
  idOf(number: number): Uint8Array | undefined {
    return this.#ids.get(number)?.slice();
  }

  /** Takes back all numbers after the first `count`, when the transaction that gave them has failed. */
  forgetAfter(count: number): void {
    for (let number = this.count; number > count; number--) {
      this.#byId.delete(idOf(this.#ids.get(number) as Uint8Array));
      this.#ids.delete(number);
    }
  }

  #keep(number: number, id: Uint8Array): void {
    this.#byId.set(idOf(id), number);
    this.#ids.set(number, id);
  }
}
