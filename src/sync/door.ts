import { encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id } from '../bytes/id.ts';
import { utf8 } from '../bytes/octets.ts';
import { isAsked, isInvited, signAsked, signInvited } from '../cell/admit.ts';
import { decodeBundle, memberIdOf } from '../cell/bundle.ts';
import { invitationIdOf } from '../cell/invitations.ts';
import { isAskedAgain, signAskedAgain } from '../cell/recover.ts';
import { equalSecrets, hash, keyedHash } from '../crypto/hash.ts';
import { type SigningKeys, sign, verify } from '../crypto/sign.ts';
import { DOOR_VERSION, type DoorMessage, decodeDoorMessage, encodeDoorMessage } from './door-messages.ts';

const BOUND = 'moot/door-bound';

/** So often a host names another proposal than before, on one link: each is written down by whoever waits. */
export const DOOR_ANSWERS = 16;

/** The channel between joiner and host, as the transport has proved its ends. */
export interface DoorChannel {
  readonly cell: Id;
  readonly joiner: string;
  readonly host: string;
}

/** Everything that both sides of this one conversation have in common: proofs over it are worth nothing on any other channel. */
function transcript(channel: DoorChannel, joinerNonce: Uint8Array, hostNonce: Uint8Array): Uint8Array {
  return encodeCbor([bytesOf(channel.cell), utf8(channel.joiner), utf8(channel.host), joinerNonce, hostNonce]);
}

/** Shows that whoever makes it knows the invitation's public key, which the record tells to members alone. */
function hostMac(invitationKey: Uint8Array, context: Uint8Array): Uint8Array {
  return keyedHash(hash('moot/door-key', invitationKey), 'moot/door', context);
}

function boundMessage(context: Uint8Array, bundle: Uint8Array): Uint8Array {
  return encodeCbor([context, bytesOf(memberIdOf(bundle))]);
}

/** What somebody at the door has proved. */
export interface Presented {
  readonly invitation: Id;
  readonly name: string;
  readonly bundle: Uint8Array;
  readonly invited: Uint8Array;
  readonly asked: Uint8Array;
  /** Whether they say that they were in this cell before, under this name, and have lost their devices. */
  readonly again: boolean;
}

/** What a step at the door leads to: a message to send, something that was learned, or the end. */
export type DoorStep =
  | { readonly type: 'send'; readonly message: Uint8Array }
  | { readonly type: 'presented'; readonly presented: Presented }
  | { readonly type: 'answered'; readonly proposal: Id }
  /** It has said nothing else than before. */
  | { readonly type: 'said-again' }
  | { readonly type: 'welcomed'; readonly sealed: Uint8Array }
  /** The other end has refused, or has not kept to the protocol. */
  | { readonly type: 'refused'; readonly reason: string };

interface Knocked {
  readonly invitation: Id;
  /** The invitation's public key; null when nobody gave it out. */
  readonly key: Uint8Array | null;
  readonly context: Uint8Array;
}

/** A member's side of the door, for one link. */
export class DoorHost {
  readonly #channel: DoorChannel;
  readonly #keyOf: (invitation: Id) => Uint8Array | null;
  readonly #nonce: Uint8Array;
  #knocked: Knocked | null = null;
  #presented = false;

  /**
   * @param keyOf the public key of an invitation that the record knows, open or not: who has presented themselves in time is answered later too
   * @param nonce 32 fresh random bytes
   */
  constructor(channel: DoorChannel, keyOf: (invitation: Id) => Uint8Array | null, nonce: Uint8Array) {
    this.#channel = channel;
    this.#keyOf = keyOf;
    this.#nonce = nonce;
  }

