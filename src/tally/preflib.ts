import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Alternative, RankedBallot, RankedBallots } from './ballots.ts';

/** Bounds of a file: what is longer is refused before it is read. */
export const PREFLIB_LIMITS = { characters: 64 * 1024 * 1024, alternatives: 500, voters: 2 ** 40, number: 2 ** 31 } as const;

const ORDER = /^(\d{1,13})\s*:\s*(.*)$/;
const NAME = /^#\s*ALTERNATIVE NAME (\d{1,10})\s*:\s*(.*)$/;
const TIER = /\s*(?:\{([^{}]*)\}|([^,{}]+))\s*(?:,|$)/y;

/** Why a file is not read, and in which line. */
export interface PreflibFault {
  readonly reason: string;
  /** From 1; 0 for the file as a whole. */
  readonly line: number;
}

/**
 * Reads ranked ballots from the text of a PrefLib file (.soc, .soi, .toc, .toi): lines `count: 1,{2,3},4`, the best first, in braces what is
 * equally good. Lines that begin with `#` are its header, may be left out, and name alternatives; what they do not name is taken from the ballots.
 * Source: preflib.org/format, as of 2023. Gives `file-too-long`, `line-malformed`, `alternative-malformed`, `alternative-twice`, `too-many-alternatives`,
 * `too-many-voters`, `no-ballots` with the line in which it stands.
 */
export function readPreflib(text: string): { readonly ok: true; readonly value: RankedBallots } | ({ readonly ok: false } & PreflibFault) {
  if (text.length > PREFLIB_LIMITS.characters) return { ok: false, reason: 'file-too-long', line: 0 };
  const names = new Map<Alternative, string>();
  const alternatives = new Set<Alternative>();
  const ballots: RankedBallot[] = [];
  let voters = 0;
  for (const [i, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = raw.trim();
    const fault = (reason: string) => ({ ok: false, reason, line: i + 1 }) as const;
    if (line === '') continue;
    if (line.startsWith('#')) {
      const [, number, name] = NAME.exec(line) ?? [];
      if (number === undefined || name === undefined) continue;
      names.set(Number(number), name);
      alternatives.add(Number(number));
    } else {
      const ballot = readOrder(line);
      if (!ballot.ok) return fault(ballot.reason);
      for (const alternative of ballot.value.tiers.flat()) alternatives.add(alternative);
      voters += ballot.value.count;
      if (ballot.value.count > 0) ballots.push(ballot.value);
    }
    if (alternatives.size > PREFLIB_LIMITS.alternatives) return fault('too-many-alternatives');
    if (voters > PREFLIB_LIMITS.voters) return fault('too-many-voters');
  }
  if (ballots.length === 0) return { ok: false, reason: 'no-ballots', line: 0 };
  return { ok: true, value: { alternatives: [...alternatives].sort((a, b) => a - b), names, ballots } };
}

function readOrder(line: string): Verdict<RankedBallot> {
  const [, count, order] = ORDER.exec(line) ?? [];
  if (count === undefined || order === undefined) return refuse('line-malformed');
  const tiers: Alternative[][] = [];
  const seen = new Set<Alternative>();
  TIER.lastIndex = 0;
  while (TIER.lastIndex < order.length) {
    const [, tied, single] = TIER.exec(order) ?? [];
    const words = tied !== undefined ? tied.split(',') : single !== undefined ? [single] : null;
    if (words === null) return refuse('line-malformed');
    const tier: Alternative[] = [];
    for (const word of words.map((each) => each.trim())) {
      // An empty pair of braces stands for nobody.
      if (word === '' && tied?.trim() === '') continue;
      const alternative = Number(word);
      if (!/^\d{1,10}$/.test(word) || alternative > PREFLIB_LIMITS.number) return refuse('alternative-malformed');
      if (seen.has(alternative)) return refuse('alternative-twice');
      seen.add(alternative);
      tier.push(alternative);
    }
    if (tier.length > 0) tiers.push(tier);
  }
  return accept({ count: Number(count), tiers });
}

/**
 * Ballots as the text of a PrefLib file (.toi) that `readPreflib` reads back: what is said alike stands on one line, most often said first.
 * @param notes lines for people, which programs skip
 */
export function writePreflib({ alternatives, names, ballots }: RankedBallots, notes: readonly string[] = []): string {
  const orders = new Map<string, number>();
  for (const { count, tiers } of ballots) {
    const order = tiers.map((tier) => (tier.length === 1 ? tier[0] : `{${tier.join(',')}}`)).join(',');
    orders.set(order, (orders.get(order) ?? 0) + count);
  }
  const voters = ballots.reduce((sum, { count }) => sum + count, 0);
  const sorted = [...orders].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return [
    ...notes.map((note) => `# ${note}`),
    '# DATA TYPE: toi',
    `# NUMBER ALTERNATIVES: ${alternatives.length}`,
    `# NUMBER VOTERS: ${voters}`,
    `# NUMBER UNIQUE ORDERS: ${sorted.length}`,
    ...alternatives.map((alternative) => `# ALTERNATIVE NAME ${alternative}: ${names.get(alternative) ?? alternative}`),
    ...sorted.map(([order, count]) => `${count}: ${order}`),
  ].join('\n');
}
