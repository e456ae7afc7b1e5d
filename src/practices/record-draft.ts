import type { Cbor } from '../bytes/cbor.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Draft } from '../log/writing.ts';

/** A draft for the record, where all of a decision stands. */
export function recordDraft(action: Cbor): Draft {
  return { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action };
}
