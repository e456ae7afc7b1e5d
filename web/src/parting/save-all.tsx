import { useState } from 'react';
import { saveFile } from '../api/files.ts';
import { Button } from '../parts/button.tsx';
import { useCell } from '../route/cell.ts';
import { announce } from '../shell/announcer.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { readAll, writeDown } from './written-down.ts';

/** Saves all that was said and decided here as one file that anybody can read. */
export function SaveAll() {
  const say = useWords();
  const moments = useMoments();
  const { id, name } = useCell();
  const [state, setState] = useState<'ready' | 'running' | 'saved' | 'failed'>('ready');
  const file = say('parted.file');
  const save = async (): Promise<void> => {
    setState('running');
    try {
      const text = writeDown(await readAll(id), name, new Date().toISOString(), say, moments);
      saveFile(file, new Blob([text], { type: 'text/markdown' }));
      setState('saved');
      announce(say('parted.saved', { name: file }));
    } catch {
      setState('failed');
      announce(say('parted.save-failed'));
    }
  };
  return (
    <>
      <Button onClick={() => void save()} working={state === 'running' ? say('parted.saving') : null}>
        {say('parted.save-do')}
      </Button>
      {state === 'saved' && <span className="small soft">{say('parted.saved', { name: file })}</span>}
      {state === 'failed' && <span className="small soft">{say('parted.save-failed')}</span>}
    </>
  );
}
