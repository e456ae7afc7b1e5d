import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bytes, bytesUpTo, id, list, record, text, uint } from '../bytes/shape.ts';
import { BUNDLE_BYTES } from '../cell/bundle.ts';
import { WELCOME_BYTES } from './door-messages.ts';
import { SYNC } from './limits.ts';
import { type ContentShapes, decodeTyped, encodeTyped, type TypedMessage } from './typed-message.ts';

/** The version of the linking protocol that this code speaks. */
export const LINKING_VERSION = 1;

/** A cell that the new device is to enter, and for whom it is to speak there. */
export interface OfferedCell {
  readonly cell: Id;
  readonly member: Id;
}

/** The keys with which the new device enters a cell, and its own word that it means this cell and this member. */
export interface LinkKeys {
  readonly cell: Id;
  readonly bundle: Uint8Array;
  readonly asked: Uint8Array;
}

/** What a person calls a device of theirs. */
export interface DeviceName {
  readonly device: Id;
  readonly name: string;
}

interface Contents {
  /** Newcomer: I have a link, and have thrown in a nonce, of which this is the hash. */
  readonly hello: { readonly version: number; readonly commitment: Uint8Array };
  /** Host: I made the link, and this is my nonce. */
  readonly ask: { readonly nonce: Uint8Array; readonly mac: Uint8Array };
  /** Newcomer: this was my nonce. From here on both show the same number, if nobody stands between them. */
  readonly prove: { readonly nonce: Uint8Array; readonly mac: Uint8Array };
  /** Host: my person has compared the numbers. These are the cells. */
  readonly offer: { readonly cells: readonly OfferedCell[] };
  /** Newcomer: my keys for each, and what my person calls me. */
  readonly keys: { readonly name: string; readonly cells: readonly LinkKeys[] };
  /** Host, for each cell: it is in the record; this opens to your keys alone. Others are last to be found there. */
  readonly welcome: {
    readonly cell: Id;
    readonly sealed: Uint8Array;
    readonly addresses: readonly string[];
    readonly names: readonly DeviceName[];
  };
  /** Newcomer: I have everything, on my disk. */
  readonly done: { readonly cells: number };
  /** Either: it comes to nothing, and why. */
  readonly refused: { readonly reason: string };
}

/** A message between a person's device and a new one. */
export type LinkingMessage = TypedMessage<Contents>;

/** The most cells that are linked at once. */
const LINKED_CELLS = 16;

const SHAPES: ContentShapes<Contents> = {
  hello: record({ version: uint(), commitment: bytes(32) }),
  ask: record({ nonce: bytes(32), mac: bytes(32) }),
  prove: record({ nonce: bytes(32), mac: bytes(32) }),
  offer: record({ cells: list(record<OfferedCell>({ cell: id, member: id }), LINKED_CELLS) }),
  keys: record({
    name: text(LIMITS.nameBytes),
    cells: list(record<LinkKeys>({ cell: id, bundle: bytesUpTo(BUNDLE_BYTES), asked: bytes(64) }), LINKED_CELLS),
  }),
  welcome: record({
    cell: id,
    sealed: bytesUpTo(WELCOME_BYTES),
    addresses: list(text(LIMITS.addressBytes), SYNC.addresses),
    names: list(record<DeviceName>({ device: id, name: text(LIMITS.nameBytes) }), LIMITS.devicesOfMember),
  }),
  done: record({ cells: uint(LINKED_CELLS) }),
  refused: record({ reason: text(SYNC.reasonBytes) }),
};

/** The bytes of a message: `[type, contents]`. */
export function encodeLinkingMessage(message: LinkingMessage): Uint8Array {
  return encodeTyped(SHAPES, message);
}

/** A message from its bytes; null for what is none. */
export function decodeLinkingMessage(octets: Uint8Array): LinkingMessage | null {
  return decodeTyped(SHAPES, octets);
}
