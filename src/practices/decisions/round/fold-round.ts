import type { Id } from '../../../bytes/id.ts';
import { accept, type Verdict } from '../../../bytes/verdict.ts';
import type { Cell } from '../../../cell/cell.ts';
import type { Entry } from '../../../log/chain.ts';
import { insertInOrder } from '../../../log/order.ts';
import { hasSeen } from '../../../log/past.ts';
import { allHold } from '../../all-hold.ts';
import {
  type AskWayOut,
  type Hold,
  hold,
  later,
  type Note,
  note,
  type Qualify,
  qualify,
  type Reaction,
  react,
  type TakePart,
  takePart,
  wayOut,
} from '../actions.ts';
import { type Done, newestOf } from './newest.ts';
import {
  aNoNeedsAReason,
  anObjectionIsQualified,
  anotherMethodIsNamed,
  aRoundFollowsItsProposal,
  aTrialHasAnEnd,
  helpIsAskedOfSomebody,
  onlyWhoHoldsTheRoundGivesItBack,
  onlyWhoHoldsTheRoundNotesAStep,
  onlyWhoIsAskedTakesPart,
  optionsAreOfTheMethod,
  qualifyingIsAskedForFirst,
  whatIsSaidFollowsItsVersion,
} from './rules.ts';

/** What was said around decisions beside responses, each list in the order of entries. What of it counts now is looked up there: see `newestOf`. */
export interface RoundState {
  /** By version. */
  readonly reactions: Map<Id, (Done & Reaction)[]>;
  readonly laters: Map<Id, Done[]>;
  readonly notes: Map<Id, (Done & Note)[]>;
  readonly waysOut: Map<Id, (Done & AskWayOut)[]>;
  /** By proposal. */
  readonly holds: Map<Id, (Done & Hold)[]>;
  /** By objection. */
  readonly qualifying: Map<Id, (Done & Qualify)[]>;
  /** By the entry that asked. */
  readonly takingPart: Map<Id, (Done & TakePart)[]>;
}

/** Rounds in which nothing has been said. */
export function beginRounds(): RoundState {
  return {
    reactions: new Map(),
    laters: new Map(),
    notes: new Map(),
    waysOut: new Map(),
    holds: new Map(),
    qualifying: new Map(),
    takingPart: new Map(),
  };
}

/** Who holds the round of a proposal; null: nobody. @param before in the past of this entry, without itself */
export function holderOf({ holds }: RoundState, proposal: Id, before?: Entry): (Done & Hold) | null {
  const newest = newestOf(holds.get(proposal) ?? [], before);
  return newest?.holds === true ? newest : null;
}

/** Takes an entry of what is said around a decision. @returns null for other kinds, else whether it counts and why not */
export function foldRound(state: RoundState, entry: Entry, member: Id, cell: Cell): Verdict<null> | null {
  const versionOf = (id: Id) => whatIsSaidFollowsItsVersion(entry, cell.decisions.versions.get(id));
  const done = { entry, member };
  const reaction = react.read(entry.action);
  if (reaction !== undefined) return keepWhere([versionOf(reaction.version)], state.reactions, reaction.version, { ...done, ...reaction });
  const passed = later.read(entry.action);
  if (passed !== undefined) return keepWhere([versionOf(passed.version)], state.laters, passed.version, done);
  const held = hold.read(entry.action);
  if (held !== undefined) {
    const holder = holderOf(state, held.proposal, entry)?.member ?? null;
    const verdicts = [
      aRoundFollowsItsProposal(entry, cell.decisions.versions.get(held.proposal)),
      held.holds ? accept(null) : onlyWhoHoldsTheRoundGivesItBack(holder, member),
    ];
    return keepWhere(verdicts, state.holds, held.proposal, { ...done, ...held });
  }
  const noted = note.read(entry.action);
  if (noted !== undefined) {
    const version = versionOf(noted.version);
    const holder = version.ok ? (holderOf(state, version.value.proposal, entry)?.member ?? null) : null;
    return keepWhere([version, onlyWhoHoldsTheRoundNotesAStep(holder, member)], state.notes, noted.version, { ...done, ...noted });
  }
  return foldQualifying(state, done, cell) ?? foldWayOut(state, done, cell);
}

function foldQualifying(state: RoundState, done: Done, cell: Cell): Verdict<null> | null {
  const { entry } = done;
  const said = qualify.read(entry.action);
  if (said === undefined) return null;
  const version = whatIsSaidFollowsItsVersion(entry, cell.decisions.versions.get(said.version));
  if (!version.ok) return version;
  const isAsked = (state.qualifying.get(said.objection) ?? []).some((one) => one.says === 'ask' && hasSeen(entry, one.entry));
  const verdicts = [
    anObjectionIsQualified(entry, version.value, said.objection),
    qualifyingIsAskedForFirst(said.says, isAsked),
    aNoNeedsAReason(said),
  ];
  return keepWhere(verdicts, state.qualifying, said.objection, { ...done, ...said });
}

function foldWayOut(state: RoundState, done: Done, cell: Cell): Verdict<null> | null {
  const { entry, member } = done;
  const asked = wayOut.read(entry.action);
  if (asked !== undefined) {
    const wasMember = (one: Id): boolean => cell.power?.charterOf(entry)?.members.has(one) === true;
    const verdicts = [
      whatIsSaidFollowsItsVersion(entry, cell.decisions.versions.get(asked.version)),
      helpIsAskedOfSomebody(asked, member, wasMember),
      aTrialHasAnEnd(asked),
      anotherMethodIsNamed(asked),
      optionsAreOfTheMethod(asked),
    ];
    return keepWhere(verdicts, state.waysOut, asked.version, { ...done, ...asked });
  }
  const answered = takePart.read(entry.action);
  if (answered === undefined) return null;
  const way = state.waysOut.get(answered.version)?.find((one) => one.entry.id === answered.way && hasSeen(entry, one.entry));
  const who = { who: way?.who ?? [] };
  return keepWhere([onlyWhoIsAskedTakesPart(who, member)], state.takingPart, answered.way, { ...done, ...answered });
}

function keepWhere<T extends Done>(verdicts: readonly Verdict<unknown>[], lists: Map<Id, T[]>, key: Id, item: T): Verdict<null> {
  const verdict = allHold(...verdicts);
  if (!verdict.ok) return verdict;
  const list = lists.get(key) ?? [];
  insertInOrder(list, item, ({ entry }) => entry);
  lists.set(key, list);
  return accept(null);
}
