import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemRandom } from '../../adapters/system/random.ts';
import { openDemonstration } from '../../demonstration/demonstration.ts';
import { texts } from '../../demonstration/texts.ts';
import { OPERATIONS } from '../../peer/operations.ts';
import { FakeService } from '../daemon.fixture.ts';
import { TASK_CARDS } from '../open-service.ts';
import type { Service, Task } from '../service.ts';
import { demonstrationService } from './demonstration-service.ts';

/** A service that has every task there is, and does none of them. */
function everyTask(): Service {
  const task = ({ name, changes, inCell, usage }: (typeof TASK_CARDS)[number]): Task => {
    const input = OPERATIONS.find((one) => one.name === name)?.input ?? v.object({});
    return { name, changes, inCell, usage, input, run: () => assert.fail(`${name} reached the own service`), tell: () => '' };
  };
  const service = new FakeService();
  return Object.assign(Object.create(service) as Service, { tasks: new Map(TASK_CARDS.map((card) => [card.name, task(card)])) });
}

test('every task of this device is either the visitor’s in their cell, or refused in words', async () => {
  const demonstration = await openDemonstration({ clock: systemClock, random: systemRandom, log: assert.fail });
  const service = demonstrationService(everyTask(), demonstration);
  const run = async (name: string, input: object = {}) => {
    const task = service.tasks.get(name);
    assert.ok(task !== undefined, name);
    return task.run(v.parse(task.input, input), undefined);
  };
  for (const [name, input] of [
    ['lock', {}],
    ['backup', { file: 'somewhere' }],
    ['found', { name: 'A', as: 'B' }],
    ['storage', {}],
    ['service', {}],
  ] as const) {
    assert.deepEqual(await run(name, input), { ok: false, reason: 'only-in-your-own-cell' }, name);
  }
  assert.ok(texts['refused.only-in-your-own-cell'].length > 0 && 'refused.only-in-your-own-cell' in service.texts);
  for (const name of ['status', 'people', 'decisions', 'channels', 'doctor', 'idle']) assert.equal((await run(name)).ok, true, name);
  const invited = await run('invite');
  assert.match((invited.ok && (invited.value as { invitation: string }).invitation) || '', /^demonstration:/);
  const listed = await run('invitations');
  assert.doesNotMatch(JSON.stringify(listed), /"moot:/);
  await demonstration.close();
});
