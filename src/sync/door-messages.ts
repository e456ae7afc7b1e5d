import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bytes, bytesUpTo, id, nullable, record, text, uint } from '../bytes/shape.ts';
import { BUNDLE_BYTES } from '../cell/bundle.ts';
import { SYNC } from './limits.ts';
import { type ContentShapes, decodeTyped, encodeTyped, type TypedMessage } from './typed-message.ts';

/** The version of the door's protocol that this code speaks. */
export const DOOR_VERSION = 1;

/** The longest welcome: some two hundred epochs. */
export const WELCOME_BYTES = 60_000;

interface Contents {
  /** Joiner: I hold this invitation. */
  readonly knock: { readonly version: number; readonly invitation: Id; readonly nonce: Uint8Array };
  /** Host: I know its public key, so I am of the cell. */
  readonly ask: { readonly nonce: Uint8Array; readonly mac: Uint8Array };
  /** Joiner: these are my name and keys, proved by the invitation's secret and bound to this channel by my own key. */
  readonly present: {
    readonly name: string;
    readonly bundle: Uint8Array;
    readonly invited: Uint8Array;
    readonly asked: Uint8Array;
    readonly bound: Uint8Array;
  };
  /** The same by somebody who was in the cell before under this name, and has lost their devices. */
  readonly 'present-again': Contents['present'];
  /** Host: the group is asked, by this proposal; or why not. */
  readonly answer: { readonly proposal: Id | null; readonly refused: string };
  /** Host: the group has decided; this opens to your keys alone. */
  readonly welcome: { readonly sealed: Uint8Array };
}

/** A message at the door. */
export type DoorMessage = TypedMessage<Contents>;

const present: ContentShapes<Contents>['present'] = record({
  name: text(LIMITS.nameBytes),
  bundle: bytesUpTo(BUNDLE_BYTES),
  invited: bytes(64),
  asked: bytes(64),
  bound: bytes(64),
});

const SHAPES: ContentShapes<Contents> = {
  knock: record({ version: uint(), invitation: id, nonce: bytes(32) }),
  ask: record({ nonce: bytes(32), mac: bytes(32) }),
  present,
  'present-again': present,
  answer: record({ proposal: nullable(id), refused: text(SYNC.reasonBytes) }),
  welcome: record({ sealed: bytesUpTo(WELCOME_BYTES) }),
};

/** The bytes of a message: `[type, contents]`. */
export function encodeDoorMessage(message: DoorMessage): Uint8Array {
  return encodeTyped(SHAPES, message);
}

/** A message from its bytes; null for what is none. */
export function decodeDoorMessage(octets: Uint8Array): DoorMessage | null {
  return decodeTyped(SHAPES, octets);
}
