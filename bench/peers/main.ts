// npm run bench:peers -- [--json] [--only NAME]… [--entries N]… [--rounds N] [--limit SECONDS]: the same work on Moot and on what others have made, side by side.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPackages, packagesAreHere } from '../../bootstrap/packages.js';
import { Trouble } from '../../bootstrap/words.js';
import { tellMachine, thisMachine } from '../report.ts';
import { ENTRANTS, type Entrant, MOOT } from './entrants.ts';
import { type Failure, type PeerResult, race } from './race.ts';
import { compare, tellCompared, tellEntrants, tellFailures } from './tables.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '');
const PACKAGES =
  'the libraries that Moot is measured beside (about 130 MB, 480 MB unpacked; none of their scripts is run; delete bench/peers/node_modules when you are done)';
const LIMIT_SECONDS = '90';
const MOST_ENTRIES = 1_000_000;

const { isJson, entrants, entries, rounds, limitMs } = readArguments();
if (entrants.some(({ isPackage }) => isPackage) && !packagesAreHere(HERE, 'use')) await fetchPackages();
const machine = thisMachine();
if (!isJson) console.log(tellMachine(machine));
const folder = mkdtempSync(join(tmpdir(), 'moot-peers-'));
// What was written is large, and is not left behind when somebody has seen enough.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, signal);
  });
}
try {
  const { results, failures } = await raceAll();
  const compared = compare(results, MOOT.name);
  const tables = [
    tellCompared(compared),
    'x: how many times better Moot is; below 1, Moot is behind.',
    tellEntrants(entrants),
    tellFailures(failures),
  ];
  console.log(
    isJson ? JSON.stringify({ machine, entrants, results: compared, failures }, null, 2) : `\n${tables.filter(Boolean).join('\n\n')}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function fetchPackages(): Promise<void> {
  try {
    await installPackages(HERE, 'use', PACKAGES);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exit(3);
  }
}

/** Moot runs with every number of entries that anybody has, so that there is something to compare with. */
async function raceAll(): Promise<{ results: PeerResult[]; failures: Failure[] }> {
  const [results, failures]: [PeerResult[], Failure[]] = [[], []];
  const sizes = entries.length > 0 ? entries : [...new Set(entrants.map((entrant) => entrant.entries))].sort((a, b) => a - b);
  for (const n of sizes) {
    const running = entrants.filter((entrant) => entries.length > 0 || entrant === MOOT || entrant.entries === n);
    const outcome = await race(running, { n, folder, rounds, limitMs, tell });
    results.push(...outcome.results);
    failures.push(...outcome.failures);
  }
  return { results, failures };
}

function readArguments(): { isJson: boolean; entrants: readonly Entrant[]; entries: readonly number[]; rounds: number; limitMs: number } {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: ENTRANTS.map(({ name }) => name) },
        entries: { type: 'string', multiple: true, default: [] },
        rounds: { type: 'string', default: '3' },
        limit: { type: 'string', default: LIMIT_SECONDS },
      },
    });
    const strange = values.only.filter((wanted) => !ENTRANTS.some(({ name }) => name === wanted));
    if (strange.length > 0) throw new Error(`--only takes ${ENTRANTS.map(({ name }) => name).join(', ')}`);
    const counts = values.entries.map(Number);
    if (counts.some((n) => !Number.isInteger(n) || n < 1 || n > MOST_ENTRIES))
      throw new Error(`--entries takes a number up to ${MOST_ENTRIES}`);
    const often = Number(values.rounds);
    if (!Number.isInteger(often) || often < 1 || often > 100) throw new Error('--rounds takes a number up to 100');
    const limit = Number(values.limit);
    if (!(limit > 0 && limit <= 3600)) throw new Error('--limit takes seconds, 3600 at the most');
    const running = ENTRANTS.filter((entrant) => entrant === MOOT || values.only.includes(entrant.name));
    return { isJson: values.json, entrants: running, entries: counts, rounds: often, limitMs: limit * 1000 };
  } catch (error) {
    const usage = 'Usage: npm run bench:peers -- [--json] [--only NAME]… [--entries N]… [--rounds N] [--limit SECONDS]';
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
}

function tell(text: string): void {
  console.error(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`);
}
