import { type ChangeEvent, useState } from 'react';
import { chooseNotices, NOTICE_KINDS, type NoticeKind, USUAL_QUIET, useNoticeChoices } from '../notices/choices.ts';
import { askPermission, showNotice, usePermission } from '../notices/permission.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** Whether this browser shows notices, and of what. Off until somebody turns them on. */
export function NoticesSection() {
  const say = useWords();
  const { isOn } = useNoticeChoices();
  const permission = usePermission();
  const isShowing = isOn && permission === 'granted';
  return (
    <Part title={say('notices.title')}>
      <Row>
        <div className="setting">
          {permission === 'denied' && <Notice voice="heed">{say('notices.denied')}</Notice>}
          {permission === 'never' && <p>{say('notices.never')}</p>}
          {isShowing ? <Choosing /> : (permission === 'ask' || permission === 'granted') && <TurnOn />}
        </div>
      </Row>
    </Part>
  );
}

function TurnOn() {
  const say = useWords();
  const permission = usePermission();
  const [isAsking, setAsking] = useState(false);
  const turnOn = async (): Promise<void> => {
    setAsking(true);
    const answer = await askPermission();
    setAsking(false);
    if (answer !== 'granted') return;
    chooseNotices({ isOn: true });
    showNotice(say('notices.first'), '', () => {});
  };
  return (
    <>
      <p>{say('notices.off-lede')}</p>
      {permission === 'ask' && <p className="small soft">{say('notices.will-ask')}</p>}
      <div className="actions">
        <Button onClick={() => void turnOn()} working={isAsking ? say('notices.asking') : null}>
          {say('notices.turn-on')}
        </Button>
      </div>
    </>
  );
}

function Choosing() {
  const say = useWords();
  const { kinds, says } = useNoticeChoices();
  const choose = (kind: NoticeKind, isWanted: boolean): void =>
    chooseNotices({ kinds: NOTICE_KINDS.filter((one) => (one === kind ? isWanted : kinds.includes(one))) });
  return (
    <>
      <p>{say('notices.is-on')}</p>
      <fieldset className="options-list">
        <legend className="label">{say('notices.about')}</legend>
        {NOTICE_KINDS.map((kind) => (
          <label key={kind} className="option">
            <input type="checkbox" checked={kinds.includes(kind)} onChange={({ target }) => choose(kind, target.checked)} />
            <span>{say(`notices.about.${kind}`)}</span>
          </label>
        ))}
        {kinds.length === 0 && <p className="small soft">{say('notices.nothing-chosen')}</p>}
      </fieldset>
      <fieldset className="options-list">
        <legend className="label">{say('notices.says')}</legend>
        {(['little', 'much'] as const).map((one) => (
          <label key={one} className="option">
            <input type="radio" name="notices-say" checked={one === says} onChange={() => chooseNotices({ says: one })} />
            <span>{say(`notices.says.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <Quiet />
      <div className="actions">
        <Button onClick={() => chooseNotices({ isOn: false })}>{say('notices.turn-off')}</Button>
      </div>
    </>
  );
}

function Quiet() {
  const say = useWords();
  const { quiet } = useNoticeChoices();
  const set =
    (end: 'from' | 'until') =>
    ({ target }: ChangeEvent<HTMLInputElement>): void => {
      if (target.value !== '') chooseNotices({ quiet: { ...(quiet ?? USUAL_QUIET), [end]: target.value } });
    };
  return (
    <fieldset className="options-list">
      <legend className="label">{say('notices.quiet')}</legend>
      <label className="option">
        <input
          type="checkbox"
          checked={quiet !== null}
          onChange={({ target }) => chooseNotices({ quiet: target.checked ? USUAL_QUIET : null })}
        />
        <span>{say('notices.quiet-on')}</span>
      </label>
      {quiet !== null && (
        <>
          <div className="from-until">
            {(['from', 'until'] as const).map((end) => (
              <label key={end}>
                <span>{say(`notices.quiet-${end}`)}</span>
                <input className="input" type="time" value={quiet[end]} onChange={set(end)} />
              </label>
            ))}
          </div>
          <p className="small soft">{say('notices.quiet-note')}</p>
        </>
      )}
    </fieldset>
  );
}
