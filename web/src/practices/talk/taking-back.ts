import { useSyncExternalStore } from 'react';
import { call, type Refusal } from '../../api/client.ts';
import { useCellId } from '../../route/cell.ts';
import { offerUndo } from '../../shell/undo-strip.tsx';

/** How far the taking back of a message is: it can still be kept, it is being sent, or it was refused. */
export type TakingBack = 'can-be-kept' | 'sent' | Refusal;

const listeners = new Set<() => void>();
let all: ReadonlyMap<string, TakingBack> = new Map();

function mark(id: string, how: TakingBack | null): void {
  const next = new Map(all);
  if (how === null) next.delete(id);
  else next.set(id, how);
  all = next;
  for (const listener of listeners) listener();
}

/** Sends it: from here on the others learn of it. */
async function send(id: string, cell: string | null): Promise<void> {
  mark(id, 'sent');
  await call('unsay', { id }, cell).catch((refusal: Refusal) => mark(id, refusal));
}

/** Taking messages back: nothing is sent until the strip that offers to undo it is gone. */
export function useTakingBack(): {
  readonly all: ReadonlyMap<string, TakingBack>;
  /** @param text what the strip says */
  takeBack(id: string, text: string): void;
  keep(id: string): void;
} {
  const cell = useCellId();
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
  return {
    all: now,
    takeBack(id, text) {
      mark(id, 'can-be-kept');
      offerUndo({
        text,
        undo: () => mark(id, null),
        gone: () => {
          if (all.get(id) === 'can-be-kept') void send(id, cell);
        },
      });
    },
    keep(id) {
      mark(id, null);
      offerUndo(null);
    },
  };
}
