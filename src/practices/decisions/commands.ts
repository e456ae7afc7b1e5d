import * as v from 'valibot';
import { type Cbor, encodeCbor } from '../../bytes/cbor.ts';
import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { equalBytes } from '../../bytes/octets.ts';
import { accept, assert, refuse, type Verdict } from '../../bytes/verdict.ts';
import { amend, type ProposalText, propose, RESPONSES, type ResponseKind, respond, withdraw } from '../../cell/actions.ts';
import { type Answer, currentVersion, type Proposal, type Version } from '../../cell/decision.ts';
import { formatDuration, parseDuration } from '../../cell/duration.ts';
import type { EffectJson, EffectTable } from '../../cell/effect.ts';
import { nameOf } from '../../cell/method.ts';
import { findMember } from '../../cell/names.ts';
import { deadline, hearing } from '../../cell/outcome.ts';
import type { Power } from '../../cell/power.ts';
import { checkVote, vote } from '../../cell/vote.ts';
import { writePreflib } from '../../tally/preflib.ts';
import { allHold } from '../all-hold.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../command.ts';
import { findId } from '../find-id.ts';
import { count, fields, idLetters, nameLetters, writing } from '../input.ts';
import { onlyMembersTakePart } from '../membership.ts';
import { fill, oneLine, shortId } from '../wording.ts';
import { answer, recordDraft } from './actions.ts';
import { parseChoice, sayChoice } from './methods/choice.ts';
import { ranksOfVersion } from './methods/count-view.ts';
import { METHOD_FLAGS, type MethodInput, methodFields, readMethod } from './methods/method-input.ts';
import {
  aDecisionInEffectIsNotAmended,
  aDecisionInEffectIsNotWithdrawn,
  aMethodIsAgreedOn,
  anAmendmentChangesSomething,
  anAnswerNeedsWords,
  anObjectionNeedsAReason,
  anUnknownEffectIsRefused,
  aProposalHasFewEffects,
  aProposalNeedsATitle,
  aQuestionNeedsWords,
  aWithdrawnProposalStaysSo,
  aWithdrawnProposalTakesNoResponse,
  consentIsRespondedTo,
  oneChangeOfPowerAtATime,
  onlyTheProposerMayAmend,
  onlyTheProposerMayWithdraw,
  onlyWhatAnObjectionHoldsUpHasEffects,
  thereIsTimeToRespond,
  votesAreForOtherMethodsThanConsent,
} from './rules.ts';
import { texts } from './texts.ts';
import { type DecisionView, listDecisions, stateOf, tellDecision, tellDecisions, viewDecision } from './view.ts';

const STATES = ['open', 'passed', 'in-effect', 'not-passed', 'withdrawn', 'in-review'] as const;

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const effectInput = v.union([writing(LIMITS.textBytes), v.custom<object>(isObject)], 'input.no-effect');
const effectsInput = v.union(
  [effectInput, v.pipe(v.array(effectInput), v.maxLength(LIMITS.effects, 'refused.too-many-effects'))],
  'input.no-effect',
);
type EffectsInput = v.InferOutput<typeof effectsInput>;

/** Who may do what in the cell of a desk. */
function powerOf({ cell }: Desk): Power {
  assert(cell.power !== null, 'commands to be run once the genesis is here');
  return cell.power;
}

/** The proposal that a person means by the first letters of its id or of a version's. */
function findProposal(desk: Desk, typed: string): Verdict<Proposal> {
  const { versions, proposals } = desk.cell.decisions;
  const id = findId(typed, versions);
  if (!id.ok) return id;
  const proposal = proposals.get(versions.get(id.value)?.proposal ?? '');
  return proposal === undefined ? refuse('id-unknown') : accept(proposal);
}

/** Writes one action into the record. @returns its entry's id */
async function write(desk: Desk, action: Cbor): Promise<Id> {
  const [id] = await desk.write([recordDraft(action)]);
  assert(id !== undefined, 'a desk to give the id of what it wrote');
  return id;
}

