import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Mark } from '../parts/mark.tsx';
import { Fetching } from '../parts/progress.tsx';
import { useWords } from '../texts/words.tsx';
import { begin, leave } from './visiting.ts';

/** The demonstration: its screens are those of any cell, and a strip above them says at all times what this is. */
export function Visit({ children }: { readonly children: ReactNode }) {
  const say = useWords();
  const [state, setState] = useState<'coming' | 'here' | 'failed'>('coming');
  const come = useCallback(async (): Promise<void> => {
    setState('coming');
    setState((await begin()) ? 'here' : 'failed');
  }, []);
  useEffect(() => void come(), [come]);
  useEffect(() => {
    document.documentElement.classList.add('is-visit');
    return () => document.documentElement.classList.remove('is-visit');
  }, []);
  return (
    <>
      <VisitStrip />
      {state === 'here' && children}
      {state === 'coming' && (
        <main className="welcome">
          <Mark />
          <Fetching>{say('demonstration.coming')}</Fetching>
        </main>
      )}
      {state === 'failed' && (
        <main className="welcome is-form">
          <Mark />
          <h1>{say('demonstration.failed')}</h1>
          <p className="lede">{say('demonstration.failed-lede')}</p>
          <div className="actions">
            <Button kind="main" onClick={() => void come()}>
              {say('demonstration.again')}
            </Button>
          </div>
        </main>
      )}
    </>
  );
}

/** Across the top: what this is, and the ways out. */
function VisitStrip() {
  const say = useWords();
  const [isLeaving, setLeaving] = useState(false);
  const go = (to: string) => (): void => {
    setLeaving(true);
    void leave(to);
  };
  return (
    <aside className="strip visit-strip" aria-label={say('demonstration.label')}>
      <p>{say('demonstration.strip')}</p>
      <div className="actions">
        <Button kind="quiet" onClick={go('/welcome/found')}>
          {say('demonstration.found')}
        </Button>
        <Button kind="quiet" onClick={go('/')} working={isLeaving ? say('demonstration.leaving') : null}>
          {say('demonstration.leave')}
        </Button>
      </div>
    </aside>
  );
}

/** Leads out of the demonstration, to an address of this device's own cells. */
export function WayOut({ to }: { readonly to: string }) {
  const say = useWords();
  useEffect(() => void leave(to), [to]);
  return (
    <main className="welcome">
      <Fetching>{say('demonstration.leaving')}</Fetching>
    </main>
  );
}
