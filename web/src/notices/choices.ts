import { useSyncExternalStore } from 'react';

/** What a notice can be about: somebody asks the reader something, stands at the door, answers or names them, or says anything at all. */
export const NOTICE_KINDS = ['asked', 'door', 'calls', 'talk'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What a reader wants to be told by notices of this browser. It says nothing of what is in any cell, so the browser may keep it. */
export interface NoticeChoices {
  readonly isOn: boolean;
  readonly kinds: readonly NoticeKind[];
  /** `little`: only that something waits. `much`: what it is, and from whom. */
  readonly says: 'little' | 'much';
  /** Hours in which nothing is told, by this device's clock, as `HH:MM`; null: there are none. */
  readonly quiet: QuietHours | null;
}

/** Hours of the day. They may go over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

export const USUAL_QUIET: QuietHours = { from: '22:00', until: '07:00' };
const USUAL: NoticeChoices = { isOn: false, kinds: ['asked', 'door', 'calls'], says: 'little', quiet: null };

/** Reads choices that were kept; what is missing or strange is as usual. @param kept JSON, or null where there is none */
export function readChoices(kept: string | null): NoticeChoices {
  const { isOn, kinds, says, quiet } = parse(kept);
  const isTime = (value: unknown): value is string => typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);
  const hours = (typeof quiet === 'object' && quiet !== null ? quiet : {}) as Partial<QuietHours>;
  return {
    isOn: isOn === true,
    kinds: Array.isArray(kinds) ? NOTICE_KINDS.filter((kind) => kinds.includes(kind)) : USUAL.kinds,
    says: says === 'much' ? 'much' : 'little',
    quiet: isTime(hours.from) && isTime(hours.until) ? { from: hours.from, until: hours.until } : null,
  };
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
export function chooseNotices(change: Partial<NoticeChoices>): void {
  chosen = { ...chosen, ...change };
  localStorage.setItem(KEPT, JSON.stringify(chosen));
  for (const listener of listeners) listener();
}

/** What was chosen. */
export function useNoticeChoices(): NoticeChoices {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}
