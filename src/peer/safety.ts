import * as v from 'valibot';
import type { Id } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { displayNames, findMember } from '../cell/names.ts';
import { safetyNumber } from '../cell/safety-number.ts';
import { fields, nameLetters } from '../practices/input.ts';
import { isoTime } from '../practices/moment.ts';
import { keepComparison, readComparison, type SafetyState, safetyState } from './comparisons.ts';
import { devicesOf } from './device-state.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';
import type { Presence } from './presence.ts';

const RESULTS = ['same', 'differ'] as const;
const memberLetters = v.pipe(nameLetters, v.minLength(1, 'input.field-missing'));

/** The safety number with a member, and what came of comparing it. */
interface SafetyView {
  readonly member: Id;
  readonly name: string;
  /** Twelve groups of five digits. */
  readonly number: string;
  readonly state: SafetyState;
  /** When it was compared last on this device: ISO 8601; null: never. */
  readonly compared: string | null;
  /** Devices of the member that have come since. */
  readonly newDevices: readonly Id[];
}

/** Whom somebody compares with. Refuses `cell-waits`, `that-is-you`, and as `findMember` does. */
function otherMember({ seat }: Presence, meant: string): Verdict<{ readonly self: Id; readonly other: Id; readonly name: string }> {
  const { charter } = seat.cell;
  if (charter === null || seat.member === undefined) return refuse('cell-waits');
  const other = findMember(charter, meant);
  if (!other.ok) return other;
  if (other.value === seat.member) return refuse('that-is-you');
  return accept({ self: seat.member, other: other.value, name: displayNames(charter).get(other.value) ?? '' });
}

/** The hash of the bundle that a member speaks by: a device that the cell has given them since changes the number. */
function keyOf({ seat }: Presence, member: Id): Id {
  return seat.cell.charter?.members.get(member)?.key ?? member;
}

const safety = inCell({
  name: 'safety-number',
  changes: false,
  input: fields({ member: memberLetters }),
  usage: { positional: ['member'], flags: [], switches: [] },
  async run(_peer, presence, { member }) {
    const found = otherMember(presence, member);
    if (!found.ok) return found;
    const { self, other, name } = found.value;
    const { seat } = presence;
    const devices = devicesOf(seat.cell, other);
    const comparison = await readComparison(seat.notes, other);
    const view: SafetyView = {
      member: other,
      name,
      number: safetyNumber(seat.cell.id, keyOf(presence, self), keyOf(presence, other)),
      state: safetyState(comparison, devices),
      compared: comparison === null ? null : isoTime(comparison.time),
      newDevices: comparison === null ? [] : devices.filter((device) => !comparison.devices.includes(device)),
    };
    return accept(view);
  },
  tell: ({ name, number, state }) =>
    `Read this to ${name}, or let them read theirs. If the numbers are the same, nobody stands between you.\n${number}\n${STANDS[state]}`,
});

const STANDS: Readonly<Record<SafetyState, string>> = {
  'not-compared': 'Not compared yet. "moot compare NAME same" keeps that they are the same.',
  same: 'Compared before, and the same.',
  differ: 'Compared before, and they differed.',
  'new-device': 'Compared before, and the same. A device has come since: ask them whether it is theirs.',
};

const compare = inCell({
  name: 'compare',
  changes: true,
  input: fields({ member: memberLetters, result: v.picklist(RESULTS, 'input.no-comparison') }),
  usage: { positional: ['member', 'result'], flags: [], switches: [] },
  async run({ parts }, presence, { member, result }) {
    const found = otherMember(presence, member);
    if (!found.ok) return found;
    const { other, name } = found.value;
    const { seat } = presence;
    const time = Math.floor(parts.clock.now() / 1000);
    await keepComparison(seat.notes, other, { result, time, devices: devicesOf(seat.cell, other) });
    return accept({ member: other, name, state: result });
  },
  tell: ({ name, state }) =>
    state === 'same'
      ? `Kept, on this device: you and ${name} see the same number.`
      : `Kept, on this device: the numbers of you and ${name} differ. Compare once more, side by side. If they differ again, tell the others: somebody may stand between you.`,
});

/** What the API takes and gives of safety numbers. */
export interface SafetyApi {
  readonly 'safety-number': CallOf<typeof safety>;
  readonly compare: CallOf<typeof compare>;
}

export const SAFETY_OPERATIONS: readonly Operation[] = [safety, compare];
