import type { Decision } from './standing.ts';

type Said = Decision['responses'][number];
type Question = Decision['questions'][number];
type Version = Decision['versions'][number];

/** Something that was said to a decision. */
export type Saying =
  | { readonly kind: 'question'; readonly time: string; readonly question: Question }
  | { readonly kind: 'response'; readonly time: string; readonly said: Said; readonly version: number }
  | {
      readonly kind: 'former';
      readonly time: string;
      readonly said: Said;
      /** Number of the version that it was said to. */
      readonly version: number;
      /** The version that came after it. */
      readonly amended: Version;
      /** What the same member said since; null: nothing yet. */
      readonly since: Said | null;
    };

/**
 * What was said to a decision, as it was said: questions, responses with words to the version shown, and objections and concerns to former
 * versions, which stay.
 */
export function sayingsOf({ version, versions, responses, questions }: Decision): Saying[] {
  const asked = questions.map((question): Saying => ({ kind: 'question', time: question.time, question }));
  const given = responses
    .filter(({ response, reason }) => reason !== '' || response === 'object')
    .map((said): Saying => ({ kind: 'response', time: said.time, said, version }));
  const former = versions
    .filter(({ number }) => number < version)
    .flatMap((one) => one.responses.map((said) => ({ said, one })))
    .flatMap(({ said, one }): Saying[] => {
      const amended = versions[one.number];
      const later = versions.filter(({ number }) => number > one.number && number <= version);
      const since = later.flatMap((after) => after.responses.filter(({ memberId }) => memberId === said.memberId)).at(-1) ?? null;
      const stays = said.response === 'object' || (said.response === 'concern' && said.reason !== '' && since === null);
      return stays && amended !== undefined ? [{ kind: 'former', time: said.time, said, version: one.number, amended, since }] : [];
    });
  return [...former, ...given, ...asked].sort((a, b) => (a.time < b.time ? -1 : 1));
}
