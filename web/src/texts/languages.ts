import { ENGLISH, type TextKey } from './catalogue.ts';

/**
 * The words of a language: messages of ICU MessageFormat by key. Where one is missing, the English one is shown. A language may also have words for
 * what this device refuses, by `refused.REASON`: in English they come from the device itself.
 */
export type Catalogue = Readonly<Partial<Record<TextKey | `refused.${string}`, string>>>;

/** A language that the page speaks. */
export interface Language {
  /** By BCP 47. */
  readonly tag: string;
  /** What those who speak it call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** How days and numbers are written, unless the reader's browser names a region of the language. */
  readonly locale: string;
  /** Fetches its words. */
  load(): Promise<Catalogue>;
}

/** Comes with the page, and stands in for what another language lacks. */
export const ENGLISH_LANGUAGE: Language = { tag: 'en', name: 'English', direction: 'ltr', locale: 'en-GB', load: async () => ENGLISH };

/** All languages that a reader can choose. Each but English is fetched when somebody speaks it. */
export const LANGUAGES: readonly Language[] = [ENGLISH_LANGUAGE];

/** A language for tests: English between marks, longer, and from right to left. What has no marks came from no catalogue. */
export const PSEUDO: Language = {
  tag: 'en-XB',
  name: 'pseudo',
  direction: 'rtl',
  locale: 'en-GB',
  load: async () => Object.fromEntries(Object.entries(ENGLISH).map(([key, text]) => [key, marked(text)])),
};

/** A third longer, as other languages are, in words of usual length. What stands in an element of its own is marked there too. */
function marked(text: string): string {
  const inner = text.replaceAll(/<(\w+)>(.*?)<\/\1>/g, '<$1>⟦$2⟧</$1>');
  return `⟦${inner}${' ·····'.repeat(Math.ceil(text.length / 18))}⟧`;
}

/** From what a language is chosen. */
export interface LanguageWishes {
  /** What the address asks for, for tests. */
  readonly asked: string | null;
  /** The tag that the reader chose; null where they left it to the browser. */
  readonly chosen: string | null;
  /** What the browser's reader understands, the best first. */
  readonly browser: readonly string[];
}

/** The language to speak: what the address asks for, else what the reader chose, else what their browser speaks, else English. */
export function languageFor({ asked, chosen, browser }: LanguageWishes, languages: readonly Language[] = LANGUAGES): Language {
  if (asked === PSEUDO.name) return PSEUDO;
  const wished = [...(chosen === null ? [] : [chosen]), ...browser];
  for (const wish of wished) {
    const found = languages.find(({ tag }) => tag === wish) ?? languages.find(({ tag }) => primary(tag) === primary(wish));
    if (found !== undefined) return found;
  }
  return ENGLISH_LANGUAGE;
}

/** What `Intl` is told: a region of the language that the reader's browser names, else the usual one. */
export function localeFor({ locale }: Language, browser: readonly string[]): string {
  return browser.find((one) => primary(one) === primary(locale)) ?? locale;
}

function primary(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}
