import * as v from 'valibot';
import type { Id } from '../../bytes/id.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { utf8 } from '../../bytes/octets.ts';
import { accept, assert, type Verdict } from '../../bytes/verdict.ts';
import { propose } from '../../cell/actions.ts';
import { AGREEMENT_STATES, type Agreement } from '../../cell/agreements.ts';
import { dayOf, isoDay, parseDay } from '../../cell/day.ts';
import { formatDuration, parseDuration } from '../../cell/duration.ts';
import type { EffectJson } from '../../cell/effect.ts';
import { register } from '../../cell/register.ts';
import { agreementsOf, findAgreement } from '../agreements-of.ts';
import { allHold } from '../all-hold.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../command.ts';
import { count, fields, idLetters, writing } from '../input.ts';
import { onlyMembersTakePart } from '../membership.ts';
import { recordDraft } from '../record-draft.ts';
import { anAgreementIsTheLastWord, OWN_TERMS_FLAGS, ownTermsFields, readOwnTerms, termsHold } from '../terms-input.ts';
import { fill, shortId } from '../wording.ts';
import { note } from './actions.ts';
import { tellAgreement, tellAgreements } from './register/tell.ts';
import { aChangeChangesSomething, aNoteNeedsWords, aRenewalNeedsADay } from './rules.ts';
import { texts } from './texts.ts';
import { type AgreementLine, type AgreementView, listAgreements, viewAgreement } from './view.ts';

/** The most bytes of what somebody looks for. */
const SEARCH_BYTES = 200;
/** The most agreements that are asked for at once, besides those that ask for a look. */
const MOST_LINES = 10_000;

const agreementsInput = fields({
  search: v.optional(writing(SEARCH_BYTES)),
  state: v.optional(v.picklist(AGREEMENT_STATES, 'input.no-agreement-state')),
  all: v.optional(v.boolean('input.no-yes-or-no')),
  rest: v.optional(count(MOST_LINES)),
});

const agreementsCommand: Command<v.InferOutput<typeof agreementsInput>, AgreementLine[]> = {
  name: 'agreements',
  changes: false,
  input: agreementsInput,
  usage: { positional: [], flags: ['search', 'state', 'rest'], switches: ['all'] },
  async run(wanted, desk) {
    return accept(listAgreements(desk, wanted));
  },
  tell: tellAgreements,
};

const idInput = fields({ id: idLetters });

const agreementCommand: Command<v.InferOutput<typeof idInput>, AgreementView> = {
  name: 'agreement',
  changes: false,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id }, desk) {
    const agreement = findAgreement(agreementsOf(desk), id);
    return agreement.ok ? accept(viewAgreement(desk, agreement.value)) : agreement;
  },
  tell: tellAgreement,
};

/** What is proposed about an agreement. */
interface Review {
  readonly title: string;
  readonly text: string;
  readonly effect: EffectJson;
  readonly within: string | undefined;
}

/** What a review gives: the decision that it opened. */
interface Opened {
  readonly id: Id;
  readonly within: string;
}

/** The agreement that somebody wants to review, while it is the last word. */
function reviewable(desk: Desk, typed: string): Verdict<Agreement> {
  const member = onlyMembersTakePart(desk);
  if (!member.ok) return member;
  const agreement = findAgreement(agreementsOf(desk), typed);
  if (!agreement.ok) return agreement;
  const last = anAgreementIsTheLastWord(agreement.value);
  return last.ok ? agreement : last;
}

/** Opens a review: a proposal by consent, with as much time as the cell has agreed on, or more. */
async function open(desk: Desk, { title, text, effect, within: typed }: Review): Promise<Verdict<Opened>> {
  const agreed = parseDuration(desk.cell.setting('respondWithin').value);
  assert(agreed.ok, 'a setting to be in a form that can be read');
  const given = typed === undefined ? agreed : parseDuration(typed.trim());
  if (!given.ok) return given;
  const within = Math.min(Math.max(given.value, agreed.value), LIMITS.within);
  const table = desk.cell.decisions.effects;
  const parsed = table.parse(effect);
  if (!parsed.ok) return parsed;
  const known = table.read(parsed.value);
  const holds = known.ok ? termsHold([known.value], desk) : known;
  if (!holds.ok) return holds;
  const [id] = await desk.write([recordDraft(propose.write({ title, text, effects: [parsed.value], within, method: 'consent' }))]);
  assert(id !== undefined, 'a desk to give the id of what it wrote');
  return accept({ id, within: formatDuration(within) });
}

const tellOpened = ({ id, within }: Opened): string => fill(texts['agreements.opened'], { id: shortId(id), within });

/** The terms with which a review begins: those that hold, of a member who is still here, in its place. */
function termsOf(desk: Desk, { id, terms }: Agreement): EffectJson {
  const isHere = terms.owner !== null && desk.cell.charter?.members.has(terms.owner) === true;
  return { ...register.describe({ ...terms, owner: isHere ? terms.owner : null, replaces: [id] }) };
}

/** As long ahead as the last review was when the agreement was proposed; null where there was none. */
function sameLengthAgain({ terms, version }: Agreement, now: number): string | null {
  if (terms.review === null) return null;
  const length = terms.review - dayOf(version.entry.time * 1000);
  return length > 0 ? isoDay(dayOf(now) + length) : null;
}

const { subject: _, ...renewedTerms } = ownTermsFields;
const within = v.optional(writing(16));
const renewInput = fields({ id: idLetters, ...renewedTerms, within });

