import { useCallback } from 'react';
import { useChange } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { useWords } from '../texts/words.tsx';
import { useShortcut } from './shortcuts.tsx';

/** Locks this device at once. */
export function LockNow({ kind }: { readonly kind: 'plain' | 'quiet' }) {
  const say = useWords();
  const lock = useChange('lock');
  return (
    <>
      <Button kind={kind} onClick={() => void lock.run({})} working={lock.isRunning ? say('shell.locking') : null}>
        {say('shell.lock')}
      </Button>
      <RefusalNotice refusal={lock.refusal} />
    </>
  );
}

/** "l" twice locks this device: once is pressed too easily. */
export function LockKey() {
  const say = useWords();
  const { run } = useChange('lock');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what locks stays the same, though it is made anew at each drawing.
  const lock = useCallback(() => void run({}), []);
  useShortcut('l l', say('shell.lock'), lock);
  return null;
}
