import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Result } from './measure.ts';

/** What the figures were taken on. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryMiB: number;
}

/** This machine. */
export function thisMachine(): Machine {
  return {
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() || 'unknown',
    cores: availableParallelism(),
    memoryMiB: Math.round(totalmem() / (1 << 20)),
  };
}

/** One line on the machine. */
export function tellMachine({ node, platform, processor, cores, memoryMiB }: Machine): string {
  return `Node ${node}, ${platform}, ${processor}, ${cores} cores, ${memoryMiB} MiB`;
}

/** The figures for people: a row for each name, a column for each number of entries. */
export function tellResults(results: readonly Result[]): string {
  const sizes = [...new Set(results.map(({ n }) => n))];
  const names = [...new Set(results.map(({ name }) => name))];
  const head = ['', ...sizes.map((n) => `${n.toLocaleString('en')} entries`), ''];
  const rows = names.map((name) => {
    const own = results.filter((result) => result.name === name);
    return [name, ...sizes.map((n) => tellValue(own.find((result) => result.n === n))), own[0]?.unit ?? ''];
  });
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => (i === 0 || i === row.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function tellValue(result: Result | undefined): string {
  if (result === undefined) return '';
  const { value, range, processor } = result;
  const asides = [range?.map(tellNumber).join(' to '), processor === undefined ? undefined : `processor ${tellNumber(processor)}`];
  const aside = asides.filter((one) => one !== undefined).join('; ');
  return aside === '' ? tellNumber(value) : `${tellNumber(value)} (${aside})`;
}

/** A figure, as exact as it means something. */
export function tellNumber(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(2);
}
