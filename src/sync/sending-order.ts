import type { Id } from '../bytes/id.ts';
import { type Opening, scopeOf } from '../log/opening.ts';
import { ArrivalHeap } from './arrival-heap.ts';

/** Where in a log to go on, and when its entry there came here. */
export interface Position {
  readonly log: Id;
  readonly from: number;
  readonly arrival: number;
}

interface Placed extends Position {
  readonly scope: string;
  readonly device: Id;
}

/**
 * The order in which logs are handed on. The record comes first, for it stands on nothing else; then each author in turn has something sent from a scope
 * (a channel's week) in which there is more of theirs, so that whoever writes without end holds up nobody who writes elsewhere. Within the record and within a
 * scope it is the order in which entries came here: all that an entry stands on has gone before it.
 */
export class SendingOrder {
  readonly #record = new ArrivalHeap<Placed>();
  readonly #scopes = new Map<string, ArrivalHeap<Placed>>();
  /** By author, in which scopes how many of their logs wait. */
  readonly #authors = new Map<Id, Map<string, number>>();
  readonly #turns: Map<Id, number>;
  #size = 0;

  /** @param turns by author, the number of their last turn; kept by the caller, so that turns go on from want to want */
  constructor(turns: Map<Id, number>) {
    this.#turns = turns;
  }

  /** Number of logs that wait. */
  get size(): number {
    return this.#size;
  }

  /** Adds a log, which must not be there yet. */
  push(position: Position, opening: Opening): void {
    this.#size++;
    const scope = scopeOf(opening);
    const { device } = opening;
    if (opening.lane === 'record') {
      this.#record.push({ ...position, scope, device });
      return;
    }
    const heap = this.#scopes.get(scope) ?? new ArrivalHeap<Placed>();
    this.#scopes.set(scope, heap);
    heap.push({ ...position, scope, device });
    const scopes = this.#authors.get(device) ?? new Map<string, number>();
    this.#authors.set(device, scopes);
    scopes.set(scope, (scopes.get(scope) ?? 0) + 1);
  }

  /** Takes the next. */
  pop(): Position | undefined {
    if (this.#size === 0) return undefined;
    this.#size--;
    return this.#record.pop() ?? this.#popOfNextAuthor();
  }

  #popOfNextAuthor(): Position | undefined {
    let next: { readonly device: Id; readonly turn: number } | null = null;
    let newest = 0;
    for (const device of this.#authors.keys()) {
      const turn = this.#turns.get(device) ?? 0;
      if (next === null || turn < next.turn) next = { device, turn };
    }
    for (const turn of this.#turns.values()) newest = Math.max(newest, turn);
    const [scope] = this.#authors.get(next?.device ?? '')?.keys() ?? [];
    if (next === null || scope === undefined) return undefined;
    this.#turns.set(next.device, newest + 1);
    const heap = this.#scopes.get(scope);
    const first = heap?.pop();
    if (heap?.size === 0) this.#scopes.delete(scope);
    if (first !== undefined) this.#forget(first);
    return first;
  }

  #forget({ device, scope }: Placed): void {
    const scopes = this.#authors.get(device);
    const left = (scopes?.get(scope) ?? 0) - 1;
    if (left > 0) scopes?.set(scope, left);
    else scopes?.delete(scope);
    if (scopes?.size === 0) this.#authors.delete(device);
  }
}
