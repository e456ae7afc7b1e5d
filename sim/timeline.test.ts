import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timeline } from './timeline.ts';

test('what has no end is stopped and told, and time goes on', async () => {
  const timeline = new Timeline(0, 1000);
  let times = 0;
  const again = (): void => {
    times++;
    timeline.after(0, again);
  };
  again();
  await timeline.pass(1000);
  assert.deepEqual([times, timeline.isEndless, timeline.now], [1001, true, 1000]);
  await timeline.pass(1000);
  assert.deepEqual([times, timeline.now], [1001, 2000]);
});
