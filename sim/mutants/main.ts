// Takes each rule and defence out in turn and looks whether anything notices, and of an attack's defence the attack's own story:
// npm run mutants -- [--only TEXT] [--list]
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { endAllJobs, runJob } from '../../test/job.ts';
import { storiesThatNotice } from '../stories/attacks.ts';
import { MUTANTS } from './all.ts';
import { changesOf, type Mutant, mutate } from './mutant.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What tests and worlds are made of. */
const FOLDERS = ['src', 'sim', 'vectors', 'test', 'design'];
const FILES = ['package.json', 'tsconfig.json'];
/** How long one test file or world may take, in milliseconds: longer is noticed, too. */
const PATIENCE = 300_000;

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, list: { type: 'boolean', default: false } } });
const wanted = MUTANTS.filter(({ takesOut }) => takesOut.includes(values.only));
if (values.list) for (const mutant of wanted) console.log(`${mutant.takesOut}: ${witnessesOf(mutant).join(', ')}`);
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
  let [unnoticed, untold] = [0, 0];
  for (const mutant of mutants) {
    const began = performance.now();
    const { by, silent } = await whoNotices(tree, mutant);
    if (by === null) unnoticed++;
    if (silent.length > 0) untold++;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const verdict = by === null ? 'UNNOTICED' : silent.length > 0 ? 'UNTOLD   ' : 'noticed  ';
    const told = [by ?? [], silent.map((story) => `not by ${story}`)].flat().join(', ');
    console.log(`${verdict}  ${mutant.takesOut}${told === '' ? '' : `: ${told}`} (${seconds} s)`);
  }
  console.log(`${mutants.length - unnoticed} of ${mutants.length} are noticed; of ${untold} the story of their attack tells nothing.`);
  return unnoticed + untold === 0;
}

/** What is to notice a mutant, in the order in which it is tried: the stories of its attack first. */
function witnessesOf({ takesOut, noticedBy }: Mutant): readonly string[] {
  return [...new Set([...storiesThatNotice(takesOut), ...noticedBy])];
}

/** Whether everything that is to notice something passes while nothing is taken out. */
async function isWell(tree: string, mutants: readonly Mutant[]): Promise<boolean> {
  for (const what of new Set(mutants.flatMap(witnessesOf))) {
    if ((await passes(tree, what)) === true) continue;
    console.log(`${what} fails though nothing is taken out.`);
    return false;
  }
  return true;
}

/** The first that notices a mutant; and the stories of its attack that do not, though each has to. */
async function whoNotices(tree: string, mutant: Mutant): Promise<{ readonly by: string | null; readonly silent: readonly string[] }> {
  const sources = new Map(changesOf(mutant).map(({ file }) => [join(tree, file), readFileSync(join(tree, file), 'utf8')]));
  for (const change of changesOf(mutant)) {
    const path = join(tree, change.file);
    writeFileSync(path, mutate(readFileSync(path, 'utf8'), change));
  }
  try {
    const stories = storiesThatNotice(mutant.takesOut);
    let by: string | null = null;
    const silent: string[] = [];
    for (const what of witnessesOf(mutant)) {
      const isStory = stories.includes(what);
      if (by !== null && !isStory) break;
      if (!(await passes(tree, what))) by ??= what;
      else if (isStory) silent.push(what);
    }
    return { by, silent };
  } finally {
    for (const [path, source] of sources) writeFileSync(path, source);
  }
}

async function passes(tree: string, what: string): Promise<boolean> {
  const args = what.startsWith('seed ') ? ['sim/main.ts', '--seed', what.slice(5)] : ['--test', what];
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;
  return (await runJob(args, { folder: tree, env, timeoutMs: PATIENCE })).ok;
}
