// Takes each rule and defence out in turn and looks whether anything notices: npm run mutants -- [--only TEXT] [--list]
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { endAllJobs, runJob } from '../../test/job.ts';
import { MUTANTS } from './all.ts';
import { type Mutant, mutate } from './mutant.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What tests and worlds are made of. */
const FOLDERS = ['src', 'sim', 'vectors', 'test', 'design'];
const FILES = ['package.json', 'tsconfig.json'];
/** How long one test file or world may take, in milliseconds: longer is noticed, too. */
const PATIENCE = 300_000;

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, list: { type: 'boolean', default: false } } });
const wanted = MUTANTS.filter(({ takesOut }) => takesOut.includes(values.only));
if (values.list) for (const { takesOut, noticedBy } of wanted) console.log(`${takesOut}: ${noticedBy.join(', ')}`);
else process.exitCode = (await hunt(wanted)) ? 0 : 1;

/** Whether every one of these is noticed. Tells of each. */
async function hunt(mutants: readonly Mutant[]): Promise<boolean> {
  const tree = mkdtempSync(join(tmpdir(), 'moot-mutants-'));
  process.on('exit', () => rmSync(tree, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      endAllJobs();
      process.exit(1);
    });
  }
  for (const name of [...FOLDERS, ...FILES]) cpSync(join(ROOT, name), join(tree, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'), 'junction');
  if (!(await isWell(tree, mutants))) return false;
  let unnoticed = 0;
  for (const mutant of mutants) {
    const began = performance.now();
    const by = await whoNotices(tree, mutant);
    if (by === null) unnoticed++;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${by === null ? 'UNNOTICED' : 'noticed  '}  ${mutant.takesOut}${by === null ? '' : `: ${by}`} (${seconds} s)`);
  }
  console.log(`${mutants.length - unnoticed} of ${mutants.length} are noticed.`);
  return unnoticed === 0;
}

/** Whether everything that is to notice something passes while nothing is taken out. */
async function isWell(tree: string, mutants: readonly Mutant[]): Promise<boolean> {
  for (const what of new Set(mutants.flatMap(({ noticedBy }) => noticedBy))) {
    if ((await passes(tree, what)) === true) continue;
    console.log(`${what} fails though nothing is taken out.`);
    return false;
  }
  return true;
}

async function whoNotices(tree: string, mutant: Mutant): Promise<string | null> {
  const path = join(tree, mutant.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, mutate(source, mutant));
  try {
    for (const what of mutant.noticedBy) if (!(await passes(tree, what))) return what;
    return null;
  } finally {
    writeFileSync(path, source);
  }
}

async function passes(tree: string, what: string): Promise<boolean> {
  const args = what.startsWith('seed ') ? ['sim/main.ts', '--seed', what.slice(5)] : ['--test', what];
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;
  return (await runJob(args, { folder: tree, env, timeoutMs: PATIENCE })).ok;
}
