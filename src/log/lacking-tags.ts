import { LIMITS } from '../bytes/limits.ts';
import type { EpochKeys } from './epoch.ts';
import { isForAll } from './talk-circle.ts';

/**
 * Tags of epochs under which heads have come that do not open here: one of them may still come. Anybody can make up such heads, so only so many are kept.
 */
export class LackingTags {
  /** By tag: how many epochs it could mean when a head with it did not open. */
  readonly #tags = new Map<string, number>();

  /** A head with this tag did not open. */
  note(tag: string, keys: EpochKeys): void {
    this.#tags.delete(tag);
    this.#tags.set(tag, meantBy(tag, keys));
    for (const oldest of this.#tags.keys()) {
      if (this.#tags.size <= LIMITS.lackingTags) return;
      this.#tags.delete(oldest);
    }
  }

  /** Those that can mean no more by now than they could then. */
  left(keys: EpochKeys): readonly string[] {
    for (const [tag, meant] of this.#tags) if (meantBy(tag, keys) > meant) this.#tags.delete(tag);
    return [...this.#tags.keys()];
  }
}

/** How many epochs held here a tag in the frame of a head can mean: more than one where somebody has made one to have the tag of another. */
function meantBy(tag: string, keys: EpochKeys): number {
  return keys.tagged(tag).filter(({ circle }) => isForAll(circle)).length;
}
