import { type Cbor, decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bool, bytes, bytesUpTo, id, record, type Shape, text, uint } from '../bytes/shape.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { BUNDLE_BYTES } from '../cell/bundle.ts';
import { SYNC } from './limits.ts';

/** One message between somebody with an invitation and a member's device. */
export type DoorMessage =
  /** Joiner: I have this invitation. */
  | { readonly type: 'knock'; readonly version: number; readonly invitation: Id; readonly nonce: Uint8Array }
  /** Host: I am of that cell; who are you? */
  | { readonly type: 'ask'; readonly nonce: Uint8Array; readonly mac: Uint8Array }
  /** Host: not with this invitation. */
  | { readonly type: 'no'; readonly reason: string }
  /** Joiner: this is my name, these are my keys. */
  | {
      readonly type: 'present';
      readonly name: string;
      readonly bundle: Uint8Array;
      readonly invited: Uint8Array;
      readonly bound: Uint8Array;
    }
  /** Host: the group decides about it, in this proposal. */
  | { readonly type: 'wait'; readonly proposal: Id }
  /** Host: it has come to nothing. */
  | { readonly type: 'refused'; readonly reason: string }
  /** Host: welcome; what a member needs to begin, sealed to the joiner's keys. */
  | { readonly type: 'welcome'; readonly sealed: Uint8Array; readonly more: boolean };

type Fields<K extends DoorMessage['type']> = Omit<Extract<DoorMessage, { type: K }>, 'type'>;

// As long as nonce and mac of an `ask` are together, so that who only sees sizes cannot tell the two answers apart.
const NO_BYTES = 66;

const paddedReason: Shape<string> = {
  write(value) {
    const padded = new Uint8Array(NO_BYTES);
    padded.set(new TextEncoder().encode(value).subarray(0, NO_BYTES));
    return padded;
  },
  read(value) {
    if (!(value instanceof Uint8Array) || value.length !== NO_BYTES) return undefined;
    const letters = String.fromCharCode(...value).replace(/\0*$/, '');
    return /^[a-z-]+$/.test(letters) ? letters : undefined;
  },
};

const TYPES = ['knock', 'ask', 'no', 'present', 'wait', 'refused', 'welcome'] as const;
const SHAPES: { readonly [K in DoorMessage['type']]: Shape<Fields<K>> } = {
  knock: record<Fields<'knock'>>({ version: uint(), invitation: id, nonce: bytes(32) }),
  ask: record<Fields<'ask'>>({ nonce: bytes(32), mac: bytes(32) }),
  no: record<Fields<'no'>>({ reason: paddedReason }),
  present: record<Fields<'present'>>({
    name: text(LIMITS.nameBytes),
    bundle: bytesUpTo(BUNDLE_BYTES),
    invited: bytes(64),
    bound: bytes(64),
  }),
  wait: record<Fields<'wait'>>({ proposal: id }),
  refused: record<Fields<'refused'>>({ reason: text(SYNC.reasonBytes) }),
  welcome: record<Fields<'welcome'>>({ sealed: bytesUpTo(SYNC.messageBytes), more: bool }),
};

/** A message as bytes: the CBOR array of its number and its fields. */
export function encodeDoorMessage(message: DoorMessage): Uint8Array {
  const fields = (SHAPES[message.type] as Shape<object>).write(message) as readonly Cbor[];
  const octets = encodeCbor([TYPES.indexOf(message.type), ...fields]);
  assert(octets.length <= SYNC.messageBytes, 'a message that fits a link');
  return octets;
}

/** A message from its bytes. Refuses `message-too-long`, `not-canonical`, `message-malformed`. */
export function decodeDoorMessage(octets: Uint8Array): Verdict<DoorMessage> {
  if (octets.length > SYNC.messageBytes) return refuse('message-too-long');
  const value = decodeCbor(octets);
  if (!value.ok) return value;
  if (!Array.isArray(value.value)) return refuse('message-malformed');
  const [number, ...fields] = value.value as readonly Cbor[];
  const type = typeof number === 'number' ? TYPES[number] : undefined;
  if (type === undefined) return refuse('message-malformed');
  const read = (SHAPES[type] as Shape<object>).read(fields);
  return read === undefined ? refuse('message-malformed') : accept({ type, ...read } as DoorMessage);
}
