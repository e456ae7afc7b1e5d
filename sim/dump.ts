import type { Id } from '../src/bytes/id.ts';
import type { Cell } from '../src/cell/cell.ts';
import { displayNames } from '../src/cell/names.ts';
import { WHOLE_CELL } from '../src/log/lane.ts';
import type { Opening } from '../src/log/opening.ts';
import type { Record } from '../src/log/record.ts';
import type { Seat } from '../src/peer/seat.ts';
import { viewAgreement } from '../src/practices/agreements/view.ts';
import { agreementsOf } from '../src/practices/agreements-of.ts';
import type { Desk } from '../src/practices/command.ts';
import { listDecisions } from '../src/practices/decisions/view.ts';
import { type PracticeStates, stateOf } from '../src/practices/registry.ts';
import { talk } from '../src/practices/talk/talk.ts';
import { listChannels, listMessages } from '../src/practices/talk/view.ts';

/** What a device holds of a cell and has made of it, whichever device. */
export type Folded = Pick<Seat, 'cell' | 'record' | 'practices' | 'inert'>;

/** A moment long after everything, so that whatever has a deadline has reached it. */
const LATER = 4_000_000_000_000;
const NOBODY = '0'.repeat(64);

/** What a device holds: each log with its length and the id of its newest entry. @param counts which logs, by their openings */
export function holdingOf(record: Record, counts: (opening: Opening) => boolean = () => true): string {
  const chains = [...record.chains()].filter(({ opening }) => counts(opening));
  const logs = Map.groupBy(chains, ({ rootId }) => rootId);
  const held = [...logs].map(([log, chains]) => {
    // Where a device told two stories, they lie in one chain or several, by which came first.
    const ids = chains
      .flatMap(({ entries, tip }) => (chains.length > 1 || record.frozen.has(log) ? entries : [tip]))
      .map((entry) => entry?.id);
    return `${log} ${chains.reduce((sum, { entries }) => sum + entries.length, 0)} ${ids.sort().join(' ')}`;
  });
  return held.sort().join('\n');
}

/**
 * What a device holds and can read of it. Two for which this is the same have to show the same: what somebody took back is erased wherever that was
 * heard, also where it is set aside later, since nothing brings words back.
 */
export function readableOf(record: Record): string {
  const erased = [...record.chains()].flatMap(({ entries }) => entries.filter(({ shut }) => shut === 'erased').map(({ id }) => id));
  return [holdingOf(record), ...erased.sort()].join('\n');
}

/**
 * All that a device shows of a cell, in one text: charter, settings, invitations, decisions, talk, and what it writes under. What belongs to the
 * device alone (when it first saw something, what is unread, how far things have got) is left out.
 */
export function showingOf(folded: Folded): string {
  const { cell, inert } = folded;
  const desk = deskOf(folded);
  const { power, charter } = cell;
  if (power === null || charter === null) return 'nothing';
  // Devices look through draws on the side, each in its own time: what comes of it is the same.
  for (const { drawing } of cell.decisions.versions.values()) while (drawing?.check.step());
  const said = stateOf(folded.practices, talk);
  const shown = {
    charter: {
      id: charter.id,
      changes: [...charter.changes].sort(),
      members: [...charter.members.values()].map(({ id, name, admittedBy, since }) => [id, name, admittedBy, since]).sort(),
      former: [...charter.former.keys()].sort(),
      quorum: charter.quorum,
      names: [...displayNames(charter)].sort(),
    },
    devices: [...cell.currentDevices()].map(([device, { member }]) => [device, member]).sort(),
    settings: [cell.setting('name'), cell.setting('respondWithin'), cell.setting('retention')],
    certificates: [...power.certified()].sort().map((id) => [
      id,
      power
        .certificates(id)
        .map(({ charter: { id: on } }) => on)
        .sort(),
    ]),
    invitations: invitationsOf(cell),
    circles: [...cell.circles.ids()].sort().map((circle) => [circle, cell.membersOf(circle)]),
    decisions: listDecisions(desk, power, {}),
    agreements: [...agreementsOf(desk).values()].map((agreement) => viewAgreement(desk, agreement)),
    talk: listChannels(desk, said, {}).map(({ name }) => listMessages(desk, said.channels.get(name), { limit: 100_000 }, {})),
    epoch: cell.currentEpoch(WHOLE_CELL)?.id ?? null,
    epochs: cell.epochs.keys
      .all()
      .flatMap(({ id, circle }) => (circle === WHOLE_CELL ? [id] : []))
      .sort(),
    inert: [...inert].sort(),
  };
  return JSON.stringify(shown, null, 1);
}

function invitationsOf(cell: Cell): unknown {
  const all = [...cell.invitations.all()].map((invitation) => {
    const { id, entry, inviter, uses, expires, revoked, knocks } = invitation;
    const knocked = knocks.map((knock) => [knock.entry.id, knock.joiner]);
    return [
      id,
      entry.id,
      inviter,
      uses,
      expires,
      revoked.map((one) => one.id),
      knocked,
      cell.invitations.stateOf(invitation, LATER / 1000),
    ];
  });
  return all.sort();
}

/** A desk at which nobody sits: it shows what everybody sees. */
function deskOf({ cell, record, practices }: { cell: Cell; record: Record; practices: PracticeStates }): Desk {
  const names = cell.charter === null ? new Map<Id, string>() : displayNames(cell.charter);
  return {
    cell,
    record,
    me: { member: NOBODY, device: NOBODY },
    now: LATER,
    nameOf: (member) => names.get(member) ?? member,
    firstSeen: () => 0,
    reach: () => ({ on: 0, of: 0 }),
    shut: new Set(),
    draws: { again: () => {}, settled: async () => {} },
    state: (practice) => stateOf(practices, practice),
    write: () => Promise.reject(new Error('nobody writes here')),
    note: async () => null,
    keepNote: async () => {},
  };
}
