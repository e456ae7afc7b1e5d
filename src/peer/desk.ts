import type { Id } from '../bytes/id.ts';
import { utf8 } from '../bytes/octets.ts';
import { assert } from '../bytes/verdict.ts';
import type { Cell } from '../cell/cell.ts';
import { displayNames } from '../cell/names.ts';
import type { Entry } from '../log/chain.ts';
import type { Record } from '../log/record.ts';
import type { Draft } from '../log/writing.ts';
import type { Desk, DrawChecker, Reach } from '../practices/command.ts';
import { stateOf } from '../practices/registry.ts';
import type { Seat } from './seat.ts';

/** The desk at which a person sits in a cell. */
export class SeatDesk implements Desk {
  readonly cell: Cell;
  readonly record: Record;
  readonly me: { readonly member: Id; readonly device: Id };
  readonly now: number;
  readonly #seat: Seat;
  #names: ReadonlyMap<Id, string> | null = null;
  readonly #written: Id[] = [];

  /** @param now milliseconds since 1970 */
  constructor(seat: Seat, now: number) {
    assert(seat.person !== undefined, 'a desk only for those who are or were members');
    this.#seat = seat;
    this.cell = seat.cell;
    this.record = seat.record;
    this.me = { member: seat.person, device: seat.device };
    this.now = now;
  }

  nameOf(member: Id): string {
    this.#names ??= this.cell.charter === null ? new Map() : displayNames(this.cell.charter);
    return this.#names.get(member) ?? member.slice(0, 8);
  }

  firstSeen(entry: Id): number {
    return this.#seat.seen.of(entry);
  }

  reach(entry: Entry): Reach {
    return this.#seat.reach.of(entry, this.cell.readersOf(entry.circle).keys(), this.me.device);
  }

  get shut(): ReadonlySet<Entry> {
    return this.#seat.shut;
  }

  get draws(): DrawChecker {
    return this.#seat.draws;
  }

  state<State>(practice: { readonly name: string; begin(): State }): State {
    return stateOf(this.#seat.practices, practice);
  }

  async write(drafts: readonly Draft[]): Promise<readonly Id[]> {
    const ids = await this.#seat.write(drafts);
    this.#written.push(...ids);
    return ids;
  }

  /** Why something that was written here does nothing: what it was looked over by has changed before its turn to be written came. Undefined where all does what it says. */
  get whyInert(): string | undefined {
    return this.#written.map((id) => this.#seat.whyInert(id)).find((reason) => reason !== undefined);
  }

  note(name: string): Promise<string | null> {
    return this.#seat.notes.readText(`desk/${name}`);
  }

  keepNote(name: string, value: string): Promise<void> {
    return this.#seat.notes.write(`desk/${name}`, utf8(value));
  }
}
