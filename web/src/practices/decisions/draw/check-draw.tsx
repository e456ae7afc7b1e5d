import { useState } from 'react';
import { call } from '../../../api/client.ts';
import { Button } from '../../../parts/button.tsx';
import { Progress } from '../../../parts/progress.tsx';
import { SaveButton } from '../../../parts/save-button.tsx';
import { useCell } from '../../../route/cell.ts';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { DrawState } from './steps.ts';

interface DrawHere {
  readonly id: string;
  readonly draw: DrawState;
}

/** How anybody checks a draw: what it rests on, this device's own check, and the file to draw again from elsewhere. */
export function CheckDraw({ id, draw }: DrawHere) {
  const say = useWords();
  const { toOpen, seed } = draw;
  return (
    <details className="draw-check">
      <summary>{say('draw.check')}</summary>
      <CheckAgain id={id} draw={draw} />
      <p>{say('draw.check-how', { count: toOpen })}</p>
      <SaveDraw id={id} />
      {seed !== null && (
        <p className="small soft">
          {say('draw.seed')}
          <code dir="ltr">{seed}</code>
        </p>
      )}
    </details>
  );
}

/** This device checked it, and can do so again; meanwhile it shows how far it is, and nothing as drawn. */
function CheckAgain({ id, draw: { checked, toCheck } }: DrawHere) {
  const say = useWords();
  const { id: cell } = useCell();
  const [state, setState] = useState<'ready' | 'running' | 'right' | 'failed'>('ready');
  const told = { ready: null, running: null, right: say('draw.check-right', { count: toCheck }), failed: say('draw.check-wrong') }[state];
  const check = async (): Promise<void> => {
    setState('running');
    try {
      await call('check-draw', { id }, cell);
      setState('right');
      announce(say('draw.check-right', { count: toCheck }));
    } catch {
      setState('failed');
      announce(say('draw.check-wrong'));
    }
  };
  return (
    <>
      <p>{say('draw.checked')}</p>
      {state === 'running' && <Progress label={say('draw.proofs', { count: checked, of: toCheck })} done={checked} of={toCheck} />}
      <div className="actions">
        <Button onClick={() => void check()} working={state === 'running' ? say('draw.checking') : null}>
          {say('draw.check-again')}
        </Button>
        {told !== null && <span className="small soft">{told}</span>}
      </div>
    </>
  );
}

function SaveDraw({ id }: { readonly id: string }) {
  const say = useWords();
  const { id: cell } = useCell();
  const file = say('draw.file');
  return (
    <>
      <code dir="ltr">{`moot redraw ${file}`}</code>
      <div className="actions">
        <SaveButton
          name={file}
          file={async () => new Blob([(await call('draw', { id }, cell)).text], { type: 'application/json' })}
          label={say('draw.check-save')}
          doing={say('draw.check-saving')}
          done={say('draw.check-saved', { name: file })}
          failed={say('draw.check-failed')}
        />
      </div>
    </>
  );
}
