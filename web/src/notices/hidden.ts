import { useSyncExternalStore } from 'react';

/** Whether nobody can see the page at this moment: it is in a tab behind, or the window is. */
export function useIsHidden(): boolean {
  return useSyncExternalStore(listen, isHidden);
}

/** Whether nobody can see the page at this moment, for whoever asks once. */
export function isHidden(): boolean {
  return document.visibilityState === 'hidden';
}

function listen(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
