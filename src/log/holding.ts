/** Entries that hold on to more than so many times their own length are copied out of it. */
const SPARE = 4;

/** Entries as they are to be kept for a while, and what that takes. */
export interface Held {
  readonly entries: readonly Uint8Array[];
  /** Bytes of memory that each byte of them holds on to, 1 or more. */
  readonly share: number;
}

/**
 * Entries that came in messages are views of these: to copy each takes longer than to check what it hashes to. But a view keeps the whole message in memory,
 * so entries are taken out of messages in which they are little, and what the others hold on to is counted.
 * @param entries compact forms, those of one message one behind the other
 */
export function heldEntries(entries: readonly Uint8Array[]): Held {
  let held = 0;
  let size = 0;
  let last: ArrayBufferLike | null = null;
  for (const { buffer, length } of entries) {
    if (buffer !== last) held += buffer.byteLength;
    last = buffer;
    size += length;
  }
  if (held > SPARE * size) return { entries: entries.map((entry) => entry.slice()), share: 1 };
  return { entries, share: size === 0 ? 1 : held / size };
}
