// npm run bench -- [--json] [--only NAME]… [--entries N]…: how fast a device is in a cell of eight, how much room it takes, how soon
// its page is there, and how it serves a full cell.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { append } from './append.ts';
import { appendOne } from './append-one.ts';
import { coldOpen } from './cold-open.ts';
import { disk } from './disk.ts';
import { firstSync } from './first-sync.ts';
import { goalsOf, tellGoal } from './goals.ts';
import { foundCellOfEight } from './group.ts';
import { growthOf, tellGrowth } from './growth.ts';
import { live } from './live.ts';
import type { Measurement, Result } from './measure.ts';
import { pageDeciding } from './page/page-deciding.ts';
import { type PageMeasurement, pageStart } from './page/page-start.ts';
import { pageUse } from './page/page-use.ts';
import { rekey } from './rekey.ts';
import { tellMachine, tellResults, thisMachine } from './report.ts';
import { fillStore } from './writing.ts';

const MEASUREMENTS: readonly Measurement[] = [append, appendOne, coldOpen, firstSync, live, rekey, disk];
/** These need a browser, and are taken only when they are asked for by name. */
const OF_PAGE: readonly PageMeasurement[] = [pageStart, pageUse, pageDeciding];
const SIZES = ['1000', '10000', '100000'];

const { isJson, wanted, ofPage, sizes } = readArguments();
const machine = thisMachine();
if (!isJson) console.log(tellMachine(machine));
const folder = mkdtempSync(join(tmpdir(), 'moot-bench-'));
try {
  const results = [...(wanted.length > 0 ? await takeAll() : []), ...(await takeOfPage())];
  const growth = growthOf(results);
  const goals = goalsOf(results);
  const told = [tellResults(results), ...growth.map(tellGrowth), ...goals.map(tellGoal)].join('\n');
  console.log(isJson ? JSON.stringify({ machine, results, growth, goals }, null, 2) : `\n${told}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function readArguments(): {
  isJson: boolean;
  wanted: readonly Measurement[];
  ofPage: readonly PageMeasurement[];
  sizes: readonly number[];
} {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: MEASUREMENTS.map(({ name }) => name) },
        entries: { type: 'string', multiple: true, default: SIZES },
      },
    });
    const known = MEASUREMENTS.filter(({ name }) => values.only.includes(name));
    const ofPage = OF_PAGE.filter(({ name }) => values.only.includes(name));
    const all = [...MEASUREMENTS, ...OF_PAGE].map(({ name }) => name);
    if (known.length + ofPage.length !== new Set(values.only).size) throw new Error(`--only takes ${all.join(', ')}`);
    const counts = values.entries.map(Number);
    if (counts.some((n) => !Number.isInteger(n) || n < 1 || n > 10_000_000)) throw new Error('--entries takes a number from 1 on');
    return { isJson: values.json, wanted: known, ofPage, sizes: counts };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nUsage: npm run bench -- [--json] [--only NAME]… [--entries N]…`);
    process.exit(2);
  }
}

function tell(text: string): void {
  console.error(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`);
}

async function takeOfPage(): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, take } of ofPage) {
    tell(name);
    results.push(...(await take(join(folder, name))));
  }
  return results;
}

async function takeAll(): Promise<Result[]> {
  tell('eight people found a cell');
  const cell = await foundCellOfEight(join(folder, 'founder'));
  const results: Result[] = [];
  let files = 0;
  const file = () => join(folder, `store-${++files}.db`);
  for (const n of sizes) {
    tell(`eight devices write ${n} entries`);
    const full = await fillStore(cell, n, file());
    for (const measurement of wanted) {
      tell(`${measurement.name}, ${n} entries`);
      results.push(...(await measurement.take({ n, cell, full, file })));
    }
  }
  return results;
}
