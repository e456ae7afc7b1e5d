import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { ENGLISH } from './catalogue.ts';
import { type Catalogue, ENGLISH_LANGUAGE, LANGUAGES, type Language, languageFor, localeFor, PSEUDO } from './languages.ts';

/** A language that lacks more than one part in so many is not ready to be chosen. */
const MOST_LACKING = 10;
const MOST_SHOWN = 1000;
const DAEMONS = /^refused\./;
const english: Readonly<Record<string, string>> = ENGLISH;

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** The gaps and tags of a message, by name. */
function gapsOf(parts: readonly Part[]): Set<string> {
  return new Set(
    parts.flatMap((part) => [
      ...(part.type === 0 || part.type === 7 ? [] : [part.value]),
      ...('children' in part ? gapsOf(part.children) : []),
      ...('options' in part ? Object.values(part.options).flatMap(({ value }) => [...gapsOf(value)]) : []),
    ]),
  );
}

/** The choices of plural that a message makes, each by the forms that it has. */
function pluralsOf(parts: readonly Part[]): string[][] {
  return parts.flatMap((part) => {
    const inside = 'options' in part ? Object.values(part.options).flatMap(({ value }) => pluralsOf(value)) : [];
    return part.type === 6 ? [Object.keys(part.options), ...inside] : inside;
  });
}

/** What is missing in a language, and what is wrong with what it has, a sentence each. */
function look(tag: string, words: Catalogue): { readonly lacks: string[]; readonly wrong: string[] } {
  const entries = Object.entries(words);
  const rules = new Intl.PluralRules(tag);
  // The forms that numbers of a size that we show can take, but for those that have words of their own.
  const formsFor = (has: readonly string[]): Set<string> =>
    new Set(Array.from({ length: MOST_SHOWN }, (_, n) => n).flatMap((n) => (has.includes(`=${n}`) ? [] : [rules.select(n)])));
  const wrong = entries.flatMap(([key, message]) => {
    if (DAEMONS.test(key) || message === undefined) return [];
    const original = english[key];
    if (original === undefined) return [`${key} is no message of ours`];
    try {
      const ast = new IntlMessageFormat(message, tag).getAst();
      const known = gapsOf(new IntlMessageFormat(original, 'en').getAst());
      const strange = [...gapsOf(ast)].filter((gap) => !known.has(gap));
      // Those who write the English know what it can do without.
      const plurals = tag === ENGLISH_LANGUAGE.tag ? [] : pluralsOf(ast);
      const missing = plurals.flatMap((has) => [...formsFor(has)].filter((form) => !has.includes(form)));
      return [
        ...strange.map((gap) => `${key} has a gap {${gap}} that nothing fills`),
        ...missing.map((form) => `${key} lacks the plural form "${form}"`),
      ];
    } catch (error) {
      return [`${key} cannot be read: ${error instanceof Error ? error.message : error}`];
    }
  });
  return { lacks: Object.keys(ENGLISH).filter((key) => !(key in words)), wrong };
}

function languageOf(tag: string, words: Catalogue = {}): Language {
  return { tag, name: tag, direction: 'ltr', locale: tag, load: async () => words };
}

test('every language that can be chosen is right in what it has, and lacks little', async (t) => {
  for (const { tag, load } of LANGUAGES) {
    const { lacks, wrong } = look(tag, await load());
    if (lacks.length > 0) t.diagnostic(`${tag} lacks ${lacks.length}: ${lacks.join(', ')}`);
    assert.deepEqual(wrong, [], tag);
    assert.ok(lacks.length * MOST_LACKING <= Object.keys(ENGLISH).length, `${tag} lacks ${lacks.length} messages: ${lacks.join(', ')}`);
  }
});

test('what is missing or wrong in a language is told', () => {
  const words = { 'moment.yesterday-time': 'أمس {when}', 'part.undo': 'تراجع {', 'notices.more': '{count, plural, one {#} other {#}}' };
  const { lacks, wrong } = look('ar', { ...words, 'part.forgotten': 'x', 'refused.locked': 'x' } as Catalogue);
  assert.ok(lacks.includes('today.title') && !lacks.includes('part.undo'));
  assert.deepEqual(
    wrong.map((sentence) => sentence.replace(/: .*/, '')),
    [
      'moment.yesterday-time has a gap {when} that nothing fills',
      'part.undo cannot be read',
      ...['zero', 'two', 'few', 'many'].map((form) => `notices.more lacks the plural form "${form}"`),
      'part.forgotten is no message of ours',
    ],
  );
});

test('a reader is spoken to as they chose, else as their browser speaks, else in English', () => {
  const languages = [ENGLISH_LANGUAGE, ...['de', 'pt', 'pt-BR'].map((tag) => languageOf(tag))];
  const tagFor = (chosen: string | null, ...browser: string[]): string => languageFor({ asked: null, chosen, browser }, languages).tag;
  assert.equal(tagFor(null, 'de-AT', 'en'), 'de');
  assert.equal(tagFor(null, 'fr', 'pt-BR', 'de'), 'pt-BR');
  assert.equal(tagFor(null, 'pt-AO'), 'pt');
  assert.equal(tagFor('en', 'de'), 'en');
  assert.equal(tagFor('gone', 'de'), 'de');
  assert.equal(tagFor(null, 'fr'), 'en');
  assert.equal(tagFor(null), 'en');
  assert.equal(languageFor({ asked: 'pseudo', chosen: 'de', browser: ['de'] }).tag, PSEUDO.tag);
});

test('days and numbers are written as in the reader’s region, if it speaks the language', () => {
  assert.equal(localeFor(ENGLISH_LANGUAGE, ['de-AT', 'en-US']), 'en-US');
  assert.equal(localeFor(ENGLISH_LANGUAGE, ['de-AT']), 'en-GB');
  assert.equal(localeFor(languageOf('de'), ['en-US', 'de-AT']), 'de-AT');
});

test('the language for tests marks each message, and each can still be read as one', async () => {
  const words = await PSEUDO.load();
  const { lacks, wrong } = look('en', words);
  assert.deepEqual([lacks, wrong], [[], []]);
  assert.match(
    String(new IntlMessageFormat(words['today.title'] ?? '', PSEUDO.tag).format({ count: 2 })),
    /^⟦Two things wait for you[ ·]+⟧$/,
  );
});
