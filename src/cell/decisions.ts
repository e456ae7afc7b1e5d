import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import { compareEntries, insertInOrder } from '../log/order.ts';
import { hasSeen } from '../log/past.ts';
import { amend, type ProposalText, propose, respond, withdraw } from './actions.ts';
import type { Answer, Proposal, Version } from './decision.ts';
import type { EffectContext, EffectTable, KnownEffect } from './effect.ts';

/** What the rules of decisions ask of a cell, always about the past of an entry. */
export interface DecisionContext extends EffectContext {
  /** How long people have at least to respond, in seconds. */
  respondWithin(entry: Entry): number;
  /** Whether a version was decided. */
  isDecided(version: Version, entry: Entry): boolean;
}

/** All that was proposed and said to it. What an action does is judged from its own past, so any order of arrival gives the same. */
export class Decisions {
  readonly proposals = new Map<Id, Proposal>();
  readonly versions = new Map<Id, Version>();
  /** The effects that proposals of this cell can have. */
  readonly effects: EffectTable;
  readonly #context: DecisionContext;

  constructor(effects: EffectTable, context: DecisionContext) {
    this.effects = effects;
    this.#context = context;
  }

  /** Takes an entry if it is of a decision. @returns null for other kinds, else whether it counts and why not */
  fold(entry: Entry, member: Id): Verdict<null> | null {
    const proposed = propose.read(entry.action);
    if (proposed !== undefined) return this.#propose(entry, member, proposed);
    const amended = amend.read(entry.action);
    if (amended !== undefined)
      return this.#onlyTheProposer(amended.proposal, entry, member, (proposal) => this.#amend(proposal, entry, amended));
    const withdrawn = withdraw.read(entry.action);
    if (withdrawn !== undefined)
      return this.#onlyTheProposer(withdrawn.proposal, entry, member, (proposal) => this.#withdraw(proposal, entry));
    const said = respond.read(entry.action);
    return said === undefined ? null : this.#respond({ entry, member, ...said }, said.version);
  }

  #propose(entry: Entry, proposer: Id, content: ProposalText): Verdict<null> {
    const version = this.#version(entry.id, entry, content);
    this.proposals.set(entry.id, { id: entry.id, proposer, versions: [version], withdrawn: null });
    return accept(null);
  }

  #onlyTheProposer(id: Id, entry: Entry, member: Id, act: (proposal: Proposal) => Verdict<null>): Verdict<null> {
    const proposal = this.proposals.get(id);
    const first = proposal?.versions[0];
    if (proposal === undefined || first === undefined || !hasSeen(entry, first.entry)) return refuse('proposal-unknown');
    if (proposal.proposer !== member) return refuse('only-the-proposer');
    const seen = proposal.versions.filter((version) => hasSeen(entry, version.entry));
    // Consent that reaches an older version late, when an amendment has taken its place, decides nothing; a certificate always does.
    const standing = seen.filter((version, i) => version.content.effects.length > 0 || i === seen.length - 1);
    return standing.some((version) => this.#context.isDecided(version, entry)) ? refuse('already-decided') : act(proposal);
  }

  #amend(proposal: Proposal, entry: Entry, content: ProposalText): Verdict<null> {
    insertInOrder(proposal.versions, this.#version(proposal.id, entry, content), (version) => version.entry);
    return accept(null);
  }

  #withdraw(proposal: Proposal, entry: Entry): Verdict<null> {
    if (proposal.withdrawn === null || compareEntries(entry, proposal.withdrawn) < 0) proposal.withdrawn = entry;
    return accept(null);
  }

  #respond(answer: Answer, id: Id): Verdict<null> {
    const version = this.versions.get(id);
    if (version === undefined || !hasSeen(answer.entry, version.entry)) return refuse('version-unknown');
    if (answer.response === 'object' && answer.reason.trim() === '') return refuse('objection-without-reason');
    const said = answer.response === 'question' ? version.questions : (version.answers.get(answer.member) ?? []);
    insertInOrder(said, answer, ({ entry }) => entry);
    if (answer.response !== 'question') version.answers.set(answer.member, said);
    return accept(null);
  }

  #version(proposal: Id, entry: Entry, content: ProposalText): Version {
    const effects = this.#readEffects(content.effects, entry);
    const within = Math.max(content.within, this.#context.respondWithin(entry));
    const version: Version = { id: entry.id, proposal, entry, content, within, effects, answers: new Map(), questions: [] };
    this.versions.set(version.id, version);
    return version;
  }

  #readEffects(effects: readonly Cbor[], entry: Entry): Verdict<readonly KnownEffect[]> {
    const known: KnownEffect[] = [];
    for (const effect of effects) {
      const read = this.effects.read(effect);
      if (!read.ok) return read;
      const checked = read.value.kind.check(read.value.content, entry, this.#context);
      if (!checked.ok) return checked;
      known.push(read.value);
    }
    // So that each change of power is decided, and certified, by itself.
    const changes = known.filter(({ kind, content }) => kind.isPower(content));
    return changes.length > 1 ? refuse('several-changes-of-power') : accept(known);
  }
}
