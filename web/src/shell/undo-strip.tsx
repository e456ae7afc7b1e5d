import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../parts/button.tsx';
import { useWords } from '../texts/words.tsx';

/** What was done, in words, and how to undo it. */
interface Offer {
  readonly text: string;
  undo(): void;
  /** Called when the strip is gone, whether it was undone or not. */
  gone?(): void;
}

/** How long the strip stays, in milliseconds; while somebody is at it, it stays longer. */
const STAYS_MS = 10_000;
const listeners = new Set<() => void>();
let offer: Offer | null = null;

/** Offers at the foot of the page to undo what was just done; null takes an offer away. One at a time. */
export function offerUndo(next: Offer | null): void {
  const last = offer;
  offer = next;
  for (const listener of listeners) listener();
  last?.gone?.();
}

/** The strip at the foot. */
export function UndoStrip() {
  const say = useWords();
  const [isHeld, hold] = useState(false);
  const here = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offer,
  );
  useEffect(() => {
    if (here === null || isHeld) return;
    const timer = setTimeout(() => offerUndo(null), STAYS_MS);
    return () => clearTimeout(timer);
  }, [here, isHeld]);
  const undo = (): void => {
    here?.undo();
    offerUndo(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: being over it only makes it stay; all there is to do is the button.
    <div
      className="undo-place"
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <div role="status">
        {here !== null && (
          <div className="undo">
            <span>{here.text}</span>
            <Button onClick={undo}>{say('part.undo')}</Button>
          </div>
        )}
      </div>
    </div>
  );
}