/** Effects as typed or handed in, each JSON text or JSON, one or several. */
function readEffects(input: EffectsInput, effects: EffectTable): Verdict<Cbor[]> {
  const handedIn: unknown[] = [];
  for (const one of Array.isArray(input) ? input : [input]) {
    const parsed = typeof one === 'string' ? parseJson(one) : accept<unknown>(one);
    if (!parsed.ok) return parsed;
    handedIn.push(...(Array.isArray(parsed.value) ? parsed.value : [parsed.value]));
  }
  const few = aProposalHasFewEffects(handedIn);
  if (!few.ok) return few;
  const read: Cbor[] = [];
  for (const one of handedIn) {
    const known = anUnknownEffectIsRefused(one, effects);
    if (!known.ok) return known;
    read.push(known.value);
  }
  return accept(read);
}

function parseJson(text: string): Verdict<unknown> {
  try {
    return accept(JSON.parse(text) as unknown);
  } catch {
    return refuse('effect-no-json');
  }
}

const content = {
  text: v.optional(writing(LIMITS.textBytes)),
  effect: v.optional(effectsInput),
  within: v.optional(writing(16)),
  ...methodFields,
};
interface ContentInput extends MethodInput {
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly effect?: EffectsInput | undefined;
  readonly within?: string | undefined;
}

/** How long people have at least to respond, in seconds. */
function agreedTime({ cell }: Desk): number {
  const agreed = parseDuration(cell.setting('respondWithin').value);
  assert(agreed.ok, 'a setting to be in a form that can be read');
  return agreed.value;
}

/** What is proposed: what was handed in, and for the rest what stands in `usual`. */
function readContent(
  desk: Desk,
  { title: typed, text, effect, within: time, ...about }: ContentInput,
  usual: ProposalText,
): Verdict<ProposalText> {
  const table = desk.cell.decisions.effects;
  const effects = effect === undefined ? accept(usual.effects) : readEffects(effect, table);
  if (!effects.ok) return effects;
  const within = time === undefined ? accept(usual.within) : parseDuration(time.trim());
  if (!within.ok) return within;
  const method = readMethod(about, usual.method, desk);
  if (!method.ok) return method;
  const title = (typed ?? usual.title).trim();
  const allowed = allHold(
    aProposalNeedsATitle(title),
    oneChangeOfPowerAtATime(effects.value, table),
    thereIsTimeToRespond(within.value, agreedTime(desk)),
    aMethodIsAgreedOn(method.value, desk.cell.setting('methods').value),
    onlyWhatAnObjectionHoldsUpHasEffects(method.value, effects.value),
  );
  if (!allowed.ok) return allowed;
  return accept({ title, text: text ?? usual.text, effects: effects.value, within: within.value, method: method.value });
}

function isSameContent(a: ProposalText, b: ProposalText): boolean {
  const bytes = (content: ProposalText) => encodeCbor(propose.write(content));
  return equalBytes(bytes(a), bytes(b));
}

/** One or several of the same. */
const several = v.union(
  [idLetters, v.pipe(v.array(idLetters), v.maxLength(LIMITS.readmitted, 'refused.too-many-entries'))],
  'input.no-text',
);

const proposeInput = fields({
  title: writing(LIMITS.titleBytes),
  ...content,
  remove: v.optional(nameLetters),
  readmit: v.optional(several),
});

/** Effects that have a short form: whom to remove, by name or id, and what to readmit, by the first letters of its id. */
function readShortForms({ cell }: Desk, remove?: string, readmit?: string | readonly string[]): Verdict<EffectJson[]> {
  const effects: EffectJson[] = [];
  if (remove !== undefined) {
    assert(cell.charter !== null, 'commands to be run once the genesis is here');
    const member = findMember(cell.charter, remove);
    if (!member.ok) return member;
    effects.push({ kind: 'remove', member: member.value });
  }
  if (readmit === undefined) return accept(effects);
  const setAside = new Map(cell.quarantine.entries().map(({ entry }) => [entry.id, entry]));
  const entries: Id[] = [];
  for (const typed of [readmit].flat()) {
    const id = findId(typed, setAside);
    if (!id.ok) return id;
    entries.push(id.value);
  }
  return accept([...effects, { kind: 'readmit', entries }]);
}

