import type { Id } from '../../bytes/id.ts';
import { kindOf } from '../../cell/action.ts';
import type { ResponseKind } from '../../cell/actions.ts';
import type { Certificate } from '../../cell/certificate.ts';
import { type Answer, currentVersion, drawnVersion, type Proposal, standingAnswer, type Version } from '../../cell/decision.ts';
import type { EffectJson } from '../../cell/effect.ts';
import { withoutDoubles } from '../../cell/knock.ts';
import { deadline, hearing, type OutcomeState, obstacle, outcome, reviewObjections } from '../../cell/outcome.ts';
import type { Power } from '../../cell/power.ts';
import { compareEntries } from '../../log/order.ts';
import type { Desk, Reach } from '../command.ts';
import { decidedAt } from '../decided-at.ts';
import { isoTime, spokenTime } from '../moment.ts';
import type { Texts } from '../practice.ts';
import { tellTerms, viewTerms } from '../terms-words.ts';
import { fill, manyLines, oneLine, shortId } from '../wording.ts';
import { tellVoteVoices } from './delegation/tell.ts';
import { type VoteVoiceView, viewVoices } from './delegation/view.ts';
import { tellDraw, tellDrawState } from './draw/tell.ts';
import { type DrawView, viewDraw } from './draw/view.ts';
import { beginDecisions, type DecisionsState } from './fold.ts';
import { type BallotView, type CountView, type MethodView, viewBallots, viewCount, viewMethod } from './methods/count-view.ts';
import { tellBallots, tellCount, tellMethod } from './methods/tell-count.ts';
import { type RoundView, viewConcerns, viewRound, type WordsView } from './round/round-view.ts';
import { tellRound, tellTurn } from './round/tell-round.ts';
import { texts } from './texts.ts';

/** What one member said. Times are ISO 8601, by the clocks of those who wrote. */
export interface ResponseView {
  readonly id: Id;
  readonly member: string;
  readonly memberId: Id;
  readonly response: ResponseKind;
  readonly reason: string;
  readonly time: string;
}

/** A question, and what was answered. */
export interface QuestionView {
  readonly id: Id;
  readonly member: string;
  readonly memberId: Id;
  /** Number of the version that it was asked about. */
  readonly version: number;
  readonly text: string;
  readonly time: string;
  readonly answers: readonly {
    readonly id: Id;
    readonly member: string;
    readonly memberId: Id;
    readonly text: string;
    readonly time: string;
  }[];
}

/** One version, with what stood under it. */
export interface VersionView {
  readonly number: number;
  readonly hash: Id;
  readonly title: string;
  readonly text: string;
  readonly time: string;
  readonly effects: readonly EffectJson[];
  readonly method: MethodView;
  readonly responses: readonly ResponseView[];
  readonly ballots: readonly BallotView[];
}

/** A decision as people and scripts see it. */
export interface DecisionView {
  readonly id: Id;
  readonly title: string;
  readonly text: string;
  /** Number of the version shown: the certified one, else the newest. */
  readonly version: number;
  /** Id of that version. */
  readonly hash: Id;
  readonly state: OutcomeState;
  readonly proposer: string;
  readonly proposerId: Id;
  readonly effects: readonly EffectJson[];
  readonly opened: string;
  /**
   * When as many devices as it needed had attested it, by their clocks; null where it is not decided, and where nobody attests it: that it
   * passed then follows from the responses, and no device has written down when.
   */
  readonly decided: string | null;
  /** How far the words of this version have got. */
  readonly reach: Reach;
  /** How far the response of this device's person to it has got; null where there is none. */
  readonly ownReach: Reach | null;
  /** When the time to respond ends for this device. */
  readonly deadline: string;
  /** When it ends by the clock of whoever proposed it: a device that learns of it late gives its person more time. */
  readonly ends: string;
  /** By what this version is decided. */
  readonly method: MethodView;
  /** Where each member stands on this version, in the order in which they said so; by consent. */
  readonly responses: readonly ResponseView[];
  /** The same by other methods, and what came after the end. */
  readonly ballots: readonly BallotView[];
  /** Voices that members gave to others who speak for them here, in the order in which they were given. */
  readonly voices: readonly VoteVoiceView[];
  /** What comes of the ballots so far; null where it is decided by consent. */
  readonly count: CountView | null;
  /** How far the draw is; null where it is not decided by lot. */
  readonly draw: DrawView | null;
  readonly certificate: {
    readonly charter: Id;
    readonly attestations: readonly { readonly member: string; readonly memberId: Id; readonly device: Id; readonly time: string }[];
  } | null;
  /** How many of those who are asked have responded, or are spoken for by others' votes, and the names and ids of those who have not, in one order. */
  readonly heard: { readonly of: number; readonly count: number; readonly unheard: readonly string[]; readonly unheardIds: readonly Id[] };
  /** How many have to say that they can live with it, and how many do. */
  readonly needed: number;
  readonly agreeing: number;
  /** Objections that stand. */
  readonly objections: readonly ResponseView[];
  /** Objections that opened a review of what had been decided. */
  readonly review: readonly ResponseView[];
  /** Concerns that stay with it, and come up when it is looked at again. */
  readonly concerns: readonly WordsView[];
  /** The process around it: steps, whose turn it is, and ways out of a round that is stuck. */
  readonly round: RoundView;
  /** To any version, in order. */
  readonly questions: readonly QuestionView[];
  readonly versions: readonly VersionView[];
  /** What keeps it from taking effect now, such as `name-taken`. */
  readonly obstacle: string | null;
  /** Whether this device's person is asked, has not responded, and has given their voice to nobody who speaks for them here. */
  readonly awaitsYou: boolean;
}

