import { SaveButton } from '../parts/save-button.tsx';
import { useCell } from '../route/cell.ts';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { readAll, writeDown } from './written-down.ts';

/** Saves all that was said and decided here as one file that anybody can read. */
export function SaveAll() {
  const say = useWords();
  const moments = useMoments();
  const { id, name } = useCell();
  const file = say('parted.file');
  return (
    <SaveButton
      name={file}
      file={async () => new Blob([writeDown(await readAll(id), name, new Date().toISOString(), say, moments)], { type: 'text/markdown' })}
      label={say('parted.save-do')}
      doing={say('parted.saving')}
      done={say('parted.saved', { name: file })}
      failed={say('parted.save-failed')}
    />
  );
}
