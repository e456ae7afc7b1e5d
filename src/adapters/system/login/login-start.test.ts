import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { LoginStart, RunProgram } from './login-start.ts';
import { runProgram } from './run-program.ts';
import { systemLoginStart } from './system-login-start.ts';

type Answer = { readonly code?: number; readonly out?: string; readonly err?: string };

let folder = '';
let called: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moot login '));
  called = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The system's own program, which answers so to what contains these words, and is content with all else. */
function system(answers: Readonly<Record<string, Answer>> = {}): RunProgram {
  return async (program, args) => {
    const line = [program, ...args].join(' ');
    called.push(line);
    const [, answer = {}] = Object.entries(answers).find(([words]) => line.includes(words)) ?? [];
    return { code: 0, out: '', err: '', ...answer };
  };
}

function startOn(platform: string, run: RunProgram, env = {}): LoginStart {
  return systemLoginStart({ place: join(folder, 'home'), listen: [], lan: true, port: null }, { env, platform, homedir: folder, run });
}

test('systemd: placed, found again, and taken away', async () => {
  const login = startOn('linux', system({ 'is-enabled': { out: 'enabled\n' } }), { XDG_CONFIG_HOME: join(folder, 'config') });
  assert.deepEqual(await login.look(), { state: 'off', reason: null });
  called = [];
  await login.place(false);
  const unit = `${login.item.name}.service`;
  assert.deepEqual(called, ['systemctl --user daemon-reload', `systemctl --user enable ${unit}`]);
  assert.equal(login.plan?.where, join(folder, 'config', 'systemd', 'user', unit));
  assert.equal(readFileSync(login.plan.where, 'utf8'), login.plan.text);
  assert.equal((await login.look()).state, 'on');
  called = [];
  await login.remove();
  assert.deepEqual(called, [`systemctl --user disable ${unit}`, 'systemctl --user daemon-reload']);
  assert.equal(existsSync(login.plan.where), false);
  await login.remove();
});

test('systemd: started at once where nothing runs yet, and a unit that is not ours or is turned off is not taken for ours', async () => {
  const login = startOn('linux', system({ 'is-enabled': { code: 1, out: 'disabled\n' } }));
  await login.place(true);
  assert.equal(called.at(-1), `systemctl --user start ${login.item.name}.service`);
  assert.equal((await login.look()).state, 'other');
  writeFileSync(login.plan?.where ?? '', '[Unit]\n');
  assert.equal((await startOn('linux', system({ 'is-enabled': { out: 'enabled' } })).look()).state, 'other');
});

test('systemd: where none of the person runs, or it refuses, nothing is left behind', async () => {
  const none = { code: 1, err: 'Failed to connect to bus: No medium found\n' };
  assert.deepEqual(await startOn('linux', system({ show: none })).look(), { state: 'impossible', reason: 'no-systemd' });
  const login = startOn('linux', system({ enable: none }));
  await assert.rejects(login.place(true), {
    name: 'LoginStartFailed',
    message: /^systemd did not take it: Failed to connect to bus: No medium found\. Nothing was changed/,
  });
  assert.equal(existsSync(login.plan?.where ?? ''), false);
});

test('launchd: placed for the next login, loaded at once where nothing runs yet, and taken away', async () => {
  const login = startOn('darwin', system());
  assert.equal((await login.look()).state, 'off');
  await login.place(false);
  const label = `local.${login.item.name}`;
  assert.equal(login.plan?.where, join(folder, 'Library', 'LaunchAgents', `${label}.plist`));
  assert.deepEqual(
    called.map((line) => line.replace(/gui\/\d+/, 'gui/N')),
    [`launchctl enable gui/N/${label}`],
  );
  assert.equal((await login.look()).state, 'on');
  assert.equal((await startOn('darwin', system({ 'print-disabled': { out: `\t"${label}" => disabled\n` } })).look()).state, 'other');
  called = [];
  await login.place(true);
  assert.match(called.at(-1) ?? '', /^launchctl bootstrap gui\/\d+ .*\.plist$/);
  await login.remove();
  assert.equal((await login.look()).state, 'off');
  await assert.rejects(
    startOn('darwin', system({ bootstrap: { code: 5, err: 'Bootstrap failed: 5' } })).place(true),
    /Bootstrap failed: 5/,
  );
  assert.equal(existsSync(login.plan.where), false);
});

test('Windows: the task is handed over as UTF-16, and its file is gone afterwards', async () => {
  let handed: Buffer | null = null;
  const schtasks: RunProgram = async (_, args) => {
    if (args[0] === '/create') handed = readFileSync(args[args.indexOf('/xml') + 1] ?? '');
    if (args[0] === '/delete') handed = null;
    return args[0] === '/query' && handed === null
      ? { code: 1, out: '', err: 'ERROR' }
      : { code: 0, out: handed?.toString('utf16le') ?? '', err: '' };
  };
  const login = startOn('win32', schtasks, { USERDOMAIN: 'HOUSE', LOCALAPPDATA: folder });
  assert.equal((await login.look()).state, 'off');
  await login.place(true);
  const bytes = handed as Buffer | null;
  assert.deepEqual([...(bytes?.subarray(0, 2) ?? [])], [0xff, 0xfe]);
  assert.equal(bytes?.toString('utf16le').slice(1).replaceAll('\r\n', '\n'), login.plan?.text);
  assert.deepEqual(
    readdirSync(tmpdir()).filter((name) => name === `${login.item.name}-task.xml`),
    [],
  );
  assert.equal((await login.look()).state, 'on');
  await login.remove();
  await login.remove();
  assert.equal((await login.look()).state, 'off');
  const refused = startOn('win32', async (_, [what]) => ({
    code: what === '/create' ? 1 : 0,
    out: '',
    err: 'ERROR: Access is denied.\r\n',
  }));
  await assert.rejects(refused.place(false), /Windows did not take it: ERROR: Access is denied/);
});

test('another system is told that Moot knows no way', async () => {
  const login = startOn('freebsd', system());
  assert.deepEqual([await login.look(), login.plan], [{ state: 'impossible', reason: 'platform-unknown' }, null]);
});

test('a program of the system is run, and one that is not there is no fault', async () => {
  assert.deepEqual(await runProgram(process.execPath, ['-e', 'console.log("hi"); process.exitCode = 3']), {
    code: 3,
    out: 'hi\n',
    err: '',
  });
  assert.equal((await runProgram(join(folder, 'nothing'), [])).code, 127);
});
