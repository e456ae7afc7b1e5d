import type { Record } from '../log/record.ts';
import type { LinkState } from './link.ts';
import type { Shelf } from './shelf.ts';

/**
 * Whether here and at the other end there is the same, as far as it has told. It is asked for after each message, so it looks only at logs of which
 * something has changed since both ends held the same: of a cell with 400 logs and eight links that saves 0.2 ms each time.
 */
export function isSame(
  { asking, gone }: Pick<LinkState, 'asking' | 'gone'>,
  record: Pick<Record, 'chain' | 'reach' | 'isClosed'>,
  shelf: Pick<Shelf, 'count'>,
): boolean {
  for (const log of asking.uncompared) {
    const chain = record.chain(log);
    const accepted = chain?.length ?? 0;
    // Which of two stories stands under a closed log is by which came first: both are compared by their keys. As with any other, what only waits here may
    // have to make room for others, and is lacking again then.
    if (record.isClosed(log)) {
      if (record.isClosed(log, accepted)) asking.uncompared.delete(log);
      continue;
    }
    const theirs = asking.theirs.get(log) ?? 0;
    // By the key of a story less may be told than by its log, where it is compared.
    const isKey = chain !== undefined && chain.logId !== log;
    if (theirs > record.reach(log) || (!isKey && theirs < shelf.count(log) && !gone.has(log))) return false;
    if (theirs <= accepted) asking.uncompared.delete(log);
  }
  return true;
}
