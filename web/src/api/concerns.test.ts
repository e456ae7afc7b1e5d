import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isConcerned } from './concerns.ts';

const CELL = 'ab'.repeat(32);

test('a message concerns what shows talk, and no list of decisions', () => {
  const event = { type: 'entries', cell: CELL, practices: ['talk'] } as const;
  assert.deepEqual(
    (['talk', 'channels', 'reach', 'status', 'decisions', 'people'] as const).map((name) => isConcerned(name, CELL, event)),
    [true, true, true, false, false, false],
  );
});

test('how far others have got concerns what shows reach, and not how this device stands', () => {
  const event = { type: 'reach', cell: CELL } as const;
  assert.deepEqual(
    (['talk', 'reach', 'status', 'channels', 'people'] as const).map((name) => isConcerned(name, CELL, event)),
    [true, true, false, false, false],
  );
});

test('what happens in one cell does not concern another', () => {
  const event = { type: 'links', cell: CELL } as const;
  assert.equal(isConcerned('status', null, event), true);
  assert.equal(isConcerned('status', CELL.slice(0, 8), event), true);
  assert.equal(isConcerned('status', 'cd'.repeat(32), event), false);
});

test('an unlocked or new cell concerns everything', () => {
  for (const name of ['doctor', 'decision', 'cells'] as const) assert.equal(isConcerned(name, CELL, { type: 'cells' }), true);
});
