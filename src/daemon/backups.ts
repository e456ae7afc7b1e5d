import { accept } from '../bytes/verdict.ts';
import { makeBackup, restoreBackup } from '../peer/backing-up.ts';
import type { Peer } from '../peer/peer.ts';
import { isoTime } from '../practices/moment.ts';
import type { Backups } from './service.ts';

/** A peer's backups, for pages. What becomes of the file is the browser's and its person's business. */
export function backupsOf(peer: Peer): Backups {
  return {
    async make() {
      const made = await makeBackup(peer, async (sealed) => sealed);
      if (!made.ok) return made;
      const day = isoTime(peer.parts.clock.now() / 1000).slice(0, 10);
      return accept({ name: `moot-${day}.backup`, bytes: made.value.bytes });
    },
    restore: (bytes, words) => restoreBackup(peer, bytes, words),
  };
}
