import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivedIn } from './arrivals.ts';
import type { Message } from './pages.ts';

/** A list of messages by their ids; one with a star is the reader's own. */
function list(...names: string[]): Message[] {
  return names.map((name) => ({ id: name.replace('*', ''), mine: name.endsWith('*'), unread: false }) as Message);
}

/** Which of a list have arrived, after another one was shown. */
function arrived(before: readonly string[], isToTheEnd: boolean, ...now: string[]): readonly string[] {
  return arrivedIn(list(...now), { ids: new Set(before), isToTheEnd }).map(({ id }) => id);
}

test('what others say behind what was shown has arrived, also where it is read by the time that it is here', () => {
  assert.deepEqual(arrived(['a', 'b'], true, 'a', 'b', 'c', 'own*', 'd'), ['c', 'd']);
  assert.deepEqual(arrived(['a', 'c'], true, 'a', 'b', 'c'), ['b'], 'what was said before, and came late');
  assert.deepEqual(arrived([], true, 'a'), ['a'], 'the first in a channel');
});

test('what was fetched has not arrived: neither what is earlier, nor what stood behind the end of what was shown, nor another part', () => {
  assert.deepEqual(arrived(['b', 'c'], true, 'a', 'b', 'c'), []);
  assert.deepEqual(arrived(['a', 'b'], false, 'a', 'b', 'c'), []);
  assert.deepEqual(arrived(['a', 'b'], true, 'x', 'y'), []);
});
