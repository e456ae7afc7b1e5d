import { ID_BYTES } from '../bytes/id.ts';
import { assert } from '../bytes/verdict.ts';
import { isTipSignature } from '../log/tip-signature.ts';
import type { StoreBatch } from './store.ts';

/** Asserts that the batch is one that a store can keep: ids of 32 bytes, whole non-negative places, signatures of a length that they can have. */
export function assertStoreBatch(batch: StoreBatch): void {
  for (const entry of batch.entries ?? []) assertPlace(entry);
  for (const entry of batch.rewritten ?? []) assertPlace(entry);
  for (const log of batch.erased ?? []) assertPlace({ log, seq: 0 });
  for (const signature of batch.signatures ?? []) {
    assertPlace(signature);
    assert(isTipSignature(signature.signature), `a signature, and not ${signature.signature.length} bytes`);
  }
  for (const { log, from, to } of batch.obsolete ?? []) for (const seq of [from, to]) assertPlace({ log, seq });
}

function assertPlace(place: { readonly log: Uint8Array; readonly seq: number }): void {
  if (place.log.length !== ID_BYTES) assert(false, `a log id of ${ID_BYTES} bytes, not ${place.log.length}`);
  if (!Number.isSafeInteger(place.seq) || place.seq < 0) assert(false, `a whole number from 0 as a place in a log, not ${place.seq}`);
}
