import { useEffect, useRef, useState } from 'react';
import type { Output } from '../api/client.ts';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Notice, RefusalNotice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { QrPicture } from '../qr/picture.tsx';
import { isDemonstration } from '../route/base.ts';
import { announce } from '../shell/announcer.tsx';
import { useWords } from '../texts/words.tsx';
import { ComparedNumber } from './compared-number.tsx';
import { Countdown } from './countdown.tsx';
import { type EndReason, endReason } from './end-reason.ts';

type Given = NonNullable<Output<'linking'>['given']>;

/** The way to another device of one's own: a button, and the dialog that it opens. @param isFull whether no more can be linked in this cell */
export function LinkDevice({ isFull }: { readonly isFull: boolean }) {
  const say = useWords();
  const [isOpen, open] = useState(false);
  const stop = useChange('stop-link');
  const close = (): void => {
    open(false);
    void stop.run({});
  };
  return (
    <>
      <Button kind="plain" onClick={() => open(true)} not={isDemonstration ? say('link.not-here') : isFull ? say('link.full') : null}>
        {say('link.do')}
      </Button>
      <Dialog title={say('link.do')} isOpen={isOpen} onClose={close}>
        <Linking onClose={close} />
      </Dialog>
    </>
  );
}

function Linking({ onClose }: { onClose(): void }) {
  const link = useChange('link');
  const [begun, begin] = useState('');
  const { data } = useOperation('linking', {}, begun !== '');
  const given = begun !== '' && data?.given?.link === begun ? data.given : null;
  const make = async (cells: string): Promise<void> => {
    const made = await link.run({ cells });
    if (made !== null) begin(made.link);
  };
  if (given === null)
    return (
      <Choosing
        isRunning={link.isRunning || begun !== ''}
        refusal={<RefusalNotice refusal={link.refusal} />}
        make={make}
        onClose={onClose}
      />
    );
  return <UnderWay given={given} onClose={onClose} again={() => begin('')} />;
}

function Choosing({
  isRunning,
  refusal,
  make,
  onClose,
}: {
  readonly isRunning: boolean;
  readonly refusal: React.ReactNode;
  make(cells: string): Promise<void>;
  onClose(): void;
}) {
  const say = useWords();
  const { data: cells } = useOperation('cells', {});
  const [left, leave] = useState<readonly string[]>([]);
  const [isTried, setTried] = useState(false);
  const own = (cells ?? []).filter(({ state }) => state === 'member');
  const chosen = own.filter(({ id }) => !left.includes(id)).map(({ id }) => id);
  return (
    <form
      className="inviting"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (chosen.length > 0 && !isRunning) void make(chosen.join(','));
      }}
    >
      <p className="soft">{say('link.lede')}</p>
      {own.length > 1 && (
        <fieldset>
          <legend className="label">{say('link.where')}</legend>
          <div className="options">
            {own.map(({ id, name }) => (
              <label key={id} className="option">
                <input
                  type="checkbox"
                  checked={!left.includes(id)}
                  onChange={({ target }) => leave(target.checked ? left.filter((one) => one !== id) : [...left, id])}
                />
                <span dir="auto">{name}</span>
              </label>
            ))}
          </div>
          {isTried && chosen.length === 0 && <p className="wrong">{say('link.none-chosen')}</p>}
        </fieldset>
      )}
      {refusal}
      <div className="actions">
        <Button kind="main" type="submit" working={isRunning ? say('link.making') : null}>
          {say('link.make')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say('link.not-now')}
        </Button>
      </div>
    </form>
  );
}

function UnderWay({ given, onClose, again }: { readonly given: Given; onClose(): void; again(): void }) {
  const say = useWords();
  const { state, number, name, reason } = given;
  if (state === 'comparing' && number !== null) return <Comparing number={number} />;
  if (state === 'open') return <LinkToCarry given={given} onClose={onClose} />;
  if (state === 'linking' || state === 'comparing') return <Fetching>{say('link.linking')}</Fetching>;
  return <Ended isLinked={state === 'linked'} name={name} reason={endReason(reason)} onClose={onClose} again={again} />;
}

function LinkToCarry({ given: { link, cells, expires }, onClose }: { readonly given: Given; onClose(): void }) {
  const say = useWords();
  const label = useRef<HTMLParagraphElement>(null);
  // Where it takes the place of what was asked, whoever was there begins to read here.
  useEffect(() => label.current?.focus({ preventScroll: true }), []);
  return (
    <div className="inviting">
      <p className="soft">{say('link.steps')}</p>
      <div className="invite">
        <QrPicture text={link.toUpperCase()} label={say('link.picture')} />
        <div className="stack">
          <p className="label" ref={label} tabIndex={-1}>
            {say('link.to-copy')}
          </p>
          <code className="code clipped long-code">{link}</code>
          <div className="actions">
            <CopyButton text={link} label={say('link.copy')} done={say('link.copied')} failed={say('copy.failed')} />
            <Button kind="quiet" onClick={onClose}>
              {say('link.stop')}
            </Button>
          </div>
          <dl className="facts">
            <dt>{say('link.good-for')}</dt>
            <dd>
              {say('link.good-for-words')}, <Countdown until={Date.parse(expires)} />
            </dd>
            <dt>{say('link.gives')}</dt>
            <dd>{say('link.gives-words', { cells: cells.map((cell) => cell.name).join(', ') })}</dd>
          </dl>
        </div>
      </div>
    </div>
  );
}

/** The question that only the person can answer, with both devices before them. */
function Comparing({ number }: { readonly number: string }) {
  const say = useWords();
  const confirm = useChange('confirm-link');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="inviting">
      <h3 ref={heading} tabIndex={-1}>
        {say('link.compare-title')}
      </h3>
      <ComparedNumber number={number} />
      <p className="soft">{say('link.compare-lede')}</p>
      <div className="actions">
        <Button kind="main" onClick={() => void confirm.run({ number })} working={confirm.isRunning ? say('link.linking') : null}>
          {say('link.same')}
        </Button>
        <Button kind="stop" onClick={() => void confirm.run({ number: '' })}>
          {say('link.differs')}
        </Button>
      </div>
      <RefusalNotice refusal={confirm.refusal} />
    </div>
  );
}

function Ended({
  isLinked,
  name,
  reason,
  onClose,
  again,
}: {
  readonly isLinked: boolean;
  readonly name: string;
  readonly reason: EndReason;
  onClose(): void;
  again(): void;
}) {
  const say = useWords();
  const words = isLinked ? say('link.linked', { named: name === '' ? 'no' : 'yes', name }) : say(`link.ended.${reason}`);
  useEffect(() => announce(words), [words]);
  return (
    <div className="inviting">
      <Notice voice={isLinked ? 'carried' : 'heed'}>{words}</Notice>
      <div className="actions">
        {!isLinked && <Button onClick={again}>{say('link.again')}</Button>}
        <Button kind={isLinked ? 'main' : 'quiet'} onClick={onClose}>
          {say('link.done')}
        </Button>
      </div>
    </div>
  );
}
