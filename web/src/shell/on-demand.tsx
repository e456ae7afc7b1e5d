import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A screen whose script is fetched when somebody goes there, or before. */
export interface OnDemand<Parts> {
  (props: Parts & Meanwhile): ReactNode;
  /** Fetches it, so that it is there at once when somebody comes. Resolves also when it cannot be had now: it is fetched again then. */
  fetchAhead(): Promise<void>;
}

interface Meanwhile {
  /** What is shown until it is there. */
  readonly meanwhile: ReactNode;
}

/**
 * Makes a screen of its own script. It is shown as soon as it is there: React's own `lazy` and `Suspense` show nothing else for 300 ms once they have
 * shown that something is being fetched, so that each screen took a third of a second when it was opened first.
 */
export function onDemand<Parts extends object>(fetchScreen: () => Promise<ComponentType<Parts>>): OnDemand<Parts> {
  let Screen: ComponentType<Parts> | null = null;
  const fetchIt = async (): Promise<void> => {
    Screen ??= await fetchScreen();
  };

  function ScreenOnDemand({ meanwhile, ...parts }: Parts & Meanwhile): ReactNode {
    const [fetched, tell] = useState<{ readonly fault?: unknown } | null>(null);
    const isThere = Screen !== null;
    useEffect(() => {
      if (!isThere)
        fetchIt().then(
          () => tell({}),
          (fault: unknown) => tell({ fault }),
        );
    }, [isThere]);
    if (Screen !== null) return <Screen {...(parts as unknown as Parts)} />;
    // The page's boundary for faults says that it could not be loaded, and offers to try again.
    if (fetched !== null) throw fetched.fault;
    return meanwhile;
  }

  return Object.assign(ScreenOnDemand, { fetchAhead: () => fetchIt().catch(() => {}) });
}

/** Fetches screens one after the other while the page has nothing else to do. @returns the way to stop */
export function fetchAheadWhenIdle(screens: readonly Pick<OnDemand<never>, 'fetchAhead'>[]): () => void {
  let isWanted = true;
  const goOn = async ([next, ...others]: typeof screens): Promise<void> => {
    if (next === undefined || !isWanted) return;
    await next.fetchAhead();
    whenIdle(() => void goOn(others));
  };
  whenIdle(() => void goOn(screens));
  return () => {
    isWanted = false;
  };
}

/** Not every browser can tell when it is idle. */
function whenIdle(then: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(then);
  else setTimeout(then);
}
