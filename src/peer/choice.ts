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
 * The cell that is meant: the only one, or the one whose id begins with the choice or whose name it is.
 * Refuses `locked`, `no-cell`, `cell-ambiguous`, `cell-unknown`.
 */
export function chooseCell(peer: Peer, choice: string | undefined): Verdict<CellKeys> {
  if (peer.state !== 'open') return refuse('locked');
  const { cells } = peer;
  if (cells.length === 0) return refuse('no-cell');
  const [only] = cells;
  if (choice === undefined) return only !== undefined && cells.length === 1 ? accept(only) : refuse('cell-ambiguous');
  const meant = cells.filter((keys) => keys.cell.startsWith(choice.toLowerCase()) || foldName(cellNameOf(peer, keys)) === foldName(choice));
  const [first] = meant;
  if (first === undefined) return refuse('cell-unknown');
  return meant.length === 1 ? accept(first) : refuse('cell-ambiguous');
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
