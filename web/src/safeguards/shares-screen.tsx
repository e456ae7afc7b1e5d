import { useEffect, useRef, useState } from 'react';
import type { Output } from '../api/client.ts';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Chooser } from '../parts/chooser.tsx';
import { Notice } from '../parts/notice.tsx';
import { useCell } from '../route/cell.ts';
import { go } from '../route/route.ts';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { PassphraseQuestion } from './passphrase-question.tsx';
import { WordList } from './recovery-words.tsx';
import { ToSettings } from './to-settings.tsx';

/** As many people as can have a share. */
const MOST = 16;

type Given = Output<'entrust'>;

/** Sharing the recovery words out among people whom one trusts: how many, then each share once. */
export function SharesScreen() {
  const say = useWords();
  const { id } = useCell();
  const { when } = useMoments();
  const { data } = useOperation('safeguards', {});
  const [given, give] = useState<Given | null>(null);
  const back = (): void => go({ cell: id, steps: ['settings'] });
  if (given !== null) return <Handing given={given} onDone={back} />;
  const kept = data?.entrusted ?? null;
  return (
    <Sheet title={say('shares.title')} lede={say('shares.lede')}>
      {kept !== null && (
        <Row className="first">
          <Notice voice="heed">{say('shares.before', { people: kept.people, needed: kept.needed, when: when(kept.time) })}</Notice>
        </Row>
      )}
      <Part title={say('shares.how')}>
        <Row>
          <Choosing onGiven={give} />
        </Row>
      </Part>
      <Part title={say('shares.know')}>
        <Row>
          <ul className="plain-list">
            {(['file', 'fewer', 'agree', 'end'] as const).map((one) => (
              <li key={one}>{say(`shares.know-${one}`)}</li>
            ))}
          </ul>
        </Row>
      </Part>
      <ToSettings />
    </Sheet>
  );
}

function Choosing({ onGiven }: { onGiven(given: Given): void }) {
  const say = useWords();
  const entrust = useChange('entrust');
  const [people, setPeople] = useState(5);
  const [needed, setNeeded] = useState(3);
  const choosePeople = (count: number): void => {
    setPeople(count);
    setNeeded(Math.min(needed, count));
  };
  const share = async (passphrase: string): Promise<void> => {
    const given = await entrust.run({ people, needed, passphrase });
    if (given !== null) onGiven(given);
  };
  return (
    <div className="stack">
      <Chooser label={say('shares.people')} value={people} values={countsTo(MOST)} words={String} onChoose={choosePeople} />
      <Chooser label={say('shares.needed')} value={needed} values={countsTo(people)} words={String} onChoose={setNeeded} />
      <PassphraseQuestion
        lede={say('shares.means', { people, needed })}
        button={say('shares.make')}
        working={entrust.isRunning ? say('shares.making') : null}
        refusal={entrust.refusal}
        onAnswer={(passphrase) => void share(passphrase)}
        onChange={entrust.forget}
      />
    </div>
  );
}

/** So many people as can be: from two on. */
const countsTo = (most: number): readonly number[] => Array.from({ length: most - 1 }, (_, i) => i + 2);

/** One share after the other, each on a sheet of its own. */
function Handing({ given: { shares, people, needed }, onDone }: { readonly given: Given; onDone(): void }) {
  const say = useWords();
  const { date } = useMoments();
  const { name: cell } = useCell();
  const me = useOperation('people', {}).data?.find(({ you }) => you)?.name ?? '';
  const [at, goTo] = useState(0);
  const [today] = useState(() => new Date().toISOString());
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each share is read from its title on.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [at]);
  const isLast = at === shares.length - 1;
  const label = say('shares.one', { at: at + 1, people });
  return (
    <Sheet title={say('shares.title')} lede={say('shares.hand', { people })}>
      <Row className="first">
        <div className="recovery">
          <h2 className="part" ref={heading} tabIndex={-1}>
            {label}
          </h2>
          <p>{say('shares.paper', { name: me, cell, needed, people, date: date(today) })}</p>
          <WordList words={(shares[at] ?? '').split(' ')} label={label} />
          <div className="actions">
            <Button kind="main" onClick={() => (isLast ? onDone() : goTo(at + 1))}>
              {say(isLast ? 'shares.done' : 'shares.next')}
            </Button>
            <Button onClick={() => window.print()}>{say('shares.print')}</Button>
            {at > 0 && (
              <Button kind="quiet" onClick={() => goTo(at - 1)}>
                {say('shares.back')}
              </Button>
            )}
          </div>
          <p className="small soft only-seen">{say('shares.once')}</p>
        </div>
      </Row>
    </Sheet>
  );
}
