import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loginItem } from '../../adapters/system/login/login-item.ts';
import type { LoginState } from '../../adapters/system/login/login-start.ts';
import { systemdUnit } from '../../adapters/system/login/systemd-unit.ts';
import { readTyped } from '../arguments.ts';
import { callOn, FakeTerminal, fakeHome } from '../call.fixture.ts';
import type { Call } from '../call.ts';
import { Stop } from '../exit.ts';
import { service } from './service.ts';

let place = '';
before(() => {
  place = mkdtempSync(join(tmpdir(), 'moot-service-'));
});
after(() => rmSync(place, { recursive: true }));

/** Calls `moot service` with a system that remembers what it was told. */
async function serviceOn(
  home: string,
  args: readonly string[],
  state: LoginState['state'],
  answers: readonly (string | null)[] | null = null,
) {
  const { flags, rest } = readTyped(['service', ...args]);
  const terminal = new FakeTerminal(answers);
  const call: Call = { flags, rest, terminal, env: {}, folder: '/here', place: home, onInterrupt: () => () => {} };
  const did: string[] = [];
  let now = state;
  let text = '';
  const exit = await service(call, (wish) => {
    const item = loginItem({ ...wish, usualPlace: home }, '/node', '/run.js');
    text = systemdUnit(item);
    return {
      item,
      plan: { by: 'systemd', where: '/units/moot.service', text },
      look: async () => ({ state: now, reason: now === 'impossible' ? 'no-systemd' : null }),
      async place(starts) {
        did.push(starts ? 'place and start' : 'place');
        now = 'on';
      },
      async remove() {
        did.push('remove');
        now = 'off';
      },
    };
  }).catch((error: unknown) => {
    if (!(error instanceof Stop)) throw error;
    terminal.tell(error.message);
    return `${error.exit} ${error.reason}`;
  });
  return { exit, did, out: terminal.out.join('\n'), err: terminal.err.join('\n'), questions: terminal.questions, text };
}

test('before it installs anything it shows all that it will write, and where', async () => {
  const { exit, did, err, questions, text, out } = await serviceOn(place, ['install', '--no-lan'], 'off', ['y']);
  assert.deepEqual([exit, did, questions], [0, ['place and start'], ['Do that? [y/N] ']]);
  assert.match(text, /--no-lan/);
  for (const line of [...text.trimEnd().split('\n'), '/units/moot.service']) assert.ok(err.includes(line), line);
  assert.match(out, /starts whenever you log in, locked/);
});

test('any other answer, and nobody who could answer, leave things as they are', async () => {
  for (const answer of ['n', '', 'yours', null]) {
    const { exit, did } = await serviceOn(place, ['install'], 'off', [answer]);
    assert.deepEqual([exit, did], ['130 left', []]);
  }
  const { exit, did, err } = await serviceOn(place, ['install'], 'off');
  assert.deepEqual([exit, did], ['2 no-yes', []]);
  assert.match(err, /"--yes" says it/);
  assert.deepEqual((await serviceOn(place, ['remove'], 'on', ['n'])).did, []);
});

test('what is so already is not done again, and what is not there is not asked about', async () => {
  for (const [action, state] of [
    ['install', 'on'],
    ['remove', 'off'],
  ] as const) {
    const { exit, did, questions } = await serviceOn(place, [action], state, []);
    assert.deepEqual([exit, did, questions], [0, [], []]);
  }
  assert.deepEqual((await serviceOn(place, ['install', '--yes'], 'other')).did, ['place and start']);
  assert.deepEqual((await serviceOn(place, ['remove', '--yes'], 'on')).did, ['remove']);
});

test('where a daemon runs already, nothing is started beside it', async () => {
  const home = await fakeHome();
  try {
    assert.deepEqual((await serviceOn(home.place, ['install', '--yes'], 'off')).did, ['place']);
  } finally {
    await home.remove();
  }
});

test('where it is impossible it says what to do by hand', async () => {
  const { exit, did, err } = await serviceOn(place, ['install', '--yes'], 'impossible');
  assert.deepEqual([exit, did], ['1 login-no-systemd', []]);
  assert.match(
    err,
    new RegExp(`Nothing here starts programs for you when you log in[\\s\\S]*/node /run.js start --no-open --home ${place}`),
  );
  assert.match((await serviceOn(place, [], 'impossible')).out, /Nothing here starts programs for you when you log in/);
});

test('the status tells scripts the same as people', async () => {
  assert.match((await serviceOn(place, ['status'], 'on')).out, /systemd does it, by \/units\/moot\.service/);
  const { out } = await serviceOn(place, ['--json'], 'off');
  const { state, reason, plan, command } = JSON.parse(out);
  assert.deepEqual(
    [state, reason, plan.where, command],
    ['off', null, '/units/moot.service', `/node /run.js start --no-open --home ${place}`],
  );
});

test('another word is nothing that it does, and its help says what is', async () => {
  const wrong = await callOn(place, ['service', 'enable']);
  assert.deepEqual([wrong.exit, wrong.err], [2, ['"enable" is nothing that "moot service" does. It is "status", "install" or "remove".']]);
  const help = await callOn(place, ['service', '--help']);
  assert.match(help.out.join('\n'), /Usage: moot service \[ACTION\] \[--port PORT\] \[--listen LISTEN\] \[--yes\] \[--no-lan\]/);
});
