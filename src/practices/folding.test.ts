import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '../cell/cell.ts';
import type { Entry } from '../log/chain.ts';
import { PracticeFolding } from './folding.ts';

test('what a circle wrote and is set aside counts as nothing that lacks, and is opened all the same once its key is here', () => {
  const setAside = new Set<Entry>();
  const cell = { turns: 0, quarantine: { reasonFor: (entry: Entry) => (setAside.has(entry) ? 'removed' : null) } } as unknown as Cell;
  const folding = new PracticeFolding(cell);
  const [one, other] = [1, 2].map((seq) => ({ circle: '7d32829d7307e19a', seq, shut: 'key-unknown' }) as unknown as Entry) as [
    Entry,
    Entry,
  ];
  setAside.add(one);
  for (const entry of [one, other]) folding.take(entry);
  assert.deepEqual([...folding.shut], [other]);
  assert.deepEqual([...folding.unopened], [one, other]);
});
