import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoginStart, LoginState } from '../../adapters/system/login/login-start.ts';
import { answer } from '../answer.ts';
import { SERVICE_TEXTS } from '../open-service.ts';
import { serviceTask } from './service-task.ts';

function taskOf(first: LoginState): { run(input: unknown): ReturnType<typeof answer>; readonly did: string[] } {
  const did: string[] = [];
  let { state } = first;
  const login: LoginStart = {
    item: { name: 'moot', command: ['/node', 'start'] },
    plan: { by: 'launchd', where: '/agents/moot.plist', text: '<plist/>' },
    look: async () => ({ state, reason: first.reason }),
    async place(now) {
      did.push(`place ${now}`);
      state = 'on';
    },
    async remove() {
      did.push('remove');
      state = 'off';
    },
  };
  const tasks = new Map([['service', serviceTask(login)]]);
  return { did, run: (input) => answer({ tasks, texts: SERVICE_TEXTS }, 'service', input, undefined, assert.fail) };
}

test('the page is told what would be written, and by its word it is, without another daemon being started', async () => {
  const { run, did } = taskOf({ state: 'off', reason: null });
  const plan = { by: 'launchd', where: '/agents/moot.plist', text: '<plist/>' };
  const view = { reason: null, plan, command: '/node start' };
  const looked = await run({});
  assert.deepEqual(looked.ok && looked.output, { ...view, state: 'off' });
  const installed = await run({ action: 'install' });
  assert.deepEqual(installed.ok && installed.output, { ...view, state: 'on' });
  assert.match(installed.ok ? installed.told() : '', /launchd does it, by \/agents\/moot\.plist/);
  const removed = await run({ action: 'remove' });
  assert.deepEqual(removed.ok && removed.output, { ...view, state: 'off' });
  assert.deepEqual(did, ['place false', 'remove']);
});

test('where it is impossible it is refused in words, and nothing is done', async () => {
  for (const reason of ['no-systemd', 'path-with-variable', 'platform-unknown'] as const) {
    const { run, did } = taskOf({ state: 'impossible', reason });
    const refused = await run({ action: 'install' });
    assert.deepEqual([refused.ok ? null : refused.problem.reason, did], [`login-${reason}`, []]);
    assert.match(refused.ok ? '' : refused.problem.detail, /Nothing was changed/);
  }
  const wrong = await taskOf({ state: 'off', reason: null }).run({ action: 'enable' });
  assert.equal(wrong.ok ? null : wrong.problem.reason, 'no-service-action');
});