  /** Takes a message from the joiner. */
  take(octets: Uint8Array): DoorStep {
    const message = decodeDoorMessage(octets);
    if (message?.type === 'knock' && this.#knocked === null) return this.#knock(message);
    if ((message?.type === 'present' || message?.type === 'present-again') && this.#knocked !== null && !this.#presented)
      return this.#present(message, this.#knocked);
    return { type: 'refused', reason: 'message-out-of-place' };
  }

  #knock({ version, invitation, nonce }: Extract<DoorMessage, { type: 'knock' }>): DoorStep {
    if (version !== DOOR_VERSION) return { type: 'refused', reason: 'version-unknown' };
    const key = this.#keyOf(invitation);
    const context = transcript(this.#channel, nonce, this.#nonce);
    this.#knocked = { invitation, key, context };
    // For an invitation that nobody gave out the answer looks the same and takes as long; the joiner sees that it proves nothing.
    const mac = hostMac(key ?? bytesOf(invitation), context);
    return { type: 'send', message: encodeDoorMessage({ type: 'ask', nonce: this.#nonce, mac }) };
  }

  #present(
    { type, name, bundle, invited, asked, bound }: Extract<DoorMessage, { type: 'present' | 'present-again' }>,
    { invitation, key, context }: Knocked,
  ): DoorStep {
    this.#presented = true;
    const keys = decodeBundle(bundle);
    if (!keys.ok) return { type: 'refused', reason: keys.reason };
    if (key === null || !isInvited(key, this.#channel.cell, bundle, name, invited))
      return { type: 'refused', reason: 'invitation-not-proved' };
    const again = type === 'present-again';
    const isOwn = (again ? isAskedAgain : isAsked)(keys.value.device, this.#channel.cell, bundle, name, asked);
    const isBound = verify(bytesOf(keys.value.device), BOUND, boundMessage(context, bundle), bound);
    if (!isOwn || !isBound) return { type: 'refused', reason: 'keys-not-proved' };
    return { type: 'presented', presented: { invitation, name, bundle, invited, asked, again } };
  }
}

/** What a joiner comes with. */
export interface DoorGuest {
  readonly name: string;
  readonly bundle: Uint8Array;
  /** Whether they were in this cell before, under this name, and have lost their devices. */
  readonly again: boolean;
  /** Of the device. */
  readonly keys: SigningKeys;
  /** Of the invitation. */
  readonly invitation: SigningKeys;
}

/** A joiner's side of the door, for one link. */
export class DoorJoiner {
  readonly #channel: DoorChannel;
  readonly #guest: DoorGuest;
  readonly #nonce: Uint8Array;
  #asked = false;
  #answer: Id | null = null;
  #answers = 0;

  /** @param nonce 32 fresh random bytes */
  constructor(channel: DoorChannel, guest: DoorGuest, nonce: Uint8Array) {
    this.#channel = channel;
    this.#guest = guest;
    this.#nonce = nonce;
  }

  /** The message that begins. */
  knock(): Uint8Array {
    const invitation = invitationIdOf(this.#guest.invitation.publicKey);
    return encodeDoorMessage({ type: 'knock', version: DOOR_VERSION, invitation, nonce: this.#nonce });
  }

  /** Takes a message from the host. */
  take(octets: Uint8Array): DoorStep {
    const message = decodeDoorMessage(octets);
    if (message?.type === 'ask' && !this.#asked) return this.#ask(message);
    // Until the host has proved itself it may be anybody, and what it says is no reason to give up.
    if (!this.#asked) return { type: 'refused', reason: message?.type === 'answer' ? 'try-again' : 'message-out-of-place' };
    if (message?.type === 'answer' && message.proposal === null) return { type: 'refused', reason: message.refused };
    if (message?.type === 'answer' && message.proposal !== null) return this.#answered(message.proposal);
    if (message?.type === 'welcome') return { type: 'welcomed', sealed: message.sealed };
    return { type: 'refused', reason: 'message-out-of-place' };
  }

  #answered(proposal: Id): DoorStep {
    if (proposal === this.#answer) return { type: 'said-again' };
    this.#answer = proposal;
    return ++this.#answers > DOOR_ANSWERS ? { type: 'refused', reason: 'message-out-of-place' } : { type: 'answered', proposal };
  }

  #ask({ nonce, mac }: Extract<DoorMessage, { type: 'ask' }>): DoorStep {
    const { name, bundle, keys, invitation, again } = this.#guest;
    const context = transcript(this.#channel, this.#nonce, nonce);
    if (!equalSecrets(hostMac(invitation.publicKey, context), mac)) return { type: 'refused', reason: 'host-not-proved' };
    this.#asked = true;
    const invited = signInvited(invitation.secretKey, this.#channel.cell, bundle, name);
    const asked = (again ? signAskedAgain : signAsked)(keys.secretKey, this.#channel.cell, bundle, name);
    const bound = sign(keys.secretKey, BOUND, boundMessage(context, bundle));
    return { type: 'send', message: encodeDoorMessage({ type: again ? 'present-again' : 'present', name, bundle, invited, asked, bound }) };
  }
}
