import type { Id } from '../bytes/id.ts';
import type { SetAsideReason } from '../cell/cuts.ts';
import { listSetAside, type SetAsideView } from './parting.ts';
import type { Seat } from './seat.ts';
import { countShut } from './shut.ts';

/** Entries that wait or do nothing here, and why. */
export interface SetAside {
  /**
   * `waiting`: for others to arrive first; `forked`: their device told two stories; `newer`: of a kind that only a newer Moot knows; `unreadable`:
   * nobody can read them; `incomplete`: of circles of this device's person, their key is still to come; `sealed`: of circles of others; `without-effect`: they came too late or break a rule. The others: they lie beyond a cut, and the group can
   * readmit them.
   */
  readonly reason: 'waiting' | 'forked' | 'newer' | 'unreadable' | 'incomplete' | 'sealed' | 'without-effect' | SetAsideReason;
  /** How many entries; for `forked`, how many devices. */
  readonly count: number;
  /** Whose they are, where that is known: names, and ids. */
  readonly members: readonly string[];
  readonly memberIds: readonly Id[];
  /** What the group can readmit of them, the newest first; no more than are looked through at one time. */
  readonly entries: readonly Pick<SetAsideView, 'id' | 'member' | 'memberId' | 'deed' | 'text' | 'time'>[];
  /** The decisions by which their authors were removed. */
  readonly decisions: readonly { readonly id: Id; readonly title: string }[];
}

const KNOWN = { 'kind-unknown': 'newer', unreadable: 'unreadable' } as const;
const PLAIN = { members: [], memberIds: [], entries: [], decisions: [] } as const;
/** The most entries that are told one by one for a reason. */
const MOST_TOLD = 20;
/** In this order they are told. */
const BEYOND_A_CUT: readonly SetAsideReason[] = ['removed', 'left', 'revoked', 'two-stories'];

/** What waits or is set aside in a cell. @param memberOf id and name of a device's member; null where it is unknown */
export function setAside(seat: Seat, memberOf: (device: Id) => { readonly id: Id; readonly name: string } | null): SetAside[] {
  const { record, inert } = seat;
  const aside: SetAside[] = [];
  if (record.waiting > 0) aside.push({ ...PLAIN, reason: 'waiting', count: record.waiting });
  if (record.frozen.size > 0) {
    const devices = [...new Set([...record.frozen].map((log) => record.chain(log)?.opening.device ?? ''))];
    const owners = devices.map(memberOf).filter((owner) => owner !== null);
    const members = [...new Set(owners.map(({ name }) => name))].sort();
    const memberIds = [...new Set(owners.map(({ id }) => id))];
    aside.push({ ...PLAIN, reason: 'forked', count: devices.length, members, memberIds });
  }
  aside.push(...beyondCuts(seat));
  const counts = new Map<SetAside['reason'], number>();
  for (const [why, count] of inert) {
    const reason = KNOWN[why as keyof typeof KNOWN] ?? 'without-effect';
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  const { incomplete, sealedForOthers } = countShut(seat);
  if (incomplete > 0) counts.set('incomplete', incomplete);
  if (sealedForOthers > 0) counts.set('sealed', sealedForOthers);
  for (const [reason, count] of counts) aside.push({ ...PLAIN, reason, count });
  return aside;
}

/** What lies beyond the cuts, by why it does. */
function beyondCuts(seat: Seat): SetAside[] {
  const all = listSetAside(seat);
  return BEYOND_A_CUT.flatMap((reason): SetAside[] => {
    const its = all.filter((one) => one.reason === reason);
    if (its.length === 0) return [];
    const entries = its
      .slice(-MOST_TOLD)
      .reverse()
      .map(({ id, member, memberId, deed, text, time }) => ({ id, member, memberId, deed, text, time }));
    const decisions = reason === 'removed' ? removalsOf(seat, new Set(its.map(({ memberId }) => memberId))) : [];
    const [members, memberIds] = [new Set(its.map(({ member }) => member)), new Set(its.map(({ memberId }) => memberId))];
    return [{ reason, count: its.length, members: [...members].sort(), memberIds: [...memberIds], entries, decisions }];
  });
}

/** The decisions in effect that removed these members. */
function removalsOf({ cell: { charter, decisions } }: Seat, members: ReadonlySet<Id>): { id: Id; title: string }[] {
  const found = new Map<Id, string>();
  for (const change of charter?.changes ?? []) {
    const version = decisions.versions.get(change);
    const effects = version?.effects.ok ? version.effects.value : [];
    const isIts = effects.some(({ kind, content }) => members.has(kind.removes?.(content) ?? ''));
    if (version !== undefined && isIts) found.set(version.proposal, version.content.title);
  }
  return [...found].map(([id, title]) => ({ id, title }));
}
