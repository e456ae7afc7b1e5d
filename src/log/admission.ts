import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import type { Chain, Entry } from './chain.ts';
import type { EpochKeys } from './epoch.ts';
import type { Head } from './head.ts';
import { WHOLE_CELL } from './lane.ts';
import type { Opening } from './opening.ts';
import { pastAfter } from './past.ts';
import { openBody, openHead } from './sealing.ts';
import type { LinkedEntry } from './segment.ts';

/** An entry that is linked into its log and covered by a signature, and not yet opened. */
export interface Candidate extends LinkedEntry {
  readonly opening: Opening;
  /** The signature over it, where it is the last of a segment. */
  readonly signature: Uint8Array | null;
}

/** What can be said of a candidate now. */
export type Opened =
  | { readonly state: 'ready'; readonly entry: Entry }
  | { readonly state: 'waits-for'; readonly id: Id }
  | { readonly state: 'waits-for-key' }
  | { readonly state: 'refused'; readonly reason: string };

const refused = (reason: string): Opened => ({ state: 'refused', reason });

/** Opens the next entry of a chain, if all that it stands on is here. @param find an accepted entry by its id */
export function openCandidate(
  chain: Chain,
  candidate: Candidate,
  keys: EpochKeys,
  find: (id: Id) => Entry | undefined,
  arrival: number,
): Opened {
  const previous = chain.tip;
  const opened = openHead(chain.root, candidate.sealed, keys);
  if (!opened.ok) return opened.reason === 'key-unknown' ? { state: 'waits-for-key' } : refused(opened.reason);
  const { head } = opened.value;
  const deps: Entry[] = [];
  for (const id of head.deps) {
    const dep = find(id);
    if (dep === undefined) return { state: 'waits-for', id };
    deps.push(dep);
  }
  const wrong = faultOf(chain, candidate, head, deps);
  if (wrong !== null) return refused(wrong);
  const { device, lane } = chain.opening;
  const body = openBody(candidate.sealed, opened.value, { device, circle: head.circle, lane }, keys);
  return {
    state: 'ready',
    entry: {
      id: candidate.id,
      chain,
      seq: candidate.seq,
      lamport: head.lamport,
      past: pastAfter(chain.scope, previous, deps, previous?.chain !== chain),
      charter: head.charter ?? (previous as Entry).charter,
      circle: head.circle === WHOLE_CELL ? WHOLE_CELL : head.circle,
      time: head.time,
      // What nobody can read, or not this device, counts as an entry and does nothing.
      action: body.ok ? body.value : null,
      shut: body.ok ? null : body.reason,
      arrival,
    },
  };
}

/** What is wrong with a head, given the entries that it names; null when nothing is. */
function faultOf(chain: Chain, candidate: Candidate, head: Head, deps: readonly Entry[]): string | null {
  const previous = chain.tip;
  if ((head.opening !== null) !== (candidate.seq === 0)) return 'opening-misplaced';
  if (head.charter === (previous?.charter ?? null)) return 'charter-repeated-or-missing';
  if (head.circle === WHOLE_CELL) {
    if (head.bodyEpoch !== candidate.sealed.epoch) return 'body-epoch-wrong';
  } else if (chain.scope === 'record') return 'circle-in-record';
  for (const dep of deps) {
    if (dep.chain.rootId === chain.rootId) return 'dep-on-own-log';
    if (dep.chain.scope !== chain.scope && dep.chain.scope !== 'record') return 'dep-outside-scope';
  }
  let lamport = previous?.lamport ?? 0;
  for (const dep of deps) lamport = Math.max(lamport, dep.lamport);
  if (head.lamport !== lamport + 1 || head.lamport > LIMITS.lamport) return 'lamport-wrong';
  return null;
}
