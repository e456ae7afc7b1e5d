import { useChange } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { LanguageSection } from './language-section.tsx';
import { LoginSection } from './login-section.tsx';
import { CHOICES, type Choice, prefer, usePreferences } from './preferences.ts';

/** What a reader can choose. */
export function SettingsScreen() {
  const say = useWords();
  const lock = useChange('lock');
  return (
    <Sheet title={say('settings.title')}>
      <Choices of="theme" />
      <Choices of="text" />
      <LanguageSection />
      <Choices of="keys" />
      <LoginSection />
      <Part title={say('settings.lock')}>
        <Row>
          <p>{say('settings.lock-lede')}</p>
          <div className="actions">
            <Button onClick={() => void lock.run({})} working={lock.isRunning ? say('settings.locking') : null}>
              {say('settings.lock')}
            </Button>
          </div>
          <RefusalNotice refusal={lock.refusal} />
        </Row>
      </Part>
    </Sheet>
  );
}

/** One thing to choose. */
function Choices({ of }: { readonly of: Choice }) {
  const say = useWords();
  const chosen = usePreferences()[of];
  const words = (choice: string): string => say(`settings.${of}.${choice}` as Parameters<typeof say>[0]);
  return (
    <Part title={say(`settings.${of}`)}>
      <Row>
        <fieldset className="options">
          <legend className="sr">{say(`settings.${of}`)}</legend>
          {CHOICES[of].map((choice) => (
            <label key={choice} className="option">
              <input type="radio" name={of} checked={choice === chosen} onChange={() => prefer({ [of]: choice })} />
              <span>{words(choice)}</span>
            </label>
          ))}
        </fieldset>
      </Row>
    </Part>
  );
}
