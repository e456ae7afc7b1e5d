import { useSyncExternalStore } from 'react';

/** From this width on, in the reader's own letters, there is a side column. */
const DESK_REM = 64;

function isDesk(): boolean {
  const root = document.documentElement;
  return root.clientWidth >= DESK_REM * Number.parseFloat(getComputedStyle(root).fontSize);
}

/** Whether the page is wide enough for a side column. Where it is not, what would stand there stands where one reads it. */
export function useDesk(): boolean {
  return useSyncExternalStore((listener) => {
    addEventListener('resize', listener);
    return () => removeEventListener('resize', listener);
  }, isDesk);
}
