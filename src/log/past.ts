import type { Entry } from './chain.ts';
import { type Counts, mergeAndRaise, mergeCounts, NO_COUNTS, type Past, raise } from './counts.ts';

/**
 * The past of an entry that follows `previous` and names `deps`.
 * @param parts whether a story begins with it: then `previous` stands in another chain
 */
export function pastAfter(scope: string, previous: Entry | undefined, deps: readonly Entry[], parts = false): Past {
  let own = previous?.past.scope ?? NO_COUNTS;
  let record = previous?.past.record ?? NO_COUNTS;
  if (parts && previous !== undefined) own = raise(own, previous.chain.place, previous.seq + 1);
  for (const dep of deps) {
    if (dep.chain.scope === scope) {
      own = mergeAndRaise(own, dep.past.scope, dep.chain.place, dep.seq + 1);
      record = mergeCounts(record, dep.past.record);
    } else {
      record = mergeAndRaise(record, dep.past.scope, dep.chain.place, dep.seq + 1);
    }
  }
  return own === previous?.past.scope && record === previous.past.record ? previous.past : { scope: own, record };
}

/** Whether `entry` had `other` in its causal past. An entry is not in its own past. */
export function hasSeen(entry: Entry, other: Entry): boolean {
  if (other.chain === entry.chain) return other.seq < entry.seq;
  if (other.chain.scope === entry.chain.scope) return (entry.past.scope[other.chain.place] ?? 0) > other.seq;
  return other.chain.scope === 'record' && (entry.past.record[other.chain.place] ?? 0) > other.seq;
}

/** Everything of the record that an entry had seen, and the entry itself where it is of the record. */
export function recordSeen(entry: Entry): Counts {
  if (entry.chain.scope !== 'record') return entry.past.record;
  return raise(entry.past.scope, entry.chain.place, entry.seq + 1);
}

/** Everything of the record that an entry had seen before it was written: `recordSeen` without the entry itself. */
export function seenBefore(entry: Entry): Counts {
  return entry.chain.scope === 'record' ? raise(entry.past.scope, entry.chain.place, entry.seq) : entry.past.record;
}

/** Whether these counts of the record hold an entry of the record. */
export function holds(counts: Counts, entry: Entry): boolean {
  return (counts[entry.chain.place] ?? 0) > entry.seq;
}
