import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beginningOf, lineOf } from './fold-text.ts';

test('what is short is shown as it is', () => {
  assert.equal(beginningOf('Thirty loaves.\nGood.'), null);
  assert.equal(lineOf('Thirty\nloaves.', 40), 'Thirty loaves.');
});

test('a long word, many lines and letters of two halves are cut where they can be', () => {
  assert.equal(beginningOf('x'.repeat(65536))?.length, 1500);
  assert.equal(beginningOf('a\n'.repeat(3000))?.split('\n').length, 24);
  assert.equal(lineOf(`${'x'.repeat(9)}🥖 bread`, 10), `${'x'.repeat(9)} …`);
});

test('a beginning begins the text, and has no half letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 4000 }), (text) => {
      const beginning = beginningOf(text) ?? text;
      assert.ok(text.startsWith(beginning));
      assert.equal(beginning.isWellFormed(), text.isWellFormed());
    }),
  );
});
