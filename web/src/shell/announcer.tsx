import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let said = '';
/** How long a sentence stays before the next takes its place, in milliseconds: one that is replaced at once is not heard. */
const STAYS_MS = 700;
/** More than these are not told one after the other: the oldest are left out. */
const MOST_WAITING = 4;
let waiting: readonly string[] = [];
let isHeld = false;

/** Tells whoever listens to the page what has come, one sentence for all of it. */
export function announce(text: string): void {
  waiting = [...waiting, text].slice(-MOST_WAITING);
  if (!isHeld) tellNext();
}

function tellNext(): void {
  const [text, ...rest] = waiting;
  waiting = rest;
  isHeld = text !== undefined;
  if (text === undefined) return;
  // The same sentence twice would not be heard twice: a space that is not seen makes it another one.
  said = text === said ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
  setTimeout(tellNext, STAYS_MS);
}

/** The place where announcements are heard. One on the page. */
export function Announcer() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
  return (
    <p className="sr" role="status" id="announcer">
      {text}
    </p>
  );
}
