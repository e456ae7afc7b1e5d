import type { Id } from '../bytes/id.ts';
import { accept } from '../bytes/verdict.ts';
import type { Cell } from '../cell/cell.ts';
import type { Member } from '../cell/charter.ts';
import { currentVersion, type Proposal, removedBy } from '../cell/decision.ts';
import { withoutDoubles } from '../cell/knock.ts';
import { linkerOf } from '../cell/links.ts';
import { displayNames } from '../cell/names.ts';
import { outcome } from '../cell/outcome.ts';
import { arrivalNumber } from '../cell/safety-number.ts';
import { fields } from '../practices/input.ts';
import { isoTime, spokenTime } from '../practices/moment.ts';
import { foundedAt } from './agreed.ts';
import { applicantOf } from './coming-back.ts';
import { readComparison, type SafetyState, safetyState } from './comparisons.ts';
import { type DeviceState, decidedAt, deviceState, devicesOf, silentSince } from './device-state.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';
import type { Seat } from './seat.ts';

/** A device of a member's. Its keys are its id. */
export interface PersonDevice {
  readonly id: Id;
  /** Whether it is this one. */
  readonly own: boolean;
  /** When it began to speak for its member: ISO 8601, by the clocks of those who wrote it. */
  readonly since: string | null;
  /** Whether it came by a backup, in place of devices that were lost. */
  readonly restored: boolean;
  /** Whether another device of the member's linked it. */
  readonly linked: boolean;
}

/** A device that speaks for its member no more. */
export interface GoneDevice {
  readonly id: Id;
  readonly state: Exclude<DeviceState, 'speaks'>;
  /** Since when: ISO 8601; null where nobody has said so. */
  readonly until: string | null;
}

/** Somebody in the cell, formerly in it, or at its door. */
export interface Person {
  readonly id: Id;
  readonly name: string;
  readonly state: 'member' | 'waiting' | 'left' | 'removed';
  readonly devices: readonly PersonDevice[];
  /** Those that speak for them no more. */
  readonly gone: readonly GoneDevice[];
  readonly you: boolean;
  /** The decision by which they came, or are to come: where their power comes from. Null for founders. */
  readonly decision: Id | null;
  /** Since when they are a member, or wait: ISO 8601, by the clocks of those who wrote it. */
  readonly since: string | null;
  /** Who gave them their invitation; null for founders. */
  readonly invitedBy: string | null;
  /** Since when they are no member any more: ISO 8601; null for everybody else. */
  readonly until: string | null;
  /** The decision by which they were removed; null for everybody else. */
  readonly removal: Id | null;
  /** Of a member to whom the group has given a new device: the decision by which it did last, and when. Null for everybody else. */
  readonly recovered: { readonly decision: Id; readonly time: string | null } | null;
  /** Of somebody at the door who says that they are a member and have lost their devices: that member, and the number that both see. Null for everybody else. */
  readonly again: { readonly member: Id; readonly arrival: string } | null;
}

function viewDevices(seat: Seat, member: Member, since: string | null): PersonDevice[] {
  const { id, bundle } = member;
  return devicesOf(seat.cell, id).map((device) => {
    const link = seat.cell.devices.link(device);
    const isLinked = link !== undefined && linkerOf(link) !== null;
    const linkedAt = link === undefined ? null : isoTime(link.entry.time);
    return {
      id: device,
      own: device === seat.device,
      since: device === bundle.device ? (recoveryOf(seat.cell, member)?.time ?? since) : linkedAt,
      restored: device !== bundle.device && !isLinked,
      linked: isLinked,
    };
  });
}

function viewGone({ cell }: Seat, member: Member): GoneDevice[] {
  return [...cell.devices.everOf(member)].flatMap((id): GoneDevice[] => {
    const state = deviceState(cell, id);
    return state === 'speaks' ? [] : [{ id, state, until: silentSince(cell, id) }];
  });
}

/** When somebody ceased to be a member, and the decision that removed them; a leaving is none. */
function partingOf(cell: Cell, member: Id): Pick<Person, 'until' | 'removal'> {
  const [departure] = cell.charter?.left.has(member) ? (cell.power?.departuresOf(member) ?? []) : [];
  if (departure !== undefined) return { until: isoTime(departure.entry.time), removal: null };
  for (const change of cell.charter?.changes ?? []) {
    const version = cell.decisions.versions.get(change);
    if (version !== undefined && removedBy(version) === member) return { until: decidedAt(cell, change), removal: version.proposal };
  }
  return { until: null, removal: null };
}