/** The state of this practice on a desk. */
export function answersOf(desk: Desk): DecisionsState {
  return desk.state({ name: 'decisions', begin: beginDecisions });
}

/** How a decision stands at this moment. */
export function stateOf(desk: Desk, proposal: Proposal, power: Power): OutcomeState {
  return outcome(proposal, power, desk.now, desk.firstSeen(currentVersion(proposal).id));
}

/** The decision as it stands at this moment. */
export function viewDecision(desk: Desk, proposal: Proposal, power: Power): DecisionView {
  const certified = proposal.versions.find(({ id }) => power.certificates(id).length > 0);
  const version = certified ?? drawnVersion(proposal) ?? currentVersion(proposal);
  const certificate = power.certificates(version.id)[0];
  const state = stateOf(desk, proposal, power);
  // Whoever was admitted after it was decided was not asked.
  const hearers = hearing(version, certificate?.charter ?? power.newest, power);
  const voices = viewVoices(desk, version, hearers.asked);
  const isSpokenFor = (member: Id) => voices.some(({ memberId, state }) => memberId === member && state === 'counts');
  const heard = { ...hearers, unheard: hearers.unheard.filter((member) => !isSpokenFor(member)) };
  const viewAnswer = (answer: Answer) => viewResponse(desk, answer);
  const own = standingAnswer(version, desk.me.member, null);
  const isTimeUp = desk.now >= deadline(version, desk.firstSeen(version.id));
  const review = state !== 'in-review' ? [] : certificate === undefined ? heard.objections : reviewObjections(version, power);
  return {
    id: proposal.id,
    title: version.content.title,
    text: version.content.text,
    version: proposal.versions.indexOf(version) + 1,
    hash: version.id,
    state,
    proposer: desk.nameOf(proposal.proposer),
    proposerId: proposal.proposer,
    effects: viewEffects(desk, version),
    opened: isoTime(version.entry.time),
    decided: certificate === undefined ? null : decidedAt(certificate, heard.needed),
    reach: desk.reach(version.entry),
    ownReach: own === undefined ? null : desk.reach(own.entry),
    deadline: isoTime(deadline(version, desk.firstSeen(version.id)) / 1000),
    ends: isoTime(version.entry.time + version.within),
    method: viewMethod(desk, version),
    responses: viewResponses(desk, version),
    ballots: viewBallots(desk, version, voices),
    voices,
    count: viewCount(version, heard, isTimeUp),
    draw: viewDraw(desk, version),
    certificate: certificate === undefined ? null : viewCertificate(desk, certificate),
    heard: {
      of: heard.asked.length,
      count: heard.asked.length - heard.unheard.length,
      unheard: heard.unheard.map((member) => desk.nameOf(member)),
      unheardIds: heard.unheard,
    },
    needed: heard.needed,
    agreeing: heard.agreeing.length,
    objections: heard.objections.map(viewAnswer),
    review: review.map(viewAnswer),
    concerns: viewConcerns(desk, proposal, version),
    round: viewRound({ desk, proposal, version, power, heard, state, said: answersOf(desk) }),
    questions: proposal.versions.flatMap((one, i) => viewQuestions(desk, one, i + 1)),
    versions: proposal.versions.map((one, i) => viewVersion(desk, one, i + 1, power)),
    obstacle: state === 'in-effect' || state === 'in-review' ? null : obstacle(version, power.newest),
    awaitsYou: state === 'open' && heard.unheard.includes(desk.me.member) && !isWithSomebody(voices, desk.me.member),
  };
}

