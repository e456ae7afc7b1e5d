import { createContext, useContext } from 'react';
import { useTakesPart } from '../../../route/cell.ts';

/** Whether the channel that is open is one to write in: not that of a circle which the reader has left. */
export const OwnChannel = createContext(true);

/** Whether the reader can write in the channel that is open. */
export function useMayWrite(): boolean {
  const isOwn = useContext(OwnChannel);
  return useTakesPart() && isOwn;
}
