import { useSyncExternalStore } from 'react';
import { go } from '../route/route.ts';
import { hasInvitation, invitationIn } from './invitation-text.ts';

const listeners = new Set<() => void>();
let held = '';

/** The address that opens this page with an invitation filled in. It stands behind "#", which browsers tell to nobody. */
export function addressWith(invitation: string): string {
  return `${location.origin}/#${invitation}`;
}

/** Takes an invitation out of the page's address, now and whenever one comes there, and leads to joining with it. */
export function followInvitations(): void {
  take();
  addEventListener('hashchange', take);
}

/** The invitation that the page was opened with; empty where it was not. */
export function useHeldInvitation(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => held,
  );
}

function take(): void {
  if (!hasInvitation(location.hash)) return;
  held = invitationIn(location.hash);
  // It is a secret, so it stays neither in the address nor in the browser's history.
  history.replaceState(null, '', location.pathname + location.search);
  go({ cell: null, steps: ['welcome', 'join'] });
  for (const listener of listeners) listener();
}