const proposeCommand: Command<v.InferOutput<typeof proposeInput>, { id: Id; within: string }> = {
  name: 'propose',
  changes: true,
  input: proposeInput,
  usage: {
    positional: ['title'],
    flags: ['text', 'effect', 'within', 'remove', 'readmit', ...METHOD_FLAGS],
    switches: [],
    repeated: ['effect', 'readmit', 'option', 'ask'],
  },
  async run({ remove, readmit, ...input }, desk) {
    const member = onlyMembersTakePart(desk);
    if (!member.ok) return member;
    const short = readShortForms(desk, remove, readmit);
    if (!short.ok) return short;
    const effect = [...short.value, ...[input.effect ?? []].flat()];
    const proposed = readContent(
      desk,
      { ...input, effect },
      { title: '', text: '', effects: [], within: agreedTime(desk), method: 'consent' },
    );
    if (!proposed.ok) return proposed;
    const id = await write(desk, propose.write(proposed.value));
    return accept({ id, within: formatDuration(proposed.value.within) });
  },
  tell: ({ id, within }) => fill(texts['decisions.proposed'], { id: shortId(id), within }),
};

const amendInput = fields({ id: idLetters, title: v.optional(writing(LIMITS.titleBytes)), ...content });

const amendCommand: Command<v.InferOutput<typeof amendInput>, { id: Id; version: number; hash: Id }> = {
  name: 'amend',
  changes: true,
  input: amendInput,
  usage: {
    positional: ['id'],
    flags: ['title', 'text', 'effect', 'within', ...METHOD_FLAGS],
    switches: [],
    repeated: ['effect', 'option', 'ask'],
  },
  async run({ id, ...input }, desk) {
    const proposal = findProposal(desk, id);
    if (!proposal.ok) return proposal;
    const power = powerOf(desk);
    const allowed = allHold(
      onlyMembersTakePart(desk),
      onlyTheProposerMayAmend(proposal.value, desk.me.member),
      aWithdrawnProposalStaysSo(proposal.value),
      aDecisionInEffectIsNotAmended(proposal.value, stateOf(desk, proposal.value, power), power),
    );
    if (!allowed.ok) return allowed;
    const { content: last } = currentVersion(proposal.value);
    const before = { ...last, within: Math.max(last.within, agreedTime(desk)) };
    const after = readContent(desk, input, before);
    if (!after.ok) return after;
    const changed = anAmendmentChangesSomething(isSameContent(before, after.value));
    if (!changed.ok) return changed;
    const hash = await write(desk, amend.write({ proposal: proposal.value.id, ...after.value }));
    const version = proposal.value.versions.findIndex((one) => one.id === hash) + 1;
    return accept({ id: proposal.value.id, version, hash });
  },
  tell: ({ version }) => fill(texts['decisions.amended'], { version }),
};

const idInput = fields({ id: idLetters });

const withdrawCommand: Command<v.InferOutput<typeof idInput>, { id: Id }> = {
  name: 'withdraw',
  changes: true,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id }, desk) {
    const proposal = findProposal(desk, id);
    if (!proposal.ok) return proposal;
    const power = powerOf(desk);
    const allowed = allHold(
      onlyMembersTakePart(desk),
      onlyTheProposerMayWithdraw(proposal.value, desk.me.member),
      aWithdrawnProposalStaysSo(proposal.value),
      aDecisionInEffectIsNotWithdrawn(proposal.value, stateOf(desk, proposal.value, power), power),
    );
    if (!allowed.ok) return allowed;
    await write(desk, withdraw.write({ proposal: proposal.value.id }));
    return accept({ id: proposal.value.id });
  },
  tell: () => texts['decisions.withdrawn'],
};

const respondInput = fields({
  id: idLetters,
  response: v.picklist(RESPONSES, 'input.no-response'),
  reason: v.optional(writing(LIMITS.textBytes), ''),
});
interface Responded {
  readonly id: Id;
  readonly decision: Id;
  readonly version: number;
  readonly response: ResponseKind;
}

