/** Whether something still fails that has only these parts. */
export type Fails<T> = (parts: readonly T[]) => Promise<boolean>;

/**
 * Fewer parts with which it still fails: halves are left out, then quarters, down to single ones, until none can be spared.
 * (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002, section 3, complements alone.)
 * @param tries how often it may be looked @returns the parts that are left, all of them when none can be spared
 */
export async function fewestThatFail<T>(all: readonly T[], fails: Fails<T>, tries: number): Promise<readonly T[]> {
  let parts = all;
  let left = tries;
  for (let size = Math.ceil(parts.length / 2); size >= 1 && left > 0; ) {
    let spared = false;
    for (let from = 0; from < parts.length && left > 0; left--) {
      const fewer = [...parts.slice(0, from), ...parts.slice(from + size)];
      if (fewer.length < parts.length && (await fails(fewer))) {
        parts = fewer;
        spared = true;
      } else {
        from += size;
      }
    }
    if (size === 1 && !spared) break;
    size = spared && size === 1 ? 1 : Math.floor(size / 2);
  }
  return parts;
}
