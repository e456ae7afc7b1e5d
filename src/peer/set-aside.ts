import type { Seat } from './seat.ts';

/** Entries that wait or do nothing here, and why. */
export interface SetAside {
  /**
   * `waiting`: for others to arrive first; `forked`: their device told two stories; `newer`: of a kind that only a newer Moot knows; `unreadable`:
   * this device has no key for them; `without-effect`: they came too late or break a rule.
   */
  readonly reason: 'waiting' | 'forked' | 'newer' | 'unreadable' | 'without-effect';
  /** How many entries; for `forked`, how many logs. */
  readonly count: number;
  /** Whose they are, where that is known. */
  readonly members: readonly string[];
}

const KNOWN = { 'kind-unknown': 'newer', unreadable: 'unreadable' } as const;

/** What waits or is set aside in a cell. @param nameOf the name of a device's member; null where it is unknown */
export function setAside({ record, inert }: Seat, nameOf: (device: string) => string | null): SetAside[] {
  const aside: SetAside[] = [];
  if (record.waiting > 0) aside.push({ reason: 'waiting', count: record.waiting, members: [] });
  if (record.frozen.size > 0) {
    const names = [...record.frozen].map((log) => nameOf(record.chain(log)?.opening.device ?? ''));
    aside.push({ reason: 'forked', count: record.frozen.size, members: [...new Set(names.filter((name) => name !== null))].sort() });
  }
  const counts = new Map<SetAside['reason'], number>();
  for (const [why, count] of inert) {
    const reason = KNOWN[why as keyof typeof KNOWN] ?? 'without-effect';
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  for (const [reason, count] of counts) aside.push({ reason, count, members: [] });
  return aside;
}
