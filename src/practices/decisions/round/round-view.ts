import type { Id } from '../../../bytes/id.ts';
import { type Answer, currentVersion, isPowerVersion, type Proposal, standingAnswer, type Version } from '../../../cell/decision.ts';
import type { MethodName } from '../../../cell/method.ts';
import { formerObjections, type Hearing, type OutcomeState } from '../../../cell/outcome.ts';
import type { Power } from '../../../cell/power.ts';
import type { WayOut } from '../../../cell/ways-out.ts';
import { compareEntries } from '../../../log/order.ts';
import type { Desk } from '../../command.ts';
import { isoTime } from '../../moment.ts';
import type { NotedStep, Qualify } from '../actions.ts';
import type { DecisionsState } from '../fold.ts';
import { holderOf } from './fold-round.ts';
import { type Done, newestOf, newestOfEach } from './newest.ts';
import { orderOfRound, turnsOf } from './order.ts';
import { type Step, stepOf } from './steps.ts';
import { isStuck, methodsToPutItBy, waysOutOf } from './ways-out.ts';

/** A member, with the name that people see. */
export interface MemberView {
  readonly member: string;
  readonly memberId: Id;
}

/** Something that a member did, and when by their clock: ISO 8601. */
export interface DoneView extends MemberView {
  readonly id: Id;
  readonly time: string;
}

/** Words of a member to a version. */
export interface WordsView extends DoneView {
  /** Number of the version. */
  readonly version: number;
  readonly text: string;
}

/** What is said to whether an objection names a harm, or something better that would be missed. It voids nothing. */
export interface QualifyingView {
  /** Entry of the objection. */
  readonly objection: Id;
  /** Who asked first. */
  readonly asked: DoneView;
  /** What each says now, in order; an objector may be among them. */
  readonly said: readonly (DoneView & { readonly says: Exclude<Qualify['says'], 'ask'>; readonly text: string })[];
}

/** A way out that somebody asked for. */
export interface WayOutView extends WordsView {
  readonly way: WayOut;
  /** Who is asked, and what each has said to it; null: nothing yet. */
  readonly who: readonly (MemberView & { readonly will: boolean | null; readonly text: string })[];
  /** Until when a trial goes: ISO 8601. */
  readonly until: string | null;
  readonly method: MethodName | null;
  /** What could be chosen by that method, where whoever asks has said. */
  readonly options: readonly string[];
  /** Whether it still asks something: nothing newer is proposed since, and it is not over. */
  readonly isOpen: boolean;
}

/** The process around a decision, as it stands at this moment. Nothing of it keeps anybody from anything. */
export interface RoundView {
  readonly step: Step;
  /** Who noted that step, where somebody did. */
  readonly noted: (DoneView & { readonly step: NotedStep }) | null;
  /** Who holds the round and calls on people; null: nobody, and nobody has to. */
  readonly holder: DoneView | null;
  /** All who are asked, in the order of the round. */
  readonly order: readonly MemberView[];
  /** Who has not been heard: whose turn it is first, and then who comes after. Empty when it is over, and where it is not decided by consent. */
  readonly next: readonly (MemberView & { readonly saidLater: boolean })[];
  readonly reactions: readonly WordsView[];
  readonly qualifying: readonly QualifyingView[];
  /** Objections to earlier versions whose authors have not said whether the new words resolve them. */
  readonly unresolved: readonly WordsView[];
  readonly waysOut: {
    /** What is offered; empty while the round is not stuck. */
    readonly offered: readonly WayOut[];
    /** By what it could be decided instead. */
    readonly methods: readonly MethodName[];
    readonly amendments: number;
    /** After so many amendments the cell wants ways out to be offered. */
    readonly after: number;
    readonly asked: readonly WayOutView[];
  };
}

/** What a view of the round stands on. */
export interface RoundParts {
  readonly desk: Desk;
  readonly proposal: Proposal;
  /** The version that is shown. */
  readonly version: Version;
  readonly power: Power;
  readonly heard: Hearing;
  readonly state: OutcomeState;
  readonly said: DecisionsState;
}

/** The process around a decision. */
export function viewRound(parts: RoundParts): RoundView {
  const { desk, proposal, version, power, heard, state, said } = parts;
  const { rounds } = said;
  const isByConsent = version.content.method === 'consent';
  const holder = holderOf(rounds, proposal.id);
  const notes = (rounds.notes.get(version.id) ?? []).filter(({ member }) => member === holder?.member);
  const noted = state === 'open' ? newestOf(notes) : undefined;
  const former = state === 'withdrawn' ? [] : formerObjections(proposal, power.newest);
  const objections = heard.objections.length + former.length;
  const reactions = viewReactions(parts);
  const order = orderOfRound(version, heard.asked, power, desk.cell.decisions.versions);
  const laters = rounds.laters.get(version.id) ?? [];
  const times = new Map(heard.asked.map((member) => [member, laters.filter((one) => one.member === member).length]));
  const next = state === 'open' && isByConsent ? turnsOf(order, heard.unheard, times) : [];
  return {
    step: stepOf(version, {
      state,
      unheard: heard.unheard.length,
      objections,
      openQuestions: version.questions.filter(({ entry }) => !said.answers.has(entry.id)).length,
      reactions: reactions.filter((one) => one.version === proposal.versions.indexOf(version) + 1).length,
      noted: noted?.step ?? null,
    }),
    noted: noted === undefined ? null : { ...viewDone(desk, noted), step: noted.step },
    holder: holder === null ? null : viewDone(desk, holder),
    order: order.map((member) => viewMember(desk, member)),
    next: next.map((member) => ({ ...viewMember(desk, member), saidLater: (times.get(member) ?? 0) > 0 })),
    reactions,
    qualifying: proposal.versions
      .flatMap(({ answers }) => [...answers.values()].flat())
      .filter(({ response }) => response === 'object')
      .sort((a, b) => compareEntries(a.entry, b.entry))
      .flatMap((objection) => viewQualifying(parts, objection)),
    unresolved: former.map((objection) => viewWords(parts, objection, versionOf(proposal, objection), objection.reason)),
    waysOut: viewWaysOut(parts, objections),
  };
}

