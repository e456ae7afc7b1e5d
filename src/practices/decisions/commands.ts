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
import { findMember } from '../../cell/names.ts';
import type { Power } from '../../cell/power.ts';
import { allHold } from '../all-hold.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../command.ts';
import { findId } from '../find-id.ts';
import { count, fields, idLetters, nameLetters, writing } from '../input.ts';
import { onlyMembersTakePart } from '../membership.ts';
import { fill, shortId } from '../wording.ts';
import { answer, recordDraft } from './actions.ts';
import {
  aDecisionInEffectIsNotAmended,
  aDecisionInEffectIsNotWithdrawn,
  anAmendmentChangesSomething,
  anAnswerNeedsWords,
  anObjectionNeedsAReason,
  anUnknownEffectIsRefused,
  aProposalHasFewEffects,
  aProposalNeedsATitle,
  aQuestionNeedsWords,
  aWithdrawnProposalStaysSo,
  aWithdrawnProposalTakesNoResponse,
  oneChangeOfPowerAtATime,
  onlyTheProposerMayAmend,
  onlyTheProposerMayWithdraw,
  thereIsTimeToRespond,
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
};
interface ContentInput {
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
function readContent(desk: Desk, input: ContentInput, usual: ProposalText): Verdict<ProposalText> {
  const table = desk.cell.decisions.effects;
  const effects = input.effect === undefined ? accept(usual.effects) : readEffects(input.effect, table);
  if (!effects.ok) return effects;
  const within = input.within === undefined ? accept(usual.within) : parseDuration(input.within.trim());
  if (!within.ok) return within;
  const title = (input.title ?? usual.title).trim();
  const allowed = allHold(
    aProposalNeedsATitle(title),
    oneChangeOfPowerAtATime(effects.value, table),
    thereIsTimeToRespond(within.value, agreedTime(desk)),
  );
  if (!allowed.ok) return allowed;
  return accept({ title, text: input.text ?? usual.text, effects: effects.value, within: within.value, method: 'consent' });
}

function isSameContent(a: ProposalText, b: ProposalText): boolean {
  const bytes = ({ title, text, effects, within }: ProposalText) => encodeCbor([title, text, effects, within]);
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
    flags: ['text', 'effect', 'within', 'remove', 'readmit'],
    switches: [],
    repeated: ['effect', 'readmit'],
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
  usage: { positional: ['id'], flags: ['title', 'text', 'effect', 'within'], switches: [], repeated: ['effect'] },
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
  answerCommand,
  decisionsCommand,
  decisionCommand,
];
