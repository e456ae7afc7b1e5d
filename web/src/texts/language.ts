import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { type Catalogue, ENGLISH_LANGUAGE, type Language, languageFor, localeFor } from './languages.ts';

/** The language that this reader wants. @param chosen the tag that they chose; null where they left it to the browser */
export function wantedLanguage(chosen: string | null): Language {
  return languageFor({ asked: new URLSearchParams(location.search).get('locale'), chosen, browser: navigator.languages });
}

/** What `Intl` is told: the language that is spoken, as people here write days and numbers. */
export function formatLocale(): string {
  return localeFor(spoken.language, navigator.languages);
}

/** The language that is spoken, with its words. */
let spoken: { readonly language: Language; readonly words: Catalogue } = { language: ENGLISH_LANGUAGE, words: {} };

/** A message as it is written in the catalogue, and the language whose rules of plural it goes by; null where no catalogue has it. */
export interface Written {
  readonly message: string;
  readonly tag: string;
}

/** Looks a message up: in the language that is spoken, else in English. */
export function writtenAs(key: string): Written | null {
  const words: Readonly<Record<string, string | undefined>> = spoken.words;
  if (words[key] !== undefined) return { message: words[key], tag: spoken.language.tag };
  const english: unknown = i18next.getResource(ENGLISH_LANGUAGE.tag, 'translation', key);
  return typeof english === 'string' ? { message: english, tag: ENGLISH_LANGUAGE.tag } : null;
}

/** Makes the page speak a language. Where its words cannot be fetched, the page goes on as it was, and at first in English. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.isInitialized) await begin();
  const words = await language.load().catch(() => null);
  if (words === null) return;
  spoken = { language, words };
  const { documentElement } = document;
  documentElement.lang = language.tag;
  documentElement.dir = language.direction;
  i18next.addResourceBundle(language.tag, 'translation', words, false, true);
  await i18next.changeLanguage(language.tag);
}

async function begin(): Promise<void> {
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: ENGLISH_LANGUAGE.tag,
      fallbackLng: ENGLISH_LANGUAGE.tag,
      resources: { [ENGLISH_LANGUAGE.tag]: { translation: await ENGLISH_LANGUAGE.load() } },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}
