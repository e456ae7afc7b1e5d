import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toLookAt } from '../../log/ahead.ts';
import { World } from '../../log/world.fixture.ts';
import { forerunnerContract } from '../../ports/forerunner.contract.ts';
import { threadForerunner } from './forerunner.ts';

forerunnerContract('thread', threadForerunner);

test('where its thread dies, nothing comes of what it was given, and nobody waits', { timeout: 30_000 }, async () => {
  const world = new World('a thread that dies');
  const rows = world.device().write(['hello']);
  const record = world.record();
  const forerunner = threadForerunner();
  // No log has this place: what it is given is never so.
  const broken = { ...toLookAt(rows, record, [world.epoch]), logs: [] };
  const [first, second] = await Promise.all([forerunner.look(broken), forerunner.look(toLookAt(rows, record, null))]);
  assert.deepEqual([first, second], [null, null]);
  assert.equal(await forerunner.look(toLookAt(rows, record, null)), null);
  forerunner.end();
});
