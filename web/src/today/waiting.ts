import type { Output } from '../api/client.ts';

type Decision = Output<'decisions'>[number];
type Person = Output<'people'>[number];
type Channel = Output<'channels'>[number];

/** Something that waits for the reader, at a decision. */
export interface Waiting {
  /** `door`: somebody asks to join; `turn`: the reader is asked; `question`: one about the reader's proposal; `review`: an objection to what is in effect. */
  readonly kind: 'door' | 'turn' | 'question' | 'review';
  readonly decision: Decision;
  /** What was asked, for `question`. */
  readonly question: Decision['questions'][number] | null;
}

/** What waits for the reader, the most pressing first. @param me id of the reader's member */
export function whatWaits(decisions: readonly Decision[], people: readonly Person[], me: string | undefined): Waiting[] {
  const doors = new Set(people.filter(({ state }) => state === 'waiting').map(({ decision }) => decision));
  const asked = decisions
    .filter(({ awaitsYou }) => awaitsYou)
    .map((decision): Waiting => ({ kind: doors.has(decision.id) ? 'door' : 'turn', decision, question: null }))
    .sort((a, b) => (a.decision.deadline < b.decision.deadline ? -1 : 1));
  const questions = decisions.flatMap((decision) =>
    decision.proposerId !== me || (decision.state !== 'open' && decision.state !== 'in-review')
      ? []
      : decision.questions
          .filter(({ answers, memberId }) => answers.length === 0 && memberId !== me)
          .map((question): Waiting => ({ kind: 'question', decision, question })),
  );
  const reviews = decisions
    .filter(({ state, proposerId }) => state === 'in-review' && proposerId === me)
    .map((decision): Waiting => ({ kind: 'review', decision, question: null }));
  return [...asked, ...questions, ...reviews];
}

/** How many messages are new to the reader. */
export function unreadIn(channels: readonly Channel[]): number {
  return channels.reduce((sum, { unread }) => sum + unread, 0);
}
