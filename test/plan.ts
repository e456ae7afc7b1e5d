import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Job, Step } from './job.ts';

const TESTED_FOLDERS = ['bootstrap', 'src', 'web', 'sim', 'bench', 'vectors', 'test'];
const E2E_FOLDERS = ['test/e2e/', 'test/page/'];

const SECOND = 1000;
/** For one test, unless it asks for another limit itself: only what hangs takes so long, also on a machine that has much else to do. */
const TEST_MS = 150 * SECOND;
/** For a whole file. */
const FILE_MS = 600 * SECOND;

/** All that a full run does besides test files; the longest ones first. */
const COMMANDS: readonly Job[] = [
  command('sim', 'sim: 200 seeds', ['sim/main.ts', '--seeds', '200'], 900 * SECOND),
  command('fuzz', 'fuzz: 20,000 inputs', ['sim/fuzz.ts', '--inputs', '20000'], 240 * SECOND),
  command('types', 'types', ['node_modules/tsc/bin/tsc', '-p', 'tsconfig.json'], 180 * SECOND),
  command('types', 'types of the pure rooms', ['node_modules/tsc/bin/tsc', '-p', 'tsconfig.pure.json'], 180 * SECOND),
  command('types', 'types of the page', ['node_modules/tsc/bin/tsc', '-p', 'web/tsconfig.json'], 180 * SECOND),
  command(
    'lint',
    'lint and format',
    ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=50', '.'],
    120 * SECOND,
  ),
];

/** Test files that take longest; they start first, for what is long and starts last keeps one core busy while the others have nothing to do. */
const LONGEST = [
  'test/page/deciding-story.test.ts',
  'test/page/voiceless.test.ts',
  'test/page/ways-to-vote.test.ts',
  'test/e2e/cli-crash.test.ts',
  'sim/small-worlds.test.ts',
  'src/peer/parting.test.ts',
];

function command(step: Step, name: string, args: readonly string[], timeoutMs: number): Job {
  return { step, name, args, timeoutMs, isTestFile: false };
}

/**
 * What a run consists of.
 * @param root the clone
 * @param only the steps wanted; empty: all, or with `paths` all that consist of test files
 * @param paths test files are wanted whose path contains one of these; empty: all
 */
export function planJobs(root: string, only: readonly Step[], paths: readonly string[]): Job[] {
  const wanted = (job: Job): boolean =>
    (only.length === 0 ? paths.length === 0 || job.isTestFile : only.includes(job.step)) &&
    (!job.isTestFile || paths.length === 0 || paths.some((path) => job.name.includes(path)));
  return [...COMMANDS, ...longestFirst(testFiles(root)).map(testJob)].filter(wanted);
}

function testJob(file: string): Job {
  const step = E2E_FOLDERS.some((folder) => file.startsWith(folder)) ? 'e2e' : 'unit';
  return { step, name: file, args: [`--test-timeout=${TEST_MS}`, file], timeoutMs: FILE_MS, isTestFile: true };
}

function longestFirst(files: readonly string[]): string[] {
  const isLong = new Set(LONGEST);
  return [...LONGEST.filter((name) => files.includes(name)), ...files.filter((name) => !isLong.has(name))];
}

/** Every test file of the clone, as paths with slashes, in order; not those of packages that lie within. */
function testFiles(root: string): string[] {
  const inside = (folder: string): string[] =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  const folders = readdirSync(root).filter((name) => TESTED_FOLDERS.includes(name));
  return [...readdirSync(root), ...folders.flatMap(inside)]
    .filter((path) => /\.test\.(ts|js)$/.test(path) && !path.includes('/node_modules/'))
    .sort();
}
