import { fill, oneLine, shortId } from '../../wording.ts';
import { texts } from './texts.ts';
import type { GivenVoiceView, TakenBack, VoicesView, VoteVoiceView } from './view.ts';

/** A voice that was given just now, in words. */
export function tellGiven(given: GivenVoiceView): string {
  const about = tellSubject(given.subject);
  const lines = [fill(texts['voices.given'], { to: oneLine(given.to), about, until: given.until }), ...tellHindrance(given)];
  return [...lines, texts['voices.yours']].join('\n');
}

/** Voices that were taken back, in words. */
export function tellTakenBack({ taken }: TakenBack): string {
  return taken.map(({ to, subject }) => fill(texts['voices.taken-back'], { to: oneLine(to), about: tellSubject(subject) })).join('\n');
}

/** Who has whose voice, in words. */
export function tellVoices({ most, decision, given, subjects }: VoicesView): string {
  const from = decision === null ? '' : fill(texts['voices.from'], { id: shortId(decision) });
  const lines = most === 0 ? [texts['voices.not-agreed']] : [fill(texts[most === 1 ? 'voices.on-one' : 'voices.on'], { most }) + from];
  if (given.length === 0 && most > 0) lines.push(texts['voices.none']);
  for (const voice of given) {
    const gaps = { member: oneLine(voice.member), to: oneLine(voice.to), about: tellSubject(voice.subject), until: voice.until };
    lines.push(fill(texts['voices.line'], gaps), ...tellHindrance(voice).map((line) => `  ${line}`));
  }
  if (subjects.length > 0 && most > 0) lines.push(fill(texts['voices.subjects'], { subjects: subjects.map(oneLine).join(', ') }));
  return lines.join('\n');
}

/** Voices in a vote that are with somebody and do not count with their vote, in words. Those that do stand with the votes. */
export function tellVoteVoices(voices: readonly VoteVoiceView[]): string[] {
  return voices.flatMap(({ member, to, state }) => {
    if (state === 'counts' || state === 'own') return [];
    return [fill(texts[`voices.vote-${state}`], { member: oneLine(member), to: oneLine(to) })];
  });
}

function tellSubject(subject: string): string {
  return subject === '' ? texts['voices.about-all'] : fill(texts['voices.about'], { subject: oneLine(subject) });
}

function tellHindrance({ state, passedBy, member, to }: GivenVoiceView): string[] {
  const gaps = { member: oneLine(member), to: oneLine(to), other: oneLine(passedBy?.member ?? '') };
  const lines = state === 'stands' ? [] : [fill(texts[`voices.${state}`], gaps)];
  return passedBy === null ? lines : [...lines, fill(texts['voices.passed-by'], gaps)];
}
