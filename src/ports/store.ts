/** An entry as it lies on the disk: ciphertext and a few numbers, nothing that can be derived (see design/log.md). */
export interface StoredEntry {
  /** Blinded log id, 32 bytes. */
  readonly log: Uint8Array;
  /** Place in its log, from 0. */
  readonly seq: number;
  /** The compact form of the entry. */
  readonly bytes: Uint8Array;
}

/** A device's signature over the hash of one entry, and so over all that stands before it in that log. */
export interface StoredSignature {
  readonly log: Uint8Array;
  readonly seq: number;
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
}

/** Signatures of one log: those from `from` on whose seq is less than `to`. */
export interface SignatureRange {
  readonly log: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Everything that one write changes: it happens whole or not at all. */
export interface StoreBatch {
  /** Appended in this order. Writing a (log, seq) that is there already is an error. */
  readonly entries?: readonly StoredEntry[];
  /** Kept beside what is there; the same (log, seq) is replaced. */
  readonly signatures?: readonly StoredSignature[];
  /** Entries in another form, without their body or with it again, in the place of those that are there; where there is none, nothing happens. What was there leaves the disk's files. */
  readonly rewritten?: readonly StoredEntry[];
  /** Logs that are erased, with all entries and signatures, before anything else of the batch is written. Their bytes leave the disk's files. */
  readonly erased?: readonly Uint8Array[];
  /** Signatures that newer ones have made superfluous, from a seq on and before another; taken away before `signatures` are written. */
  readonly obsolete?: readonly SignatureRange[];
  /** Small local facts by name, sealed by whoever writes them; null forgets one, and its bytes leave the disk's files. Names are no secrets. */
  readonly notes?: readonly (readonly [name: string, value: Uint8Array | null])[];
}

/**
 * One cell's entries on one device. One writer; asynchronous and batched; bytes in, bytes out.
 * Every adapter passes `store.contract.ts`.
 */
export interface Store {
  /** All entries in the order in which they were appended, in batches. Entries that are written meanwhile may be left out. */
  entries(): AsyncIterable<readonly StoredEntry[]>;
  /** All signatures, in no particular order. */
  signatures(): Promise<readonly StoredSignature[]>;
  /** Entries of one log from `from` on, in order: at most `count`, and no more than fit `bytes` bytes together, but always the first. */
  read(log: Uint8Array, from: number, count: number, bytes: number): Promise<readonly StoredEntry[]>;
  /** A note, or null if there is none of that name. */
  note(name: string): Promise<Uint8Array | null>;
  /**
   * Writes a batch. Once the promise resolves it has been flushed to the disk and survives a power cut.
   * Rejects with `DiskFull`, `StoreDamaged`, `EntryExists` or another operating error (see `disk-errors.ts`), and then nothing of the batch is there.
   * Batches are written in the order of the calls.
   */
  write(batch: StoreBatch): Promise<void>;
  /** Waits for the writes under way and lets go of the disk. Later calls reject with `StoreClosed`; closing again does nothing. */
  close(): Promise<void>;
}
