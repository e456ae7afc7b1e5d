import * as v from 'valibot';
import { accept } from '../../../bytes/verdict.ts';
import type { AnyCommand, Call, Command, OutputOf } from '../../command.ts';
import { count, fields } from '../../input.ts';
import { listMethods, type MethodKind, tellMethods } from '../methods/method-list.ts';
import { type DecisionView, listDecisions, tellDecision, tellDecisions, viewDecision } from '../view.ts';
import { findProposal, idInput, powerOf } from './desk.ts';

const STATES = ['open', 'passed', 'in-effect', 'not-passed', 'withdrawn', 'in-review'] as const;

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

const methodsCommand: Command<Record<string, never>, MethodKind[]> = {
  name: 'methods',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  async run(_input, { cell }) {
    return accept(listMethods(cell.setting('methods').value));
  },
  tell: tellMethods,
};

/** What the API takes and gives of looking. */
export interface LookingApi {
  readonly decisions: Call<v.InferInput<typeof decisionsInput>, OutputOf<typeof decisionsCommand>>;
  readonly decision: Call<v.InferInput<typeof idInput>, OutputOf<typeof decisionCommand>>;
  readonly methods: Call<Record<string, never>, OutputOf<typeof methodsCommand>>;
}

/** Looking at decisions, and at the ways to decide. */
export const looking: readonly AnyCommand[] = [decisionsCommand, decisionCommand, methodsCommand];
