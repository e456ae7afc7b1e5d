import { spokenTime } from '../../moment.ts';
import { fill, manyLines, oneLine, shortId } from '../../wording.ts';
import { letterOf } from '../methods/choice.ts';
import { texts } from '../texts.ts';
import type { QualifyingView, RoundView, WayOutView, WordsView } from './round-view.ts';

/** Where a decision stands in its steps, whose turn it is, and who holds the round. @param isByConsent whether it is decided by consent */
export function tellTurn({ step, noted, holder, next }: RoundView, isByConsent: boolean): string[] {
  const said: string[] = [step === 'round' && !isByConsent ? texts['step.vote'] : texts[`step.${step}`]];
  if (noted !== null) said.push(fill(texts['round.noted'], { member: oneLine(noted.member) }));
  const lines = [fill(texts['round.step'], { step: said.join(', ') })];
  const [now, ...after] = next.map(({ member, saidLater }) =>
    saidLater ? fill(texts['round.later'], { member: oneLine(member) }) : oneLine(member),
  );
  if (now !== undefined) {
    lines.push(after.length === 0 ? fill(texts['round.now'], { now }) : fill(texts['round.now-then'], { now, after: after.join(', ') }));
  }
  if (holder !== null) lines.push(fill(texts['round.holder'], { member: oneLine(holder.member) }));
  return lines;
}

/** What was said in the round beside responses: quick reactions, words on objections, ways out. @param version number of the version that is shown */
export function tellRound({ reactions, qualifying, unresolved, waysOut }: RoundView, version: number): string[] {
  const { offered, methods, asked } = waysOut;
  return [
    ...reactions.filter((one) => one.version === version).map((one) => tellWords('round.reacted', one)),
    ...unresolved.map(
      (one) => `${fill(texts['round.unresolved'], { member: oneLine(one.member), version: one.version })}\n${manyLines(one.text, '  ')}`,
    ),
    ...qualifying.flatMap(tellQualifying),
    ...asked.flatMap(tellWayOut),
    ...(offered.length === 0
      ? []
      : [
          texts['round.stuck'],
          ...offered.map((way) => `  ${fill(texts[`way.${way}`], { methods: methods.join(', ') })}`),
          `  ${texts['way.parting']}`,
        ]),
  ];
}

function tellWords(key: 'round.reacted', { member, text }: WordsView): string {
  return fill(texts[key], { member: oneLine(member), text: oneLine(text) });
}

function tellQualifying({ objection, asked, said }: QualifyingView): string[] {
  return [
    fill(texts['round.qualifying'], { member: oneLine(asked.member), id: shortId(objection) }),
    ...said.map(
      ({ member, says, text }) =>
        `  ${fill(texts[`round.qualifies-${says}`], { member: oneLine(member) })}${text === '' ? '' : ` ${oneLine(text)}`}`,
    ),
  ];
}

function tellWayOut({ id, member, way, who, until, method, options, text }: WayOutView): string[] {
  const gaps = {
    id: shortId(id),
    member: oneLine(member),
    names: who.map((one) => oneLine(one.member)).join(', '),
    until: until === null ? '' : spokenTime(until),
    method: method ?? '',
  };
  const answers = who.filter(({ will }) => will !== null);
  return [
    fill(texts[`round.asked-${way}`], gaps),
    ...options.map((option, at) => `  ${letterOf(at)}: ${oneLine(option)}`),
    ...(text.trim() === '' ? [] : [manyLines(text, '  ')]),
    ...answers.map(
      (one) =>
        `  ${fill(texts[one.will ? 'round.will' : 'round.will-not'], { member: oneLine(one.member) })}${one.text === '' ? '' : ` ${oneLine(one.text)}`}`,
    ),
  ];
}