/** Concerns that stay with a decision: of each member the last that they said to any version, where that is a concern. */
export function viewConcerns(desk: Desk, proposal: Proposal, shown: Version): WordsView[] {
  const versions = proposal.versions.slice(0, proposal.versions.indexOf(shown) + 1);
  const members = new Set(versions.flatMap((version) => [...version.answers.keys()]));
  const last = [...members].flatMap((member): { answer: Answer; number: number }[] => {
    const number = versions.findLastIndex((version) => standingAnswer(version, member, null) !== undefined) + 1;
    const version = versions[number - 1];
    const answer = version === undefined ? undefined : standingAnswer(version, member, null);
    return answer?.response === 'concern' && answer.reason.trim() !== '' ? [{ answer, number }] : [];
  });
  last.sort((a, b) => compareEntries(a.answer.entry, b.answer.entry));
  return last.map(({ answer, number }) => ({ ...viewDone(desk, answer), version: number, text: answer.reason }));
}

function viewMember(desk: Desk, member: Id): MemberView {
  return { member: desk.nameOf(member), memberId: member };
}

function viewDone(desk: Desk, { entry, member }: Done): DoneView {
  return { id: entry.id, ...viewMember(desk, member), time: isoTime(entry.time) };
}

function viewWords({ desk, proposal }: RoundParts, done: Done, version: Version | undefined, text: string): WordsView {
  const number = version === undefined ? 0 : proposal.versions.indexOf(version) + 1;
  return { ...viewDone(desk, done), version: number, text };
}

function versionOf({ versions }: Proposal, { entry, member }: Answer): Version | undefined {
  return versions.find((version) => version.answers.get(member)?.some((answer) => answer.entry === entry));
}

function viewReactions(parts: RoundParts): WordsView[] {
  const { proposal, said } = parts;
  return proposal.versions.flatMap((version) =>
    newestOfEach(said.rounds.reactions.get(version.id) ?? [])
      .filter(({ text }) => text.trim() !== '')
      .map((reaction) => viewWords(parts, reaction, version, reaction.text)),
  );
}

function viewQualifying({ desk, said }: RoundParts, { entry: objection }: Answer): QualifyingView[] {
  const all = said.rounds.qualifying.get(objection.id) ?? [];
  const asked = all.find(({ says }) => says === 'ask');
  if (asked === undefined) return [];
  const answers = newestOfEach(all.filter(({ says }) => says !== 'ask'));
  return [
    {
      objection: objection.id,
      asked: viewDone(desk, asked),
      said: answers.flatMap((one) => (one.says === 'ask' ? [] : [{ ...viewDone(desk, one), says: one.says, text: one.text }])),
    },
  ];
}

function viewWaysOut(parts: RoundParts, objections: number): RoundView['waysOut'] {
  const { desk, proposal, version, state, said, power } = parts;
  const { cell } = desk;
  const amendments = proposal.versions.length - 1;
  const after = Number(cell.setting('waysOutAfter').value);
  const methods = methodsToPutItBy(version, cell.setting('methods').value, power.newest.members.size, cell.decisions.effects);
  const isOffered = version.content.method === 'consent' && isStuck({ state, objections, amendments, after });
  const asked = proposal.versions.flatMap((one) =>
    (said.rounds.waysOut.get(one.id) ?? []).map((way): WayOutView => {
      const answers = said.rounds.takingPart.get(way.entry.id) ?? [];
      return {
        ...viewWords(parts, way, one, way.text),
        way: way.way,
        who: way.who.map((member) => {
          const answer = newestOf(answers.filter((given) => given.member === member));
          return { ...viewMember(desk, member), will: answer?.will ?? null, text: answer?.text ?? '' };
        }),
        until: way.until === null ? null : isoTime(way.until),
        method: way.method,
        options: way.options,
        isOpen: one === currentVersion(proposal) && objections > 0 && (state === 'open' || state === 'not-passed'),
      };
    }),
  );
  return {
    offered: isOffered ? waysOutOf(cell.setting('waysOut').value, methods, isPowerVersion(version)) : [],
    methods,
    amendments,
    after,
    asked,
  };
}
