import type { Id } from '../bytes/id.ts';
import { utf8 } from '../bytes/octets.ts';
import { kindOf } from '../cell/action.ts';
import { amend, propose } from '../cell/actions.ts';
import type { Cell } from '../cell/cell.ts';
import type { Entry } from '../log/chain.ts';
import type { Accepted } from '../log/record.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoreBatch } from '../ports/store.ts';
import type { Notes } from './notes.ts';

const KINDS: ReadonlySet<string | undefined> = new Set([propose.kind, amend.kind]);

/** Versions stand in the record; what stands elsewhere need not be opened to know that. */
function isVersion(entry: Entry): boolean {
  return entry.chain.opening.lane === 'record' && KINDS.has(kindOf(entry.action));
}

/** When this device first had each version of a proposal, by its own clock: what it measures times to respond by. */
export class SeenTimes {
  readonly #notes: Notes;
  readonly #clock: Clock;
  readonly #times = new Map<Id, number>();

  constructor(notes: Notes, clock: Clock) {
    this.#notes = notes;
    this.#clock = clock;
  }

  /** Reads back the times of what is not decided yet. An own version was first here when it was written, by the same clock. */
  async load(cell: Cell, self: Id): Promise<void> {
    for (const { id, entry } of cell.decisions.versions.values()) {
      if ((cell.power?.certificates(id).length ?? 0) > 0) continue;
      const kept = await this.#notes.readText(noteName(id));
      const written = entry.chain.opening.device === self ? entry.time * 1000 : this.#clock.now();
      this.#times.set(id, kept === null ? written : Number(kept));
    }
  }

  /** Notes the moment for entries that have just come. */
  note(accepted: readonly Accepted[]): void {
    for (const { entry } of accepted) if (isVersion(entry) && !this.#times.has(entry.id)) this.#times.set(entry.id, this.#clock.now());
  }

  /** The notes to store together with entries. */
  notesFor(accepted: readonly Accepted[]): NonNullable<StoreBatch['notes']> {
    const versions = accepted.filter(({ entry }) => isVersion(entry));
    return versions.map(({ entry }) =>
      this.#notes.sealed(noteName(entry.id), utf8(String(this.#times.get(entry.id) ?? this.#clock.now()))),
    );
  }

  /** Milliseconds since 1970; for an entry whose moment was not kept, this moment. */
  of(id: Id): number {
    return this.#times.get(id) ?? this.#clock.now();
  }
}

function noteName(id: Id): string {
  return `seen/${id.slice(0, 32)}`;
}
