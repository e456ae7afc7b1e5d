import { useState } from 'react';
import { chooseInBrowser, useBrowserChoices } from '../notices/choices.ts';
import { askPermission, showNotice, usePermission } from '../notices/permission.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { NoticeChoices } from './notice-choices.tsx';

/** Whether this browser shows notices, when, and of what. Off until somebody turns them on. */
export function NoticesSection() {
  const say = useWords();
  const { isOn } = useBrowserChoices();
  const permission = usePermission();
  const isShowing = isOn && permission === 'granted';
  return (
    <Part title={say('notices.title')}>
      <Row>
        <div className="setting">
          {permission === 'denied' && <Notice voice="heed">{say('notices.denied')}</Notice>}
          {permission === 'never' && <p>{say('notices.never')}</p>}
          {isShowing ? <IsOn /> : (permission === 'ask' || permission === 'granted') && <TurnOn />}
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
    chooseInBrowser({ isOn: true });
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

function IsOn() {
  const say = useWords();
  const { says } = useBrowserChoices();
  return (
    <>
      <p>{say('notices.is-on')}</p>
      <fieldset className="options-list">
        <legend className="label">{say('notices.says')}</legend>
        {(['little', 'much'] as const).map((one) => (
          <label key={one} className="option">
            <input type="radio" name="notices-say" checked={one === says} onChange={() => chooseInBrowser({ says: one })} />
            <span>{say(`notices.says.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <NoticeChoices />
      <div className="actions">
        <Button onClick={() => chooseInBrowser({ isOn: false })}>{say('notices.turn-off')}</Button>
      </div>
    </>
  );
}
