import type { Witness } from '../witness.ts';
import type { Finding } from './finding.ts';

/** I10 NoKeyNonceReuse: each salt seals one thing only: entries, notes, cards, keyrings and greetings. A salt makes the key, and the nonce is always zero. */
export function checkNoKeyNonceReuse({ reuses }: Witness): Finding[] {
  return reuses.map(({ what, at }) => ({
    invariant: 'I10 NoKeyNonceReuse',
    what: `two different things of kind “${what}” under the salt ${at}`,
  }));
}
