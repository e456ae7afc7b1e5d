import { useState } from 'react';
import { call } from '../../../api/client.ts';
import { saveFile } from '../../../api/files.ts';
import { Button } from '../../../parts/button.tsx';
import { useCell } from '../../../route/cell.ts';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { DrawState } from './steps.ts';

/** How anybody checks a draw: what it rests on, the file to draw again from, and how that is done. */
export function CheckDraw({ id, draw: { toOpen, seed } }: { readonly id: string; readonly draw: DrawState }) {
  const say = useWords();
  const { id: cell } = useCell();
  const [state, setState] = useState<'ready' | 'running' | 'saved' | 'failed'>('ready');
  const file = say('draw.file');
  const save = async (): Promise<void> => {
    setState('running');
    try {
      const { text } = await call('draw', { id }, cell);
      saveFile(file, new Blob([text], { type: 'application/json' }));
      setState('saved');
      announce(say('draw.check-saved', { name: file }));
    } catch {
      setState('failed');
      announce(say('draw.check-failed'));
    }
  };
  return (
    <details className="draw-check">
      <summary>{say('draw.check')}</summary>
      <p>{say('draw.check-how', { count: toOpen })}</p>
      <code dir="ltr">{`moot redraw ${file}`}</code>
      <div className="actions">
        <Button onClick={() => void save()} working={state === 'running' ? say('draw.check-saving') : null}>
          {say('draw.check-save')}
        </Button>
        {state === 'saved' && <span className="small soft">{say('draw.check-saved', { name: file })}</span>}
        {state === 'failed' && <span className="small soft">{say('draw.check-failed')}</span>}
      </div>
      {seed !== null && (
        <p className="small soft">
          {say('draw.seed')}
          <code dir="ltr">{seed}</code>
        </p>
      )}
    </details>
  );
}
