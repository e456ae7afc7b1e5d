import { useSyncExternalStore } from 'react';

/** What this browser shows. It says nothing of what is in any cell, so the browser may keep it; when notices come, and of what, the device keeps for each cell. */
export interface BrowserChoices {
  readonly isOn: boolean;
  /** `little`: only that something waits. `much`: what it is, and from whom. */
  readonly says: 'little' | 'much';
}

/** Reads choices that were kept; what is missing or strange is as usual: off, and without content. @param kept JSON, or null where there is none */
export function readChoices(kept: string | null): BrowserChoices {
  const { isOn, says } = parse(kept);
  return { isOn: isOn === true, says: says === 'much' ? 'much' : 'little' };
}

function parse(kept: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(kept ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const KEPT = 'moot-notices';
const listeners = new Set<() => void>();
let chosen = readChoices(globalThis.localStorage?.getItem(KEPT) ?? null);

/** Changes choices, and keeps them in this browser. */
export function chooseInBrowser(change: Partial<BrowserChoices>): void {
  chosen = { ...chosen, ...change };
  localStorage.setItem(KEPT, JSON.stringify(chosen));
  for (const listener of listeners) listener();
}

/** What was chosen. */
export function useBrowserChoices(): BrowserChoices {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}
