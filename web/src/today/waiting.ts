import type { Output } from '../api/client.ts';
import type { Clash } from '../clashes/clash.ts';
import { voiceOf } from '../parting/asked-about.ts';

type Decision = Output<'decisions'>[number];
type Person = Output<'people'>[number];
type Channel = Output<'channels'>[number];
type Message = Channel['calls'][number];
type Circle = NonNullable<Channel['circle']>;

/** Something that waits for the reader. */
export type Waiting =
  /**
   * `turn`: the reader is asked; `anew`: about a new version of what they have responded to; `door`: somebody asks to join; `objection`: to the
   * reader's open proposal; `review`: an objection to what they proposed and was decided.
   */
  | { readonly kind: 'turn' | 'anew' | 'door' | 'objection' | 'review'; readonly decision: Decision }
  /** The others are asked whether the reader stays a member, or whether somebody who says that they are the reader is, and the reader has said nothing to it yet. */
  | { readonly kind: 'about-you'; readonly decision: Decision }
  /** Two decisions settled the same at once, and nobody has proposed yet how to settle it. */
  | { readonly kind: 'clash'; readonly clash: Clash }
  /** Devices of a member have revoked each other, and nobody has proposed yet which of them speaks. */
  | { readonly kind: 'suspended'; readonly person: Person }
  /** The reader is asked about what they propose themselves. */
  | { readonly kind: 'own'; readonly decision: Decision }
  /** A question about the reader's proposal. */
  | { readonly kind: 'question'; readonly decision: Decision; readonly question: Decision['questions'][number] }
  /** `help`: the reader is asked into a helping circle, or to mediate; `wish`: somebody would like a trial, or another method, of what the reader proposes. */
  | { readonly kind: 'help' | 'wish'; readonly decision: Decision; readonly way: Decision['round']['waysOut']['asked'][number] }
  /** Somebody asks whether an objection of the reader's names a harm. */
  | { readonly kind: 'qualify'; readonly decision: Decision; readonly qualifying: Decision['round']['qualifying'][number] }
  /** An agreement to look at: its review is near or overdue, it has lapsed, or it clashes with another decision. */
  | { readonly kind: 'agreement'; readonly agreement: Output<'agreements'>[number] }
  /** Somebody is to join a circle of the reader's, and the reader has yet to say whether they agree. */
  | { readonly kind: 'circle'; readonly circle: Circle; readonly joining: Circle['joining'][number] }
  /** An unread message that answers one of the reader's, or names them. */
  | { readonly kind: 'call'; readonly message: Message };

/** What a thing that waits is known by. */
export function keyOf(waiting: Waiting): string {
  if (waiting.kind === 'call') return `call ${waiting.message.id}`;
  if (waiting.kind === 'agreement') return `agreement ${waiting.agreement.id} ${waiting.agreement.state} ${waiting.agreement.overdue}`;
  if (waiting.kind === 'clash') return `clash ${waiting.clash.setting}`;
  if (waiting.kind === 'suspended') return `suspended ${waiting.person.id}`;
  if (waiting.kind === 'help' || waiting.kind === 'wish') return `${waiting.kind} ${waiting.way.id}`;
  if (waiting.kind === 'qualify') return `qualify ${waiting.qualifying.objection}`;
  if (waiting.kind === 'circle') return `circle ${waiting.circle.id} ${waiting.joining.id}`;
  const about = waiting.kind === 'question' ? waiting.question.id : `${waiting.decision.version}`;
  return `${waiting.kind} ${waiting.decision.id} ${about}`;
}

/**
 * What waits for the reader, the most pressing first: what ends soonest, then reviews, what the group alone can settle, what was said to them, and their
 * own consents. @param me id of the reader's member
 */
export function whatWaits(
  decisions: readonly Decision[],
  people: readonly Person[],
  channels: readonly Channel[],
  clashes: readonly Clash[],
  me: string | undefined,
): Waiting[] {
  const doors = new Set(people.filter(({ state }) => state === 'waiting').map(({ decision }) => decision));
  const open = decisions.filter(({ state }) => state === 'open').sort((a, b) => (a.deadline < b.deadline ? -1 : 1));
  const ending = oncePerClaim(
    open.flatMap((decision) => waitsAt(decision, doors.has(decision.id), me)),
    open,
    me,
  );
  const mine = decisions.filter(({ state, proposerId }) => state === 'in-review' && proposerId === me);
  const reviews = mine.flatMap((decision): Waiting[] => [{ kind: 'review', decision }, ...questionsAt(decision, me)]);
  const calls = channels.flatMap(({ calls: some }) => some).sort((a, b) => (a.time < b.time ? -1 : 1));
  const others = ending.filter(({ kind }) => kind !== 'own');
  const own = ending.filter(({ kind }) => kind === 'own');
  const unsettled = [
    ...people
      .filter(({ id, gone }) => gone.some(({ state }) => state === 'suspended') && voiceOf(decisions, id) === undefined)
      .map((person): Waiting => ({ kind: 'suspended', person })),
    ...clashes.filter((clash) => clash.open === null).map((clash): Waiting => ({ kind: 'clash', clash })),
  ];
  const stuck = decisions.filter(({ state }) => state === 'open' || state === 'not-passed').flatMap((decision) => helpAt(decision, me));
  const joining = channels.flatMap(({ circle }) =>
    circle === null
      ? []
      : circle.joining.filter(({ awaitsYou }) => awaitsYou).map((one): Waiting => ({ kind: 'circle', circle, joining: one })),
  );
  return [
    ...others,
    ...stuck,
    ...reviews,
    ...unsettled,
    ...joining,
    ...calls.map((message): Waiting => ({ kind: 'call', message })),
    ...own,
  ];
}

