import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areAlike, isOfSeveralAlphabets } from './skeleton.ts';

test('names that look the same are alike, in whatever letters they are written', () => {
  for (const [one, other] of [
    ['Ana', 'Аna'],
    ['Ana', 'АNА'],
    ['Ana', 'Αna'],
    ['Ana', '𝐀𝐧𝐚'],
    ['Ana', 'Ａｎａ'],
    ['Ana', 'A\u200bna'],
    ['Ana', 'Àna\u0334'],
    ['Ana', ' A n a.'],
    ['Bill', 'BiIl'],
    ['Bill', 'Bi11'],
    ['Otto', '0tto'],
    ['Carmen', 'Carrnen'],
    ['wok', 'vvok'],
    ['Соорег', 'Cooper'],
  ] as const)
    assert.equal(areAlike(one, other), true, `${one} and ${other}`);
});

test('names that merely resemble one another are two names', () => {
  for (const [one, other] of [
    ['Ana', 'Anna'],
    ['Ian', 'Lan'],
    ['Ana', 'Ana 2'],
    ['Bo', 'Jo'],
    ['राम', 'रमा'],
    ['🥖', '🍞'],
    ['李', '季'],
  ] as const)
    assert.equal(areAlike(one, other), false, `${one} and ${other}`);
});

test('a word of several alphabets is seen as such, and what people write is not', () => {
  assert.deepEqual(['Аna', 'Bοb', 'Ana Аnа'].map(isOfSeveralAlphabets), [true, true, true]);
  assert.deepEqual(
    ['Ana', 'Аня', 'Ana (Аня)', 'Aiko 愛子', 'Ana2', 'Łucja Ångström', 'עמי'].map(isOfSeveralAlphabets),
    Array(7).fill(false),
  );
});
