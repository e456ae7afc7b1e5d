import { createContext, useContext } from 'react';
import type { Output } from '../api/client.ts';
import { useLine } from '../api/live.ts';

/** A cell as `status` shows it. */
export type CellHere = Output<'status'>['cells'][number];

/** The cell that is open on this page; null outside of any. */
export const CellContext = createContext<CellHere | null>(null);

/** Id of the cell that is open; null outside of any. */
export function useCellId(): string | null {
  return useContext(CellContext)?.id ?? null;
}

/** Whether this device speaks for a member of the open cell; who has left, was removed or revoked looks on. */
export function useTakesPart(): boolean {
  return useContext(CellContext)?.state === 'member';
}

/**
 * How many of the open cell's devices meet now, this one among them where it is one of them; none while Moot does not answer.
 * Whoever left or was removed is still met to be told so.
 */
export function useMeeting(): { readonly on: number; readonly of: number } {
  const { peers, devices, state } = useCell();
  const isAnswering = useLine() === 'open';
  const met = new Set(peers.filter(({ member }) => member !== null).map(({ device }) => device)).size;
  return { on: met + (state === 'member' && isAnswering ? 1 : 0), of: Math.max(devices, 1) };
}

/** The cell that is open. Only within a cell's screens. */
export function useCell(): CellHere {
  const cell = useContext(CellContext);
  if (cell === null) throw new Error('expected to be within a cell');
  return cell;
}