function recoveryOf(cell: Cell, { recoveries }: Member): Person['recovered'] {
  const version = cell.decisions.versions.get(recoveries.at(-1) ?? '');
  return version === undefined ? null : { decision: version.proposal, time: decidedAt(cell, version.id) };
}

/** Everybody: members, then those who wait, then those who have left or were removed. @param now milliseconds since 1970 */
export function listPeople(seat: Seat, now: number): Person[] {
  const { cell, person: self } = seat;
  const { charter, power } = cell;
  if (charter === null || power === null) return [];
  const names = displayNames(charter);
  const inviterOf = (proposal: Proposal | undefined): string | null => {
    const invitation = proposal === undefined ? undefined : applicantOf(proposal)?.content.invitation;
    const inviter = invitation === undefined ? undefined : cell.invitations.get(invitation)?.inviter;
    return inviter === undefined ? null : (names.get(inviter) ?? null);
  };
  const cameAs = (one: Member) => {
    const version = one.admittedBy === null ? undefined : cell.decisions.versions.get(one.admittedBy);
    return {
      id: one.id,
      name: names.get(one.id) ?? one.name,
      you: one.id === self,
      decision: version?.proposal ?? null,
      since: one.admittedBy === null ? foundedAt(seat) : decidedAt(cell, one.admittedBy),
      invitedBy: version === undefined ? null : inviterOf(cell.decisions.proposals.get(version.proposal)),
      recovered: recoveryOf(cell, one),
      again: null,
    };
  };
  const people: Person[] = [...charter.members.values()].map((one) => {
    const came = cameAs(one);
    return { ...came, state: 'member', devices: viewDevices(seat, one, came.since), gone: viewGone(seat, one), until: null, removal: null };
  });
  for (const proposal of withoutDoubles(cell.decisions.proposals.values(), power)) {
    const applicant = applicantOf(proposal);
    if (applicant === null || charter.former.has(applicant.member) || people.some(({ id }) => id === applicant.member)) continue;
    const version = currentVersion(proposal);
    const state = outcome(proposal, power, now, seat.seen.of(version.id));
    if (state !== 'open' && state !== 'passed') continue;
    people.push({
      id: applicant.member,
      name: names.get(applicant.again ?? '') ?? applicant.content.name,
      state: 'waiting',
      devices: [],
      gone: [],
      you: false,
      decision: proposal.id,
      since: isoTime(version.entry.time),
      invitedBy: inviterOf(proposal),
      until: null,
      removal: null,
      recovered: null,
      again: applicant.again === null ? null : { member: applicant.again, arrival: arrivalNumber(cell.id, applicant.member) },
    });
  }
  for (const one of charter.former.values()) {
    const state = charter.left.has(one.id) ? 'left' : 'removed';
    people.push({ ...cameAs(one), state, devices: [], gone: [], ...partingOf(cell, one.id) });
  }
  return people;
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
  async run(peer, { seat }) {
    const { notes } = seat;
    const list = listPeople(seat, peer.parts.clock.now());
    return accept(
      await Promise.all(
        list.map(async (person) => {
          if (person.you || person.state !== 'member') return { ...person, safety: null };
          const devices = person.devices.map(({ id }) => id);
          /** How far this device's person can be sure of them; null for oneself, and for whoever is no member. */
          const safety: SafetyState | null = safetyState(await readComparison(notes, person.id), devices);
          return { ...person, safety };
        }),
      ),
    );
  },
  tell: (list) => list.map(tellPerson).join('\n'),
});

function tellPerson({ id, name, state, you, again, recovered }: Person): string {
  const line = `${id.slice(0, 8)}  ${name}${you ? ' (you)' : ''}: `;
  if (again !== null) return `${line}${AGAIN} ${again.arrival}`;
  return `${line}${WORDS[state]}${recovered?.time ? `, with a new device since ${spokenTime(recovered.time)}` : ''}`;
}

const AGAIN =
  'at the door, somebody who says that they are this member and have lost their devices. Check by voice or in person. Their device shows this number:';

/** What the API takes and gives of the people of a cell. */
export interface PeopleApi {
  readonly people: CallOf<typeof people>;
}

export const PEOPLE_OPERATIONS: readonly Operation[] = [people];
