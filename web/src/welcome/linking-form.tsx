import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { call, type Output } from '../api/client.ts';
import { useChange, useOperation } from '../api/operations.ts';
import { ComparedNumber } from '../devices/compared-number.tsx';
import { endReason } from '../devices/end-reason.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Notice, RefusalNotice, useReason } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { Scanner } from '../qr/scanner.tsx';
import { wayOn } from '../route/route.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords } from '../texts/words.tsx';
import { SHORTEST_PASSPHRASE } from './entering.ts';
import { EntryActions } from './entry-actions.tsx';
import { hasLink, linkIn } from './invitation-text.ts';
import { PassphraseField } from './passphrase-field.tsx';

type Taken = NonNullable<Output<'linking'>['taken']>;

/** This device becomes another one of its person's. @param isNew whether it still needs a passphrase */
export function LinkingForm({ isNew }: { readonly isNew: boolean }) {
  const say = useWords();
  const [isBegun, begin] = useState(false);
  usePageTitle(say('take.way'));
  const { data } = useOperation('linking', {}, isBegun);
  const taken = isBegun ? (data?.taken ?? null) : null;
  return (
    <main className="welcome is-form">
      <h1 tabIndex={-1}>{say('take.way')}</h1>
      {taken === null ? <Asking isNew={isNew} onBegun={() => begin(true)} /> : <UnderWay taken={taken} again={() => begin(false)} />}
    </main>
  );
}

/** What is needed: the link, a name, and on a new device a passphrase. */
function Asking({ isNew, onBegun }: { readonly isNew: boolean; onBegun(): void }) {
  const say = useWords();
  const reason = useReason();
  const unlock = useChange('unlock');
  const take = useChange('take-link');
  const [typed, setTyped] = useState('');
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [isTried, setTried] = useState(false);
  const [isRunning, setRunning] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words do not change while the page is open.
  const scan = useCallback((text: string): string | null => {
    if (!hasLink(text)) return say('take.scanned-other');
    setTyped(linkIn(text).toLowerCase());
    return null;
  }, []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (linkIn(typed) === '' || (isNew && passphrase.length < SHORTEST_PASSPHRASE) || isRunning) return;
    setRunning(true);
    // What is shown from here on is how the linking stands, whoever looks first.
    if (!isNew || (await unlock.run({ passphrase })) !== null) {
      if ((await take.run({ link: linkIn(typed), name })) !== null) onBegun();
    }
    setRunning(false);
  };
  const refused = take.refusal?.reason;
  const isOfLink = refused !== undefined && (refused.startsWith('link-') || refused === 'numbers-differ');
  const isOfName = refused?.startsWith('name-') ?? false;
  return (
    <>
      <p className="lede">{say('take.lede')}</p>
      <form onSubmit={(event) => void submit(event)} noValidate className="entry">
        <div className="invitation">
          <Field
            label={say('take.link')}
            hint={say('take.link-hint')}
            kind="key"
            value={typed}
            onChange={(value) => {
              take.forget();
              setTyped(value);
            }}
            wrong={
              isTried && linkIn(typed) === '' ? say('take.link-needed') : isOfLink && take.refusal !== null ? reason(take.refusal) : null
            }
            autoFocus
          />
          <Scanner take={scan} />
        </div>
        <Field
          label={say('take.name')}
          hint={say('take.name-hint')}
          value={name}
          onChange={setName}
          wrong={isOfName && take.refusal !== null ? reason(take.refusal) : null}
          autoComplete="off"
        />
        {isNew && (
          <PassphraseField
            value={passphrase}
            onChange={setPassphrase}
            wrong={isTried && passphrase.length < SHORTEST_PASSPHRASE ? say('passphrase.needed') : null}
          />
        )}
        <RefusalNotice refusal={unlock.refusal ?? (isOfLink || isOfName ? null : take.refusal)} />
        <EntryActions label={say('take.do')} working={isRunning ? say('take.doing') : null} />
      </form>
    </>
  );
}

function UnderWay({ taken: { state, number, reason, cells }, again }: { readonly taken: Taken; again(): void }) {
  const say = useWords();
  const stop = useChange('stop-link');
  const heading = useRef<HTMLHeadingElement>(null);
  const isComparing = state === 'comparing' && number !== null;
  useEffect(() => {
    if (isComparing) heading.current?.focus({ preventScroll: true });
  }, [isComparing]);
  const { data: status } = useOperation('status', {});
  // Only once the two have met does this device know that it speaks for anybody.
  const inside = status?.cells.find((cell) => cell.state === 'member' && cells.some(({ id }) => id === cell.id))?.id;
  useEffect(() => {
    if (state === 'linked' && inside !== undefined) void goIn(inside);
  }, [state, inside]);
  if (state === 'linked') return <Fetching>{say('take.linked')}</Fetching>;
  if (state === 'entering') return <Fetching>{say('take.entering')}</Fetching>;
  if (state === 'stopped') {
    return (
      <div className="entry">
        <Notice voice="heed">{say(`take.ended.${endReason(reason)}`)}</Notice>
        <div className="actions">
          <Button onClick={again}>{say('take.again')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="entry">
      {isComparing ? (
        <>
          <h2 ref={heading} tabIndex={-1}>
            {say('take.compare-title')}
          </h2>
          <ComparedNumber number={number} />
          <p className="soft">{say('take.compare-lede')}</p>
        </>
      ) : (
        <Fetching>{say('take.reaching')}</Fetching>
      )}
      <div className="actions">
        <Button kind="quiet" onClick={() => void stop.run({})}>
          {say('take.stop')}
        </Button>
      </div>
    </div>
  );
}

/** Goes into a cell, past the recovery words where nobody has seen them yet. */
async function goIn(cell: string): Promise<void> {
  const goOn = wayOn();
  const kept = await call('safeguards', {}, null).catch(() => null);
  goOn(kept === null || kept.words.shown ? { cell, steps: [] } : { cell: null, steps: ['words', cell] }, true);
}
