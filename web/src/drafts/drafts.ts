import { useCallback, useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import { useCellId } from '../route/cell.ts';

// Not in the browser's own stores: what lies there lies on the disk in the clear, beside a home that is locked. The daemon keeps it sealed.

/** So long after the last letter a draft is kept, in milliseconds. */
const PAUSE_MS = 400;

interface Kept {
  readonly cell: string;
  readonly of: string;
  readonly text: string;
}

/** What was typed on this page, by cell and what it is for; the daemon may not have the newest of it yet. */
const typed = new Map<string, Kept>();
const pending = new Map<string, ReturnType<typeof setTimeout>>();

function keyOf(cell: string, of: string): string {
  return `${cell} ${of}`;
}

async function save(key: string): Promise<void> {
  clearTimeout(pending.get(key));
  if (!pending.delete(key)) return;
  const kept = typed.get(key);
  // Whoever looks at a page whose Moot is gone is told so by the page; the draft stays where it is typed.
  if (kept !== undefined) await call('keep-draft', { of: kept.of, text: kept.text }, kept.cell).catch(() => {});
}

/** Keeps what was typed and is not kept yet. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...pending.keys()].map(save));
}

/** Forgets what this page has in memory: it was locked. */
export function forgetDrafts(): void {
  for (const timer of pending.values()) clearTimeout(timer);
  pending.clear();
  typed.clear();
}

addEventListener('visibilitychange', () => void flushDrafts());

/**
 * What was begun and not sent yet. It stays while the reader goes elsewhere, and over a lock and a restart.
 * @param of what it is for, such as `talk everyone`
 * @returns it, what keeps another in its place, and what lets go of what was sent: anything typed behind it since stays
 */
export function useDraft(of: string): readonly [draft: string, keep: (draft: string) => void, letGo: (sent: string) => void] {
  const cell = useCellId() ?? '';
  const key = keyOf(cell, of);
  const [shown, show] = useState({ key, text: typed.get(key)?.text ?? '' });
  useEffect(() => {
    if (typed.has(key)) return;
    let isHere = true;
    call('draft', { of }, cell).then(
      ({ text }) => {
        // Whoever was quicker than the answer goes on with what they type.
        if (isHere && !typed.has(key)) show({ key, text });
      },
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [key, cell, of]);
  const keep = useCallback(
    (text: string) => {
      show({ key, text });
      typed.set(key, { cell, of, text });
      clearTimeout(pending.get(key));
      pending.set(
        key,
        setTimeout(() => void save(key), PAUSE_MS),
      );
      // What was sent is forgotten at once.
      if (text === '') void save(key);
    },
    [key, cell, of],
  );
  const letGo = useCallback(
    (sent: string) => {
      const { text } = typed.get(key) ?? { text: sent };
      keep(text.startsWith(sent) ? text.slice(sent.length).trimStart() : text);
    },
    [key, keep],
  );
  return [shown.key === key ? shown.text : (typed.get(key)?.text ?? ''), keep, letGo];
}
