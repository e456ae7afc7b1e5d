import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Sign } from '../parts/sign.tsx';
import { Link } from '../route/link.tsx';
import { Item } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';

/** Something of the reader's own that waits: recovery words that are not on paper, a backup. @param isFirst its button is the one thing to do */
export function OwnWaitingItem({ waiting, isFirst }: { readonly waiting: 'words' | 'backup'; readonly isFirst: boolean }) {
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
