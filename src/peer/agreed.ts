import type { Id } from '../bytes/id.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import type { Setting } from '../cell/agreement.ts';
import type { Cell } from '../cell/cell.ts';
import type { Charter } from '../cell/charter.ts';
import { quorum } from '../cell/quorum.ts';
import { agreedIn } from '../cell/settings.ts';
import { fields } from '../practices/input.ts';
import { isoTime } from '../practices/moment.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';
import type { Seat } from './seat.ts';

/** What holds in a cell, and the decision that it comes from. */
interface AgreedView {
  readonly value: string;
  /** Id of the decision; null: it holds since the founding. */
  readonly decision: Id | null;
  /** Other decisions that settled the same at once with it, and what on: people see the clash, and decide again. */
  readonly clash: readonly Clashing[];
}

/** A decision that settled something at once with the one that holds, neither having known the other. */
interface Clashing {
  readonly decision: Id;
  readonly value: string;
}

/** When a cell was founded, by the clock of whoever founded it: ISO 8601; null before its genesis has arrived. */
export function foundedAt({ record, cell }: Seat): string | null {
  const founders = new Set([...(cell.power?.beginning.members.values() ?? [])].map(({ bundle }) => bundle.device));
  for (const { opening, entries } of record.chains()) {
    const [first] = entries;
    if (first !== undefined && opening.lane === 'record' && founders.has(opening.device)) return isoTime(first.time);
  }
  return null;
}

function proposalOf(cell: Cell, version: Id): Id | null {
  return cell.decisions.versions.get(version)?.proposal ?? null;
}

function clashingOf(cell: Cell, setting: Setting, versions: readonly Id[]): Clashing[] {
  return versions.flatMap((id): Clashing[] => {
    const version = cell.decisions.versions.get(id);
    const value = version === undefined ? undefined : agreedIn(version, setting);
    return version === undefined || value === undefined ? [] : [{ decision: version.proposal, value }];
  });
}

function viewSetting(cell: Cell, setting: Exclude<Setting, 'quorum'>): AgreedView {
  const { value, version, clash } = cell.setting(setting);
  return {
    value,
    decision: version === null ? null : proposalOf(cell, version),
    clash: clashingOf(cell, setting, clash),
  };
}

/** The quorum that holds is a part of the charter. */
function viewQuorum(cell: Cell, { quorum: { over, under }, quorumFrom, quorumClash }: Charter): AgreedView {
  return {
    value: `${over}/${under}`,
    decision: quorumFrom === null ? null : proposalOf(cell, quorumFrom),
    clash: clashingOf(cell, 'quorum', quorumClash),
  };
}

const UNITS: Readonly<Record<string, string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** The lengths of time in what is agreed, said as people do: `7d` is `7 days`. */
function inWords(agreed: string): string {
  return agreed.replaceAll(
    /\b(\d{1,6})([mhdw])(?=;|$)/g,
    (_, count: string, unit: string) => `${count} ${UNITS[unit]}${count === '1' ? '' : 's'}`,
  );
}

const agreed = inCell({
  name: 'agreed',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  async run(_peer, { seat }) {
    const { cell } = seat;
    const { charter } = cell;
    if (charter === null) return refuse('cell-waits');
    const members = charter.members.size;
    return accept({
      charter: charter.id,
      founded: foundedAt(seat),
      members,
      /** How many have to agree now, of these members. */
      needed: quorum(charter.quorum, members, members),
      name: viewSetting(cell, 'name'),
      quorum: viewQuorum(cell, charter),
      respondWithin: viewSetting(cell, 'respondWithin'),
      /** Names of the methods that the cell decides by, with spaces between them. */
      methods: viewSetting(cell, 'methods'),
      /** After how many amendments ways out of a round that is stuck are offered. */
      waysOutAfter: viewSetting(cell, 'waysOutAfter'),
      /** Names of the ways out that are offered, with spaces between them. */
      waysOut: viewSetting(cell, 'waysOut'),
      /** How long talk is kept after its week: `90d; kitchen=14d; archive=never`. */
      retention: viewSetting(cell, 'retention'),
      /** For how many others one person can speak, or `off`. */
      delegation: viewSetting(cell, 'delegation'),
    });
  },
  tell: ({ name, members, needed, respondWithin, methods, waysOut, waysOutAfter, retention, quorum: { value } }) =>
    `${name.value}: ${members === 1 ? 'one member' : `${members} members`}. To decide, ${needed} of ${members} have to agree (${value}, and never less than a majority). Everybody has ${inWords(respondWithin.value)} to respond. Ways to decide: ${methods.value.replaceAll(' ', ', ')}. Ways out of a round that is stuck, after ${waysOutAfter.value} amendments: ${waysOut.value.replaceAll(' ', ', ')}. Talk is kept after its week: ${inWords(retention.value)}.`,
});

/** What the API takes and gives of what the cell has agreed on. */
export interface AgreedApi {
  readonly agreed: CallOf<typeof agreed>;
}

export const AGREED_OPERATIONS: readonly Operation[] = [agreed];
