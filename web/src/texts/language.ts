import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { ENGLISH } from './catalogue.ts';

/** A language for tests: English between marks, longer, and from right to left. What has no marks came from no catalogue. */
export const PSEUDO = 'pseudo';

/** Puts the marks of the language for tests around a text. */
export function marked(text: string): string {
  return `⟦${text}${'·'.repeat(Math.ceil(text.length / 3))}⟧`;
}

/** The language that the address asks for, for tests, else English: no other is there yet. */
export function wantedLanguage(): string {
  return new URLSearchParams(location.search).get('locale') === PSEUDO ? PSEUDO : 'en';
}

/** What `Intl` is told: English as people here write days and times. */
export function formatLocale(): string {
  return navigator.language.startsWith('en') ? navigator.language : 'en-GB';
}

let spoken = 'en';

/** Whether the page speaks the language for tests. */
export function isPseudo(): boolean {
  return spoken === PSEUDO;
}

/** Makes the page speak a language. */
export async function speak(language: string): Promise<void> {
  spoken = language;
  document.documentElement.lang = 'en';
  document.documentElement.dir = language === PSEUDO ? 'rtl' : 'ltr';
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: 'en',
      resources: { en: { translation: ENGLISH } },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      postProcess: language === PSEUDO ? [PSEUDO] : [],
      returnNull: false,
    });
}

i18next.use({ type: 'postProcessor', name: PSEUDO, process: (text: string) => marked(text) });
