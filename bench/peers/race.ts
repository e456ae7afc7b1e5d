import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from '../child.ts';
import { quantile, type Result, several, severalTimes } from '../measure.ts';
import type { Spent } from '../orders.ts';
import type { Entrant } from './entrants.ts';
import type { OpenedReplica, PeerOrders } from './orders.ts';

const PROGRAM = fileURLToPath(new URL('contender-process.ts', import.meta.url));
const WARM_UP = 30;
const SAID = 150;
/** Between two things said, in milliseconds: long enough for all to be done with one before the next. */
const PAUSE = 40;
/** Some of the libraries set timers into the past, of which Node would tell each time. */
const QUIET = ['--disable-warning=TimeoutNegativeWarning'];
const MILLION = 1_000_000;
const MEBIBYTE = 1 << 20;
/** Bytes of one block in what the system counts. */
const BLOCK = 512;

/** A figure of one contender. */
export interface PeerResult extends Result {
  readonly contender: string;
}

/** Something that a contender did not do. */
export interface Failure {
  readonly contender: string;
  readonly n: number;
  readonly step: string;
  readonly why: string;
}

/** How a race is run. */
export interface Rules {
  /** Entries that eight write. */
  readonly n: number;
  /** Empty; all is left in it. */
  readonly folder: string;
  /** How often opening and the first sync are measured. */
  readonly rounds: number;
  /** Milliseconds that a contender has for each step. */
  readonly limitMs: number;
  /** Is told what is begun. */
  tell(text: string): void;
}

/** What came of a race. */
export interface Outcome {
  readonly results: readonly PeerResult[];
  readonly failures: readonly Failure[];
}

/** One contender on its way. */
interface Runner {
  readonly entrant: Entrant;
  readonly folder: string;
  readonly opened: OpenedReplica[];
  readonly synced: Spent[];
  readonly openedAgain: Spent[];
  hasFallen: boolean;
}

/**
 * Has all contenders do the same work, step by step and round by round in turn, so that whatever else the machine does hits all alike. Each step of each
 * runs in fresh processes. Who fails at one step is out of those that follow.
 */
export async function race(entrants: readonly Entrant[], rules: Rules): Promise<Outcome> {
  const { n, folder, rounds, tell } = rules;
  const results: PeerResult[] = [];
  const failures: Failure[] = [];
  const runners = entrants.map((entrant): Runner => {
    return { entrant, folder: join(folder, `${entrant.name}-${n}`), opened: [], synced: [], openedAgain: [], hasFallen: false };
  });
  const give = ({ entrant }: Runner, ...given: Result[]) =>
    results.push(...given.map((result) => ({ contender: entrant.name, ...result })));
  const eachDoes = async (step: string, work: (runner: Runner) => Promise<void>): Promise<void> => {
    for (const runner of runners.filter(({ hasFallen }) => !hasFallen)) {
      tell(`${step}, ${n} entries: ${runner.entrant.name}`);
      try {
        await work(runner);
      } catch (error) {
        runner.hasFallen = true;
        failures.push({ contender: runner.entrant.name, n, step, why: error instanceof Error ? error.message : String(error) });
      }
    }
  };
  await eachDoes('append', async (runner) => {
    const full = join(runner.folder, 'full');
    mkdirSync(full, { recursive: true });
    const spent = await inProcesses(runner.entrant, 1, rules, ([child]) => child.ask('fill', { folder: full, count: n }));
    if (spent !== null) {
      give(runner, { name: 'append', n, value: n / spent.seconds, unit: 'entries/s' });
      give(runner, { name: 'append-processor', n, value: (spent.processor * MILLION) / n, unit: 'µs an entry' });
    }
    give(runner, { name: 'disk-an-entry', n, value: bytesOf(full) / n, unit: 'bytes' });
  });
  for (let round = 0; round < rounds; round++) {
    await eachDoes('cold-open', async (runner) => {
      const opened = await inProcesses(runner.entrant, 1, rules, ([child]) => open(child, runner, n));
      runner.opened.push(opened);
    });
  }
  for (let round = 0; round < rounds; round++) {
    await eachDoes('first-sync', async (runner) => {
      const newcomer = join(runner.folder, `newcomer-${round}`);
      runner.synced.push(await whenMet(runner, newcomer, rules, async (_, spent) => spent));
    });
  }
  await eachDoes('live', async (runner) => {
    const spent = await whenMet(runner, join(runner.folder, 'listener'), rules, (met) => talk(met, runner));
    give(
      runner,
      { name: 'live-p50', n, value: quantile(spent, 0.5), unit: 'ms' },
      { name: 'live-p99', n, value: quantile(spent, 0.99), unit: 'ms' },
    );
  });
  for (let round = 0; round < rounds; round++) {
    await eachDoes('open-again', async (runner) => {
      const full = join(runner.folder, 'full');
      if (round === 0)
        await inProcesses(runner.entrant, 1, rules, async ([child]) => {
          await child.ask('open', { folder: full });
          await child.ask('layDown', {});
        });
      runner.openedAgain.push(await inProcesses(runner.entrant, 1, rules, ([child]) => openAgain(child, full)));
    });
  }
  for (const runner of runners) {
    const { opened, synced, openedAgain } = runner;
    if (opened.length > 0) {
      give(runner, ...clockAndProcessor('cold-open', n, opened));
      give(
        runner,
        several(
          'rss',
          n,
          'MiB',
          opened.map(({ rssInAll }) => rssInAll / MEBIBYTE),
        ),
      );
    }
    if (synced.length > 0) give(runner, ...clockAndProcessor('first-sync', n, synced));
    if (openedAgain.length > 0) give(runner, ...clockAndProcessor('open-again', n, openedAgain));
  }
  return { results, failures };
}

