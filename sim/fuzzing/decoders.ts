import * as v from 'valibot';
import { decodeBase32 } from '../../src/bytes/base32.ts';
import { type Cbor, decodeCbor, decodeCborPrefix, decodeCborViews, encodeCbor } from '../../src/bytes/cbor.ts';
import { cleanName } from '../../src/bytes/name.ts';
import type { Verdict } from '../../src/bytes/verdict.ts';
import type { ActionKind } from '../../src/cell/action.ts';
import * as actions from '../../src/cell/actions.ts';
import { decodeBundle, encodeBundle } from '../../src/cell/bundle.ts';
import * as draws from '../../src/cell/draw-actions.ts';
import { parseDuration } from '../../src/cell/duration.ts';
import { readGenesis } from '../../src/cell/genesis.ts';
import { formatInvitation, parseInvitation } from '../../src/cell/invitation.ts';
import { parseFraction } from '../../src/cell/quorum.ts';
import { openSealed, SEALING_KEY_BYTES } from '../../src/crypto/hpke.ts';
import { decodeEntry, encodeEntry } from '../../src/log/entry.ts';
import type { EpochKeys } from '../../src/log/epoch.ts';
import { checkForkProof } from '../../src/log/fork.ts';
import { decodeHead, encodeHead } from '../../src/log/head.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import { openBackup } from '../../src/peer/backup.ts';
import { decodeKeyring, EMPTY_KEYRING, encodeKeyring, unlockKeyring } from '../../src/peer/keyring.ts';
import { OPERATIONS } from '../../src/peer/operations.ts';
import { EFFECTS } from '../../src/practices/registry.ts';
import { openCard } from '../../src/sync/card.ts';
import { decodeDoorMessage, encodeDoorMessage } from '../../src/sync/door-messages.ts';
import { decodeMessage, encodeMessage, type Message } from '../../src/sync/messages.ts';
import { readTranscript, redrawTranscript } from '../../src/tally/transcript.ts';
import { madeUpProof } from '../forging.ts';

/** Something that turns bytes from outside into a value. */
export interface Decoder {
  readonly name: string;
  /** Good inputs, to be changed. */
  readonly samples: readonly Uint8Array[];
  /** @returns why they are refused, or null when they are good @throws never: that is what is tried */
  decode(bytes: Uint8Array): string | null;
}

/** What real devices sent and stored, for decoders to be fed with. */
export interface Corpus {
  readonly messages: readonly Uint8Array[];
  readonly doorMessages: readonly Uint8Array[];
  readonly entries: readonly Uint8Array[];
  readonly actions: readonly Cbor[];
  readonly keyrings: readonly Uint8Array[];
  readonly cards: readonly Uint8Array[];
  readonly letters: readonly string[];
  readonly keys: EpochKeys;
}

/** The head of an entry that opens a log and names others. */
const HEAD = {
  opening: { device: 'ab'.repeat(32), lane: 'talk', topic: 'everyone', turn: 1 },
  deps: ['cd'.repeat(32), 'ef'.repeat(32)],
  lamport: 7,
  charter: 'ab'.repeat(32),
  circle: WHOLE_CELL,
  bodyEpoch: '01020304',
  time: 1_778_486_400,
} as const;

