import type { EffectJson } from '../../../cell/effect.ts';
import { spokenTime } from '../../moment.ts';
import type { Texts } from '../../practice.ts';
import { fill, manyLines, oneLine, shortId } from '../../wording.ts';
import { texts } from '../texts.ts';
import type { AboutView, AgreementLine, AgreementView, SaidView, StepView } from '../view.ts';

/** The register in words. */
export function tellAgreements(agreements: readonly AgreementLine[]): string {
  return agreements.length === 0 ? texts['agreements.none'] : agreements.map(tellLine).join('\n');
}

function tellLine(agreement: AgreementLine): string {
  const { id, title, found, concerns, clashes } = agreement;
  const more = [
    concerns === 0 ? '' : fill(texts[concerns === 1 ? 'agreements.concern-one' : 'agreements.concern-many'], { count: concerns }),
    clashes === 0 ? '' : texts['agreements.clashes'],
  ].filter((text) => text !== '');
  const line = fill(texts['agreements.line'], { id: shortId(id), title: oneLine(title), state: tellState(agreement) });
  const where =
    found === null ? [] : [fill(texts['agreements.found'], { where: texts[`found.${found.where}`], words: oneLine(found.words) })];
  return [[line, ...more].join(' '), ...where].join('\n');
}

function tellState(agreement: AgreementLine): string {
  const { state, subject, overdue } = agreement;
  const about = subject === '' ? '' : fill(texts['agreements.subject'], { subject: oneLine(subject) });
  const over = state === 'replaced' || state === 'ended' || state === 'lapsed';
  const is = overdue && state === 'due' ? texts['agreements.state.overdue'] : texts[`agreements.state.${state}`];
  return `${about}${is}. ${over ? '' : tellOwner(agreement)} ${tellReview(agreement)}`.replace(/ {2,}/g, ' ').trimEnd();
}

function tellOwner({ owner, formerOwner }: AgreementLine): string {
  if (owner !== null) return fill(texts['agreements.owner'], { name: oneLine(owner.member) });
  return formerOwner === null ? texts['agreements.nobody'] : fill(texts['agreements.owner-left'], { name: oneLine(formerOwner) });
}

function tellReview({ state, review, afterwards }: AgreementLine): string {
  if (state === 'replaced' || state === 'ended') return '';
  if (review === null) return texts['agreements.no-review'];
  if (state === 'lapsed') return fill(texts['agreements.lapsed-on'], { day: review });
  return fill(texts[afterwards === 'lapse' ? 'agreements.review-lapse' : 'agreements.review-stay'], { day: review });
}

/** One agreement in words. */
export function tellAgreement(agreement: AgreementView): string {
  const { id, title, text, proposer, heard, decided, attested, effects, history, state } = agreement;
  const isOver = state === 'replaced' || state === 'ended' || state === 'lapsed';
  const gaps = { title: oneLine(title), state: tellState(agreement), id: shortId(id) };
  const by = { proposer: oneLine(proposer), day: spokenTime(decided), count: heard.count, of: heard.of };
  return [
    fill(texts['agreements.head'], gaps),
    ...(text.trim() === '' ? [] : ['', manyLines(text, '  '), '']),
    fill(texts['agreements.decided'], by),
    attested === null ? texts['agreements.counted'] : fill(texts['agreements.attested'], { names: tellNames(attested) }),
    ...effects.map(tellEffect),
    ...(effects.length > 0 && isOver ? [texts['agreements.effects-stay']] : []),
    ...block('agreements.concerns', agreement.concernsSaid.map(tellSaid)),
    ...block('agreements.objections', agreement.objections.map(tellSaid)),
    ...block('agreements.notes', agreement.notes.map(tellSaid)),
    ...block('agreements.reviews', agreement.reviews.map(tellAbout)),
    ...block('agreements.replaced-by', agreement.replacedBy.map(tellAbout)),
    ...block('agreements.clash', agreement.clash.map(tellClash)),
    ...(history.length > 1 ? block('agreements.history', history.map(tellStep)) : []),
  ].join('\n');
}

function block(key: keyof typeof texts, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', texts[key], ...lines];
}

function tellNames(members: NonNullable<AgreementView['attested']>): string {
  return [...new Set(members.map(({ member }) => oneLine(member)))].join(', ');
}

/** What a decision changed in Moot, in words; what has none here is shown as it is. */
function tellEffect(effect: EffectJson): string {
  const text = (texts as Texts)[`agreements.effect.${effect.kind}.${String(effect.setting)}`];
  const gaps = text === undefined ? { effect: oneLine(JSON.stringify(effect)) } : { value: oneLine(String(effect.value)) };
  return fill(text ?? texts['agreements.effect'], gaps);
}

function tellSaid({ member, text }: SaidView): string {
  return `  ${oneLine(member)}: ${oneLine(text)}`;
}

function tellAbout({ id, kind, title }: AboutView): string {
  return `  ${shortId(id)}  ${fill(texts[`agreements.about.${kind}`], { title: oneLine(title) })}`;
}

function tellClash(about: AboutView): string {
  return about.text.trim() === '' ? tellAbout(about) : `${tellAbout(about)}\n${manyLines(about.text, '      ')}`;
}

function tellStep({ id, kind, title, decided, heard }: StepView): string {
  const gaps = { id: shortId(id), title: oneLine(title), day: decided.slice(0, 10), count: heard.count, of: heard.of };
  return `  ${fill(texts[`agreements.step.${kind}`], gaps)}`;
}
