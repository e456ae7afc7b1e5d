import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differences } from './differences.ts';

function without(kind: 'added' | 'removed', before: string, after: string): string {
  return differences(before, after)
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('');
}

test('words that changed stand beside each other, and the rest stays', () => {
  assert.deepEqual(
    differences('We bake forty loaves, and look again in three months.', 'We bake thirty loaves, and look again in six weeks.'),
    [
      { kind: 'same', text: 'We bake ' },
      { kind: 'removed', text: 'forty' },
      { kind: 'added', text: 'thirty' },
      { kind: 'same', text: ' loaves, and look again in ' },
      { kind: 'removed', text: 'three months' },
      { kind: 'added', text: 'six weeks' },
      { kind: 'same', text: '.' },
    ],
  );
});

test('the same text has no differences, and a text out of nothing is added', () => {
  assert.deepEqual(differences('the same', 'the same'), [{ kind: 'same', text: 'the same' }]);
  assert.deepEqual(differences('', 'new'), [{ kind: 'added', text: 'new' }]);
  assert.deepEqual(differences('', ''), []);
});

test('whatever changes, both texts can be read out of the differences', () => {
  const text = fc
    .array(fc.constantFrom('we', 'bake', 'bread', ' ', ' ', '.', '\n', '面包', '🍞'), { maxLength: 40 })
    .map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      assert.equal(without('added', before, after), before);
      assert.equal(without('removed', before, after), after);
    }),
  );
});

test('texts as long as can be are compared at once', () => {
  const [before, after] = ['a b '.repeat(8000), 'b c '.repeat(8000)];
  assert.equal(without('added', before, after), before);
  assert.equal(without('removed', before, after), after);
});
