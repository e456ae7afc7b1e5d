import type { Decision } from './standing.ts';

type Said = Decision['responses'][number];
type Question = Decision['questions'][number];
type Version = Decision['versions'][number];
type Way = Decision['round']['waysOut']['asked'][number];

/** Something that was said to a decision. */
export type Saying =
  | { readonly kind: 'question'; readonly time: string; readonly question: Question }
  | { readonly kind: 'way'; readonly time: string; readonly way: Way }
  | { readonly kind: 'response'; readonly time: string; readonly said: Said; readonly version: number }
  | {
      readonly kind: 'former';
      readonly time: string;
      readonly said: Said;
      /** Number of the version that it was said to. */
      readonly version: number;
      /** The version that came after it. */
      readonly amended: Version;
      /** Why there is that version, in the words that went with its proposer's own response; null: there are none. */
      readonly why: Said | null;
      /** What the same member said since; null: nothing yet. */
      readonly since: Said | null;
      /** Number of the first version to which they said what they say since, without objecting in between; 0: of none. */
      readonly into: number;
    };

/** Whether what somebody says after their objection is that it is resolved: a concern is more, and stands for itself too. */
export function isResolving(since: Said | null): boolean {
  return since !== null && since.response !== 'object' && since.response !== 'concern';
}

/**
 * What was said to a decision, as it was said: questions, ways out that were asked for, responses with words to the version shown, and objections and concerns to former
 * versions, which stay. What stands under an objection, as what became of it, stands there only.
 */
export function sayingsOf({ version, versions, responses, questions, proposerId, round }: Decision): Saying[] {
  const asked = questions.map((question): Saying => ({ kind: 'question', time: question.time, question }));
  const ways = round.waysOut.asked.map((way): Saying => ({ kind: 'way', time: way.time, way }));
  const given = responses
    .filter(({ response, reason }) => reason !== '' || response === 'object')
    .map((said): Saying => ({ kind: 'response', time: said.time, said, version }));
  const former = versions
    .filter(({ number }) => number < version)
    .flatMap((one) => one.responses.map((said) => ({ said, one })))
    .flatMap(({ said, one }): Saying[] => {
      const amended = versions[one.number];
      const later = versions.filter(({ number }) => number > one.number && number <= version);
      const own = later.flatMap(({ number, responses: all }) =>
        all.filter(({ memberId }) => memberId === said.memberId).map((response) => ({ number, response })),
      );
      const since = own.at(-1)?.response ?? null;
      const into = own[own.findLastIndex(({ response }) => response.response === 'object') + 1]?.number ?? 0;
      const stays = said.response === 'object' || (said.response === 'concern' && said.reason !== '' && since === null);
      if (!stays || amended === undefined) return [];
      const why =
        amended.responses.find(({ memberId, response, reason }) => memberId === proposerId && response === 'consent' && reason !== '') ??
        null;
      return [{ kind: 'former', time: said.time, said, version: one.number, amended, why, since, into }];
    });
  const isUnderAnother = ({ id }: Said): boolean =>
    former.some((one) => one.kind === 'former' && (one.why?.id === id || (isResolving(one.since) && one.since?.id === id)));
  return [...former, ...given.filter((one) => one.kind !== 'response' || !isUnderAnother(one.said)), ...asked, ...ways].sort((a, b) =>
    a.time < b.time ? -1 : 1,
  );
}
