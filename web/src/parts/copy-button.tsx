import { useEffect, useState } from 'react';
import { announce } from '../shell/announcer.tsx';
import { Button } from './button.tsx';

/** What a copy button takes. */
interface CopyParts {
  /** What is copied. */
  readonly text: string;
  /** Its words, what it says once it is copied, and what where the browser does not let it. */
  readonly label: string;
  readonly done: string;
  readonly failed: string;
  readonly kind?: 'plain' | 'quiet';
}

/** How long the button says that it has copied, in milliseconds. */
const SAYS_MS = 4000;

/** Copies a text, and says so. */
export function CopyButton({ text, label, done, failed, kind = 'plain' }: CopyParts) {
  const [state, setState] = useState<'ready' | 'done' | 'failed'>('ready');
  useEffect(() => {
    if (state !== 'done') return;
    const timer = setTimeout(() => setState('ready'), SAYS_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('done');
      announce(done);
    } catch {
      setState('failed');
      announce(failed);
    }
  };
  return (
    <>
      <Button kind={kind} onClick={() => void copy()}>
        {state === 'done' ? done : label}
      </Button>
      {state === 'failed' && <span className="small soft">{failed}</span>}
    </>
  );
}
