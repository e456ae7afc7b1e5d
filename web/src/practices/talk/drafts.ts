import { useCallback, useState } from 'react';
import { useCellId } from '../../route/cell.ts';

// In the tab and not in the browser's lasting store: a draft lies there in the clear, beside a home that is locked.
const keyOf = (cell: string | null, channel: string): string => `moot-draft ${cell} ${channel}`;

/** What was begun in a channel and not said yet: it stays while the reader goes elsewhere, and when the page is loaded again. */
export function useDraft(channel: string): readonly [draft: string, keep: (draft: string) => void] {
  const key = keyOf(useCellId(), channel);
  const [draft, setDraft] = useState(() => sessionStorage.getItem(key) ?? '');
  const keep = useCallback(
    (next: string) => {
      setDraft(next);
      if (next === '') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, next);
    },
    [key],
  );
  return [draft, keep];
}
