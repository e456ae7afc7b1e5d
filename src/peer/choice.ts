import type { Id } from '../bytes/id.ts';
import { foldName } from '../bytes/name.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { CellKeys } from './keyring.ts';
import type { Peer } from './peer.ts';
import type { Presence } from './presence.ts';

/** The name of a cell as this device knows it: what the cell agreed on, or what the invitation said. */
export function cellNameOf(peer: Peer, keys: CellKeys): string {
  return peer.presence(keys.cell)?.seat.cell.setting('name').value || peer.waiting(keys.cell)?.cellName || keys.cell.slice(0, 8);
}

/**
 * The cells that can be meant: those of this name; where there are none, those whose name or id begins so, in capitals or not.
 * @param choice undefined for all of them
 */
export function cellsThatFit<Cell extends { readonly id: Id; readonly name: string }>(
  cells: readonly Cell[],
  choice: string | undefined,
): readonly Cell[] {
  if (choice === undefined) return cells;
  const wanted = foldName(choice);
  const named = cells.filter(({ name }) => foldName(name) === wanted);
  if (named.length > 0) return named;
  return cells.filter(({ id, name }) => id.startsWith(choice.toLowerCase()) || foldName(name).startsWith(wanted));
}

/**
 * The cell that is meant: the only one, or the only one that fits (`cellsThatFit`).
 * Refuses `locked`, `no-cell`, `cell-ambiguous`, `cell-unknown`.
 */
export function chooseCell(peer: Peer, choice: string | undefined): Verdict<CellKeys> {
  if (peer.state !== 'open') return refuse('locked');
  const { cells } = peer;
  if (cells.length === 0) return refuse('no-cell');
  const known = cells.map((keys) => ({ id: keys.cell, name: cellNameOf(peer, keys), keys }));
  const [first, ...others] = cellsThatFit(known, choice);
  if (first === undefined) return refuse('cell-unknown');
  return others.length === 0 ? accept(first.keys) : refuse('cell-ambiguous');
}

/** The life in the cell that is meant. Refuses as `chooseCell` does, and `cell-waits`, `cell-asleep`. */
export function choosePresence(peer: Peer, choice: string | undefined): Verdict<Presence> {
  const keys = chooseCell(peer, choice);
  if (!keys.ok) return keys;
  const presence = peer.presence(keys.value.cell);
  if (presence === undefined) return refuse(keys.value.welcome === null ? 'cell-waits' : 'cell-asleep');
  // Between the welcome and the first meeting there is nothing yet to sit down at.
  return presence.seat.person === undefined ? refuse('cell-waits') : accept(presence);
}
