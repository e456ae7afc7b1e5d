import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { parseAst } from 'vite';
import { ENGLISH } from './catalogue.ts';

const SOURCES = join(import.meta.dirname, '..');
/** Attributes that people read or hear. */
const READ = new Set([
  'aria-label',
  'aria-description',
  'alt',
  'title',
  'label',
  'hint',
  'placeholder',
  'note',
  'kicker',
  'word',
  'lede',
  'text',
]);
/** Parts whose `text` is the key of a message. */
const TAKES_KEY = new Set(['Words']);

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** Words in a TSX source that people would see and that come from no catalogue. */
function wordsOutside(source: string): string[] {
  const found: string[] = [];
  const look = (node: Node, element: string): void => {
    const inside = node.type === 'JSXElement' ? nameOf((node.openingElement as Node).name as Node) : element;
    if (node.type === 'JSXText' && hasWords(node.value)) found.push(String(node.value).trim());
    if (node.type === 'JSXAttribute' && READ.has(nameOf(node.name as Node)) && !TAKES_KEY.has(inside)) {
      const value = node.value as Node | null;
      const literal = value?.type === 'JSXExpressionContainer' ? (value.expression as Node) : value;
      if (literal?.type === 'Literal' && hasWords(literal.value)) found.push(String(literal.value));
    }
    for (const part of Object.values(node).flat()) if (isNode(part)) look(part, inside);
  };
  look(parseAst(source, { lang: 'tsx' }) as unknown as Node, '');
  return found;
}

function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';
}

function nameOf({ name }: Node): string {
  return String(name);
}

function hasWords(value: unknown): boolean {
  return typeof value === 'string' && /\p{L}{2}/u.test(value);
}

test('words outside the catalogues are found where there are any', () => {
  assert.deepEqual(wordsOutside('const a = <p title="Leave it">Good <b>morning</b>{say("x.y")}</p>;'), ['Leave it', 'Good', 'morning']);
  assert.deepEqual(wordsOutside('const a = <Field label={"Your name"} kind="prose" />;'), ['Your name']);
  assert.deepEqual(wordsOutside('const a = <p className="soft"><Words text="a.b" with={{}} /> · {b}</p>;'), []);
});

test('nobody reads a word that comes from no catalogue', () => {
  for (const path of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx')))
    assert.deepEqual(wordsOutside(readFileSync(join(SOURCES, path), 'utf8')), [], path);
});

test('every message can be read as one, and none says what we do not say', () => {
  for (const [key, message] of Object.entries(ENGLISH)) {
    assert.doesNotThrow(() => new IntlMessageFormat(message, 'en'), key);
    assert.doesNotMatch(message, /!|\b(?:please|oops|successfully|invalid|user|node|sync|peer)\b/i, key);
  }
});

test('each key is in one catalogue alone', () => {
  const paths = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('texts.ts'));
  const keys = paths.flatMap((path) =>
    [...readFileSync(join(SOURCES, path), 'utf8').matchAll(/^ {2}'?([\w.-]+)'?:/gm)].map(([, key]) => key),
  );
  assert.deepEqual(
    keys.filter((key, at) => keys.indexOf(key) !== at),
    [],
  );
});
