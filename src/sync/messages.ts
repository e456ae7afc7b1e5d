import { type Cbor, decodeCbor, decodeCborViews, encodeCbor } from '../bytes/cbor.ts';
import { CborCursor } from '../bytes/cursor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bool, bytes, bytesUpTo, hex, id, list, nullable, record, type Shape, text, uint } from '../bytes/shape.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { SEALING_KEY_BYTES } from '../crypto/hpke.ts';
import { FORK_PROOF_BYTES } from '../log/fork.ts';
import { TIP_SIGNATURE_BYTES } from '../log/tip-signature.ts';
import { SYNC } from './limits.ts';

/** How much of a log a device can hand on: `count` entries from the first on; `tip` is the hash of the last of them. */
export interface Told {
  readonly log: Id;
  readonly count: number;
  readonly tip: Id;
}

/** Where in a log the asker wants to go on. */
export interface Asked {
  readonly log: Id;
  readonly from: number;
}

/** A piece of a segment. A signature ends the segment; without one, more pieces follow. */
export interface Part {
  readonly log: Id;
  readonly from: number;
  readonly entries: readonly Uint8Array[];
  readonly signature: Uint8Array | null;
}

/** One message between two devices of a cell (design/sync.md says when each is sent). */
export type Message =
  | { readonly type: 'hello'; readonly version: number; readonly salt: Uint8Array }
  | { readonly type: 'prove'; readonly sealed: Uint8Array }
  | { readonly type: 'have'; readonly logs: readonly Told[]; readonly more: boolean }
  /** `behind`: written before the end of the former want had come, so what went out for that one is on its way. */
  | { readonly type: 'want'; readonly bytes: number; readonly behind: boolean; readonly logs: readonly Asked[]; readonly more: boolean }
  | { readonly type: 'parts'; readonly parts: readonly Part[] }
  | { readonly type: 'sent'; readonly more: boolean }
  | { readonly type: 'cards'; readonly cards: readonly Uint8Array[] }
  | { readonly type: 'proof'; readonly bytes: Uint8Array }
  /** Epochs that a device of ours lacks, sealed to its keys (the peer's business). */
  | { readonly type: 'keys'; readonly sealed: Uint8Array }
  | { readonly type: 'bye'; readonly reason: string }
  /** Logs that were told of and are erased: nothing of them can be handed on any more. Since version 2. */
  | { readonly type: 'gone'; readonly logs: readonly Id[] }
  /** Epochs that cannot be opened here, by their ids or tags: they are to be sealed to this prekey, which `signature` says to be the device's. Since version 3. */
  | {
      readonly type: 'lacking-keys';
      readonly prekey: Uint8Array;
      readonly signature: Uint8Array;
      readonly epochs: readonly Id[];
      readonly tags: readonly string[];
    };

/** What came from a newer version and means nothing here. */
export interface Unheard {
  readonly type: 'unheard';
}

type Fields<K extends Message['type']> = Omit<Extract<Message, { type: K }>, 'type'>;

const told: Shape<Told> = record({ log: id, count: uint(), tip: id });
const asked: Shape<Asked> = record({ log: id, from: uint() });
const part: Shape<Part> = record({
  log: id,
  from: uint(),
  entries: list(bytesUpTo(SYNC.messageBytes), LIMITS.signedEvery),
  signature: nullable(bytesUpTo(TIP_SIGNATURE_BYTES)),
});

// The place in this table is the number that stands first in a message.
const TYPES = ['hello', 'prove', 'have', 'want', 'parts', 'sent', 'cards', 'proof', 'bye', 'keys', 'gone', 'lacking-keys'] as const;
const PARTS = TYPES.indexOf('parts');
const SHAPES: { readonly [K in Message['type']]: Shape<Fields<K>> } = {
  hello: record<Fields<'hello'>>({ version: uint(), salt: bytes(32) }),
  prove: record<Fields<'prove'>>({ sealed: bytesUpTo(SYNC.proofBytes) }),
  have: record<Fields<'have'>>({ logs: list(told, SYNC.logsPerMessage), more: bool }),
  want: record<Fields<'want'>>({ bytes: uint(SYNC.wantBytes), behind: bool, logs: list(asked, SYNC.logsPerMessage), more: bool }),
  parts: record<Fields<'parts'>>({ parts: list(part, SYNC.logsPerMessage) }),
  sent: record<Fields<'sent'>>({ more: bool }),
  cards: record<Fields<'cards'>>({ cards: list(bytesUpTo(SYNC.cardBytes), SYNC.cardsPerMessage) }),
  proof: record<Fields<'proof'>>({ bytes: bytesUpTo(FORK_PROOF_BYTES) }),
  bye: record<Fields<'bye'>>({ reason: text(SYNC.reasonBytes) }),
  keys: record<Fields<'keys'>>({ sealed: bytesUpTo(SYNC.keysBytes) }),
  gone: record<Fields<'gone'>>({ logs: list(id, SYNC.logsPerMessage) }),
  'lacking-keys': record<Fields<'lacking-keys'>>({
    prekey: bytes(SEALING_KEY_BYTES),
    signature: bytes(64),
    epochs: list(id, SYNC.lackingKeys),
    tags: list(hex(4), SYNC.lackingKeys),
  }),
};

/** A message as bytes: the CBOR array of its number and its fields. */
export function encodeMessage(message: Message): Uint8Array {
  const fields = (SHAPES[message.type] as Shape<object>).write(message) as readonly Cbor[];
  const octets = encodeCbor([TYPES.indexOf(message.type), ...fields]);
  assert(octets.length <= SYNC.messageBytes, 'a message that fits a link');
  return octets;
}

/**
 * A message from its bytes, of which parts are views: `log/holding.ts` says what for. Refuses `message-too-long`, `not-canonical`, `message-malformed`.
 * @param version what the other end speaks: of a newer version, numbers unknown here are no fault, and its hello may hold more fields
 */
export function decodeMessage(octets: Uint8Array, version: number): Verdict<Message | Unheard> {
  if (octets.length > SYNC.messageBytes) return refuse('message-too-long');
  const value = isOfParts(octets) ? decodeCborViews(octets) : decodeCbor(octets);
  if (!value.ok) return value;
  if (!Array.isArray(value.value)) return refuse('message-malformed');
  const [number, ...fields] = value.value as readonly Cbor[];
  if (typeof number !== 'number') return refuse('message-malformed');
  const type = TYPES[number];
  if (type === undefined) return version > SYNC.version ? accept({ type: 'unheard' }) : refuse('message-malformed');
  const read = (SHAPES[type] as Shape<object>).read(type === 'hello' ? fields.slice(0, 2) : fields);
  return read === undefined ? refuse('message-malformed') : accept({ type, ...read } as Message);
}

function isOfParts(octets: Uint8Array): boolean {
  const items = new CborCursor(octets);
  items.array();
  return items.uint() === PARTS;
}
