import { useState } from 'react';
import type { Refusal } from '../api/client.ts';
import { downloadBackup } from '../api/files.ts';
import { useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Notice, RefusalNotice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { Link } from '../route/link.tsx';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { formatLocale } from '../texts/language.ts';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { Choices } from './choices.tsx';
import { ToSettings } from './to-settings.tsx';
import { WorkProgress } from './work-progress.tsx';

/** Making a backup: what is in it, when the last one was made, and a reminder. */
export function BackupScreen() {
  const say = useWords();
  const { when } = useMoments();
  const { data } = useOperation('safeguards', {});
  if (data === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const { backup, words, backupReminder } = data;
  return (
    <Sheet title={say('backup.title')} lede={say('backup.lede')}>
      <Row className="first">
        {!words.written && (
          <Notice
            voice="heed"
            actions={
              <Link className="button button-plain" to={['settings', 'words']}>
                {say('recovery.write')}
              </Link>
            }
          >
            {say('backup.words-first')}
          </Notice>
        )}
        <p>{backup === null ? say('backup.none') : say('backup.last', { when: when(backup) })}</p>
        <Making />
      </Row>
      <Part title={say('backup.in-it')}>
        <Row>
          <ul className="plain-list">
            <li>{say('backup.has')}</li>
            <li>{say('backup.has-not')}</li>
            <li>{say('backup.sealed')}</li>
          </ul>
          <p>{say('backup.back')}</p>
        </Row>
      </Part>
      <Part title={say('backup.reminder')}>
        <Row>
          <Choices
            legend={say('backup.reminder')}
            isLegendHidden
            choices={(['monthly', 'off'] as const).map((value) => ({ value, label: say(`backup.reminder.${value}`) }))}
            chosen={backupReminder}
            input={(value) => ({ 'backup-reminder': value })}
          />
        </Row>
      </Part>
      <ToSettings />
    </Sheet>
  );
}

/** Makes a backup, and says how far it has got. */
function Making() {
  const say = useWords();
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [made, setMade] = useState<{ readonly name: string; readonly size: number } | null>(null);
  const make = async (): Promise<void> => {
    setRunning(true);
    setRefusal(null);
    setMade(null);
    try {
      setMade(await downloadBackup());
    } catch (refused) {
      setRefusal(refused as Refusal);
    } finally {
      setRunning(false);
    }
  };
  return (
    <>
      <div className="actions">
        <Button kind="main" onClick={() => void make()} working={isRunning ? say('backup.doing') : null}>
          {say('backup.do')}
        </Button>
      </div>
      <WorkProgress kind="backup" label={say('backup.progress')} />
      <div role="status" className="made">
        {made !== null && <Notice voice="carried">{say('backup.made', { name: made.name, size: sizeOf(made.size) })}</Notice>}
      </div>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

/** "340 kB", "12.5 MB" @param bytes how many */
function sizeOf(bytes: number): string {
  const isSmall = bytes < 1_000_000;
  const format = new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit: isSmall ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: isSmall ? 0 : 1,
  });
  return format.format(Math.max(1, bytes / (isSmall ? 1000 : 1_000_000)));
}
