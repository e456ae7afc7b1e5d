import { IntlMessageFormat } from 'intl-messageformat';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextKey } from './catalogue.ts';
import { writtenAs } from './language.ts';

/** What fills the gaps of a message. */
export type Gaps = Readonly<Record<string, string | number>>;
/** Says a message of the catalogue. */
export type Say = (key: TextKey, gaps?: Gaps) => string;

/** Letters that run from right to left, and signs that turn the direction: what has them is kept apart from the words around it. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A person's words within a sentence of Moot: they do not turn what stands around them. */
function isolated(value: string | number): string | number {
  return typeof value === 'string' && TURNS.test(value) ? `\u2068${value.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069` : value;
}

/** Gives the way to say messages of the catalogue: `say('today.title', { count: 3 })`. */
export function useWords(): Say {
  const { t } = useTranslation();
  return (key, gaps = {}) => {
    const filled = Object.fromEntries(Object.entries(gaps).map(([name, value]) => [name, isolated(value)]));
    // What a language lacks is said in English, by the rules of English.
    return t(key, { ...filled, lng: writtenAs(key)?.tag });
  };
}

/** What a sentence with parts of its own takes. */
interface WordsParts {
  readonly text: TextKey;
  /** Gaps may be filled with elements; what stands in tags, as in `<b>Bo</b>`, is handed to the function of that name. */
  readonly with: Readonly<Record<string, ReactNode | ((inner: ReactNode[]) => ReactNode)>>;
}

const formats = new Map<string, IntlMessageFormat>();

/** How a message of the catalogue is filled. It is kept: to read one takes longer than to fill it. */
function formatOf(message: string, tag: string): IntlMessageFormat {
  const key = `${tag} ${message}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(message, tag, undefined, {});
    formats.set(key, format);
  }
  return format;
}

/** A sentence in which elements stand. Names of people in it are kept apart by `bdi`. */
export function Words({ text, with: gaps }: WordsParts) {
  useTranslation();
  const { message, tag } = writtenAs(text) ?? { message: text, tag: 'en' };
  const filled = Object.entries(gaps).map(([name, value]) => [name, typeof value === 'string' ? <bdi key={name}>{value}</bdi> : value]);
  const made = formatOf(message, tag).format<ReactNode>(Object.fromEntries(filled));
  return (Array.isArray(made) ? made : [made]).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not change places.
    <Fragment key={at}>{part}</Fragment>
  ));
}
