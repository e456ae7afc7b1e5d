import { Part, Row } from '../shell/sheet.tsx';
import { speak, wantedLanguage } from '../texts/language.ts';
import { LANGUAGES } from '../texts/languages.ts';
import { useWords } from '../texts/words.tsx';
import { prefer, usePreferences } from './preferences.ts';

/** Which language the page speaks, each by the name that its speakers have for it. */
export function LanguageSection() {
  const say = useWords();
  const { language: chosen } = usePreferences();
  const choose = (language: string | null): void => {
    prefer({ language });
    void speak(wantedLanguage(language));
  };
  return (
    <Part title={say('settings.language')}>
      <Row>
        <fieldset className="options">
          <legend className="sr">{say('settings.language')}</legend>
          <label className="option">
            <input type="radio" name="language" checked={chosen === null} onChange={() => choose(null)} />
            <span>{say('settings.language.system')}</span>
          </label>
          {LANGUAGES.map(({ tag, name, direction }) => (
            <label key={tag} className="option">
              <input type="radio" name="language" checked={chosen === tag} onChange={() => choose(tag)} />
              <span lang={tag} dir={direction}>
                {name}
              </span>
            </label>
          ))}
        </fieldset>
        {LANGUAGES.length === 1 && <p className="small soft">{say('settings.language.only')}</p>}
      </Row>
    </Part>
  );
}
