import { inWords } from '../../../names/in-words.ts';
import type { Say } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';
import type { Settled } from './method-draft.ts';

/** Parts of a group that have words. */
export const PARTS = ['1/3', '1/2', '3/5', '2/3', '3/4', '4/5', '9/10', '1/1'] as const;

/** A part in words, such as "two thirds"; one that has none as a fraction. */
export function partInWords(fraction: string, say: Say): string {
  const known = PARTS.find((part) => part === fraction);
  return known === undefined ? fraction : say(`part.${known}`);
}

/** What the rules of a decision are told from. */
export interface Rules extends Omit<Settled, 'options'> {
  /** How many are asked. */
  readonly asked: number;
  /** By consensus: how many have to agree. */
  readonly agree: number | null;
  /** Letters of the options in the order in which a tie favours them; null while it is not known. */
  readonly tieOrder: readonly string[] | null;
}

/** A method as it is told: numbers as people type them. */
export function asTold({ name, share, seats, marks }: Decision['method']): Pick<Rules, 'name' | 'share' | 'seats' | 'marks'> {
  return { name, share, seats: seats === null ? null : String(seats), marks: marks === null ? null : String(marks) };
}

/** The rules of a version at hand. */
export function rulesOf({ method, heard, needed }: Pick<Decision, 'method' | 'heard' | 'needed'>): Rules {
  const { name, options, quorum, silence, ties, tieOrder, ask } = method;
  return {
    ...asTold(method),
    quorum,
    silence,
    ties: options.length > 0 && name !== 'meeting-time' && name !== 'sortition' ? ties : null,
    ask: ask.map(({ member }) => member),
    asked: heard.of,
    agree: name === 'consensus' ? needed : null,
    tieOrder: tieOrder?.map((number) => options[number - 1]?.letter ?? '') ?? null,
  };
}

/** How a decision is made that is not made by consent, in one sentence. */
export function tellMethod({ name, share, seats, marks }: Pick<Rules, 'name' | 'share' | 'seats' | 'marks'>, say: Say): string {
  return say(`vote.by.${name}`, { share: share === null ? '' : partInWords(share, say), count: Number(seats ?? marks ?? 0) });
}

/** All rules by which votes are counted, each in a sentence: who is asked, how many have to be heard, what silence means, how ties end. */
export function tellRules(rules: Rules, say: Say): string[] {
  const { name, quorum, silence, ties, tieOrder, ask, asked, agree } = rules;
  const order = tieOrder === null ? '' : say('rules.tie-order', { order: tieOrder.join(', ') });
  return [
    ...(ask.length > 0 && name === 'advice' ? [say('rules.asked-some', { names: inWords(ask) })] : [say('rules.asked', { count: asked })]),
    ...(ask.length > 0 && name === 'sortition' ? [say('rules.drawn-from', { names: inWords(ask) })] : []),
    ...(name === 'consensus' || name === 'rough-consensus' || name === 'lazy-consensus' || name === 'sortition'
      ? [say(`rules.objections.${name}`)]
      : []),
    agree !== null
      ? say('rules.agree', { count: agree, of: asked })
      : quorum === null
        ? say(
            name === 'lazy-consensus' || name === 'sortition'
              ? 'rules.nobody-needed'
              : name === 'advice'
                ? 'rules.advice-needed'
                : 'rules.one-needed',
          )
        : say('rules.quorum', { part: partInWords(quorum, say), count: leastOf(quorum, asked) }),
    say(`rules.silence.${silence}`),
    ...(ties === null ? [] : [`${say(`rules.ties.${ties}`)}${order}`]),
  ];
}

/** So many are that part of those asked, rounded up. */
function leastOf(part: string, asked: number): number {
  const [over = 1, under = 1] = part.split('/').map(Number);
  return Math.max(1, Math.ceil((asked * over) / under));
}
