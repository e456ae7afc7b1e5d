import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';

const PASS_ON = new URL('pass-on.js', import.meta.url).href;
const onPosix = process.platform === 'win32' ? { skip: 'there are no signals here' } : {};

/**
 * Passes on to a program of this text. When it has said its first word, `act` is done to the process that passed on.
 * @param {string} program
 * @param {(passing: import('node:child_process').ChildProcess) => void} [act]
 * @returns {Promise<[said: string, code: number | null, signal: string | null]>}
 */
function passOnTo(program, act = () => {}) {
  const script = `import { passOn } from '${PASS_ON}'; passOn(process.execPath, ['-e', ${JSON.stringify(program)}], '.');`;
  const passing = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  passing.stdout.once('data', () => act(passing));
  passing.stdout.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => passing.on('close', (code, signal) => resolve([said.trim(), code, signal])));
}

test('ends with the exit code of the program', async () => {
  assert.deepEqual(await passOnTo('console.log("hello"); process.exitCode = 7'), ['hello', 7, null]);
  assert.deepEqual(await passOnTo('console.log("hello")'), ['hello', 0, null]);
});

test('hands signals to the program, which may take its time', onPosix, async () => {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
    const program = `setInterval(() => {}, 1e6); process.on('${signal}', () => setTimeout(() => process.exit(5), 50)); console.log('ready')`;
    assert.deepEqual(await passOnTo(program, (passing) => passing.kill(signal)), ['ready', 5, null]);
  }
});

test('dies of what the program died of', onPosix, async () => {
  const program = `setInterval(() => {}, 1e6); console.log('ready')`;
  assert.deepEqual(await passOnTo(program, (passing) => passing.kill('SIGTERM')), ['ready', null, 'SIGTERM']);
  assert.deepEqual(await passOnTo('process.kill(process.pid, "SIGKILL")'), ['', null, 'SIGKILL']);
});
