import { useMemo, useSyncExternalStore } from 'react';
import { BASE } from './base.ts';
import { type Place, readPath, writePath } from './path.ts';

const listeners = new Set<() => void>();

function tellAll(): void {
  for (const listener of listeners) listener();
}

addEventListener('popstate', tellAll);

/** Goes somewhere. @param replace true: the back button does not come back here */
export function go(to: Place, replace = false): void {
  const path = BASE + writePath(to);
  if (path === location.pathname) return;
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  tellAll();
}

/**
 * For whoever waits for something before they go on: gives a way that leads there only if we are still where we are now. Who has gone elsewhere meanwhile is
 * left where they are.
 */
export function wayOn(): typeof go {
  const from = location.pathname;
  return (to, replace = false) => {
    if (location.pathname === from) go(to, replace);
  };
}

/** Where we are. */
export function usePlace(): Place {
  const path = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => location.pathname,
  );
  return useMemo(() => readPath(path.slice(BASE.length)), [path]);
}
