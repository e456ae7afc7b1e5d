import * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { accept, type Verdict } from '../../../bytes/verdict.ts';
import { currentVersion, type Proposal, type Version } from '../../../cell/decision.ts';
import { hearing } from '../../../cell/outcome.ts';
import { allHold } from '../../all-hold.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../../command.ts';
import { fields, idLetters, writing } from '../../input.ts';
import { onlyMembersTakePart } from '../../membership.ts';
import { fill, oneLine } from '../../wording.ts';
import { hold, later, NOTED_STEPS, note, react } from '../actions.ts';
import { holderOf } from '../round/fold-round.ts';
import {
  onlyWhoHoldsTheRoundGivesItBack,
  onlyWhoHoldsTheRoundNotesAStep,
  onlyWhoIsAwaitedComesLater,
  whatIsOverHasNoRound,
} from '../round/rules.ts';
import { aWithdrawnProposalTakesNoResponse, consentIsRespondedTo } from '../rules.ts';
import { texts } from '../texts.ts';
import { answersOf, stateOf } from '../view.ts';
import { findProposal, findVersion, idInput, powerOf, write } from './desk.ts';

/** What somebody did around a decision. */
interface Done {
  readonly id: Id;
  readonly decision: Id;
}

/** A decision whose round is not over, for a member. */
function findRound(desk: Desk, typed: string): Verdict<{ proposal: Proposal; version: Version; holder: Id | null }> {
  const proposal = findProposal(desk, typed);
  if (!proposal.ok) return proposal;
  const state = stateOf(desk, proposal.value, powerOf(desk));
  const allowed = allHold(onlyMembersTakePart(desk), whatIsOverHasNoRound(proposal.value, state));
  if (!allowed.ok) return allowed;
  const holder = holderOf(answersOf(desk).rounds, proposal.value.id)?.member ?? null;
  return accept({ proposal: proposal.value, version: currentVersion(proposal.value), holder });
}

const reactInput = fields({ id: idLetters, text: writing(LIMITS.lineBytes) });

const reactCommand: Command<v.InferOutput<typeof reactInput>, Done & { text: string }> = {
  name: 'react',
  changes: true,
  input: reactInput,
  usage: { positional: ['id', 'text'], flags: [], switches: [] },
  async run({ id: typed, text: words }, desk) {
    const found = findVersion(desk, typed);
    if (!found.ok) return found;
    const { proposal, version } = found.value;
    const allowed = allHold(onlyMembersTakePart(desk), aWithdrawnProposalTakesNoResponse(proposal));
    if (!allowed.ok) return allowed;
    const text = words.replace(/\s+/gu, ' ').trim();
    const id = await write(desk, react.write({ version: version.id, text }));
    return accept({ id, decision: proposal.id, text });
  },
  tell: ({ text }) => (text === '' ? texts['round.reaction-taken-back'] : fill(texts['round.reaction-kept'], { text: oneLine(text) })),
};

const laterCommand: Command<v.InferOutput<typeof idInput>, Done> = {
  name: 'later',
  changes: true,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id: typed }, desk) {
    const round = findRound(desk, typed);
    if (!round.ok) return round;
    const { proposal, version } = round.value;
    const power = powerOf(desk);
    const allowed = allHold(
      consentIsRespondedTo(version, 'consent'),
      onlyWhoIsAwaitedComesLater(hearing(version, power.newest, power).unheard, desk.me.member),
    );
    if (!allowed.ok) return allowed;
    return accept({ id: await write(desk, later.write({ version: version.id })), decision: proposal.id });
  },
  tell: () => texts['round.later-kept'],
};

const holdCommand: Command<v.InferOutput<typeof idInput>, Done> = {
  name: 'hold',
  changes: true,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id: typed }, desk) {
    const round = findRound(desk, typed);
    if (!round.ok) return round;
    const proposal = round.value.proposal.id;
    return accept({ id: await write(desk, hold.write({ proposal, holds: true })), decision: proposal });
  },
  tell: () => texts['round.held'],
};

const giveBackCommand: Command<v.InferOutput<typeof idInput>, Done> = {
  name: 'give-back',
  changes: true,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id: typed }, desk) {
    const found = findProposal(desk, typed);
    if (!found.ok) return found;
    const proposal = found.value.id;
    const holder = holderOf(answersOf(desk).rounds, proposal)?.member ?? null;
    const allowed = allHold(onlyMembersTakePart(desk), onlyWhoHoldsTheRoundGivesItBack(holder, desk.me.member));
    if (!allowed.ok) return allowed;
    return accept({ id: await write(desk, hold.write({ proposal, holds: false })), decision: proposal });
  },
  tell: () => texts['round.given-back'],
};

const stepInput = fields({ id: idLetters, step: v.picklist(NOTED_STEPS, 'input.no-step') });

const stepCommand: Command<v.InferOutput<typeof stepInput>, Done & { step: (typeof NOTED_STEPS)[number] }> = {
  name: 'step',
  changes: true,
  input: stepInput,
  usage: { positional: ['id', 'step'], flags: [], switches: [] },
  async run({ id: typed, step }, desk) {
    const round = findRound(desk, typed);
    if (!round.ok) return round;
    const { proposal, version, holder } = round.value;
    const allowed = onlyWhoHoldsTheRoundNotesAStep(holder, desk.me.member);
    if (!allowed.ok) return allowed;
    return accept({ id: await write(desk, note.write({ version: version.id, step })), decision: proposal.id, step });
  },
  tell: ({ step }) => fill(texts['round.step-noted'], { step: texts[`step.${step}`] }),
};

/** What the API takes and gives of going round. */
export interface GoingRoundApi {
  readonly react: Call<v.InferInput<typeof reactInput>, OutputOf<typeof reactCommand>>;
  readonly later: Call<v.InferInput<typeof idInput>, OutputOf<typeof laterCommand>>;
  readonly hold: Call<v.InferInput<typeof idInput>, OutputOf<typeof holdCommand>>;
  readonly 'give-back': Call<v.InferInput<typeof idInput>, OutputOf<typeof giveBackCommand>>;
  readonly step: Call<v.InferInput<typeof stepInput>, OutputOf<typeof stepCommand>>;
}

/** Quick reactions, coming later, and holding the round. */
export const goingRound: readonly AnyCommand[] = [reactCommand, laterCommand, holdCommand, giveBackCommand, stepCommand];
