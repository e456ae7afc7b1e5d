import type { Ending, Job } from './job.ts';
import type { ReportLine } from './report.ts';

/** What one job adds to the closing line. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skips: readonly Skip[];
  /** What went wrong, for people. */
  readonly troubles: readonly string[];
  /** What tests told of themselves, such as how long something took. */
  readonly told: readonly string[];
}

/** A test that was not run. */
export interface Skip {
  /** The file, a colon, and the test's full name. */
  readonly name: string;
  readonly reason: string;
}

/**
 * Counts a job's results. A test file that fails outside its tests, hangs, or holds no test has failed once for that.
 * @param report what the reporter of `report.ts` wrote; empty for a job that is not a test file
 */
export function tallyJob(job: Job, ending: Ending, report: string): Tally {
  const hung = `${job.name} did not end within ${job.timeoutMs / 1000} s and was stopped`;
  if (!job.isTestFile) {
    const troubles = ending.hung ? [hung] : [];
    return { passed: ending.ok ? 1 : 0, failed: ending.ok ? 0 : 1, skips: [], troubles, told: [] };
  }
  const lines = readReport(report);
  const results = lines.filter((line) => line.event === 'result');
  const passed = results.filter(({ result }) => result === 'passed').length;
  const failures = results.flatMap((line) => (line.result === 'failed' ? [`${line.name}\n${line.failure}`] : []));
  const skips = results.flatMap((line) => (line.result === 'skipped' ? [{ name: `${job.name}: ${line.name}`, reason: line.reason }] : []));
  const troubles: string[] = [];
  if (ending.hung) troubles.push(`${hung}; ${whatWasUnderWay(lines)}`);
  else if (!ending.ok && failures.length === 0) troubles.push(`${job.name} failed outside its tests`);
  else if (results.length === 0) troubles.push(`${job.name} holds no test`);
  const told = lines.flatMap((line) => (line.event === 'told' ? [line.text] : []));
  return { passed, failed: failures.length + troubles.length, skips, troubles: [...failures, ...troubles], told };
}

/** The skipped tests that fail a strict run: those that nobody has given leave. `allowed` maps names to reasons. */
export function unallowedSkips(skips: readonly Skip[], allowed: Readonly<Record<string, string>>): readonly Skip[] {
  return skips.filter(({ name }) => !allowed[name]?.trim());
}

/** The line that closes a run. */
export function closingLine(tallies: readonly Tally[]): string {
  const sum = (count: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + count(tally), 0);
  return `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed, ${sum((tally) => tally.skips.length)} skipped`;
}

/** A process that was stopped may have left half a line at the end. */
function readReport(report: string): ReportLine[] {
  const whole = report.slice(0, report.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function whatWasUnderWay(lines: readonly ReportLine[]): string {
  const open: string[] = [];
  for (const line of lines) {
    if (line.event === 'began') open.push(line.name);
    else if (line.event === 'left') open.splice(open.lastIndexOf(line.name), 1);
  }
  if (open.length > 0) return `under way: ${open.join(' > ')}`;
  return lines.length > 0 ? 'its tests had ended, but something kept it alive' : 'it was too busy to tell with what';
}
