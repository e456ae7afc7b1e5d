import { useChange, useOperation } from '../api/operations.ts';
import { flushDrafts } from '../drafts/drafts.ts';
import { Button } from '../parts/button.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { isDemonstration } from '../route/base.ts';
import { useCell } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords, Words } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { Choices } from './choices.tsx';

const TIMES = ['5', '15', '60', 'never'] as const;

/** What the settings show of a person's own keys: name, passphrase, recovery words, backup, locking. In the demonstration there are none. */
export function SafeguardParts() {
  const say = useWords();
  return (
    <>
      <NamePart />
      {isDemonstration && (
        <Part title={say('safeguards.elsewhere')}>
          <Row>
            <p className="soft">{say('safeguards.elsewhere-lede')}</p>
          </Row>
        </Part>
      )}
      {!isDemonstration && (
        <>
          <PassphrasePart />
          <RecoveryPart />
          <SharesPart />
          <BackupPart />
          <LockPart />
        </>
      )}
    </>
  );
}

function NamePart() {
  const say = useWords();
  const { name: cell } = useCell();
  const me = useOperation('people', {}).data?.find(({ you }) => you);
  return (
    <Part title={say('name.part')}>
      <Row>
        <div className="setting">
          {me !== undefined && (
            <p>
              <Words text="name.here" with={{ cell: <b dir="auto">{cell}</b>, name: <b dir="auto">{me.name}</b> }} />
            </p>
          )}
          <p className="soft">{say('name.stays')}</p>
        </div>
      </Row>
    </Part>
  );
}

function PassphrasePart() {
  const say = useWords();
  return (
    <Part title={say('passphrase.part')}>
      <Row>
        <div className="setting">
          <p>{say('passphrase.part-lede')}</p>
          <div className="actions">
            <Link className="button button-plain" to={['settings', 'passphrase']}>
              {say('passphrase.change')}
            </Link>
          </div>
        </div>
      </Row>
    </Part>
  );
}

function RecoveryPart() {
  const say = useWords();
  const { data } = useOperation('safeguards', {});
  const isWritten = data?.words.written ?? true;
  return (
    <Part title={say('recovery.part')}>
      <Row>
        <div className="setting">
          {data !== undefined && <p>{say(isWritten ? 'recovery.written' : 'recovery.unwritten')}</p>}
          <div className="actions">
            <Link className="button button-plain" to={['settings', 'words']}>
              {say(isWritten ? 'recovery.look' : 'recovery.write')}
            </Link>
          </div>
        </div>
      </Row>
    </Part>
  );
}

function SharesPart() {
  const say = useWords();
  const { date } = useMoments();
  const { data } = useOperation('safeguards', {});
  const kept = data?.entrusted ?? null;
  return (
    <Part title={say('shares.title')}>
      <Row>
        <div className="setting">
          <p>
            {kept === null
              ? say('shares.part-lede')
              : say('shares.part-kept', { people: kept.people, needed: kept.needed, date: date(kept.time) })}
          </p>
          <div className="actions">
            <Link className="button button-plain" to={['settings', 'shares']}>
              {say(kept === null ? 'shares.go' : 'shares.go-again')}
            </Link>
          </div>
        </div>
      </Row>
    </Part>
  );
}

function BackupPart() {
  const say = useWords();
  const { when } = useMoments();
  const { data } = useOperation('safeguards', {});
  return (
    <Part title={say('backup.part')}>
      <Row>
        <div className="setting">
          {data !== undefined && <p>{data.backup === null ? say('backup.none') : say('backup.last', { when: when(data.backup) })}</p>}
          <div className="actions">
            <Link className="button button-plain" to={['settings', 'backup']}>
              {say('backup.go')}
            </Link>
          </div>
        </div>
      </Row>
    </Part>
  );
}

function LockPart() {
  const say = useWords();
  const lock = useChange('lock');
  const { data } = useOperation('safeguards', {});
  const staysOpen = useOperation('idle', {}).data?.staysOpen ?? false;
  const chosen =
    data === undefined ? null : data.lockAfter === null ? 'never' : (TIMES.find((time) => time === String(data.lockAfter)) ?? null);
  const lockNow = async (): Promise<void> => {
    await flushDrafts();
    await lock.run({});
  };
  return (
    <Part title={say('lock.part')}>
      <Row>
        <div className="setting">
          <p>{say('settings.lock-lede')}</p>
          <div className="actions">
            <Button onClick={() => void lockNow()} working={lock.isRunning ? say('settings.locking') : null}>
              {say('settings.lock')}
            </Button>
          </div>
          <RefusalNotice refusal={lock.refusal} />
          <div>
            <Choices
              legend={say('lock.after')}
              choices={TIMES.map((value) => ({ value, label: say(`lock.after.${value}`) }))}
              chosen={chosen}
              input={(value) => ({ 'lock-after': value })}
            />
          </div>
          <p className="small soft">{say('lock.rests')}</p>
          {staysOpen && <p className="small soft">{say('lock.stays-open')}</p>}
        </div>
      </Row>
    </Part>
  );
}
