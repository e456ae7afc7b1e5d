import type { PassphraseCost } from '../crypto/passphrase.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import type { SendingAhead } from '../ports/forerunner.ts';
import type { Home } from '../ports/home.ts';
import type { OpenNetwork } from '../ports/network.ts';
import type { Random } from '../ports/random.ts';
import type { Resting } from './snapshots.ts';

/** What a peer lives on. */
export interface PeerParts {
  readonly home: Home;
  readonly clock: Clock;
  readonly random: Random;
  readonly files: Files;
  /** Null for a peer that works for a moment and meets nobody. */
  readonly openNetwork: OpenNetwork | null;
  /** Multiaddrs to listen on in place of all interfaces. */
  readonly listen: readonly string[];
  readonly lan: boolean;
  /** What a guess at the passphrase costs; less than the usual only for homes that lie in memory. */
  readonly passphraseCost?: PassphraseCost;
  /** How much of talk stays awake when a cell is opened; unless given, as much as people look at first. */
  readonly resting?: Resting;
  /** Who looks at entries ahead when all of a store is read; null, or not given: nobody. */
  readonly sending?: SendingAhead | null;
  /** What went wrong in the background, for the program's log. */
  readonly log: (line: string) => void;
}
