import { useEffect } from 'react';
import { call } from '../api/client.ts';
import { isDemonstration } from '../route/base.ts';
import { useCellId } from '../route/cell.ts';
import type { Thing } from '../today/waiting.ts';
import { useIsHidden } from './hidden.ts';

/** Lets the device know that the reader sees what waits in the open cell: what is on the page need not be told any more. @param things what the page shows now @param unread how much of talk */
export function useSeen(things: readonly Thing[] | undefined, unread: number): void {
  const cell = useCellId();
  const isAway = useIsHidden();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told anew whenever something else is to be seen.
  useEffect(() => {
    if (isAway || things === undefined || isDemonstration) return;
    // Should it not be noted, it is only told once more.
    void call('take-digest', { seen: true }, cell).catch(() => {});
  }, [cell, isAway, things, unread]);
}
