import * as v from 'valibot';
import type { Id } from '../bytes/id.ts';
import { foldName } from '../bytes/name.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { type Admit, admit } from '../cell/admit.ts';
import { memberIdOf } from '../cell/bundle.ts';
import type { Charter } from '../cell/charter.ts';
import { currentVersion, type Proposal } from '../cell/decision.ts';
import { displayNames } from '../cell/names.ts';
import { outcome } from '../cell/outcome.ts';
import { safetyNumber } from '../cell/safety-number.ts';
import { fields, nameLetters } from '../practices/input.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';
import type { Presence } from './presence.ts';

/** Somebody in the cell, formerly in it, or at its door. */
export interface Person {
  readonly id: Id;
  readonly name: string;
  readonly state: 'member' | 'waiting' | 'left' | 'removed';
  readonly devices: readonly { readonly id: Id; readonly own: boolean }[];
  readonly you: boolean;
  /** The decision by which they came, or are to come: where their power comes from. Null for founders. */
  readonly decision: Id | null;
}

/** Who a proposal would admit, where it is one to admit somebody. */
export function applicantOf(proposal: Proposal): { readonly member: Id; readonly content: Admit } | null {
  const { effects } = currentVersion(proposal);
  if (!effects.ok) return null;
  for (const { kind, content } of effects.value) {
    if (kind.action.kind === admit.action.kind) return { member: memberIdOf((content as Admit).bundle), content: content as Admit };
  }
  return null;
}

/** Everybody: members, then those who wait, then those who were removed. @param now milliseconds since 1970 */
export function listPeople({ seat }: Presence, now: number): Person[] {
  const { cell, member, device } = seat;
  const { charter, power } = cell;
  if (charter === null || power === null) return [];
  const names = displayNames(charter);
  const all = [...cell.currentDevices()];
  const people: Person[] = [...charter.members.values()].map(({ id, name, admittedBy }) => ({
    id,
    name: names.get(id) ?? name,
    state: 'member',
    devices: all.filter(([, owner]) => owner.member === id).map(([own]) => ({ id: own, own: own === device })),
    you: id === member,
    decision: admittedBy,
  }));
  for (const proposal of cell.decisions.proposals.values()) {
    const applicant = applicantOf(proposal);
    if (applicant === null || charter.members.has(applicant.member) || people.some(({ id }) => id === applicant.member)) continue;
    const state = outcome(proposal, power, now, seat.seen.of(currentVersion(proposal).id));
    if (state !== 'open' && state !== 'passed') continue;
    people.push({ id: applicant.member, name: applicant.content.name, state: 'waiting', devices: [], you: false, decision: proposal.id });
  }
  for (const { id, name } of charter.former.values()) {
    people.push({ id, name: names.get(id) ?? name, state: 'removed', devices: [], you: false, decision: null });
  }
  return people;
}

/** The member who is meant by a name or the first letters of an id. Refuses `member-unknown`, `id-ambiguous`. */
export function findMember(charter: Charter, meant: string): Verdict<Id> {
  const names = displayNames(charter);
  for (const id of charter.members.keys()) if (foldName(names.get(id) ?? '') === foldName(meant)) return accept(id);
  const found = [...charter.members.keys()].filter((id) => meant.length >= 4 && id.startsWith(meant.toLowerCase()));
  const [first] = found;
  if (first === undefined) return refuse('member-unknown');
  return found.length === 1 ? accept(first) : refuse('id-ambiguous');
}

const WORDS: Readonly<Record<Person['state'], string>> = {
  member: 'member',
  waiting: 'waits at the door',
  left: 'has left',
  removed: 'was removed',
};

const people = inCell({
  name: 'people',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  run: async (peer, presence) => accept(listPeople(presence, peer.parts.clock.now())),
  tell: (list) => list.map(({ id, name, state, you }) => `${id.slice(0, 8)}  ${name}${you ? ' (you)' : ''}: ${WORDS[state]}`).join('\n'),
});

const safety = inCell({
  name: 'safety-number',
  changes: false,
  input: fields({ member: v.pipe(nameLetters, v.minLength(1, 'input.field-missing')) }),
  usage: { positional: ['member'], flags: [], switches: [] },
  async run(_peer, { seat }, { member }) {
    const { charter } = seat.cell;
    if (charter === null || seat.member === undefined) return refuse('cell-waits');
    const other = findMember(charter, member);
    if (!other.ok) return other;
    if (other.value === seat.member) return refuse('that-is-you');
    const name = displayNames(charter).get(other.value) ?? '';
    return accept({ member: other.value, name, number: safetyNumber(seat.cell.id, seat.member, other.value) });
  },
  tell: ({ name, number }) =>
    `Read this to ${name}, or let them read theirs. If the numbers are the same, nobody stands between you.\n${number}`,
});

/** What the API takes and gives of the people of a cell. */
export interface PeopleApi {
  readonly people: CallOf<typeof people>;
  readonly 'safety-number': CallOf<typeof safety>;
}

export const PEOPLE_OPERATIONS: readonly Operation[] = [people, safety];
