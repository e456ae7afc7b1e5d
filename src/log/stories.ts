import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { hash } from '../crypto/hash.ts';
import { linkContent } from './entry.ts';
import type { ForkProof } from './fork.ts';

/** One of the stories that a device told in one log, from where they part. */
export interface Story {
  /** What it is asked for, sent and stored by, in the place of a log id: the same on every device, whichever story came first there. */
  readonly key: Uint8Array;
  /** The log that it is a story of. */
  readonly log: Id;
  /** Where it parts from the other, and the entry before that: `NO_ENTRY` at 0. */
  readonly seq: number;
  readonly previous: Id;
  /** The entry with which it begins. */
  readonly first: Id;
}

/** Both stories of a fork that was proved. */
export function storiesOf({ log, seq, previous, branches }: ForkProof): Story[] {
  const octets = bytesOf(log);
  return branches.map(({ contents }) => {
    const first = linkContent(octets, seq, bytesOf(previous), contents[0] as Uint8Array);
    return { key: hash('moot/story', octets, first), log, seq, previous, first: idOf(first) };
  });
}
