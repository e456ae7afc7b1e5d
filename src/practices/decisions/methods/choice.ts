import { accept, refuse, type Verdict } from '../../../bytes/verdict.ts';
import { type MethodTerms, rulesOf, type Stance } from '../../../cell/method.ts';
import type { Said } from '../../../cell/vote.ts';

const TIMES: Readonly<Record<string, number>> = { yes: 2, '2': 2, 'if-need-be': 1, maybe: 1, '1': 1, no: 0, '0': 0 };
const TIME_WORDS = ['no', 'if need be', 'yes'] as const;

/** The letter by which people mean an option. @param place from 0 */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}

/**
 * What a person types to vote: a stance, or options by letter, number or words: `A,C` or `none`; `A=3,B=1`; `A=yes,B=if-need-be`; `A>B=C`.
 * Refuses `choice-unclear`, `option-unknown`, `option-twice`.
 */
export function parseChoice(typed: string, terms: MethodTerms): Verdict<Said> {
  const rules = rulesOf(terms);
  const word = typed.trim().toLowerCase();
  if (rules.stances.includes(word as Stance)) return accept(word as Stance);
  switch (rules.ballot) {
    case null:
      return refuse('choice-unclear');
    case 'any':
      return ballotFrom(word === 'none' ? [] : parts(typed, ',').map((option) => [option, 1] as const), terms);
    case 'ranks': {
      const tiers = parts(typed, '>').map((tier) => parts(tier, '='));
      return ballotFrom(
        tiers.flatMap((tier, i) => tier.map((option) => [option, i + 1] as const)),
        terms,
      );
    }
    default: {
      const marked: (readonly [string, number])[] = [];
      for (const part of parts(typed, ',')) {
        const at = part.lastIndexOf('=');
        const mark = part
          .slice(at + 1)
          .trim()
          .toLowerCase();
        const number = rules.ballot === 'times' ? TIMES[mark] : /^\d{1,3}$/.test(mark) ? Number(mark) : undefined;
        if (at < 0 || number === undefined) return refuse('choice-unclear');
        marked.push([part.slice(0, at).trim(), number]);
      }
      return ballotFrom(marked, terms);
    }
  }
}

function parts(typed: string, separator: string): string[] {
  return typed.split(separator).map((part) => part.trim());
}

function ballotFrom(marked: readonly (readonly [string, number])[], { options }: MethodTerms): Verdict<Said> {
  const ballot = options.map(() => 0);
  const seen = new Set<number>();
  for (const [typed, mark] of marked) {
    const place = placeOf(typed, options);
    if (place < 0) return refuse('option-unknown');
    if (seen.has(place)) return refuse('option-twice');
    seen.add(place);
    ballot[place] = mark;
  }
  return accept(ballot);
}

function placeOf(typed: string, options: readonly string[]): number {
  const named = options.findIndex((option) => option.trim().toLowerCase() === typed.toLowerCase());
  if (named >= 0) return named;
  const place = /^[a-z]$/i.test(typed) ? typed.toUpperCase().charCodeAt(0) - 65 : /^\d{1,2}$/.test(typed) ? Number(typed) - 1 : -1;
  return place < options.length ? place : -1;
}

/** A vote as a person would type it, with letters for options. */
export function sayChoice(said: Said, terms: MethodTerms): string {
  if (typeof said === 'string') return said;
  const letters = said.map((mark, i) => ({ mark, letter: letterOf(i) }));
  const named = letters.filter(({ mark }) => mark > 0);
  switch (rulesOf(terms).ballot) {
    case 'ranks': {
      const ranks = [...new Set(named.map(({ mark }) => mark))].sort((a, b) => a - b);
      return ranks.map((rank) => named.flatMap(({ mark, letter }) => (mark === rank ? [letter] : [])).join(' = ')).join(' > ');
    }
    case 'times':
      return letters.map(({ mark, letter }) => `${letter} ${TIME_WORDS[mark] ?? mark}`).join(', ');
    case 'any':
      return named.length === 0 ? 'none' : named.map(({ letter }) => letter).join(', ');
    default:
      return letters.map(({ mark, letter }) => `${letter}=${mark}`).join(', ');
  }
}

/** A number of votes, or parts of votes, as people read it: at most two places behind the point. */
export function sayVotes(votes: number): string {
  return String(Math.round(votes * 100) / 100);
}
