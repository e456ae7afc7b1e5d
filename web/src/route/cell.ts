import { createContext, useContext } from 'react';
import type { Output } from '../api/client.ts';

/** A cell as `status` shows it. */
export type CellHere = Output<'status'>['cells'][number];

/** The cell that is open on this page; null outside of any. */
export const CellContext = createContext<CellHere | null>(null);

/** Id of the cell that is open; null outside of any. */
export function useCellId(): string | null {
  return useContext(CellContext)?.id ?? null;
}

/** The cell that is open. Only within a cell's screens. */
export function useCell(): CellHere {
  const cell = useContext(CellContext);
  if (cell === null) throw new Error('expected to be within a cell');
  return cell;
}
