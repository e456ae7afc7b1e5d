import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let said = '';

/** Tells whoever listens to the page what has come, one sentence for all of it. */
export function announce(text: string): void {
  // The same sentence twice would not be heard twice: a space that is not seen makes it another one.
  said = text === said ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
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
