import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { insertInOrder } from '../log/order.ts';
import { hasSeen } from '../log/past.ts';
import { amend, type ProposalText, propose, respond, withdraw } from './actions.ts';
import { type Answer, type Proposal, recoveryIn, type Version } from './decision.ts';
import type { GivenVoice } from './delegations.ts';
import { type Drawing, drawOf } from './drawing.ts';
import type { EffectContext, EffectTable, KnownEffect } from './effect.ts';
import { carriesEffects, checkTerms, countsVoices, isPoll, type Method, type MethodTerms, nameOf, needsCertificate } from './method.ts';
import { checkVote, isObjection, type Vote, vote } from './vote.ts';

/** What the rules of decisions ask of a cell, always about the past of an entry. */
export interface DecisionContext extends EffectContext {
  /** How long people have at least to respond, in seconds. */
  respondWithin(entry: Entry): number;
  /** Names of the methods that the cell had agreed on. */
  methods(entry: Entry): string;
  /** For how many others the cell had agreed that one person can speak. */
  mostVoices(entry: Entry): number;
  /** The voices given in a version, as far as is known: see `Version`. */
  voicesGiven(version: Version, asked: readonly Id[]): ReadonlyMap<Id, GivenVoice>;
  /** A draw that opens with this entry. */
  beginDraw(entry: Entry, terms: MethodTerms): Drawing;
  /** Whether a version was decided. */
  isDecided(version: Version, entry: Entry): boolean;
  /** Whether an entry lies beyond the cut of its device, over a part of the record. */
  isCutIn(entry: Entry, seen: Counts): boolean;
  /** Whether an entry is set aside, as far as is known. */
  isSetAside(entry: Entry): boolean;
  /** Whether a version is certified, as far as is known: then it stands whatever became of its author. */
  isCertified(version: Id): boolean;
}

