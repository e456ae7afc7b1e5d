import { useEffect } from 'react';
import { call } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';

/** How often at most the page says that somebody is at it, in milliseconds. */
const TELL_MS = 15_000;
const SIGNS_OF_USE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let lastTold = 0;

function tellUse(): void {
  lastTold = Date.now();
  // Should Moot not answer, the strip across the top says so.
  void call('active', {}, null).catch(() => {});
}

/** Tells Moot that somebody is at this page, so that it does not lock itself, and warns before it does. Only while it is unlocked. */
export function IdleStrip() {
  const say = useWords();
  const { time } = useMoments();
  const locksAt = useOperation('idle', {}).data?.locksAt ?? null;
  const isWarning = locksAt !== null;
  useEffect(() => {
    const notice = (): void => {
      if (isWarning || Date.now() - lastTold > TELL_MS) tellUse();
    };
    for (const sign of SIGNS_OF_USE) addEventListener(sign, notice, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS_OF_USE) removeEventListener(sign, notice, { capture: true });
    };
  }, [isWarning]);
  return (
    <div role="status" className="idle-place">
      {locksAt !== null && (
        <div className="strip idle">
          <span>{say('lock.soon', { time: time(locksAt) })}</span>
          <Button kind="quiet" onClick={tellUse}>
            {say('lock.stay')}
          </Button>
        </div>
      )}
    </div>
  );
}
