/** Where the demonstration is entered. */
export const ENTRANCE = '/demonstration';

/** Begins the demonstration on this device, or comes back to the one that there is; it goes on when this page is left meanwhile. Gives whether it could. */
export async function begin(): Promise<boolean> {
  const response = await fetch(`${ENTRANCE}/begin`, { method: 'POST', keepalive: true }).catch(() => null);
  return response?.ok ?? false;
}

/** Ends the demonstration, which keeps nothing anywhere, and goes on elsewhere. @param to an address of this device's own cells */
export async function leave(to: string): Promise<void> {
  await fetch(`${ENTRANCE}/end`, { method: 'POST' }).catch(() => null);
  // Loaded anew, the page knows nothing of it either.
  location.assign(to);
}