const renewCommand: Command<v.InferOutput<typeof renewInput>, Opened & { readonly review: string }> = {
  name: 'renew',
  changes: true,
  input: renewInput,
  usage: { positional: ['id'], flags: [...Object.keys(renewedTerms), 'within'], switches: [] },
  async run({ id, within, ...typed }, desk) {
    const agreement = reviewable(desk, id);
    if (!agreement.ok) return agreement;
    const before = { ...termsOf(desk, agreement.value), review: sameLengthAgain(agreement.value, desk.now) };
    const terms = readOwnTerms(typed, before, desk);
    if (!terms.ok) return terms;
    const review = aRenewalNeedsADay(terms.value.review as string | null);
    if (!review.ok) return review;
    const { title, text } = agreement.value.version.content;
    const opened = await open(desk, { title, text, effect: { ...terms.value, kind: 'register' }, within });
    return opened.ok ? accept({ ...opened.value, review: review.value }) : opened;
  },
  tell: ({ review, ...opened }) => fill(texts['agreements.renewal'], { review, opened: tellOpened(opened) }),
};

const changeInput = fields({
  id: idLetters,
  title: v.optional(writing(LIMITS.titleBytes)),
  text: v.optional(writing(LIMITS.textBytes)),
  ...ownTermsFields,
  within,
});

const changeCommand: Command<v.InferOutput<typeof changeInput>, Opened> = {
  name: 'change',
  changes: true,
  input: changeInput,
  usage: { positional: ['id'], flags: ['title', 'text', ...OWN_TERMS_FLAGS, 'within'], switches: [] },
  async run({ id, within, title, text, ...typed }, desk) {
    const agreement = reviewable(desk, id);
    if (!agreement.ok) return agreement;
    const changed = aChangeChangesSomething([title, text, ...Object.values(typed)]);
    if (!changed.ok) return changed;
    const terms = readOwnTerms(typed, nextReview(termsOf(desk, agreement.value), agreement.value, desk.now), desk);
    if (!terms.ok) return terms;
    const { content } = agreement.value.version;
    const words = { title: title?.trim() || content.title, text: text ?? content.text };
    return open(desk, { ...words, effect: { ...terms.value, kind: 'register' }, within });
  },
  tell: tellOpened,
};

/** Terms whose review lies ahead: where it has passed, as long ahead again. */
function nextReview(terms: EffectJson, agreement: Agreement, now: number): EffectJson {
  const day = typeof terms.review === 'string' ? parseDay(terms.review) : null;
  return day?.ok && day.value <= dayOf(now) ? { ...terms, review: sameLengthAgain(agreement, now) } : terms;
}

const endInput = fields({
  id: idLetters,
  title: v.optional(writing(LIMITS.titleBytes)),
  text: v.optional(writing(LIMITS.textBytes)),
  within,
});

const endCommand: Command<v.InferOutput<typeof endInput>, Opened> = {
  name: 'end',
  changes: true,
  input: endInput,
  usage: { positional: ['id'], flags: ['title', 'text', 'within'], switches: [] },
  async run({ id, title, text = '', within }, desk) {
    const agreement = reviewable(desk, id);
    if (!agreement.ok) return agreement;
    const named = fill(texts['agreements.end-title'], { title: agreement.value.version.content.title });
    const usual = utf8(named).length <= LIMITS.titleBytes ? named : agreement.value.version.content.title;
    return open(desk, { title: title?.trim() || usual, text, effect: { kind: 'end', agreements: [agreement.value.id] }, within });
  },
  tell: tellOpened,
};

const noteInput = fields({ id: idLetters, text: writing(LIMITS.textBytes) });

const noteCommand: Command<v.InferOutput<typeof noteInput>, { readonly id: Id; readonly agreement: Id }> = {
  name: 'note',
  changes: true,
  input: noteInput,
  usage: { positional: ['id', 'text'], flags: [], switches: [] },
  async run({ id: typed, text }, desk) {
    const agreement = findAgreement(agreementsOf(desk), typed);
    if (!agreement.ok) return agreement;
    const allowed = allHold(onlyMembersTakePart(desk), aNoteNeedsWords(text));
    if (!allowed.ok) return allowed;
    const [id] = await desk.write([recordDraft(note.write({ version: agreement.value.version.id, text }))]);
    assert(id !== undefined, 'a desk to give the id of what it wrote');
    return accept({ id, agreement: agreement.value.id });
  },
  tell: () => texts['agreements.noted'],
};

/** What the API takes and gives of agreements. */
export interface AgreementsApi {
  readonly agreements: Call<v.InferInput<typeof agreementsInput>, OutputOf<typeof agreementsCommand>>;
  readonly agreement: Call<v.InferInput<typeof idInput>, OutputOf<typeof agreementCommand>>;
  readonly renew: Call<v.InferInput<typeof renewInput>, OutputOf<typeof renewCommand>>;
  readonly change: Call<v.InferInput<typeof changeInput>, OutputOf<typeof changeCommand>>;
  readonly end: Call<v.InferInput<typeof endInput>, OutputOf<typeof endCommand>>;
  readonly note: Call<v.InferInput<typeof noteInput>, OutputOf<typeof noteCommand>>;
}

/** What people can do with agreements, and look at. */
export const commands: readonly AnyCommand[] = [agreementsCommand, agreementCommand, renewCommand, changeCommand, endCommand, noteCommand];