const respondCommand: Command<v.InferOutput<typeof respondInput>, Responded> = {
  name: 'respond',
  changes: true,
  input: respondInput,
  usage: { positional: ['id', 'response'], flags: ['reason'], switches: [] },
  async run({ id: typed, response, reason }, desk) {
    const proposal = findProposal(desk, typed);
    if (!proposal.ok) return proposal;
    const allowed = allHold(
      onlyMembersTakePart(desk),
      aWithdrawnProposalTakesNoResponse(proposal.value),
      anObjectionNeedsAReason(response, reason),
      aQuestionNeedsWords(response, reason),
    );
    if (!allowed.ok) return allowed;
    const version = versionAskedAbout(proposal.value, powerOf(desk));
    const responded = consentIsRespondedTo(version, response);
    if (!responded.ok) return responded;
    const id = await write(desk, respond.write({ version: version.id, response, reason }));
    return accept({ id, decision: proposal.value.id, version: proposal.value.versions.indexOf(version) + 1, response });
  },
  tell({ id, response }) {
    if (response === 'question') return fill(texts['decisions.asked'], { id: shortId(id) });
    return fill(texts['decisions.responded'], { response: texts[`response.${response}`] });
  },
};

/** What people see when they respond: the version in effect, where there is one, else the newest. */
function versionAskedAbout(proposal: Proposal, power: Power): Version {
  return proposal.versions.find(({ id }) => power.certificates(id).length > 0) ?? currentVersion(proposal);
}

const voteInput = fields({ id: idLetters, choice: writing(LIMITS.textBytes), reason: v.optional(writing(LIMITS.textBytes), '') });

interface Voted {
  readonly id: Id;
  readonly decision: Id;
  readonly version: number;
  /** As people type it, with letters for options. */
  readonly choice: string;
  /** Whether it came after the end. */
  readonly late: boolean;
}

/** Votes on what is decided by another method than consent. */
const voteCommand: Command<v.InferOutput<typeof voteInput>, Voted> = {
  name: 'vote',
  changes: true,
  input: voteInput,
  usage: { positional: ['id', 'choice'], flags: ['reason'], switches: [] },
  async run({ id: typed, choice, reason }, desk) {
    const proposal = findProposal(desk, typed);
    if (!proposal.ok) return proposal;
    const version = versionAskedAbout(proposal.value, powerOf(desk));
    const terms = votesAreForOtherMethodsThanConsent(version);
    if (!terms.ok) return terms;
    const allowed = allHold(onlyMembersTakePart(desk), aWithdrawnProposalTakesNoResponse(proposal.value));
    if (!allowed.ok) return allowed;
    const said = parseChoice(choice, terms.value);
    if (!said.ok) return said;
    const fits = checkVote({ said: said.value, reason }, terms.value, desk.me.member === version.proposer);
    if (!fits.ok) return fits;
    const late = desk.now >= deadline(version, desk.firstSeen(version.id));
    const id = await write(desk, vote.write({ version: version.id, said: said.value, reason, late }));
    const isLate = version.answers.get(desk.me.member)?.find(({ entry }) => entry.id === id)?.isLate ?? late;
    const number = proposal.value.versions.indexOf(version) + 1;
    return accept({ id, decision: proposal.value.id, version: number, choice: sayChoice(said.value, terms.value), late: isLate });
  },
  tell: ({ choice, late }) => fill(texts[late ? 'decisions.voted-late' : 'decisions.voted'], { choice }),
};

const ballotsInput = fields({ id: idLetters });

interface Ballots {
  readonly decision: Id;
  readonly voters: number;
  /** A PrefLib file. */
  readonly text: string;
}

/** Gives the ballots of a decision as a PrefLib file. */
const ballotsCommand: Command<v.InferOutput<typeof ballotsInput>, Ballots> = {
  name: 'ballots',
  changes: false,
  input: ballotsInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id: typed }, desk) {
    const proposal = findProposal(desk, typed);
    if (!proposal.ok) return proposal;
    const power = powerOf(desk);
    const version = versionAskedAbout(proposal.value, power);
    const ranks = ranksOfVersion(version, hearing(version, power.newest, power));
    if (ranks === null) return refuse('ballots-without-ranks');
    if (ranks.ballots.length === 0) return refuse('ballots-none');
    const names = new Map([...ranks.names].map(([number, name]) => [number, oneLine(name)]));
    // With a word before it no title passes for a line of the header.
    const notes = [`TITLE: ${oneLine(version.content.title)}`, fill(texts['ballots.again'], { how: tallyLine(version) })];
    return accept({ decision: proposal.value.id, voters: ranks.ballots.length, text: writePreflib({ ...ranks, names }, notes) });
  },
  tell: ({ text }) => text,
};

