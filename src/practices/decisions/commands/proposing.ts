import * as v from 'valibot';
import { encodeCbor } from '../../../bytes/cbor.ts';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { equalBytes } from '../../../bytes/octets.ts';
import { accept, assert, type Verdict } from '../../../bytes/verdict.ts';
import { amend, type ProposalText, propose, withdraw } from '../../../cell/actions.ts';
import { currentVersion } from '../../../cell/decision.ts';
import { formatDuration, parseDuration } from '../../../cell/duration.ts';
import { allHold } from '../../all-hold.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../../command.ts';
import { fields, idLetters, nameLetters, writing } from '../../input.ts';
import { onlyMembersTakePart } from '../../membership.ts';
import { TERMS_FLAGS, type TermsInput, termsFields, termsHold } from '../../terms-input.ts';
import { fill, shortId } from '../../wording.ts';
import { aDrawTakesThree, moreStandThanAreDrawn } from '../draw/rules.ts';
import { METHOD_FLAGS, type MethodInput, methodFields, readMethod } from '../methods/method-input.ts';
import {
  aDecisionInEffectIsNotAmended,
  aDecisionInEffectIsNotWithdrawn,
  aMethodIsAgreedOn,
  anAmendmentChangesSomething,
  aProposalNeedsATitle,
  aWithdrawnProposalStaysSo,
  oneChangeOfPowerAtATime,
  onlyTheProposerMayAmend,
  onlyTheProposerMayWithdraw,
  onlyWhatAnObjectionHoldsUpHasEffects,
  thereIsTimeToRespond,
} from '../rules.ts';
import { texts } from '../texts.ts';
import { stateOf } from '../view.ts';
import { findProposal, idInput, powerOf, write } from './desk.ts';
import { type EffectsInput, effectsInput, knownAmong, readAllEffects, readShortForms } from './effects-input.ts';

const content = {
  text: v.optional(writing(LIMITS.textBytes)),
  effect: v.optional(effectsInput),
  within: v.optional(writing(16)),
  ...methodFields,
  ...termsFields,
};
interface ContentInput extends MethodInput, TermsInput {
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
  { title: typed, text, effect, within: time, agreement, subject, owner, review, afterwards, replaces, ends, ...about }: ContentInput,
  usual: ProposalText,
): Verdict<ProposalText> {
  const table = desk.cell.decisions.effects;
  const terms = { agreement, subject, owner, review, afterwards, replaces, ends };
  const effects = readAllEffects(effect, terms, usual.effects, desk);
  if (!effects.ok) return effects;
  const within = time === undefined ? accept(usual.within) : parseDuration(time.trim());
  if (!within.ok) return within;
  const method = readMethod(about, usual.method, desk);
  if (!method.ok) return method;
  const title = (typed ?? usual.title).trim();
  const members = desk.cell.charter?.members.size ?? 0;
  const allowed = allHold(
    aProposalNeedsATitle(title),
    oneChangeOfPowerAtATime(effects.value, table),
    thereIsTimeToRespond(within.value, agreedTime(desk)),
    aMethodIsAgreedOn(method.value, desk.cell.setting('methods').value),
    onlyWhatAnObjectionHoldsUpHasEffects(method.value, effects.value, table),
    aDrawTakesThree(method.value, members),
    moreStandThanAreDrawn(method.value, members),
    termsHold(knownAmong(effects.value, table), desk),
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

const proposeCommand: Command<v.InferOutput<typeof proposeInput>, { id: Id; within: string }> = {
  name: 'propose',
  changes: true,
  input: proposeInput,
  usage: {
    positional: ['title'],
    flags: ['text', 'effect', 'within', 'remove', 'readmit', ...METHOD_FLAGS, ...TERMS_FLAGS],
    switches: ['agreement'],
    repeated: ['effect', 'readmit', 'option', 'ask', 'replaces', 'ends'],
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
    flags: ['title', 'text', 'effect', 'within', ...METHOD_FLAGS, ...TERMS_FLAGS],
    switches: ['agreement'],
    repeated: ['effect', 'option', 'ask', 'replaces', 'ends'],
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
/** What the API takes and gives of proposing. */
export interface ProposingApi {
  readonly propose: Call<v.InferInput<typeof proposeInput>, OutputOf<typeof proposeCommand>>;
  readonly amend: Call<v.InferInput<typeof amendInput>, OutputOf<typeof amendCommand>>;
  readonly withdraw: Call<v.InferInput<typeof idInput>, OutputOf<typeof withdrawCommand>>;
}

/** Asking the group, in other words too, and taking it back. */
export const proposing: readonly AnyCommand[] = [proposeCommand, amendCommand, withdrawCommand];
