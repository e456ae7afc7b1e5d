import { useSyncExternalStore } from 'react';

/** What a reader has chosen for this browser. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly text: 'small' | 'usual' | 'large' | 'largest';
  readonly keys: 'on' | 'off';
  /** Tag of a language; null: as this browser. */
  readonly language: string | null;
}

/** What is chosen among a few. */
export type Choice = Exclude<keyof Preferences, 'language'>;

/** All choices there are, the first one being the usual. */
export const CHOICES = {
  theme: ['system', 'light', 'dark'],
  text: ['usual', 'small', 'large', 'largest'],
  keys: ['on', 'off'],
} as const satisfies { readonly [Of in Choice]: readonly Preferences[Of][] };

const KEPT = 'moot-preferences';
const listeners = new Set<() => void>();
let chosen: Preferences = read();

function read(): Preferences {
  const kept: Record<string, unknown> = JSON.parse(localStorage.getItem(KEPT) ?? '{}') ?? {};
  const choice = <One extends string>(all: readonly [One, ...One[]], was: unknown): One => all.find((one) => one === was) ?? all[0];
  return {
    theme: choice(CHOICES.theme, kept.theme),
    text: choice(CHOICES.text, kept.text),
    keys: choice(CHOICES.keys, kept.keys),
    language: typeof kept.language === 'string' ? kept.language : null,
  };
}

/** Shows the page as it was chosen. */
export function applyPreferences(): void {
  const { dataset } = document.documentElement;
  if (chosen.theme === 'system') delete dataset.theme;
  else dataset.theme = chosen.theme;
  dataset.text = chosen.text;
}

/** Changes a choice, and keeps it in this browser. */
export function prefer(change: Partial<Preferences>): void {
  chosen = { ...chosen, ...change };
  localStorage.setItem(KEPT, JSON.stringify(chosen));
  applyPreferences();
  for (const listener of listeners) listener();
}

/** What was chosen, to be read once. */
export function preferences(): Preferences {
  return chosen;
}

/** What was chosen. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}
