import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPath, writePath } from './path.ts';

test('an address names the cell and the steps within it', () => {
  assert.deepEqual(readPath('/c/ab12cd34/talk/everyone'), { cell: 'ab12cd34', steps: ['talk', 'everyone'] });
  assert.deepEqual(readPath('/'), { cell: null, steps: [] });
  assert.equal(writePath({ cell: 'ab'.repeat(32), steps: ['decisions'] }), '/c/abababab/decisions');
  assert.deepEqual(readPath('/%E0%A4%A'), { cell: null, steps: ['%E0%A4%A'] });
});

test('whatever a channel is called, its address leads back to it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), (steps) => {
      const place = { cell: 'ab12cd34', steps };
      assert.deepEqual(readPath(new URL(writePath(place), 'http://localhost').pathname), place);
    }),
    { examples: [[['.']], [['talk', '..']], [['~', '~..', '%2e']]] },
  );
});
