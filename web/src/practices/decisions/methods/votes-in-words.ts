import { formatLocale } from '../../../texts/language.ts';

/** A number of votes, or parts of votes, by the reader's own signs: at most two places behind the point. */
export function votesInWords(votes: number): string {
  return new Intl.NumberFormat(formatLocale(), { maximumFractionDigits: 2 }).format(votes);
}
