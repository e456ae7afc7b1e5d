import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fill } from '../practices/wording.ts';
import { type Alternative, type RankedBallots, votersOf } from '../tally/ballots.ts';
import type { CountingRound } from '../tally/counting-round.ts';
import { plainResult } from '../tally/plain-result.ts';
import { PREFLIB_LIMITS, readPreflib } from '../tally/preflib.ts';
import { METHODS, type Method, type TallyOptions, type TallyResult, tally } from '../tally/tally.ts';
import type { TieBreak } from '../tally/ties.ts';
import { readCommandLine, usageStop } from './arguments.ts';
import type { Call } from './call.ts';
import { EXIT, type ExitCode, Stop } from './exit.ts';
import { texts } from './texts.ts';

const OPTIONS = {
  seats: { type: 'string' },
  share: { type: 'string' },
  ties: { type: 'string' },
  seed: { type: 'string' },
  unranked: { type: 'string' },
} as const;

/** Other names under which people know the methods. */
const ALSO: Readonly<Record<string, Method>> = {
  'instant-runoff': 'irv',
  'instant-run-off': 'irv',
  'single-transferable-vote': 'stv',
};

/** Counts the ballots of a PrefLib file, without a home or a cell. */
export function tallyFile(call: Call): ExitCode {
  const { words, values } = readCommandLine(call.rest, OPTIONS);
  const [typedMethod, file] = words;
  if (words[2] !== undefined) throw usageStop('too-many', { word: words[2] });
  if (typedMethod === undefined || file === undefined) throw tallyStop('missing');
  const method = METHODS.find((each) => each === (ALSO[typedMethod] ?? typedMethod));
  if (method === undefined) throw tallyStop('method', { method: typedMethod, methods: METHODS.join(', ') });
  const options = optionsOf(values as Readonly<Record<string, string | undefined>>, method);
  const all = readBallots(resolve(call.folder, file), file);
  const result = tally(method, all, options);
  call.terminal.print(
    call.flags.json
      ? JSON.stringify({ ...plainResult(result), ties: options.ties, unranked: options.unranked })
      : told(result, all, options).join('\n'),
  );
  return EXIT.done;
}

function readBallots(path: string, typed: string): RankedBallots {
  const read = readPreflib(textOf(path, typed));
  if (read.ok) return read.value;
  const words = fill(texts[`tally.${read.reason}` as keyof typeof texts], { most: String(PREFLIB_LIMITS.alternatives) });
  throw new Stop(
    EXIT.usage,
    read.reason,
    read.line === 0 ? `${typed}: ${words}` : fill(texts['tally.line'], { file: typed, line: String(read.line), words }),
    'file',
  );
}

function textOf(path: string, typed: string): string {
  try {
    if (statSync(path).size <= PREFLIB_LIMITS.characters) return readFileSync(path, 'utf8');
  } catch {
    throw new Stop(EXIT.unreachable, 'file', fill(texts['tally.file'], { file: typed }), 'file');
  }
  throw new Stop(EXIT.usage, 'file-too-long', `${typed}: ${texts['tally.file-too-long']}`, 'file');
}

function optionsOf(values: Readonly<Record<string, string | undefined>>, method: Method): TallyOptions {
  const { seats = '1', share = '1/2', unranked = 'last' } = values;
  if (!/^[1-9]\d{0,3}$/.test(seats)) throw tallyStop('seats');
  const [, numerator = '', denominator = ''] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(share) ?? [];
  const part = Number(numerator) / Number(denominator);
  if (!(part >= 0.5 && part <= 1)) throw tallyStop('share');
  if (unranked !== 'last' && unranked !== 'ignored') throw tallyStop('unranked');
  return {
    seats: Number(seats),
    share: { numerator: Number(numerator), denominator: Number(denominator) },
    unranked,
    ties: tiesOf(values.ties ?? (countsInRounds(method) ? 'number' : 'open'), values.seed),
  };
}

function tiesOf(by: string, seed: string | undefined): TieBreak {
  if (by === 'lot') {
    if (seed === undefined) throw tallyStop('seed');
    return { by, seed };
  }
  if (by !== 'open' && by !== 'number') throw tallyStop('ties');
  return { by };
}

function countsInRounds(method: Method): boolean {
  return method === 'irv' || method === 'stv';
}

function told(result: TallyResult, all: RankedBallots, { ties }: TallyOptions): string[] {
  const nameOf = (alternative: Alternative) => all.names.get(alternative) ?? String(alternative);
  const namesOf = (some: readonly Alternative[]) => some.map(nameOf).join(', ');
  const { winners, ranking, rounds, quota, beatsAll } = result;
  const roundLines = (round: CountingRound, i: number): string[] => [
    fill(texts['tally.round'], { round: String(i + 1) }),
    ...[...round.votes].sort(([, a], [, b]) => b - a).map(([alternative, votes]) => `    ${nameOf(alternative)}: ${votesIn(votes)}`),
    ...(round.exhausted > 0 ? [`    ${fill(texts['tally.exhausted'], { votes: votesIn(round.exhausted) })}`] : []),
    ...(round.elected.length > 0 ? [`  ${fill(texts['tally.elected'], { names: namesOf(round.elected) })}`] : []),
    ...(round.excluded.length > 0 ? [`  ${fill(texts['tally.excluded'], { names: namesOf(round.excluded) })}`] : []),
    ...(round.byTie ? [`  ${texts['tally.by-tie']}`] : []),
  ];
  return [
    winners.length === 0
      ? texts['tally.nobody']
      : fill(texts[winners.length === 1 ? 'tally.winner' : 'tally.winners'], { names: namesOf(winners) }),
    fill(texts['tally.voters'], { voters: String(votersOf(all)) }),
    ...ranking.map((tier, i) => `  ${i + 1}. ${namesOf(tier)}`),
    ...(result.votes === null ? [] : [...result.votes].map(([alternative, votes]) => `  ${nameOf(alternative)}: ${votesIn(votes)}`)),
    ...(quota === null ? [] : [fill(texts['tally.quota'], { votes: String(quota) })]),
    ...rounds.flatMap(roundLines),
    ...(rounds.length > 0 ? [] : pairLines(result.pairwise, nameOf)),
    ...(beatsAll === null ? [] : [fill(texts['tally.beats-all'], { name: nameOf(beatsAll) })]),
    texts[`tally.ties.${ties.by}`],
  ];
}

function pairLines(pairwise: TallyResult['pairwise'], nameOf: (alternative: Alternative) => string): string[] {
  const lines = [...pairwise].flatMap(([a, others]) =>
    [...others].filter(([b]) => a < b).map(([b, count]) => `  ${nameOf(a)} ${count} : ${pairwise.get(b)?.get(a) ?? 0} ${nameOf(b)}`),
  );
  return lines.length === 0 ? [] : [texts['tally.pairs'], ...lines];
}

function votesIn(votes: number): string {
  return String(Math.round(votes * 1e5) / 1e5);
}

function tallyStop(
  reason: string & (keyof typeof texts extends `tally.${infer R}` ? R : string),
  gaps: Readonly<Record<string, string>> = {},
): Stop {
  return new Stop(EXIT.usage, reason, fill(texts[`tally.${reason}` as keyof typeof texts], gaps));
}
