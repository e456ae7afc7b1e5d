import { useState } from 'react';
import { saveFile } from '../api/files.ts';
import { announce } from '../shell/announcer.tsx';
import { Button } from './button.tsx';

/** What a save button takes. */
interface SaveParts {
  /** The name of the file, and what puts it together. */
  readonly name: string;
  file(): Promise<Blob>;
  /** Its words, what it says while the file is put together and once it is saved, and what where it could not be. */
  readonly label: string;
  readonly doing: string;
  readonly done: string;
  readonly failed: string;
}

/** Puts a file together and gives it to the browser to be saved, and says so. */
export function SaveButton({ name, file, label, doing, done, failed }: SaveParts) {
  const [state, setState] = useState<'ready' | 'running' | 'done' | 'failed'>('ready');
  const save = async (): Promise<void> => {
    setState('running');
    try {
      saveFile(name, await file());
      setState('done');
      announce(done);
    } catch {
      setState('failed');
      announce(failed);
    }
  };
  return (
    <>
      <Button onClick={() => void save()} working={state === 'running' ? doing : null}>
        {label}
      </Button>
      {state === 'done' && <span className="small soft">{done}</span>}
      {state === 'failed' && <span className="small soft">{failed}</span>}
    </>
  );
}