/** Whether a member's voice is with somebody who can speak for them: then nothing is asked of them, though they can vote any time. */
function isWithSomebody(voices: readonly VoteVoiceView[], member: Id): boolean {
  return voices.some(({ memberId, state }) => memberId === member && state === 'waits');
}

/** Which decisions are wanted. */
export interface Wanted {
  /** Only those that stand so. */
  readonly state?: OutcomeState | undefined;
  /** Of those that are neither open nor in review so many, the newest; unless given, all. */
  readonly ended?: number | undefined;
}

/** Decisions, the newest first; of several that ask the same about somebody at the door one. Whatever is open or in review is among them, however old: only of the others there are thousands some day. */
export function listDecisions(desk: Desk, power: Power, { state, ended = Number.POSITIVE_INFINITY }: Wanted): DecisionView[] {
  let left = ended;
  return withoutDoubles(desk.cell.decisions.proposals.values(), power)
    .sort((a, b) => compareEntries((b.versions[0] as Version).entry, (a.versions[0] as Version).entry))
    .filter((proposal) => {
      const is = stateOf(desk, proposal, power);
      if (state !== undefined && is !== state) return false;
      return is === 'open' || is === 'in-review' || left-- > 0;
    })
    .map((proposal) => viewDecision(desk, proposal, power));
}

function viewResponse(desk: Desk, { entry, member, response, reason }: Answer): ResponseView {
  return { id: entry.id, member: desk.nameOf(member), memberId: member, response, reason, time: isoTime(entry.time) };
}

function viewResponses(desk: Desk, version: Version): ResponseView[] {
  const standing = [...version.answers.keys()]
    .map((member) => standingAnswer(version, member, null))
    .filter((answer) => answer !== undefined)
    .filter(({ said }) => said === null);
  return standing.sort((a, b) => compareEntries(a.entry, b.entry)).map((answer) => viewResponse(desk, answer));
}

function viewEffects(desk: Desk, { content, effects }: Version): EffectJson[] {
  if (!effects.ok) return content.effects.map((effect) => ({ kind: kindOf(effect) ?? 'unknown' }));
  return effects.value.map(({ kind, content: effect }) => {
    const described = viewTerms(desk, kind.describe(effect));
    // Whoever is a member already is known here by a name; an admission brings its own.
    return typeof described.member === 'string' && described.name === undefined
      ? { ...described, name: desk.nameOf(described.member) }
      : described;
  });
}

function viewVersion(desk: Desk, version: Version, number: number, power: Power): VersionView {
  const { title, text } = version.content;
  const time = isoTime(version.entry.time);
  const voices = version.mostVoices === 0 ? [] : viewVoices(desk, version, hearing(version, power.newest, power).asked);
  const [effects, method] = [viewEffects(desk, version), viewMethod(desk, version)];
  const [responses, ballots] = [viewResponses(desk, version), viewBallots(desk, version, voices)];
  return { number, hash: version.id, title, text, time, effects, method, responses, ballots };
}

function viewCertificate(desk: Desk, { charter, attestations }: Certificate): DecisionView['certificate'] {
  return {
    charter: charter.id,
    attestations: attestations.map(({ member, device, entry }) => ({
      member: desk.nameOf(member),
      memberId: member,
      device,
      time: isoTime(entry.time),
    })),
  };
}

function viewQuestions(desk: Desk, version: Version, number: number): QuestionView[] {
  const { answers } = answersOf(desk);
  return version.questions.map(({ entry, member, reason }) => ({
    id: entry.id,
    member: desk.nameOf(member),
    memberId: member,
    version: number,
    text: reason,
    time: isoTime(entry.time),
    answers: (answers.get(entry.id) ?? []).map((given) => ({
      id: given.entry.id,
      member: desk.nameOf(given.member),
      memberId: given.member,
      text: given.text,
      time: isoTime(given.entry.time),
    })),
  }));
}

/** A list of decisions in words. */
export function tellDecisions(decisions: readonly DecisionView[]): string {
  if (decisions.length === 0) return texts['decisions.none'];
  return decisions.map(tellLine).join('\n');
}

