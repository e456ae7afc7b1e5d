import { useCallback, useState } from 'react';
import type { Output } from '../api/client.ts';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Notice, RefusalNotice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { QrPicture } from '../qr/picture.tsx';
import { Scanner } from '../qr/scanner.tsx';
import { announce } from '../shell/announcer.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { deviceLetters } from './device-letters.ts';
import { NumberGroups } from './number-groups.tsx';
import { safetyCode, safetyCodeIn } from './safety-code.ts';

type Person = Output<'people'>[number];
type Safety = Output<'safety-number'>;

/** The safety number with a member: to read out, to show and to scan, and what came of comparing it. */
export function SafetyPart({ person: { id: member, name } }: { readonly person: Person }) {
  const say = useWords();
  const { data: safety, error } = useOperation('safety-number', { member });
  return (
    <Part title={say('safety.title', { name })}>
      <Row className="safety">
        {safety === undefined ? (
          error === null ? (
            <Fetching>{say('shell.fetching')}</Fetching>
          ) : (
            <RefusalNotice refusal={error} />
          )
        ) : (
          <Comparing safety={safety} />
        )}
      </Row>
    </Part>
  );
}

function Comparing({ safety }: { readonly safety: Safety }) {
  const say = useWords();
  const compare = useChange('compare');
  const { member, name, number, state } = safety;
  const [shown, show] = useState<'picture' | 'scanner' | null>(null);
  const [isAgain, compareAgain] = useState(false);
  const [hasScanned, setScanned] = useState(false);
  const { run } = compare;
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and `run` do the same whenever they are made anew.
  const keep = useCallback(
    async (result: 'same' | 'differ'): Promise<void> => {
      if ((await run({ member, result })) === null) return;
      compareAgain(false);
      show(null);
      announce(say(`safety.marked-${result}`));
    },
    [member],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const take = useCallback(
    (text: string): string | null => {
      const scanned = safetyCodeIn(text);
      if (scanned === null) return say('safety.scanned-other', { name });
      if (scanned !== number) return say('safety.scanned-differs', { name });
      setScanned(true);
      void keep('same');
      return null;
    },
    [keep, number, name],
  );
  const toggle = (what: 'picture' | 'scanner') => () => show(shown === what ? null : what);
  // A new device does not change the number, so there is nothing to compare but by wish.
  const isSettled = (state === 'same' || state === 'new-device') && !isAgain;
  return (
    <>
      <Standing safety={safety} hasScanned={hasScanned} />
      {!isSettled && <p className="soft">{say('safety.lede')}</p>}
      <NumberGroups number={number} label={say('safety.label')} />
      <div className="actions">
        {(!isSettled || state === 'new-device') && (
          <Button onClick={() => void keep('same')} working={compare.isRunning ? say('safety.keeping') : null}>
            {say(isSettled ? 'safety.new-device-theirs' : 'safety.same')}
          </Button>
        )}
        {isSettled && (
          <Button kind="quiet" onClick={() => compareAgain(true)}>
            {say('safety.compare-again')}
          </Button>
        )}
        {!isSettled && state !== 'differ' && (
          <Button kind="quiet" onClick={() => void keep('differ')}>
            {say('safety.differ')}
          </Button>
        )}
      </div>
      <div className="actions">
        <Button kind="quiet" aria-expanded={shown === 'picture'} onClick={toggle('picture')}>
          {say(shown === 'picture' ? 'safety.picture-away' : 'safety.picture')}
        </Button>
        <Button kind="quiet" aria-expanded={shown === 'scanner'} onClick={toggle('scanner')}>
          {say(shown === 'scanner' ? 'safety.scan-away' : 'safety.scan')}
        </Button>
      </div>
      <RefusalNotice refusal={compare.refusal} />
      {shown === 'picture' && <QrPicture text={safetyCode(number)} label={say('safety.picture-label', { name })} />}
      {shown === 'scanner' && (
        <>
          <p className="soft">{say('safety.scan-lede', { name })}</p>
          <Scanner take={take} />
        </>
      )}
    </>
  );
}

/** What came of comparing, said plainly. */
function Standing({
  safety: { name, state, compared, newDevices },
  hasScanned,
}: {
  readonly safety: Safety;
  readonly hasScanned: boolean;
}) {
  const say = useWords();
  const { when: at } = useMoments();
  if (compared === null) return null;
  const when = at(compared);
  if (state === 'differ') return <Notice voice="stop">{say('safety.differed', { name, when })}</Notice>;
  if (state === 'new-device') {
    return (
      <Notice voice="heed">
        {say('safety.new-device', { name, when, letters: newDevices.map(deviceLetters).join(', ') })} {say('safety.new-device-not')}
      </Notice>
    );
  }
  return <Notice voice="carried">{hasScanned ? say('safety.scanned-same', { name }) : say('safety.compared', { name, when })}</Notice>;
}
