import * as v from 'valibot';
import type { Id } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { leave, revokeDevice } from '../cell/actions.ts';
import { cutsOf, type SetAsideReason } from '../cell/cuts.ts';
import { displayNames } from '../cell/names.ts';
import type { Lane } from '../log/lane.ts';
import { recordDraft } from '../practices/decisions/actions.ts';
import { findId } from '../practices/find-id.ts';
import { fields, idLetters } from '../practices/input.ts';
import { isoTime } from '../practices/moment.ts';
import { oneLine } from '../practices/wording.ts';
import { deedOf } from './deed.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';
import type { Seat } from './seat.ts';

const leaveOperation = inCell({
  name: 'leave',
  changes: true,
  input: fields({ certain: v.optional(v.boolean('input.no-yes-or-no'), false) }),
  usage: { positional: [], flags: [], switches: ['certain'] },
  async run(_peer, { seat }, { certain }) {
    const { cell } = seat;
    const name = cell.setting('name').value;
    if (seat.member === undefined) return refuse('not-a-member');
    if (!certain) return refuse('leave-uncertain');
    // What this device had of the leaver's logs is looked up in turn, behind all that they said before.
    const [left] = await seat.writeDue(() => {
      const own = cell.charter?.members.get(seat.member ?? '');
      return own === undefined ? [] : [recordDraft(leave.write({ cuts: cutsOf(seat.record, cell.devices.everOf(own)) }))];
    });
    if (left === undefined) return refuse('not-a-member');
    return accept({ cell: { id: cell.id, name } });
  },
  tell: ({ cell }) =>
    `You have left ${cell.name}. What you wrote stays with the group. The others learn of it when your device meets theirs, so let Moot run a while.`,
});

/** A device of the person's own, revoked ones among them, by the first letters of its id. Refuses as `findId` does. */
function findOwnDevice({ cell, member }: Seat, typed: string): Verdict<Id> {
  const own = cell.charter?.members.get(member ?? '');
  return findId(typed, new Map(own === undefined ? [] : [...cell.devices.everOf(own)].map((device) => [device, null])));
}

const revokeOperation = inCell({
  name: 'revoke-device',
  changes: true,
  input: fields({ id: idLetters }),
  usage: { positional: ['id'], flags: [], switches: [] },
  async run(_peer, { seat }, { id }) {
    if (seat.member === undefined) return refuse('not-a-member');
    const device = findOwnDevice(seat, id);
    if (!device.ok) return device;
    if (device.value === seat.device) return refuse('that-is-this-device');
    await seat.writeDue(() => [
      recordDraft(revokeDevice.write({ device: device.value, cuts: cutsOf(seat.record, new Set([device.value])) })),
    ]);
    return accept({ device: device.value, suspended: seat.cell.devices.isSuspended(device.value) });
  },
  tell: ({ suspended }) =>
    suspended
      ? 'Revoked. That device has revoked this one too, so neither speaks for you until the group decides. Talk to the others.'
      : 'Revoked. That device speaks for you no more. What it wrote and nobody had seen is set aside; "moot set-aside" shows it.',
});

/** An entry that does nothing until the group readmits it. */
export interface SetAsideView {
  readonly id: Id;
  readonly member: string;
  readonly memberId: Id;
  readonly reason: SetAsideReason;
  readonly lane: Lane;
  /** By the clock of whoever wrote it: ISO 8601. */
  readonly time: string;
  /** What was done: see `Deed`. */
  readonly deed: string;
  readonly text: string;
}

/** Of these nothing depends on whether they are set aside: who speaks for whom is not readmitted, but decided (design/charter.md). */
const NOT_READMITTED: ReadonlySet<string> = new Set(['device', 'leave']);

/** Everything that is set aside and that somebody did, in order; what their device did by itself is left out. */
export function listSetAside({ cell }: Seat): SetAsideView[] {
  const { charter } = cell;
  if (charter === null) return [];
  const names = displayNames(charter);
  return cell.quarantine.entries().flatMap(({ entry, reason }): SetAsideView[] => {
    const deed = deedOf(entry, cell);
    const { device, lane } = entry.chain.opening;
    const memberId = cell.devices.ownerEver(device, charter) ?? '';
    if (deed === null || NOT_READMITTED.has(deed.kind)) return [];
    const member = names.get(memberId) ?? memberId.slice(0, 8);
    return [{ id: entry.id, member, memberId, reason, lane, time: isoTime(entry.time), deed: deed.kind, text: deed.text }];
  });
}

const setAside = inCell({
  name: 'set-aside',
  changes: false,
  looksBack: () => true,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  run: async (_peer, { seat }) => accept(listSetAside(seat)),
  tell: (list) =>
    list.length === 0
      ? 'Nothing is set aside.'
      : `${list.map(tellSetAside).join('\n')}\nIt does nothing unless the group decides that it counts: "moot propose TITLE --readmit ID".`,
});

function tellSetAside({ id, member, reason, deed, text }: SetAsideView): string {
  return `${id.slice(0, 8)}  ${oneLine(member)}, ${REASONS[reason]}: ${text === '' ? deed : oneLine(text)}`;
}

const REASONS: Readonly<Record<SetAsideReason, string>> = {
  removed: 'written beyond what the group had seen when they were removed',
  left: 'written beyond what they had seen when they left',
  revoked: 'by a device that they revoked',
  'two-stories': 'by a device that told two different stories',
};

/** What the API takes and gives of parting. */
export interface PartingApi {
  readonly leave: CallOf<typeof leaveOperation>;
  readonly 'revoke-device': CallOf<typeof revokeOperation>;
  readonly 'set-aside': CallOf<typeof setAside>;
}

export const PARTING_OPERATIONS: readonly Operation[] = [leaveOperation, revokeOperation, setAside];