function tellLine(decision: DecisionView): string {
  const { id, title, heard, awaitsYou } = decision;
  const gaps = { id: shortId(id), title: oneLine(title), state: tellState(decision), count: heard.count, of: heard.of };
  return fill(texts['decisions.line'], gaps) + (awaitsYou ? texts['decisions.yours'] : '');
}

function tellState({ state, deadline, method, draw }: DecisionView): string {
  if (draw !== null && (state === 'passed' || (state === 'not-passed' && draw.step === 'spoilt'))) return tellDrawState(draw);
  // Who asks around is told what came of it, not that something passed.
  const isCounted = state === 'passed' && (method.options.length > 0 || method.name === 'sense-check');
  if (isCounted) return texts['decisions.state.counted'];
  return fill(texts[`decisions.state.${state}`], { deadline: spokenTime(deadline) });
}

/** A decision in words. */
export function tellDecision(decision: DecisionView): string {
  const { id, title, text, version, proposer, opened, effects, heard, agreeing, needed, responses, questions } = decision;
  const { state, method, count, ballots } = decision;
  const gaps = { id: shortId(id), title: oneLine(title), state: tellState(decision), proposer: oneLine(proposer), version };
  const lines = [fill(texts['decisions.head'], { ...gaps, time: spokenTime(opened) })];
  if (text.trim() !== '') lines.push('', manyLines(text, '  '));
  lines.push('', ...effects.map(tellEffect));
  if (method.name !== 'consent') lines.push(...tellMethod(method));
  if (decision.draw !== null) lines.push(...tellDraw(decision.draw, id));
  if (count === null) lines.push(fill(texts['decisions.heard'], { count: heard.count, of: heard.of, agreeing, needed }));
  else if (decision.draw === null) lines.push(...tellCount(method, count, state !== 'open'));
  // Whoever is called by turns is named there.
  if (heard.unheard.length > 0 && decision.round.next.length === 0) {
    lines.push(fill(texts['decisions.unheard'], { names: tellNames(heard.unheard) }));
  }
  if (state === 'open') lines.push(...tellTurn(decision.round, method.name === 'consent'));
  lines.push(...tellBallots(ballots), ...tellVoteVoices(decision.voices));
  for (const said of responses) {
    // An objection can be looked at together, by its id.
    const text = texts[said.response === 'object' ? 'decisions.said-objection' : 'decisions.said'];
    lines.push(fill(text, { member: oneLine(said.member), response: texts[`response.${said.response}`], id: shortId(said.id) }));
    if (said.reason !== '') lines.push(manyLines(said.reason, '  '));
  }
  lines.push(...tellRound(decision.round, version), ...questions.map(tellQuestion), ...tellStanding(decision));
  return lines.join('\n');
}

/** What an effect changes, in words; one that has no words here is shown as it is. */
function tellEffect(effect: EffectJson): string {
  const terms = tellTerms(effect);
  if (terms !== null) return terms;
  const words: { readonly [key: string]: string } = texts;
  const text = words[`effect.${effect.kind}`] ?? words[`effect.${effect.kind}.${String(effect.setting)}`];
  if (text === undefined) return fill(texts['decisions.effect'], { effect: oneLine(JSON.stringify(effect)) });
  return fill(text, Object.fromEntries(Object.entries(effect).map(([name, value]) => [name, oneLine(String(value))])));
}

function tellQuestion({ id, member, text, answers }: QuestionView): string {
  const asked = [fill(texts['decisions.question'], { member: oneLine(member), id: shortId(id) }), manyLines(text, '  ')];
  const answered = answers.flatMap((given) => [
    `  ${fill(texts['decisions.answer'], { member: oneLine(given.member) })}`,
    manyLines(given.text, '    '),
  ]);
  return [...asked, ...answered].join('\n');
}

/** What it rests on, and what stands against it. */
function tellStanding({ certificate, obstacle: hindrance, review }: DecisionView): string[] {
  const lines: string[] = [];
  if (certificate !== null) {
    lines.push(fill(texts['decisions.attested'], { names: tellNames(certificate.attestations.map(({ member }) => member)) }));
  }
  if (hindrance !== null)
    lines.push(
      (texts as Texts)[`obstacle.${hindrance}`] ?? texts[hindrance.startsWith('method-') ? 'obstacle.method-malformed' : 'obstacle.other'],
    );
  if (review.length > 0) lines.push(fill(texts['decisions.review'], { names: tellNames(review.map(({ member }) => member)) }));
  return lines;
}

function tellNames(names: readonly string[]): string {
  return names.map(oneLine).join(', ');
}
