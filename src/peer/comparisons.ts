import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { id, list, oneOf, record, type Shape, uint } from '../bytes/shape.ts';
import type { Notes } from './notes.ts';

/** What came of comparing safety numbers with a member. It is kept on this device alone, and nobody else is told. */
export interface Comparison {
  readonly result: 'same' | 'differ';
  /** Seconds since 1970. */
  readonly time: number;
  /** The member's devices at that moment: one that comes later has not been compared. */
  readonly devices: readonly Id[];
}

const shape: Shape<Comparison> = record({ result: oneOf('same', 'differ'), time: uint(LIMITS.time), devices: list(id, LIMITS.devices) });

/** What came of comparing with a member; null where nobody has compared, on this device. */
export async function readComparison(notes: Notes, member: Id): Promise<Comparison | null> {
  const kept = await notes.read(noteName(member));
  const value = kept === null ? null : decodeCbor(kept);
  return (value?.ok && shape.read(value.value)) || null;
}

/** Keeps what came of comparing; resolved means that it is on the disk. */
export function keepComparison(notes: Notes, member: Id, comparison: Comparison): Promise<void> {
  return notes.write(noteName(member), encodeCbor(shape.write(comparison)));
}

/** How far somebody can be sure of a member: nothing compared, the same, they differed, or the same but with a device that is new since then. */
export type SafetyState = 'not-compared' | 'same' | 'differ' | 'new-device';

/** How a comparison stands. @param devices the member's devices now */
export function safetyState(comparison: Comparison | null, devices: readonly Id[]): SafetyState {
  if (comparison === null) return 'not-compared';
  if (comparison.result === 'differ') return 'differ';
  return devices.every((device) => comparison.devices.includes(device)) ? 'same' : 'new-device';
}

function noteName(member: Id): string {
  return `compared/${member.slice(0, 32)}`;
}
