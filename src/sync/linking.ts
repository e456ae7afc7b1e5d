import { encodeCbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { concatBytes, utf8 } from '../bytes/octets.ts';
import { equalSecrets, hash, keyedHash } from '../crypto/hash.ts';
import { type DeviceName, decodeLinkingMessage, encodeLinkingMessage, LINKING_VERSION, type LinkingMessage } from './linking-messages.ts';

/** The channel between a person's device and a new one, as the transport has proved its ends. */
export interface LinkingChannel {
  readonly newcomer: string;
  readonly host: string;
}

/** What a step leads to: a message to send, something that was learned, or the end. */
export type LinkingStep =
  | { readonly type: 'send'; readonly message: Uint8Array }
  /** Both ends know the link's secret. People compare the number: it is the same on both if nobody stands between them. */
  | { readonly type: 'compare'; readonly number: string; readonly message: Uint8Array | null }
  | ({ readonly type: 'offered' } & Pick<Extract<LinkingMessage, { type: 'offer' }>, 'cells'>)
  | ({ readonly type: 'keys' } & Pick<Extract<LinkingMessage, { type: 'keys' }>, 'name' | 'cells'>)
  | {
      readonly type: 'welcomed';
      readonly cell: Id;
      readonly sealed: Uint8Array;
      readonly addresses: readonly string[];
      readonly names: readonly DeviceName[];
    }
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly reason: string };

const OUT_OF_PLACE: LinkingStep = { type: 'refused', reason: 'message-out-of-place' };

function commitmentOf(nonce: Uint8Array): Uint8Array {
  return hash('moot/link-commitment', nonce);
}

/** What is proved, and what the number stands for: both ends of this channel, and what each threw in. */
class Linking {
  readonly #key: Uint8Array;
  readonly #channel: LinkingChannel;

  /** @param secret of the link, 16 bytes */
  constructor(channel: LinkingChannel, secret: Uint8Array) {
    this.#key = hash('moot/link-key', secret);
    this.#channel = channel;
  }

  mac(by: 'host' | 'newcomer', commitment: Uint8Array, ...nonces: readonly Uint8Array[]): Uint8Array {
    return keyedHash(this.#key, `moot/link-${by}`, this.#context(commitment, nonces));
  }

  /** Six digits. Whoever stands between has two channels with two numbers, and one guess in a million: each nonce was fixed before the other was known. */
  number(commitment: Uint8Array, host: Uint8Array, newcomer: Uint8Array): string {
    const octets = keyedHash(this.#key, 'moot/link-number', this.#context(commitment, [host, newcomer])).subarray(0, 6);
    return String(octets.reduce((sum, octet) => sum * 256 + octet, 0) % 1_000_000).padStart(6, '0');
  }

  #context(commitment: Uint8Array, nonces: readonly Uint8Array[]): Uint8Array {
    const { newcomer, host } = this.#channel;
    return encodeCbor([LINKING_VERSION, utf8(newcomer), utf8(host), commitment, concatBytes(...nonces)]);
  }
}

/** The side of the device that speaks for its person already, on one channel. */
export class LinkingHost {
  readonly #linking: Linking;
  readonly #nonce: Uint8Array;
  #state: 'waits' | 'asked' | 'compares' | 'offered' | 'welcomes' = 'waits';
  #commitment: Uint8Array = new Uint8Array(0);

  /** @param secret of the link @param nonce 32 fresh random bytes */
  constructor(channel: LinkingChannel, secret: Uint8Array, nonce: Uint8Array) {
    this.#linking = new Linking(channel, secret);
    this.#nonce = nonce;
  }

  /** Takes a message from the newcomer. */
  take(octets: Uint8Array): LinkingStep {
    const message = decodeLinkingMessage(octets);
    if (message?.type === 'refused') return message;
    if (message?.type === 'hello' && this.#state === 'waits') return this.#hello(message);
    if (message?.type === 'prove' && this.#state === 'asked') return this.#prove(message);
    if (message?.type === 'keys' && this.#state === 'offered') {
      this.#state = 'welcomes';
      return { type: 'keys', name: message.name, cells: message.cells };
    }
    return message?.type === 'done' && this.#state === 'welcomes' ? { type: 'done' } : OUT_OF_PLACE;
  }

  /** The person has compared the numbers: the message that offers these cells. Only while they are compared. */
  offer(cells: Extract<LinkingMessage, { type: 'offer' }>['cells']): Uint8Array {
    this.#state = 'offered';
    return encodeLinkingMessage({ type: 'offer', cells });
  }

  #hello({ version, commitment }: Extract<LinkingMessage, { type: 'hello' }>): LinkingStep {
    if (version !== LINKING_VERSION) return { type: 'refused', reason: 'version-unknown' };
    this.#state = 'asked';
    this.#commitment = commitment;
    const mac = this.#linking.mac('host', commitment, this.#nonce);
    return { type: 'send', message: encodeLinkingMessage({ type: 'ask', nonce: this.#nonce, mac }) };
  }

  #prove({ nonce, mac }: Extract<LinkingMessage, { type: 'prove' }>): LinkingStep {
    const isProved = equalSecrets(this.#linking.mac('newcomer', this.#commitment, this.#nonce, nonce), mac);
    if (!isProved || !equalSecrets(commitmentOf(nonce), this.#commitment)) return { type: 'refused', reason: 'link-not-proved' };
    this.#state = 'compares';
    return { type: 'compare', number: this.#linking.number(this.#commitment, this.#nonce, nonce), message: null };
  }
}

/** The new device's side, on one channel. */
export class LinkingNewcomer {
  readonly #linking: Linking;
  readonly #nonce: Uint8Array;
  #state: 'knocks' | 'compares' | 'waits' = 'knocks';

  /** @param secret of the link @param nonce 32 fresh random bytes */
  constructor(channel: LinkingChannel, secret: Uint8Array, nonce: Uint8Array) {
    this.#linking = new Linking(channel, secret);
    this.#nonce = nonce;
  }

  /** The message that begins. */
  hello(): Uint8Array {
    return encodeLinkingMessage({ type: 'hello', version: LINKING_VERSION, commitment: commitmentOf(this.#nonce) });
  }

  /** Takes a message from the host. */
  take(octets: Uint8Array): LinkingStep {
    const message = decodeLinkingMessage(octets);
    if (message?.type === 'ask' && this.#state === 'knocks') return this.#ask(message);
    // Until the host has proved itself it may be anybody, and what it says is no reason to give up.
    if (this.#state === 'knocks') return { type: 'refused', reason: 'try-again' };
    if (message?.type === 'refused') return message;
    if (message?.type === 'offer' && this.#state === 'compares') {
      this.#state = 'waits';
      return { type: 'offered', cells: message.cells };
    }
    if (message?.type !== 'welcome' || this.#state !== 'waits') return OUT_OF_PLACE;
    const { cell, sealed, addresses, names } = message;
    return { type: 'welcomed', cell, sealed, addresses, names };
  }

  #ask({ nonce, mac }: Extract<LinkingMessage, { type: 'ask' }>): LinkingStep {
    const commitment = commitmentOf(this.#nonce);
    if (!equalSecrets(this.#linking.mac('host', commitment, nonce), mac)) return { type: 'refused', reason: 'host-not-proved' };
    this.#state = 'compares';
    const own = this.#linking.mac('newcomer', commitment, nonce, this.#nonce);
    const message = encodeLinkingMessage({ type: 'prove', nonce: this.#nonce, mac: own });
    return { type: 'compare', number: this.#linking.number(commitment, nonce, this.#nonce), message };
  }
}
