import type { Texts } from '../../practice.ts';
import { fill, manyLines, oneLine } from '../../wording.ts';
import { texts } from '../texts.ts';
import { sayVotes } from './choice.ts';
import type { BallotView, CountView, MethodView } from './count-view.ts';

const words: Texts = texts;

/** By what it is decided, in words. */
export function tellMethod(method: MethodView): string[] {
  const { name, options, share, quorum, silence, seats, marks, tieOrder, ask } = method;
  const gaps = { share: share ?? '', seats: seats ?? '', marks: marks ?? '', names: ask.map(({ member }) => oneLine(member)).join(', ') };
  const lines = [fill(texts[`method.${name}`], gaps)];
  if (name === 'advice') lines.push(fill(texts[ask.length === 0 ? 'method.ask-all' : 'method.ask'], gaps));
  if (quorum !== null) lines.push(fill(texts['method.quorum'], { quorum }));
  if (silence !== 'nothing') lines.push(texts[`method.silence.${silence}`]);
  if (options.length > 0 && method.ballot !== null && name !== 'meeting-time') {
    const order = tieOrder?.map((number) => options[number - 1]?.letter).join(', ') ?? '';
    lines.push(fill(words[`method.ties.${method.ties}`] ?? '', { order }));
  }
  return lines;
}

/** How the votes are counted, in words. @param isOver whether the count is what came of it, or how it stands so far */
export function tellCount(method: MethodView, count: CountView, isOver: boolean): string[] {
  const { heard, needed, stances, result } = count;
  const lines = [fill(texts['count.heard'], { heard, needed })];
  const said = Object.entries(stances).map(([stance, votes]) => `${words[`stance.${stance}`]} ${votes}`);
  if (said.length > 0) lines.push(`${said.join(', ')}.`);
  return result === null ? lines : [...lines, ...tellResult(method, result, isOver)];
}

function tellResult({ name, options }: MethodView, result: NonNullable<CountView['result']>, isOver: boolean): string[] {
  const nameOf = (number: number | string): string => oneLine(options[Number(number) - 1]?.text ?? String(number));
  const namesOf = (numbers: readonly number[]): string => numbers.map(nameOf).join(', ');
  const { winners, votes, ifNeedBe, rounds, quota, pairwise, beatsAll } = result;
  const lines = options.map(({ letter, text }, i) => {
    const votesFor = votes?.[i + 1];
    const maybe = ifNeedBe?.[i + 1] ?? 0;
    const counted = votesFor === undefined ? '' : `: ${sayVotes(votesFor)}`;
    return `  ${letter}. ${oneLine(text)}${counted}${maybe > 0 ? fill(texts['count.if-need-be'], { count: maybe }) : ''}`;
  });
  if (name === 'schulze' && result.voters > 0) {
    for (const [i, a] of options.entries()) {
      for (const [j, b] of options.entries()) {
        if (i >= j) continue;
        const [ab, ba] = [pairwise[i + 1]?.[j + 1] ?? 0, pairwise[j + 1]?.[i + 1] ?? 0];
        lines.push(fill(texts['count.pair'], { a: oneLine(a.text), b: oneLine(b.text), ab, ba }));
      }
    }
    if (beatsAll !== null) lines.push(fill(texts['count.beats-all'], { name: nameOf(beatsAll) }));
  }
  if (quota !== null && result.voters > 0) lines.push(fill(texts['count.quota'], { votes: sayVotes(quota) }));
  for (const [i, round] of (result.voters > 0 ? rounds : []).entries()) {
    const each = Object.entries(round.votes).map(([number, held]) => `${nameOf(number)} ${sayVotes(held)}`);
    lines.push(fill(texts['count.round'], { round: i + 1, votes: each.join(', ') }));
    if (round.elected.length > 0) lines.push(fill(texts['count.elected'], { names: namesOf(round.elected) }));
    if (round.excluded.length > 0) lines.push(fill(texts['count.excluded'], { names: namesOf(round.excluded) }));
    if (round.byTie) lines.push(texts['count.by-tie']);
  }
  lines.push(tellWinners(name, winners, namesOf(winners), isOver));
  return lines;
}

function tellWinners(name: MethodView['name'], winners: readonly number[], names: string, isOver: boolean): string {
  if (winners.length === 0) return texts['count.nobody'];
  if (winners.length > 1 && name !== 'stv') return fill(texts['count.level'], { names });
  return fill(texts[isOver ? 'count.chosen' : 'count.leads'], { names });
}

/** Who voted what. */
export function tellBallots(ballots: readonly BallotView[]): string[] {
  const lines = ballots.flatMap(({ member, said, words: typed, reason, late, alsoFor }) => {
    const vote = typeof said === 'string' ? (words[`stance.${said}`] ?? said) : typed;
    const text = late ? 'count.voted-late' : alsoFor.length > 0 ? 'count.voted-for' : 'count.voted';
    const others = alsoFor.map((one) => oneLine(one.member)).join(', ');
    const line = fill(texts[text], { member: oneLine(member), vote, others });
    return reason === '' ? [line] : [line, manyLines(reason, '  ')];
  });
  return lines.length === 0 ? [] : [...lines, texts['count.signed']];
}
