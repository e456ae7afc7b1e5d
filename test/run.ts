// The whole test run: npm test [-- --only STEP] [PATH …]. It closes with the line "N passed, N failed, N skipped".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { endAllJobs, type Job, runJob, STEPS, type Step } from './job.ts';
import { planJobs } from './plan.ts';
import { bringSystemPackages } from './system-packages.ts';
import { closingLine, type Tally, tallyJob, unallowedSkips } from './tally.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTER = new URL('report.ts', import.meta.url).href;
/** End to end tests start several processes each and wait for them: two files side by side keep two cores busy, and more would keep each other waiting. */
const E2E_AT_ONCE = Math.min(2, availableParallelism());

const { only, paths } = readArguments();
const reports = mkdtempSync(join(tmpdir(), 'moot-test-'));
const environment = cleanEnvironment();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
try {
  bringSystemPackages((text) => console.log(text));
  const jobs = planJobs(ROOT, only, paths);
  const tallies = [
    ...(await runAll(
      jobs.filter(({ step }) => step !== 'e2e'),
      availableParallelism(),
    )),
    ...(await runAll(
      jobs.filter(({ step }) => step === 'e2e'),
      E2E_AT_ONCE,
    )),
  ];
  process.exitCode = close(tallies) ? 0 : 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

function readArguments(): { only: readonly Step[]; paths: readonly string[] } {
  const isStep = (name: string): name is Step => STEPS.some((step) => step === name);
  try {
    const { values, positionals } = parseArgs({
      options: { only: { type: 'string', multiple: true, default: [] } },
      allowPositionals: true,
    });
    const steps = values.only.flatMap((names) => names.split(','));
    if (!steps.every(isStep)) throw new Error(`--only takes ${STEPS.join(', ')}`);
    return { only: steps, paths: positionals };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nUsage: npm test [-- --only ${STEPS.join('|')}] [PATH …]`);
    process.exit(2);
  }
}

/**
 * Tests never see the person's own home and passphrase. What one of them compiled the others find where Moot itself keeps it, for hundreds of processes
 * load the same files.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { MOOT_HOME, MOOT_PASSPHRASE, NODE_OPTIONS, ...rest } = process.env;
  return { ...rest, NODE_COMPILE_CACHE: join(ROOT, '.runtime', 'compiled') };
}

/** Runs jobs, so many at a time, telling of each as it ends. */
async function runAll(jobs: readonly Job[], atOnce: number): Promise<Tally[]> {
  const tallies: Tally[] = [];
  const queue = jobs.values();
  const worker = async (): Promise<void> => {
    for (const job of queue) tallies.push(await runOne(job));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return tallies;
}

async function runOne(job: Job): Promise<Tally> {
  const report = join(reports, `${job.name.replaceAll(/[^\w.]/g, '_')}.jsonl`);
  const args = job.isTestFile ? [`--test-reporter=${REPORTER}`, `--test-reporter-destination=${report}`, ...job.args] : job.args;
  const ending = await runJob(args, { folder: ROOT, env: environment, timeoutMs: job.timeoutMs });
  const tally = tallyJob(job, ending, job.isTestFile ? readIfThere(report) : '');
  const count = job.isTestFile ? `, ${tally.passed + tally.failed + tally.skips.length} tests` : '';
  console.log(
    `${tally.failed === 0 ? 'passed' : 'FAILED'}  ${job.step.padEnd(5)}  ${job.name} (${(ending.ms / 1000).toFixed(1)} s${count})`,
  );
  for (const text of [...tally.told, ...(tally.failed > 0 ? [ending.output, ...tally.troubles] : [])])
    if (text !== '') console.log(text.replaceAll(/^/gm, '    '));
  return tally;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Tells of skipped tests and closes the run; gives whether all is well. */
function close(tallies: readonly Tally[]): boolean {
  const skips = tallies.flatMap((tally) => tally.skips);
  for (const { name, reason } of skips) console.log(`skipped  ${name} (${reason})`);
  const allowed = JSON.parse(readFileSync(new URL('allowed-skips.json', import.meta.url), 'utf8'));
  const unallowed = process.env.CI === 'true' ? unallowedSkips(skips, allowed) : [];
  for (const { name } of unallowed) console.log(`Not allowed to be skipped here (see test/allowed-skips.json): ${name}`);
  console.log(`\nIn ${(performance.now() / 1000) | 0} s:`);
  console.log(closingLine(tallies));
  return unallowed.length === 0 && tallies.length > 0 && tallies.every((tally) => tally.failed === 0);
}

function stop(signal: NodeJS.Signals): void {
  endAllJobs();
  rmSync(reports, { recursive: true, force: true });
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
