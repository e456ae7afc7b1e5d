import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { id, list, nullable, record, type Shape, uint } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { currentVersion, type Proposal } from '../cell/decision.ts';
import { withoutDoubles } from '../cell/knock.ts';
import { displayNames } from '../cell/names.ts';
import { outcome } from '../cell/outcome.ts';
import type { Power } from '../cell/power.ts';
import { fields } from '../practices/input.ts';
import { isoTime, spokenTime } from '../practices/moment.ts';
import { oneLine } from '../practices/wording.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';
import type { Seat } from './seat.ts';

/** After so long without a look a new visit begins, in milliseconds. */
const VISIT_ENDS = 30 * 60_000;
const NOTE = 'visit';
/** The most open decisions that a mark remembers. */
const MOST_OPEN = 4096;

/** How a cell stood when its person looked. */
interface Mark {
  /** Seconds since 1970. */
  readonly time: number;
  /** The entry that had come last. */
  readonly newest: Id | null;
  /** Proposals that were still open. */
  readonly open: readonly Id[];
}

/** A visit: how the cell stood when the one before ended, and when this one was last heard of. */
interface Visit {
  readonly before: Mark | null;
  readonly last: Mark;
}

const markShape: Shape<Mark> = record<Mark>({ time: uint(), newest: nullable(id), open: list(id, MOST_OPEN) });
const visitShape: Shape<Visit> = record<Visit>({ before: nullable(markShape), last: markShape });

/** What has happened since somebody was last here. */
export interface News {
  /** When that was: ISO 8601; null on the first visit, when everything is new and nothing is told. */
  readonly since: string | null;
  /** Proposals that were decided, or ended otherwise, since then. */
  readonly decided: readonly Id[];
  /** Proposals of others that came since then and are open. */
  readonly proposed: readonly Id[];
  /** Members who have left since then, which needs no decision; times are ISO 8601. */
  readonly left: readonly { readonly id: Id; readonly name: string; readonly time: string }[];
}

async function readVisit({ notes }: Seat): Promise<Visit | null> {
  const kept = await notes.read(NOTE);
  const value = kept === null ? null : decodeCbor(kept);
  return (value?.ok ? visitShape.read(value.value) : null) ?? null;
}

function openProposals({ cell, seen }: Seat, power: Power, now: number): Proposal[] {
  const isOpen = (proposal: Proposal): boolean => outcome(proposal, power, now, seen.of(currentVersion(proposal).id)) === 'open';
  return [...cell.decisions.proposals.values()].filter(isOpen);
}

function markNow(seat: Seat, power: Power, now: number): Mark {
  const tips = seat.record
    .scope('record')
    .map(({ tip }) => tip)
    .filter((tip) => tip !== undefined);
  const newest = tips.reduce((last: (typeof tips)[number] | null, tip) => (last !== null && last.arrival > tip.arrival ? last : tip), null);
  const open = openProposals(seat, power, now).map((proposal) => proposal.id);
  return { time: Math.floor(now / 1000), newest: newest?.id ?? null, open: open.slice(-MOST_OPEN) };
}

/** What has happened since the visit before this one. What came late is news too, whenever it was written. */
export async function newsOf(seat: Seat, now: number): Promise<Verdict<News>> {
  const { power } = seat.cell;
  if (power === null) return refuse('cell-waits');
  const before = (await readVisit(seat))?.before ?? null;
  if (before === null) return accept({ since: null, decided: [], proposed: [], left: [] });
  const seen = (before.newest === null ? undefined : seat.record.entry(before.newest))?.arrival ?? -1;
  const open = new Set(openProposals(seat, power, now).map((proposal) => proposal.id));
  const wasOpen = new Set(before.open);
  const all = withoutDoubles(seat.cell.decisions.proposals.values(), power);
  const isNew = ({ versions: [first] }: Proposal): boolean => first !== undefined && first.entry.arrival > seen;
  return accept({
    since: isoTime(before.time),
    decided: all.filter((one) => !open.has(one.id) && (wasOpen.has(one.id) || isNew(one))).map((one) => one.id),
    proposed: all.filter((one) => open.has(one.id) && isNew(one) && one.proposer !== seat.member).map((one) => one.id),
    left: leftSince(seat, power, seen),
  });
}

/** Who has left, as far as it came after an arrival. */
function leftSince({ person }: Seat, power: Power, seen: number): News['left'] {
  const names = displayNames(power.newest);
  return [...power.newest.left].flatMap((id) => {
    const [departure] = power.departuresOf(id);
    if (departure === undefined || departure.entry.arrival <= seen || id === person) return [];
    return [{ id, name: names.get(id) ?? id.slice(0, 8), time: isoTime(departure.entry.time) }];
  });
}

/** Notes that the cell is being looked at now. After a pause this begins a new visit, whose news is what came since the last. */
export async function visitNow(seat: Seat, now: number): Promise<Verdict<{ readonly begins: boolean }>> {
  const { power } = seat.cell;
  if (power === null) return refuse('cell-waits');
  const visit = await readVisit(seat);
  const begins = visit === null || now - visit.last.time * 1000 > VISIT_ENDS;
  const before = begins ? (visit?.last ?? null) : visit.before;
  await seat.notes.write(NOTE, encodeCbor(visitShape.write({ before, last: markNow(seat, power, now) })));
  return accept({ begins });
}

const news = inCell({
  name: 'news',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  run: (peer, { seat }) => newsOf(seat, peer.parts.clock.now()),
  tell: ({ since, decided, proposed, left }) => {
    if (since === null) return 'This is your first visit.';
    const gone = left.map(({ name }) => ` ${oneLine(name)} has left.`).join('');
    return `Since ${spokenTime(since)}: ${decided.length} decided or ended, ${proposed.length} proposed. "moot decisions" shows them.${gone}`;
  },
});

const visit = inCell({
  name: 'visit',
  changes: true,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  run: (peer, { seat }) => visitNow(seat, peer.parts.clock.now()),
  tell: ({ begins }) => (begins ? 'A new visit begins. "moot news" tells what came since the last.' : 'Noted.'),
});

/** What the API takes and gives of what is new. */
export interface NewsApi {
  readonly news: CallOf<typeof news>;
  readonly visit: CallOf<typeof visit>;
}

export const NEWS_OPERATIONS: readonly Operation[] = [news, visit];
