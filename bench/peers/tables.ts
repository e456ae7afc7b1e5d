import type { Entrant } from './entrants.ts';
import type { Failure, PeerResult } from './race.ts';

/** In what order figures are shown, and which say more when they are greater. */
const ROWS = [
  'append',
  'append-processor',
  'cold-open',
  'cold-open-processor',
  'open-again',
  'open-again-processor',
  'first-sync',
  'first-sync-processor',
  'live-p50',
  'live-p99',
  'disk-an-entry',
  'rss',
];
const MORE_IS_BETTER = ['append'];

/** A figure, and how it stands to Moot's of the same run. */
export interface Compared extends PeerResult {
  /** How many times better Moot's figure is; below 1, Moot is behind. Missing where Moot has none. */
  readonly ratio?: number;
}

/** Sets each figure beside that of Moot with as many entries. */
export function compare(results: readonly PeerResult[], measure: string): Compared[] {
  return results.map((result) => {
    const base = results.find(({ contender, name, n }) => contender === measure && name === result.name && n === result.n);
    if (base === undefined || result.contender === measure) return result;
    return { ...result, ratio: MORE_IS_BETTER.includes(result.name) ? base.value / result.value : result.value / base.value };
  });
}

/** The figures for people: for each number of entries a table with a column for each contender. */
export function tellCompared(results: readonly Compared[]): string {
  const sizes = [...new Set(results.map(({ n }) => n))].sort((a, b) => a - b);
  return sizes
    .map((n) =>
      tellSize(
        n,
        results.filter((result) => result.n === n),
      ),
    )
    .join('\n\n');
}

function tellSize(n: number, results: readonly Compared[]): string {
  const find = (contender: string, name: string) => results.find((result) => result.contender === contender && result.name === name);
  const contenders = [...new Set(results.map(({ contender }) => contender))];
  const units = new Map(results.map(({ name, unit }) => [name, unit]));
  const rows = ROWS.filter((name) => units.has(name)).map((name) => [
    name,
    ...contenders.map((contender) => tellFigure(find(contender, name))),
    units.get(name) ?? '',
  ]);
  return layOut([[`${n.toLocaleString('en')} entries`, ...contenders, ''], ...rows]);
}

function tellFigure(result: Compared | undefined): string {
  if (result === undefined) return '-';
  const { value, ratio } = result;
  return ratio === undefined ? tellNumber(value) : `${tellNumber(value)} (x${tellNumber(ratio)})`;
}

/** What each gives for its time. */
export function tellEntrants(entrants: readonly Entrant[]): string {
  const head = ['', 'signs', 'encrypts', 'rights checked', 'durable', 'synced over'];
  return layOut([
    head,
    ...entrants.map(({ name, signs, encrypts, rights, durable, link }) => [name, signs, encrypts, rights, durable, link]),
  ]);
}

/** What was not done, and why; empty where all was. */
export function tellFailures(failures: readonly Failure[]): string {
  return failures.map(({ contender, n, step, why }) => `${contender}, ${n.toLocaleString('en')} entries, ${step}: ${why}`).join('\n');
}

function layOut(table: readonly (readonly string[])[]): string {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function tellNumber(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(2)));
}
