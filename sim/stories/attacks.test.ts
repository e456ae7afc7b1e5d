import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MUTANTS } from '../mutants/all.ts';
import { ATTACKS } from './attacks.ts';

const HERE = new URL('./', import.meta.url);
const MUTANT_NAMES = MUTANTS.map(({ takesOut }) => takesOut);

/** The attacks that the tests of a story name. */
function namedIn(story: string): readonly number[] {
  const source = readFileSync(new URL(story, HERE), 'utf8');
  return [...source.matchAll(/\btest\(\s*['"`]attack (\d+)\b/gu)].map(([, number]) => Number(number));
}

test('all sixteen attacks are told', () => {
  assert.deepEqual(
    ATTACKS.map(({ number }) => number),
    Array.from({ length: 16 }, (_, i) => i + 1),
  );
  for (const { number, told } of ATTACKS) assert.ok(told.length > 0, `attack ${number}`);
});

test('each story of an attack is there, says which attack it is of, and fails without something', () => {
  for (const { number, told } of ATTACKS) {
    for (const { by, without } of told) {
      assert.ok(namedIn(by).includes(number), `${by} does not say that it is of attack ${number}`);
      assert.ok(without.length > 0, `${by} notices nothing`);
    }
  }
});

test('each story that says that it is of an attack stands with it', () => {
  for (const story of readdirSync(HERE).filter((name) => name.endsWith('.test.ts')))
    for (const number of namedIn(story))
      assert.ok(
        ATTACKS[number - 1]?.told.some(({ by }) => by === story),
        `${story} tells of attack ${number}`,
      );
});

test('what they fail without are mutants, and each mutant of an attack stands with it', () => {
  for (const { number, told, layers = [] } of ATTACKS) {
    const named = [...told.flatMap(({ without }) => without), ...layers.map(({ mutant }) => mutant)];
    for (const name of named) assert.ok(MUTANT_NAMES.includes(name), name);
    for (const name of MUTANT_NAMES) if (name.startsWith(`attack ${number}:`)) assert.ok(named.includes(name), `${name} is told by nobody`);
  }
});
