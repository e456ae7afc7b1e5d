import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { level, move, placesOf, putLast, type Ranking, rankingOf, takeOut } from './ranking.ts';

const LETTERS = ['A', 'B', 'C', 'D'];

test('places make a ranking, gaps between them mean nothing, and it makes places again', () => {
  assert.deepEqual(rankingOf({ A: '7', B: '2', C: '7', D: '' }), [['B'], ['A', 'C']]);
  assert.deepEqual(placesOf([['B'], ['A', 'C']]), { B: '1', A: '2', C: '2' });
});

test('an option is put last, taken out, moved and made equal', () => {
  assert.deepEqual(putLast([['A']], 'B'), [['A'], ['B']]);
  assert.deepEqual(putLast([['A'], ['B']], 'A'), [['B'], ['A']]);
  assert.deepEqual(takeOut([['A', 'B'], ['C']], 'C'), [['A', 'B']]);
  assert.deepEqual(move([['A'], ['B'], ['C']], 'C', -1), [['A'], ['C'], ['B']]);
  assert.deepEqual(move([['A'], ['B']], 'A', -1), [['A'], ['B']], 'nothing stands before the first');
  assert.deepEqual(move([['A', 'B']], 'B', -1), [['B'], ['A']]);
  assert.deepEqual(move([['A', 'B']], 'A', 1), [['B'], ['A']]);
  assert.deepEqual(level([['A'], ['B'], ['C']], 'B'), [['A', 'B'], ['C']]);
  assert.deepEqual(level([['A', 'B'], ['C']], 'B'), [['A'], ['B'], ['C']], 'pressed again it stands alone');
  assert.deepEqual(level([['A'], ['B', 'C']], 'B'), [['A', 'B'], ['C']]);
  assert.deepEqual(level([['A'], ['B']], 'A'), [['A'], ['B']]);
});

test('whatever is pressed, every option stands in one place at most, and none is empty', () => {
  const press = fc.tuple(fc.constantFrom('put', 'out', 'up', 'down', 'level'), fc.constantFrom(...LETTERS));
  fc.assert(
    fc.property(fc.array(press, { maxLength: 30 }), (presses) => {
      let ranking: Ranking = [];
      for (const [what, letter] of presses) {
        const before = new Set(ranking.flat());
        if (what === 'put') ranking = putLast(ranking, letter);
        else if (what === 'out') ranking = takeOut(ranking, letter);
        else if (what === 'level') ranking = level(ranking, letter);
        else ranking = move(ranking, letter, what === 'up' ? -1 : 1);
        const now = ranking.flat();
        assert.equal(new Set(now).size, now.length);
        assert.ok(ranking.every((tier) => tier.length > 0));
        if (what !== 'put' && what !== 'out') assert.deepEqual(new Set(now), before);
        assert.deepEqual(rankingOf(placesOf(ranking)), ranking);
      }
    }),
  );
});