/** All that was proposed and said to it. What an action does is judged from its own past, so any order of arrival gives the same. */
export class Decisions {
  /** By id. Those that are set aside are left out. */
  readonly proposals = new Map<Id, Proposal>();
  /** By id, those that are set aside among them. */
  readonly versions = new Map<Id, Version>();
  readonly #everyProposal = new Map<Id, Proposal>();
  /** By member and bundle: the versions that would recover the one with the other. */
  readonly #claims = new Map<string, Version[]>();
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
    if (said !== undefined) return this.#respond({ entry, member, ...said, said: null, isLate: false }, said.version);
    const voted = vote.read(entry.action);
    if (voted !== undefined) return this.#vote(entry, member, voted);
    const drawn = drawOf(entry);
    return drawn === undefined ? null : this.#draw(entry, member, drawn);
  }

  #propose(entry: Entry, proposer: Id, content: ProposalText): Verdict<null> {
    const version = this.#version(entry.id, proposer, entry, content);
    const proposal = { id: entry.id, proposer, versions: [], withdrawn: null, everyVersion: [version], everyWithdrawal: [] };
    this.#everyProposal.set(entry.id, proposal);
    this.#count(proposal);
    return accept(null);
  }

  #onlyTheProposer(id: Id, entry: Entry, member: Id, act: (proposal: Proposal) => Verdict<null>): Verdict<null> {
    const proposal = this.#everyProposal.get(id);
    const first = proposal?.everyVersion[0];
    if (proposal === undefined || first === undefined || !hasSeen(entry, first.entry)) return refuse('proposal-unknown');
    if (proposal.proposer !== member) return refuse('only-the-proposer');
    const seen = proposal.everyVersion.filter((version) => hasSeen(entry, version.entry));
    // Consent that reaches an older version late, when an amendment has taken its place, decides nothing; a certificate always does.
    const standing = seen.filter((version, i) => needsCertificate(version.content) || version.drawing !== null || i === seen.length - 1);
    return standing.some((version) => this.#context.isDecided(version, entry)) ? refuse('already-decided') : act(proposal);
  }

  #amend(proposal: Proposal, entry: Entry, content: ProposalText): Verdict<null> {
    insertInOrder(proposal.everyVersion, this.#version(proposal.id, proposal.proposer, entry, content), (version) => version.entry);
    this.#count(proposal);
    return accept(null);
  }

  #withdraw(proposal: Proposal, entry: Entry): Verdict<null> {
    insertInOrder(proposal.everyWithdrawal, entry, (item) => item);
    this.#count(proposal);
    return accept(null);
  }

  #respond(answer: Answer, id: Id): Verdict<null> {
    const version = this.versions.get(id);
    if (version === undefined || !hasSeen(answer.entry, version.entry)) return refuse('version-unknown');
    if (answer.response === 'object' && answer.reason.trim() === '') return refuse('objection-without-reason');
    if (answer.response !== 'question' && version.content.method !== 'consent') return refuse('response-by-another-method');
    return this.#keep(answer, version);
  }

  #vote(entry: Entry, member: Id, { version: id, said, reason, late }: Vote): Verdict<null> {
    const version = this.versions.get(id);
    if (version === undefined || !hasSeen(entry, version.entry)) return refuse('version-unknown');
    const { method } = version.content;
    if (method === 'consent') return refuse('response-by-another-method');
    const checked = checkVote({ said, reason }, method, member === version.proposer);
    if (!checked.ok) return checked;
    // What may have effects waits for everybody like consent does; else what was decided stays as it was counted.
    const isLate = !carriesEffects(method) && (late || this.#context.isDecided(version, entry));
    return this.#keep({ entry, member, response: isObjection(said) ? 'object' : 'consent', reason, said, isLate }, version);
  }

  /** What is set aside counts here as well: else whoever does not like what was drawn could have it set aside. */
  #draw(entry: Entry, member: Id, id: Id): Verdict<null> {
    const version = this.versions.get(id);
    if (version?.drawing == null || !hasSeen(entry, version.entry)) return refuse('version-unknown');
    const folded = version.drawing.fold(entry, member);
    if (folded.ok && version.drawing.fixedIn(null) !== null) this.certified(version);
    return folded;
  }

  #keep(answer: Answer, version: Version): Verdict<null> {
    keep(answer, version.everyAnswer, version.everyQuestion);
    if (!this.#context.isSetAside(answer.entry)) keep(answer, version.answers, version.questions);
    return accept(null);
  }

  /** Goes through everything again, after entries were set aside or readmitted. */
  recount(): void {
    for (const version of this.versions.values()) {
      version.answers.clear();
      version.questions.length = 0;
      for (const answer of [...version.everyQuestion, ...[...version.everyAnswer.values()].flat()])
        if (!this.#context.isSetAside(answer.entry)) keep(answer, version.answers, version.questions);
    }
    for (const proposal of this.#everyProposal.values()) this.#count(proposal);
  }

  /** A version has been certified, or its draw is fixed: it stands, also where it was set aside. */
  certified(version: Version): void {
    const proposal = this.#everyProposal.get(version.proposal);
    if (proposal !== undefined && !proposal.versions.includes(version)) this.#count(proposal);
  }

  /** Works out which versions of a proposal count, and whether it is taken back. */
  #count(proposal: Proposal): void {
    const { isSetAside, isCertified } = this.#context;
    proposal.versions.length = 0;
    const stands = ({ id, entry, drawing }: Version): boolean =>
      !isSetAside(entry) || isCertified(id) || (drawing !== null && drawing.fixedIn(null) !== null);
    proposal.versions.push(...proposal.everyVersion.filter(stands));
    proposal.withdrawn = proposal.everyWithdrawal.find((entry) => !isSetAside(entry)) ?? null;
    if (proposal.versions.length === 0) this.proposals.delete(proposal.id);
    else this.proposals.set(proposal.id, proposal);
  }

  #version(proposal: Id, proposer: Id, entry: Entry, content: ProposalText): Version {
    const { method } = content;
    const hindered = this.#methodFault(content, entry);
    const drawing =
      hindered !== null || method === 'consent' || method.name !== 'sortition' ? null : this.#context.beginDraw(entry, method);
    const methodFault = hindered ?? drawing?.fault ?? null;
    const effects = methodFault === null ? this.#readEffects(content.effects, entry) : refuse(methodFault);
    const within = Math.max(content.within, this.#context.respondWithin(entry));
    const empty = { answers: new Map(), questions: [], everyAnswer: new Map(), everyQuestion: [] };
    const { isCutIn, voicesGiven } = this.#context;
    const claims = this.#claimsOf(effects);
    const version: Version = {
      id: entry.id,
      proposal,
      proposer,
      entry,
      content,
      methodFault,
      within,
      effects,
      claims: claims ?? [],
      drawing: methodFault === null ? drawing : null,
      ...empty,
      isCutIn,
      mostVoices: countsVoices(content.method) ? this.#context.mostVoices(entry) : 0,
      voicesGiven: (asked) => voicesGiven(version, asked),
    };
    this.versions.set(version.id, version);
    claims?.push(version);
    return version;
  }

  /** All recoveries of one member by one device, as those that come are added; null where it is none. */
  #claimsOf(effects: Version['effects']): Version[] | null {
    const recovery = effects.ok ? recoveryIn(effects.value) : null;
    if (recovery === null) return null;
    const key = `${recovery.member} ${recovery.applicant}`;
    const claims = this.#claims.get(key) ?? [];
    this.#claims.set(key, claims);
    return claims;
  }

  /** Why nothing can be decided by the method of a proposal, judged from its entry's past. */
  #methodFault({ method, effects }: ProposalText, entry: Entry): string | null {
    if (method === 'consent') return null;
    const fits = checkTerms(method);
    if (!fits.ok) return fits.reason;
    if (!canCarry(method, effects, this.effects)) return 'method-without-effects';
    if (!method.ask.every((member) => this.#context.wasMember(member, entry))) return 'method-ask';
    return this.#context.methods(entry).split(' ').includes(nameOf(method)) ? null : 'method-not-agreed';
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

/**
 * Whether a method can carry these effects. An agreement is words, so it needs nobody's attestation: whatever decides can bring it about. What only
 * asks around decides nothing.
 */
export function canCarry(method: Method, effects: readonly Cbor[], table: EffectTable): boolean {
  return effects.length === 0 || carriesEffects(method) || (!isPoll(method) && table.areOnlyWritten(effects));
}

function keep(answer: Answer, answers: Map<Id, Answer[]>, questions: Answer[]): void {
  const said = answer.response === 'question' ? questions : (answers.get(answer.member) ?? []);
  insertInOrder(said, answer, ({ entry }) => entry);
  if (answer.response !== 'question') answers.set(answer.member, said);
}
