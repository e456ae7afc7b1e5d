import { formatLocale } from '../texts/language.ts';

/** Names as one says them: "Ana, Bo and Cy". */
export function inWords(names: readonly string[]): string {
  return new Intl.ListFormat(formatLocale(), { type: 'conjunction' }).format(names);
}
