import { LeavePart } from '../parting/leave-part.tsx';
import { BackupScreen } from '../safeguards/backup-screen.tsx';
import { PassphraseScreen } from '../safeguards/passphrase-screen.tsx';
import { SafeguardParts } from '../safeguards/safeguard-parts.tsx';
import { SharesScreen } from '../safeguards/shares-screen.tsx';
import { WordsScreen } from '../safeguards/words-screen.tsx';
import { Nowhere } from '../shell/nowhere.tsx';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { LanguageSection } from './language-section.tsx';
import { LoginSection } from './login-section.tsx';
import { NoticesSection } from './notices-section.tsx';
import { CHOICES, type Choice, prefer, usePreferences } from './preferences.ts';

/** What a reader can choose. @param steps of the address after the settings' own */
export function SettingsScreen({ steps: [step] }: { readonly steps: readonly string[] }) {
  switch (step) {
    case undefined:
    case 'leave':
      return <AllSettings isLeaving={step === 'leave'} />;
    case 'words':
      return <WordsScreen />;
    case 'shares':
      return <SharesScreen />;
    case 'passphrase':
      return <PassphraseScreen />;
    case 'backup':
      return <BackupScreen />;
    default:
      return <Nowhere />;
  }
}

/** @param isLeaving whether the address asks whether to leave */
function AllSettings({ isLeaving }: { readonly isLeaving: boolean }) {
  const say = useWords();
  return (
    <Sheet title={say('settings.title')}>
      <Choices of="theme" />
      <Choices of="text" />
      <LanguageSection />
      <Choices of="keys" />
      <NoticesSection />
      <LoginSection />
      <SafeguardParts />
      <LeavePart isAsked={isLeaving} />
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
