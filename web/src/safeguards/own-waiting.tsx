import { useMemo } from 'react';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Sign } from '../parts/sign.tsx';
import { isDemonstration } from '../route/base.ts';
import { Link } from '../route/link.tsx';
import { Item } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';

/** Something of the reader's own that waits: recovery words that are not on paper, a backup. */
export type OwnWaiting = 'words' | 'backup';

/** What of the reader's own waits, the most pressing first; `isFetched` is false until it is known. */
export function useOwnWaiting(): { readonly isFetched: boolean; readonly own: readonly OwnWaiting[] } {
  const { data, isFetched } = useOperation('safeguards', {});
  // Nothing of a demonstration is to be kept.
  const isOurs = data !== undefined && !isDemonstration;
  const [isUnwritten, isDue] = [isOurs && !data.words.written, isOurs && data.backupDue];
  const own = useMemo(() => [...(isUnwritten ? (['words'] as const) : []), ...(isDue ? (['backup'] as const) : [])], [isUnwritten, isDue]);
  return { isFetched, own };
}

/** One of them on Today. @param isFirst its button is the one thing to do */
export function OwnWaitingItem({ waiting, isFirst }: { readonly waiting: OwnWaiting; readonly isFirst: boolean }) {
  const say = useWords();
  const { when } = useMoments();
  const last = useOperation('safeguards', {}).data?.backup ?? null;
  const set = useChange('set-safeguards');
  const look = `button ${isFirst ? 'button-main' : 'button-plain'}`;
  if (waiting === 'words') {
    return (
      <Item
        mark={<Sign of="heed" />}
        kicker={say('own.words')}
        title={<Link to={['settings', 'words']}>{say('own.words-title')}</Link>}
        note={say('own.words-note')}
        actions={
          <Link className={look} to={['settings', 'words']}>
            {say('own.words-do')}
          </Link>
        }
      />
    );
  }
  const isFirstOne = last === null ? 'yes' : 'no';
  return (
    <Item
      mark={<Sign of="day" />}
      kicker={say('own.backup')}
      title={<Link to={['settings', 'backup']}>{say('own.backup-title', { isFirst: isFirstOne })}</Link>}
      note={say('own.backup-note', { isFirst: isFirstOne, when: last === null ? '' : when(last) })}
      actions={
        <>
          <Link className={look} to={['settings', 'backup']}>
            {say('own.backup-do')}
          </Link>
          <Button kind="quiet" onClick={() => void set.run({ 'backup-reminder': 'later' })}>
            {say('own.later')}
          </Button>
        </>
      }
    />
  );
}