/** What waits at an open decision. @param isDoor whether somebody asks to join by it */
function waitsAt(decision: Decision, isDoor: boolean, me: string | undefined): Waiting[] {
  const { awaitsYou, versions, proposerId, objections } = decision;
  const waits: Waiting[] = [];
  if (isAboutUnheard(decision, me)) waits.push({ kind: 'about-you', decision });
  const isObjectedTo = proposerId === me && objections.some(({ memberId }) => memberId !== me);
  if (awaitsYou && proposerId === me && !isDoor) {
    // What is objected to asks for other words first.
    if (!isObjectedTo) waits.push({ kind: 'own', decision });
  } else if (awaitsYou) {
    const wasHeard = versions
      .slice(0, -1)
      .some(({ responses, ballots }) => [...responses, ...ballots].some(({ memberId }) => memberId === me));
    waits.push({ kind: isDoor ? 'door' : wasHeard ? 'anew' : 'turn', decision });
  }
  if (isObjectedTo) waits.push({ kind: 'objection', decision });
  return [...waits, ...questionsAt(decision, me)];
}

/** What others ask of the reader where a round is stuck. */
function helpAt(decision: Decision, me: string | undefined): Waiting[] {
  const { round, proposerId, objections } = decision;
  const open = round.waysOut.asked.filter(({ isOpen }) => isOpen);
  const isOwn = (id: string): boolean => [...objections, ...round.unresolved].some((one) => one.id === id && one.memberId === me);
  return [
    ...round.qualifying
      .filter(({ objection, said }) => isOwn(objection) && !said.some(({ memberId }) => memberId === me))
      .map((qualifying): Waiting => ({ kind: 'qualify', decision, qualifying })),
    ...open
      .filter(({ who }) => who.some(({ memberId, will }) => memberId === me && will === null))
      .map((way): Waiting => ({ kind: 'help', decision, way })),
    ...open
      .filter(({ way, memberId }) => (way === 'trial' || way === 'another-method') && proposerId === me && memberId !== me)
      .map((way): Waiting => ({ kind: 'wish', decision, way })),
  ];
}

/**
 * Who knocked at several doors at once is proposed several times, and one word of the reader's is about all of it: they are told once, and not any more
 * once they have said something.
 */
function oncePerClaim(waiting: readonly Waiting[], decisions: readonly Decision[], me: string | undefined): Waiting[] {
  const told = new Set<unknown>();
  for (const { effects, responses } of decisions)
    for (const { kind, applicant } of effects)
      if (kind === 'recover' && responses.some(({ memberId }) => memberId === me)) told.add(applicant);
  return waiting.filter((one) => {
    const claim = one.kind === 'about-you' ? one.decision.effects.find(({ kind }) => kind === 'recover') : undefined;
    if (claim === undefined) return true;
    const isNew = !told.has(claim.applicant);
    told.add(claim.applicant);
    return isNew;
  });
}

/** Whether it decides on the reader, who has not said anything to this version. */
function isAboutUnheard({ effects, responses, questions, version }: Decision, me: string | undefined): boolean {
  const isAbout = effects.some(({ kind, member }) => (kind === 'remove' || kind === 'recover') && member === me);
  const isHeard =
    responses.some(({ memberId }) => memberId === me) || questions.some((asked) => asked.memberId === me && asked.version === version);
  return isAbout && !isHeard;
}

function questionsAt(decision: Decision, me: string | undefined): Waiting[] {
  if (decision.proposerId !== me) return [];
  return decision.questions
    .filter(({ answers, memberId }) => answers.length === 0 && memberId !== me)
    .map((question) => ({ kind: 'question', decision, question }));
}

/** How many messages are new to the reader. */
export function unreadIn(channels: readonly Channel[]): number {
  return channels.reduce((sum, { unread }) => sum + unread, 0);
}
