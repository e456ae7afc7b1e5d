import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { PeerEvent } from '../../../src/daemon/api.ts';
import { BASE } from '../route/base.ts';
import { isConcerned } from './concerns.ts';
import type { Key } from './operations.ts';

/** Whether Moot on this device answers: `away` while it does not, `closed` once it has forgotten this page, `over` once a demonstration has ended. */
export type Line = 'open' | 'away' | 'closed' | 'over';

/** Events that come within this time are taken together, in milliseconds: a cell that arrives sends thousands. */
const TOGETHER_MS = 120;
/** After this time the page tries again to reach Moot, in milliseconds. */
const AGAIN_MS = 2000;

let line: Line = 'open';
const listeners = new Set<() => void>();

function setLine(now: Line): void {
  if (line === now) return;
  line = now;
  for (const listener of listeners) listener();
}

/** Whether Moot on this device answers. */
export function useLine(): Line {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => line,
  );
}

/** Listens to what changes on this device while the page is open, and looks again at what is shown of it. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => follow(client), [client]);
}

/** Follows the stream of events. Whenever it comes back after it was lost, everything is looked at again. Gives the way to stop. */
function follow(client: QueryClient): () => void {
  let stream: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let gathered: PeerEvent[] = [];

  // While answers to the last events are still awaited the next ones gather: a device that is busy is not asked faster than it answers.
  const tellQueries = async (): Promise<void> => {
    const events = gathered;
    gathered = [];
    await client.invalidateQueries({
      predicate: ({ queryKey }) => {
        const [name, cell] = queryKey as unknown as Key;
        return events.some((event) => isConcerned(name, cell, event));
      },
    });
    gathering = gathered.length > 0 ? setTimeout(tellQueries, TOGETHER_MS) : undefined;
  };

  const listen = (): void => {
    const opened = new EventSource(`${BASE}/api/events`);
    stream = opened;
    stream.onopen = async () => {
      void client.invalidateQueries();
      // Whether it is locked is known before anything is said of Moot being back: a page that is about to ask for the passphrase claims nothing.
      await client.refetchQueries({ queryKey: ['status'] }, { cancelRefetch: false });
      if (opened.readyState === EventSource.OPEN) setLine('open');
    };
    stream.onmessage = ({ data }) => {
      gathered.push(JSON.parse(data) as PeerEvent);
      gathering ??= setTimeout(tellQueries, TOGETHER_MS);
    };
    stream.onerror = async () => {
      stream?.close();
      setLine(await whyLost());
      again = setTimeout(listen, AGAIN_MS);
    };
  };

  listen();
  return () => {
    stream?.close();
    clearTimeout(again);
    clearTimeout(gathering);
  };
}

/** A stream does not say why it failed; any other request does. */
async function whyLost(): Promise<Line> {
  const response = await fetch(`${BASE}/api/status`).catch(() => null);
  if (response === null) return 'away';
  if (response.status === 404) return 'over';
  return response.status === 401 ? 'closed' : 'open';
}