/** Of times that were taken: the clock's, and the processor's, in which what else the machine does shows less. */
function clockAndProcessor(name: string, n: number, spent: readonly Spent[]): Result[] {
  const processor = spent.map((one) => one.processor);
  return [severalTimes(name, n, spent), several(`${name}-processor`, n, 's', processor)];
}

type Worker = Child<PeerOrders>;

/** Does something in fresh processes, which end with it, or when its time is up. */
async function inProcesses<Value>(
  { file }: Entrant,
  count: number,
  { limitMs }: Rules,
  work: (workers: [Worker, Worker]) => Promise<Value>,
): Promise<Value> {
  const workers = Array.from(
    { length: count },
    (): Worker => new Child(PROGRAM, { args: [new URL(file, import.meta.url).href], flags: QUIET }),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not finish within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    const done = work(workers as [Worker, Worker]).then(async (value) => {
      // What was measured stays measured, also when somebody stumbles on the way out.
      await Promise.allSettled(workers.map((worker) => worker.ask('leave', {})));
      return value;
    });
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
    await Promise.all(workers.map((worker) => worker.kill()));
  }
}

async function open(worker: Worker, { folder }: Runner, n: number): Promise<OpenedReplica> {
  const opened = await worker.ask('open', { folder: join(folder, 'full') });
  if (opened.entries < n) throw new Error(`${opened.entries} of ${n} entries were read back`);
  return opened;
}

async function openAgain(worker: Worker, folder: string): Promise<Spent> {
  const { newest, ...spent } = await worker.ask('openAgain', { folder });
  if (newest === '') throw new Error('what was said last was not read back');
  return spent;
}

/** A founder who has all, and a newcomer who gets it. They stay linked while `use` goes on. */
function whenMet<Value>(
  { entrant, folder }: Runner,
  newcomer: string,
  rules: Rules,
  use: (workers: [Worker, Worker], spent: Spent) => Promise<Value>,
): Promise<Value> {
  mkdirSync(newcomer);
  const from = join(folder, 'full');
  return inProcesses(entrant, 2, rules, async ([founder, guest]) => {
    const { entries } = await founder.ask('open', { folder: from });
    await guest.ask('arrive', { folder: newcomer, from });
    const address = await founder.ask('listen', {});
    return use([founder, guest], await guest.ask('fetch', { address, count: entries }));
  });
}

/** The founder says things one by one. @returns milliseconds until each could be read by the newcomer */
async function talk([founder, newcomer]: [Worker, Worker], { opened }: Runner): Promise<number[]> {
  const order = { from: opened[0]?.entries ?? 0, count: WARM_UP + SAID };
  const heard = newcomer.ask('hear', order);
  const said = await founder.ask('speak', { ...order, pause: PAUSE });
  const arrived = await heard;
  return said.map((begun, i) => (arrived[i] as number) - begun).slice(WARM_UP);
}

/** What all files in a folder take on the disk: a hole in a file, or room that was set apart and not yet used, does not count. */
function bytesOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)))
    .reduce((sum, { size, blocks }) => sum + Math.min(size, blocks * BLOCK), 0);
}