/** All decoders of what can come from outside. */
export function decodersFor(corpus: Corpus): Decoder[] {
  const cbor = [...corpus.messages, ...corpus.entries].slice(0, 200);
  const letters = corpus.letters.map((letter) => new TextEncoder().encode(letter));
  const sealedTo = new Uint8Array(1120 + 16 + 32);
  // What devices seldom say, and may not have said here.
  const asking = {
    prekey: new Uint8Array(SEALING_KEY_BYTES),
    signature: new Uint8Array(64),
    epochs: ['ab'.repeat(32)],
    tags: ['01020304'],
  };
  const messages = [...corpus.messages, encodeMessage({ type: 'lacking-keys', ...asking })];
  return [
    exact('cbor', cbor, decodeCbor, encodeCbor),
    exact('cbor views', cbor, decodeCborViews, encodeCbor),
    plain('cbor prefix', cbor, (bytes) => reasonOf(decodeCborPrefix(bytes))),
    exact('entry', corpus.entries, decodeEntry, encodeEntry),
    exact('head', [encodeHead(HEAD)], decodeHead, encodeHead),
    exact(
      'message',
      messages,
      (bytes) => decodeMessage(bytes, 1),
      (message) => encodeMessage(message as Message),
    ),
    plain('message of a newer version', messages, (bytes) => reasonOf(decodeMessage(bytes, 9))),
    exact('door message', corpus.doorMessages, (bytes) => verdictOf(decodeDoorMessage(bytes)), encodeDoorMessage),
    plain('card', corpus.cards, (bytes) => reasonOf(openCard(bytes, corpus.keys))),
    plain('fork proof', [madeUpProof(new Uint8Array(32), new Uint8Array(32))], (bytes) => reasonOf(checkForkProof(bytes))),
    exact('bundle', [encodeBundle({ version: 1, device: HEAD.charter, sealing: asking.prekey })], decodeBundle, encodeBundle),
    exact('keyring', [encodeKeyring(EMPTY_KEYRING)], decodeKeyring, encodeKeyring, (bytes) => bytes[1] !== EMPTY_KEYRING.version),
    plain('locked keyring', corpus.keyrings, (bytes) => reasonOf(unlockKeyring(bytes, 'not the passphrase'))),
    plain('backup', corpus.keyrings, (bytes) => reasonOf(openBackup(bytes, new Uint8Array(16)))),
    plain('sealed to a device', [sealedTo], (bytes) =>
      openSealed(new Uint8Array(32), new Uint8Array(0), bytes) === null ? 'does not open' : null,
    ),
    ofText('invitation', letters, (text) => again(text, parseInvitation(text), formatInvitation)),
    ofText('transcript of a draw', letters, (text) => {
      const read = readTranscript(text);
      return read.ok ? reasonOf(redrawTranscript(read.value)) : read.reason;
    }),
    ofText('base32', letters, (text) => (decodeBase32(text) === null ? 'no base32' : null)),
    ofText('name', letters, (text) => reasonOf(cleanName(text))),
    ofText('duration', letters, (text) => reasonOf(parseDuration(text))),
    ofText('fraction', letters, (text) => reasonOf(parseFraction(text))),
    ofText('input of operations', letters, inputsOf),
    ...actionDecoders(corpus.actions),
  ];
}

function actionDecoders(samples: readonly Cbor[]): Decoder[] {
  const kinds = [...Object.values(actions), ...Object.values(draws)].filter(
    (one) => typeof one === 'object' && 'read' in one,
  ) as ActionKind<unknown>[];
  const encoded = samples.map(encodeCbor);
  return [
    plain('action', encoded, (bytes) => {
      const value = decodeCbor(bytes);
      if (!value.ok) return value.reason;
      const known = kinds.find((kind) => kind.read(value.value) !== undefined);
      if (known === undefined) return 'no action';
      const same = Buffer.compare(encodeCbor(known.write(known.read(value.value))), bytes) === 0;
      if (!same) throw new Error(`${known.kind} is written otherwise than it was read`);
      return null;
    }),
    plain('genesis', encoded, (bytes) => {
      const value = decodeCbor(bytes);
      return value.ok ? reasonOf(readGenesis(value.value)) : value.reason;
    }),
    plain('effect', encoded, (bytes) => {
      const value = decodeCbor(bytes);
      return value.ok ? reasonOf(EFFECTS.read(value.value)) : value.reason;
    }),
  ];
}

/** Every operation's input check, on whatever JSON the text makes. */
function inputsOf(text: string): string | null {
  const inputs: unknown[] = [
    text,
    { id: text, text, title: text, effect: text },
    { invitation: text, as: text, uses: text.length, expires: text },
  ];
  for (const { input } of OPERATIONS) for (const one of inputs) v.safeParse(input, one);
  return reasonOf(EFFECTS.parse({ kind: 'agreement', setting: text.slice(0, 6), value: text }));
}

function plain(name: string, samples: readonly Uint8Array[], decode: Decoder['decode']): Decoder {
  return { name, samples, decode };
}

/** A decoder of which every good input is the one encoding of its value. @param isEarlier whether bytes are of an earlier version, which is read and written no more */
function exact<T>(
  name: string,
  samples: readonly Uint8Array[],
  decode: (bytes: Uint8Array) => Verdict<T>,
  encode: (value: T) => Uint8Array,
  isEarlier: (bytes: Uint8Array) => boolean = () => false,
): Decoder {
  return plain(name, samples, (bytes) => {
    const value = decode(bytes);
    if (!value.ok) return value.reason;
    if (!isEarlier(bytes) && Buffer.compare(encode(value.value), bytes) !== 0)
      throw new Error(`${name}: two encodings of one value were taken`);
    return null;
  });
}

function ofText(name: string, samples: readonly Uint8Array[], decode: (text: string) => string | null): Decoder {
  return plain(name, samples, (bytes) => decode(new TextDecoder().decode(bytes)));
}

function again<T>(text: string, value: Verdict<T>, write: (value: T) => string): string | null {
  if (!value.ok) return value.reason;
  if (write(value.value) !== text.replace(/\s+/gu, '').toLowerCase()) throw new Error('two invitations of one content were taken');
  return null;
}

function reasonOf(verdict: Verdict<unknown>): string | null {
  return verdict.ok ? null : verdict.reason;
}

function verdictOf<T>(value: T | null): Verdict<T> {
  return value === null ? { ok: false, reason: 'no door message' } : { ok: true, value };
}
