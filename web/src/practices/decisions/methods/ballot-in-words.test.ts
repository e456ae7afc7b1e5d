import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Say } from '../../../texts/words.tsx';
import { ballotInWords } from './ballot-in-words.ts';

const options = ['A', 'B', 'C'].map((letter) => ({ letter, text: '' }));
const say = ((key: string, { letter = '', mark = '' }: Record<string, unknown> = {}) =>
  `${key.split('.').at(-1)} ${letter}${mark}`) as unknown as Say;

test('a ballot is told by letters, without what got nothing', () => {
  const told = (ballot: 'any' | 'score' | 'dots' | 'ranks' | 'times', marks: number[]) => ballotInWords({ ballot, options }, marks, say);
  assert.equal(told('any', [1, 0, 1]), 'A, C');
  assert.equal(told('any', [0, 0, 0]), 'none ');
  assert.equal(told('score', [0, 3, 5]), 'mark B3, mark C5');
  assert.equal(told('dots', [0, 0, 0]), 'none ');
  assert.equal(told('ranks', [2, 2, 1]), 'C > A = B');
  assert.equal(told('ranks', [0, 0, 1]), 'C');
  assert.equal(told('times', [2, 1, 0]), 'yes A, if-need-be B, no C');
});
