import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Job, runJob } from './job.ts';
import { planJobs } from './plan.ts';
import { closingLine, type Tally, tallyJob, unallowedSkips } from './tally.ts';

const REPORTER = new URL('report.ts', import.meta.url).href;
let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'moot-runner-'));
});
after(() => rmSync(folder, { recursive: true }));

/** Runs a test file of this text as the run would. */
async function runFile(text: string, timeoutMs = 30_000): Promise<Tally> {
  const file = join(mkdtempSync(join(folder, 'run-')), 'some.test.mjs');
  writeFileSync(file, `import { test, describe } from 'node:test';\n${text}`);
  const job: Job = { step: 'unit', name: 'some.test.mjs', args: [file], timeoutMs, isTestFile: true };
  const report = `${file}.jsonl`;
  const args = [`--test-reporter=${REPORTER}`, `--test-reporter-destination=${report}`, file];
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const ending = await runJob(args, { folder, env, timeoutMs });
  return tallyJob(job, ending, existsSync(report) ? readFileSync(report, 'utf8') : '');
}

test('passed, failed and skipped tests are counted one by one, by their full names', async () => {
  const tally = await runFile(`describe('a', () => {
    test('b', (t) => t.diagnostic('in 3 s'));
    test('c', () => { throw new Error('the cause'); });
    test('d', { skip: 'no cable' }, () => {});
    test('e', { todo: true }, () => {});
  });`);
  assert.equal(tally.passed, 1);
  assert.equal(tally.failed, 1);
  assert.match(tally.troubles.join(), /^a > c\nError: the cause/);
  assert.deepEqual(tally.told, ['in 3 s']);
  assert.deepEqual(tally.skips, [
    { name: 'some.test.mjs: a > d', reason: 'no cable' },
    { name: 'some.test.mjs: a > e', reason: 'no reason given' },
  ]);
});

test('what fails before or after the tests of a suite is told with its cause', async () => {
  const tally = await runFile(`import { after, before } from 'node:test';
  describe('a', () => {
    before(() => { throw new Error('the oven is cold'); });
    test('b', () => {});
  });
  describe('c', () => {
    after(() => { throw new Error('the oven is hot'); });
    test('d', () => {});
  });`);
  assert.deepEqual([tally.passed, tally.failed], [1, 3]);
  assert.match(tally.troubles.join('\n'), /^a\nError: the oven is cold$/m);
  assert.match(tally.troubles.join('\n'), /^c\nError: the oven is hot$/m);
});

test('a file that cannot be loaded has failed', async () => {
  const tally = await runFile(`import './not-there.js';`);
  assert.deepEqual([tally.passed, tally.failed, tally.troubles], [0, 1, ['some.test.mjs failed outside its tests']]);
});

test('a file without a test has failed', async () => {
  const tally = await runFile('console.error("busy with nothing");');
  assert.deepEqual([tally.passed, tally.failed, tally.troubles], [0, 1, ['some.test.mjs holds no test']]);
});

test('a file that hangs is stopped with all that it started, and the test under way is named', async () => {
  const tally = await runFile(
    `import { spawn } from 'node:child_process';
    test('starts a thousand years of sleep', () => { spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' }); });
    test('waits for it', () => new Promise(() => setInterval(() => {}, 1e6)));`,
    2000,
  );
  assert.deepEqual([tally.passed, tally.failed], [1, 1]);
  assert.deepEqual(tally.troubles, ['some.test.mjs did not end within 2 s and was stopped; under way: waits for it']);
});

test('a strict run allows a skipped test only with a reason', () => {
  const skips = [
    { name: 'x.test.ts: one', reason: '' },
    { name: 'x.test.ts: two', reason: '' },
    { name: 'x.test.ts: three', reason: '' },
  ];
  const left = unallowedSkips(skips, { 'x.test.ts: one': 'needs a radio', 'x.test.ts: two': ' ' });
  assert.deepEqual(
    left.map(({ name }) => name),
    ['x.test.ts: two', 'x.test.ts: three'],
  );
});

test('the closing line sums up', () => {
  const one: Tally = { passed: 2, failed: 1, skips: [{ name: 'x', reason: 'y' }], troubles: [], told: [] };
  assert.equal(closingLine([one, one]), '4 passed, 2 failed, 2 skipped');
});

test('a full run has every step; a path leaves test files alone; a step leaves only its own', () => {
  const root = join(import.meta.dirname, '..');
  const steps = (only: Parameters<typeof planJobs>[1], paths: string[]) =>
    [...new Set(planJobs(root, only, paths).map(({ step }) => step))].sort();
  assert.deepEqual(steps(['types', 'lint'], []), ['lint', 'types']);
  assert.deepEqual(
    planJobs(root, [], ['test/runner']).map(({ name }) => name),
    ['test/runner.test.ts'],
  );
  for (const step of ['fuzz', 'lint', 'sim', 'types', 'unit'] as const) assert.ok(steps([], []).includes(step));
  const names = planJobs(root, ['e2e'], []).map(({ name }) => name);
  assert.equal(names[0], 'test/page/deciding-story.test.ts', 'what takes longest starts first');
  assert.equal(new Set(names).size, names.length);
});
