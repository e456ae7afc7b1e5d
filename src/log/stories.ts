import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { hash } from '../crypto/hash.ts';
import { linkContent } from './entry.ts';
import type { ForkProof } from './fork.ts';

/** One of the stories that a device told in one log, from where they part. */
export interface Story {
  /** What it is asked for, sent and stored by, in the place of a log id: the same on every device, whichever story came first there. */
  readonly key: Uint8Array;
  /** The log that it is a story of. */
  readonly log: Id;
  readonly device: Id;
  /** Where it parts from the other, and the entry before that: `NO_ENTRY` at 0. */
  readonly seq: number;
  readonly previous: Id;
  /** The entry with which it begins. */
  readonly first: Id;
}

/** Both stories of a fork that was proved. */
export function storiesOf({ log, device, seq, previous, branches }: ForkProof): Story[] {
  const octets = bytesOf(log);
  return branches.map(({ contents }) => {
    const first = linkContent(octets, seq, bytesOf(previous), contents[0] as Uint8Array);
    return { key: hash('moot/story', octets, first), log, device, seq, previous, first: idOf(first) };
  });
}

/** How many beginnings of stories are remembered as shown. */
export const SHOWN = 1024;

/** The stories that are known of all logs, by their keys. */
export class Stories extends Map<Id, Story> {
  /** First entries of second stories that have been shown. */
  readonly #shown = new Set<Id>();

  /**
   * Learns the stories of a fork. @param record the record log of its device
   * @returns the keys of both; none when this fork is known, or more stories have been told than are kept
   */
  learn(proof: ForkProof, record: Id): Id[] {
    const stories = storiesOf(proof);
    const fresh = stories.filter(({ key }) => !this.has(idOf(key)));
    const isTooMuch = fresh.length > this.#roomFor(proof, record) || this.size + fresh.length > LIMITS.allStories;
    if (fresh.length === 0 || isTooMuch) return [];
    for (const story of fresh) this.set(idOf(story.key), story);
    return stories.map(({ key }) => idOf(key));
  }

  /** Where the stories of a log part for the first time, as far as is proved; 0 where nothing is. */
  partingOf(log: Id): number {
    const partings = this.#of(log).map(({ seq }) => seq);
    return partings.length === 0 ? 0 : Math.min(...partings);
  }

  /**
   * Whether a story that begins with this entry has been shown before, is known, or is one too many of its device; from now on it has been shown.
   * @param record the record log of its device
   */
  wasShown(first: Id, of: Pick<Story, 'log' | 'device'>, record: Id): boolean {
    if (this.#shown.has(first) || this.#roomFor(of, record) <= 0 || [...this.values()].some((story) => story.first === first)) return true;
    this.#shown.add(first);
    for (const oldest of this.#shown) {
      if (this.#shown.size <= SHOWN) break;
      this.#shown.delete(oldest);
    }
    return false;
  }

  /** How many more stories of a log are kept. What is said in talk takes no room from the record, on which everything stands. */
  #roomFor({ log, device }: Pick<Story, 'log' | 'device'>, record: Id): number {
    const ofLog = LIMITS.stories - this.#of(log).length;
    if (log === record) return ofLog;
    const elsewhere = [...this.values()].filter((story) => story.device === device && story.log !== record);
    return Math.min(ofLog, LIMITS.storiesOfDevice - elsewhere.length);
  }

  #of(log: Id): readonly Story[] {
    return [...this.values()].filter((story) => story.log === log);
  }
}
