import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showingOf } from './dump.ts';
import { playShort } from './run.ts';

test('a seed gives the same story twice, letter by letter, and other seeds give other ones', async () => {
  const stories: string[] = [];
  for (const seed of [3, 3, 4]) {
    const world = await playShort(seed);
    const shown = world.devices.flatMap(({ seat }) => (seat === null ? [] : [showingOf(seat)]));
    stories.push([...world.story.lines, world.timeline.done, world.witness.carried, ...shown].join('\n'));
  }
  assert.equal(stories[0], stories[1]);
  assert.notEqual(stories[0], stories[2]);
});
