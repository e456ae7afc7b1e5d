import { sodium } from './sodium.ts';

interface Verified {
  readonly message: Uint8Array;
  readonly key: string;
  readonly isGood: boolean;
}

/** Something that was sealed to a key in this process, and what it opens to. */
interface Sealed {
  readonly to: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly sharedSecret: Uint8Array;
}

interface Pair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** Signatures, and other things that were computed, that are remembered before the oldest half is forgotten. */
const MOST = 20_000;
const MOST_COMPUTED = 2000;

const NOTHING = new Uint8Array(0);

/**
 * Makes cryptography cheap enough for thousands of worlds, or for many devices of a test, in one process, where that changes no outcome. Argon2id, which takes most of a second on
 * purpose, is replaced by a plain hash (`src/crypto/crypto.test.ts` tests the real one). What one device has computed is not computed again for the
 * next, nor each time when a device is switched on: the same key, message and signature have the same verdict, the same element and scalar the same
 * product. And what was signed, or sealed to a key, in this process is known to be good, or what it opens to: whatever is changed about it is computed.
 */
export function hurryCryptography(): void {
  hurrySigning();
  hurrySealing();
  const { crypto_scalarmult_ed25519_noclamp: times, crypto_scalarmult_ed25519_base_noclamp: base } = sodium;
  const { crypto_core_ed25519_is_valid_point: isElement } = sodium;
  Object.assign(sodium, {
    crypto_scalarmult_ed25519_noclamp: onceEach((scalar, element) => times(scalar, element), ofBytes),
    crypto_scalarmult_ed25519_base_noclamp: onceEach((scalar) => base(scalar), ofBytes),
    crypto_core_ed25519_is_valid_point: onceEach((element) => isElement(element), itself),
    crypto_pwhash: (size: number, passphrase: string | Uint8Array, salt: Uint8Array) => sodium.crypto_generichash(size, passphrase, salt),
  });
}

function hurrySigning(): void {
  const { crypto_sign_seed_keypair: keysOf, crypto_sign_detached: sign, crypto_sign_verify_detached: verify } = sodium;
  const known = new Map<string, Verified>();
  const { make, publicOf } = pairsOf(keysOf);
  const remember = (signature: string, message: Uint8Array, key: string, isGood: boolean) => {
    known.set(signature, { message: message.slice(), key, isGood });
    forgetHalf(known, MOST);
  };
  Object.assign(sodium, {
    crypto_sign_seed_keypair: make,
    crypto_sign_detached: onceEach((message, secretKey) => {
      const signature = sign(message, secretKey);
      const publicKey = publicOf(secretKey);
      if (publicKey !== undefined) remember(signature.toHex(), message, publicKey.toHex(), true);
      return signature;
    }, ofBytes),
    crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
      const [name, key] = [signature.toHex(), publicKey.toHex()];
      const before = known.get(name);
      if (before !== undefined && before.key === key && isSame(before.message, message)) return before.isGood;
      const isGood = verify(signature, message, publicKey);
      remember(name, message, key, isGood);
      return isGood;
    },
  });
}

function hurrySealing(): void {
  const { crypto_kem_xwing_seed_keypair: keysOf, crypto_kem_xwing_enc_deterministic: seal, crypto_kem_xwing_dec: open } = sodium;
  /** By the beginning of each ciphertext. */
  const sealed = new Map<string, Sealed>();
  const { make, publicOf } = pairsOf(keysOf);
  const beginningOf = (ciphertext: Uint8Array) => ciphertext.subarray(0, 32).toHex();
  Object.assign(sodium, {
    crypto_kem_xwing_seed_keypair: make,
    crypto_kem_xwing_enc_deterministic(publicKey: Uint8Array, seed: Uint8Array) {
      const made = seal(publicKey, seed);
      const { ciphertext, sharedSecret } = made;
      sealed.set(beginningOf(ciphertext), { to: publicKey.slice(), ciphertext: ciphertext.slice(), sharedSecret: sharedSecret.slice() });
      forgetHalf(sealed, MOST_COMPUTED);
      return made;
    },
    crypto_kem_xwing_dec: onceEach((ciphertext, secretKey) => {
      const [before, publicKey] = [sealed.get(beginningOf(ciphertext)), publicOf(secretKey)];
      const isKnown =
        before !== undefined && publicKey !== undefined && isSame(before.ciphertext, ciphertext) && isSame(before.to, publicKey);
      return isKnown ? before.sharedSecret : open(ciphertext, secretKey);
    }, ofBytes),
  });
}

/** The pair of each seed, made once, and by the secret key of one that was made here its public key. */
function pairsOf(keysOf: (seed: Uint8Array) => Pair) {
  const publicKeys = new Map<string, Uint8Array>();
  const make = onceEach((seed) => {
    const pair = keysOf(seed);
    publicKeys.set(pair.privateKey.toHex(), pair.publicKey.slice());
    forgetHalf(publicKeys, MOST_COMPUTED);
    return pair;
  }, ofPair);
  return { make, publicOf: (secretKey: Uint8Array) => publicKeys.get(secretKey.toHex()) };
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
const itself = <T>(value: T): T => value;
const ofBytes = (bytes: Uint8Array): Uint8Array => bytes.slice();
const ofPair = ({ publicKey, privateKey }: Pair): Pair => ({ publicKey: publicKey.slice(), privateKey: privateKey.slice() });

/** A function of one or two byte strings that is computed once for the same ones. @param copy of what it gave: nobody is handed what another may change */
function onceEach<T>(
  compute: (one: Uint8Array, other: Uint8Array) => T,
  copy: (known: T) => T,
): (one: Uint8Array, other?: Uint8Array) => T {
  const known = new Map<string, T>();
  return (one, other = NOTHING) => {
    const name = `${one.toHex()} ${other.toHex()}`;
    const before = known.get(name);
    if (before !== undefined) return copy(before);
    const value = compute(one, other);
    known.set(name, copy(value));
    forgetHalf(known, MOST_COMPUTED);
    return value;
  };
}

function forgetHalf(known: Map<string, unknown>, most: number): void {
  if (known.size > most) for (const old of [...known.keys()].slice(0, most / 2)) known.delete(old);
}
