import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantile } from './measure.ts';
import { runProgram } from './program.fixture.ts';

const PROGRAM = new URL('main.ts', import.meta.url);
const run = (...args: string[]) => runProgram(PROGRAM, ...args);

test('the bench gives a figure of each kind as one JSON document', { timeout: 170_000 }, async () => {
  const { code, out, err } = await run('--json', '--entries', '200');
  assert.equal(code, 0, err);
  const { machine, results } = JSON.parse(out);
  assert.equal(machine.node, process.versions.node);
  assert.ok(machine.cores >= 1 && machine.memoryMiB > 0);
  const units: Record<string, string> = {};
  for (const { name, n, value, unit, range } of results) {
    units[name] = unit;
    assert.equal(n, 200);
    // Among so few entries the system's memory may even shrink meanwhile.
    assert.ok(Number.isFinite(value) && (value > 0 || name === 'rss-an-entry'), `${name} is ${value}`);
    if (range !== undefined) assert.ok(range[0] <= value && value <= range[1], `${name} lies within its range`);
  }
  assert.deepEqual(units, {
    append: 'entries/s',
    'append-one-p50': 'ms',
    'append-one-p99': 'ms',
    'cold-open': 's',
    'warm-open': 's',
    awake: 's',
    'first-look': 's',
    'heap-an-entry': 'bytes',
    'rss-an-entry': 'bytes',
    rss: 'MiB',
    'first-sync': 's',
    'charter-usable': 's',
    'live-p50': 'ms',
    'live-p99': 'ms',
    'rekey-30': 'ms',
    'disk-an-entry': 'bytes',
  });
});

test('the bench says what it can measure when asked for something else', async () => {
  const { code, out, err } = await run('--only', 'nothing');
  assert.deepEqual([code, out], [2, '']);
  assert.match(
    err,
    /--only takes append, append-one, cold-open, first-sync, live, rekey, disk, page-start, page-use, page-deciding\nUsage: npm run bench/,
  );
  assert.equal((await run('--entries', 'many')).code, 2);
});

test('a quantile is a value that so many do not exceed', () => {
  const values = [5, 1, 4, 2, 3];
  assert.deepEqual(
    [0.01, 0.2, 0.5, 0.99, 1].map((part) => quantile(values, part)),
    [1, 1, 3, 5, 5],
  );
});