/** How `moot tally` is told to count a version's ballots to the same result. */
function tallyLine({ id, content: { method } }: Parameters<typeof ranksOfVersion>[0]): string {
  const name = nameOf(method);
  if (method === 'consent' || method.name === 'majority') return `moot tally ${name} FILE`;
  const { share, seats, ties } = method;
  if (name === 'supermajority') return `moot tally majority FILE --share ${share?.over}/${share?.under}`;
  const drawn = ties === 'lot' ? ` --seed ${id}` : '';
  return `moot tally ${name} FILE${seats > 0 ? ` --seats ${seats}` : ''} --ties ${ties}${drawn}`;
}

const answerInput = fields({ id: idLetters, text: writing(LIMITS.textBytes) });

const answerCommand: Command<v.InferOutput<typeof answerInput>, { id: Id; question: Id }> = {
  name: 'answer',
  changes: true,
  input: answerInput,
  usage: { positional: ['id', 'text'], flags: [], switches: [] },
  async run({ id: typed, text }, desk) {
    const questions = allQuestions(desk);
    const question = findId(typed, questions);
    if (!question.ok) return question;
    const allowed = allHold(onlyMembersTakePart(desk), anAnswerNeedsWords(text));
    if (!allowed.ok) return allowed;
    const version = questions.get(question.value)?.version ?? '';
    const id = await write(desk, answer.write({ version, question: question.value, text }));
    return accept({ id, question: question.value });
  },
  tell: () => texts['decisions.answered'],
};

/** By their entries. */
function allQuestions({ cell }: Desk): ReadonlyMap<Id, Answer & { readonly version: Id }> {
  const questions = [...cell.decisions.versions.values()].flatMap((version) =>
    version.questions.map((question) => ({ ...question, version: version.id })),
  );
  return new Map(questions.map((question) => [question.entry.id, question]));
}

/** The most decided ones that are asked for at once. */
const MOST_ENDED = 10_000;

const decisionsInput = fields({ state: v.optional(v.picklist(STATES, 'input.no-state')), ended: v.optional(count(MOST_ENDED)) });

const decisionsCommand: Command<v.InferOutput<typeof decisionsInput>, DecisionView[]> = {
  name: 'decisions',
  changes: false,
  input: decisionsInput,
  usage: { positional: [], flags: ['state', 'ended'], switches: [] },
  async run(wanted, desk) {
    return accept(listDecisions(desk, powerOf(desk), wanted));
  },
  tell: tellDecisions,
};

const decisionCommand: Command<v.InferOutput<typeof idInput>, DecisionView> = {
  name: 'decision',
  changes: false,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id }, desk) {
    const proposal = findProposal(desk, id);
    return proposal.ok ? accept(viewDecision(desk, proposal.value, powerOf(desk))) : proposal;
  },
  tell: tellDecision,
};

/** What the API takes and gives of decisions. */
export interface DecisionsApi {
  readonly propose: Call<v.InferInput<typeof proposeInput>, OutputOf<typeof proposeCommand>>;
  readonly amend: Call<v.InferInput<typeof amendInput>, OutputOf<typeof amendCommand>>;
  readonly withdraw: Call<v.InferInput<typeof idInput>, OutputOf<typeof withdrawCommand>>;
  readonly respond: Call<v.InferInput<typeof respondInput>, OutputOf<typeof respondCommand>>;
  readonly vote: Call<v.InferInput<typeof voteInput>, OutputOf<typeof voteCommand>>;
  readonly ballots: Call<v.InferInput<typeof ballotsInput>, OutputOf<typeof ballotsCommand>>;
  readonly answer: Call<v.InferInput<typeof answerInput>, OutputOf<typeof answerCommand>>;
  readonly decisions: Call<v.InferInput<typeof decisionsInput>, OutputOf<typeof decisionsCommand>>;
  readonly decision: Call<v.InferInput<typeof idInput>, OutputOf<typeof decisionCommand>>;
}

/** What people can do and look at in decisions. */
export const commands: readonly AnyCommand[] = [
  proposeCommand,
  amendCommand,
  withdrawCommand,
  respondCommand,
  voteCommand,
  answerCommand,
  decisionsCommand,
  decisionCommand,
  ballotsCommand,
];
