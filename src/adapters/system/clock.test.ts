import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mock, test } from 'node:test';
import { systemClock } from './clock.ts';
import { systemRandom } from './random.ts';

test('the clock says what time it is', () => {
  assert.ok(Math.abs(systemClock.now() - Date.now()) < 1000);
});

test('the clock on the wall is that of the place where the device is, in summer and in winter', () => {
  const clock = JSON.stringify(new URL('./clock.ts', import.meta.url).href);
  const script = `const { systemClock: c } = await import(${clock}); console.log(['2027-01-10', '2027-07-10'].map((day) => c.offset(Date.parse(day))).join(' '));`;
  const inPlace = (TZ: string): string =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ }, encoding: 'utf8' }).stdout.trim();
  assert.deepEqual(['Europe/Paris', 'America/Lima', 'Asia/Kolkata', 'UTC'].map(inPlace), ['60 120', '-300 -300', '330 330', '0 0']);
});

test('a timer runs once after its time, however far off, unless it is called off', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const runs: string[] = [];
    systemClock.after(100, () => runs.push('soon'));
    systemClock.after(60 * 24 * 3600 * 1000, () => runs.push('in sixty days'));
    const callOff = systemClock.after(59 * 24 * 3600 * 1000, () => runs.push('called off'));
    mock.timers.tick(99);
    assert.deepEqual(runs, []);
    mock.timers.tick(1);
    assert.deepEqual(runs, ['soon']);
    for (let day = 0; day < 59; day++) {
      if (day === 50) callOff();
      mock.timers.tick(24 * 3600 * 1000);
    }
    assert.deepEqual(runs, ['soon']);
    mock.timers.tick(24 * 3600 * 1000);
    mock.timers.tick(90 * 24 * 3600 * 1000);
    assert.deepEqual(runs, ['soon', 'in sixty days']);
  } finally {
    mock.timers.reset();
  }
});

test('a waiting timer keeps no process alive', () => {
  const code = `(await import(${JSON.stringify(new URL('./clock.ts', import.meta.url).href)})).systemClock.after(60_000, () => {})`;
  const { status, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { timeout: 30_000 });
  assert.deepEqual({ status, signal }, { status: 0, signal: null });
});

test('randomness is fresh each time and as long as asked for', () => {
  assert.equal(systemRandom.bytes(0).length, 0);
  assert.equal(systemRandom.bytes(70000).length, 70000);
  assert.notDeepEqual(systemRandom.bytes(32), systemRandom.bytes(32));
});
