import type { Id } from '../../bytes/id.ts';
import type { DecisionView } from '../../practices/decisions/view.ts';
import type { DecisionWaitingKind, Waiting } from './waiting.ts';

/** What waits at decisions, in parts that stand in one order with what waits elsewhere. */
export interface AtDecisions {
  /** What open decisions ask of the reader, and people ask about them; what ends soonest comes first. */
  readonly asked: readonly Waiting[];
  /** What is asked of them where a round is stuck. */
  readonly stuck: readonly Waiting[];
  /** Objections to what they proposed and was decided. */
  readonly reviews: readonly Waiting[];
  /** What they propose themselves and have not responded to. */
  readonly own: readonly Waiting[];
}

/**
 * What waits for somebody at decisions. @param decisions all that are open or in review, and those that did not pass at which help is asked
 * @param doors decisions by which people at the door are to come in @param me the reader's member
 */
export function waitingAtDecisions(decisions: readonly DecisionView[], doors: ReadonlySet<Id>, me: Id): AtDecisions {
  const open = decisions.filter(({ state }) => state === 'open').sort((a, b) => (a.deadline < b.deadline ? -1 : 1));
  const waiting = open.flatMap((decision) => waitsAt(decision, doors.has(decision.id), me));
  const asked = oncePerClaim(waiting, open, me);
  const isStuckHere = ({ state }: DecisionView): boolean => state === 'open' || state === 'not-passed';
  const mine = decisions.filter(({ state, proposerId }) => state === 'in-review' && proposerId === me);
  return {
    asked: asked.filter(({ kind }) => kind !== 'own'),
    stuck: [
      ...decisions.filter(isStuckHere).flatMap((decision) => helpAt(decision, me)),
      ...open.flatMap((decision) => stuckFor(decision, me)),
    ],
    reviews: mine.flatMap((decision) => [atDecision('review', decision), ...questionsAt(decision, me)]),
    own: asked.filter(({ kind }) => kind === 'own'),
  };
}

function atDecision(kind: DecisionWaitingKind, decision: DecisionView, said: DecisionView['objections'] = []): Waiting {
  const { id, version, versions, title, proposer, deadline, opened } = decision;
  const words = kind === 'review' ? decision.review : said;
  return {
    key: `${kind} ${id} ${version}`,
    kind,
    since: words[0]?.time ?? versions.at(-1)?.time ?? opened,
    until: kind === 'review' ? null : deadline,
    title,
    from: words[0]?.member ?? proposer,
    at: ['decisions', id, ...words.slice(0, 1).map((one) => one.id)],
  };
}

/** What waits at an open decision. @param isDoor whether somebody asks to join by it */
function waitsAt(decision: DecisionView, isDoor: boolean, me: Id): Waiting[] {
  const { awaitsYou, versions, proposerId } = decision;
  const objections = decision.objections.filter(({ memberId }) => memberId !== me);
  const waits: Waiting[] = [];
  if (isAboutUnheard(decision, me)) waits.push(atDecision('about-you', decision));
  const isObjectedTo = proposerId === me && objections.length > 0;
  if (awaitsYou && proposerId === me && !isDoor) {
    // What is objected to asks for other words first.
    if (!isObjectedTo) waits.push(atDecision('own', decision));
  } else if (awaitsYou) {
    const before = versions.slice(0, -1).flatMap(({ responses, ballots }) => [...responses, ...ballots]);
    const wasHeard = before.some(({ memberId }) => memberId === me);
    waits.push(atDecision(isDoor ? 'door' : wasHeard ? 'anew' : 'turn', decision));
  }
  if (isObjectedTo) waits.push(atDecision('objection', decision, objections));
  return [...waits, ...questionsAt(decision, me)];
}

function questionsAt({ id, proposerId, questions, state, deadline }: DecisionView, me: Id): Waiting[] {
  if (proposerId !== me) return [];
  return questions
    .filter(({ answers, memberId }) => answers.length === 0 && memberId !== me)
    .map((question) => ({
      key: `question ${id} ${question.id}`,
      kind: 'question',
      since: question.time,
      until: state === 'open' ? deadline : null,
      title: question.text,
      from: question.member,
      at: ['decisions', id, question.id],
    }));
}

/** A round that is stuck waits for all who were heard, until one of them asks for a way out of it; but not for its proposer, who has the objection itself before them. */
function stuckFor(decision: DecisionView, me: Id): Waiting[] {
  const { proposerId, awaitsYou } = decision;
  const { offered, asked } = decision.round.waysOut;
  const isForThem = offered.length > 0 && !asked.some(({ isOpen }) => isOpen);
  return isForThem && proposerId !== me && !awaitsYou ? [atDecision('stuck', decision)] : [];
}

/** What others ask of the reader where a round is stuck. */
function helpAt({ id, title, state, deadline, round, proposerId, objections }: DecisionView, me: Id): Waiting[] {
  const open = round.waysOut.asked.filter(({ isOpen }) => isOpen);
  const isOwn = (said: Id): boolean => [...objections, ...round.unresolved].some((one) => one.id === said && one.memberId === me);
  const until = state === 'open' ? deadline : null;
  const ask = (kind: 'help' | 'wish' | 'qualify', about: Id, asked: { readonly member: string; readonly time: string }): Waiting => ({
    key: `${kind} ${about}`,
    kind,
    since: asked.time,
    until,
    title,
    from: asked.member,
    at: ['decisions', id, about],
  });
  return [
    ...round.qualifying
      .filter(({ objection, said }) => isOwn(objection) && !said.some(({ memberId }) => memberId === me))
      .map(({ objection, asked }) => ask('qualify', objection, asked)),
    ...open.filter(({ who }) => who.some(({ memberId, will }) => memberId === me && will === null)).map((way) => ask('help', way.id, way)),
    ...open
      .filter(({ way, memberId }) => (way === 'trial' || way === 'another-method') && proposerId === me && memberId !== me)
      .map((way) => ask('wish', way.id, way)),
  ];
}

/**
 * Whoever says that they are the reader, and knocked at several doors at once, is proposed several times, and one word of the reader's is about all of it: they are told once, and not any more
 * once they have said something.
 */
function oncePerClaim(waiting: readonly Waiting[], decisions: readonly DecisionView[], me: Id): Waiting[] {
  const claimOf = new Map(decisions.map(({ id, effects }) => [id, effects.find(({ kind }) => kind === 'recover')?.applicant]));
  const isHeard = ({ responses }: DecisionView): boolean => responses.some(({ memberId }) => memberId === me);
  const told = new Set<unknown>(decisions.filter(isHeard).map(({ id }) => claimOf.get(id)));
  return waiting.filter((one) => {
    const claim = one.kind === 'about-you' ? claimOf.get(one.at[1] ?? '') : undefined;
    if (claim === undefined) return true;
    const isNew = !told.has(claim);
    told.add(claim);
    return isNew;
  });
}

/** Whether it decides on the reader, who has not said anything to this version. */
function isAboutUnheard({ effects, responses, questions, version }: DecisionView, me: Id): boolean {
  const isAbout = effects.some(({ kind, member }) => (kind === 'remove' || kind === 'recover') && member === me);
  const isHeard =
    responses.some(({ memberId }) => memberId === me) || questions.some((asked) => asked.memberId === me && asked.version === version);
  return isAbout && !isHeard;
}
