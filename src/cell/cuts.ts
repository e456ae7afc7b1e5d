import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Chain, Entry } from '../log/chain.ts';
import { type Counts, mergeCounts, NO_COUNTS } from '../log/counts.ts';
import { recordSeen } from '../log/past.ts';
import type { Record } from '../log/record.ts';
import type { Cut } from './actions.ts';

/** Why entries are set aside: their author was removed or had left, or their device was revoked or told two stories. */
export type SetAsideReason = 'removed' | 'left' | 'revoked' | 'two-stories';

/** A statement that a device is to write no more: its past is what its author had seen of the record, `cuts` what they had seen elsewhere. */
export interface Ending {
  readonly entry: Entry;
  readonly cuts: readonly Cut[];
  /** Where a log of the device parts into two stories. */
  readonly parting?: { readonly log: Id; readonly seq: number };
}

/** Where the logs of a device end, for one reason. */
export interface End {
  readonly reason: SetAsideReason;
  readonly seen: Counts;
  readonly named: ReadonlyMap<Id, number>;
  /** By log, where its stories part: whatever anybody had seen of them, they count up to there. */
  readonly partings: ReadonlyMap<Id, number>;
}

/** The cut that statements make together, in whatever order they come: of each log the most that any of their authors had seen. */
export class GrowingEnd implements End {
  readonly reason: SetAsideReason;
  readonly named = new Map<Id, number>();
  readonly partings = new Map<Id, number>();
  #seen = NO_COUNTS;

  constructor(reason: SetAsideReason) {
    this.reason = reason;
  }

  get seen(): Counts {
    return this.#seen;
  }

  /** Takes another statement. */
  add({ entry, cuts, parting }: Ending): void {
    if (parting !== undefined) this.partings.set(parting.log, Math.min(this.partings.get(parting.log) ?? parting.seq, parting.seq));
    this.#seen = mergeCounts(this.#seen, recordSeen(entry));
    for (const { log, count } of cuts) this.named.set(log, Math.max(this.named.get(log) ?? 0, count));
  }
}

/** The cut that several statements make together. */
export function endOf(reason: SetAsideReason, endings: Iterable<Ending>): End {
  const end = new GrowingEnd(reason);
  for (const ending of endings) end.add(ending);
  return end;
}

/** How many entries of a log lie before a cut. What nobody names outside of the record nobody had seen. */
export function keptBy({ seen, named, partings }: End, chain: Chain): number {
  const parting = partings.get(chain.rootId);
  if (parting !== undefined) return parting;
  return chain.scope === 'record' ? (seen[chain.place] ?? 0) : (named.get(chain.logId) ?? 0);
}

/** How far this device has the logs of others outside of the record: of more than an attestation can name, those that were written to last. */
export function cutsOf(record: Record, devices: ReadonlySet<Id>): Cut[] {
  const chains = [...record.chains()].filter(
    ({ scope, opening, tip }) => scope !== 'record' && tip !== undefined && devices.has(opening.device),
  );
  const lately = chains.sort((a, b) => (b.tip as Entry).arrival - (a.tip as Entry).arrival).slice(0, LIMITS.cuts);
  return lately.map(({ logId, length }) => ({ log: logId, count: length })).sort((a, b) => (a.log < b.log ? -1 : 1));
}
