import sodium from 'libsodium-wrappers-sumo';

interface Verified {
  readonly message: Uint8Array;
  readonly key: string;
  readonly isGood: boolean;
}

/** Signatures, and keys, that are remembered before the oldest half is forgotten. */
const MOST = 20_000;
const MOST_KEYS = 2000;

const NOTHING = new Uint8Array(0);

/**
 * Makes cryptography cheap enough for thousands of worlds in one process, where that changes no outcome. Argon2id, which takes most of a second on
 * purpose, is replaced by a plain hash (`src/crypto/crypto.test.ts` tests the real one). A signature that one device has checked is not computed
 * again for the next: the same key, message and signature have the same verdict. Nor is anything made twice of the same secrets: keys, a signature,
 * what was sealed to a key, as it is each time when a device is switched on.
 */
export function hurryCryptography(): void {
  const verify = sodium.crypto_sign_verify_detached;
  const {
    crypto_sign_seed_keypair: signing,
    crypto_kem_xwing_seed_keypair: sealing,
    crypto_kem_xwing_dec: open,
    crypto_sign_detached: sign,
  } = sodium;
  const known = new Map<string, Verified>();
  Object.assign(sodium, {
    crypto_sign_seed_keypair: onceEach((seed) => signing(seed), ofPair),
    crypto_kem_xwing_seed_keypair: onceEach((seed) => sealing(seed), ofPair),
    crypto_kem_xwing_dec: onceEach((sealed, key) => open(sealed, key), ofBytes),
    crypto_sign_detached: onceEach((message, key) => sign(message, key), ofBytes),
    crypto_pwhash: (size: number, passphrase: string | Uint8Array, salt: Uint8Array) => sodium.crypto_generichash(size, passphrase, salt),
    crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
      const [name, key] = [signature.toHex(), publicKey.toHex()];
      const before = known.get(name);
      if (before !== undefined && before.key === key && Buffer.compare(before.message, message) === 0) return before.isGood;
      const isGood = verify(signature, message, publicKey);
      known.set(name, { message: message.slice(), key, isGood });
      forgetHalf(known, MOST);
      return isGood;
    },
  });
}

interface Pair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

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
    forgetHalf(known, MOST_KEYS);
    return value;
  };
}

function forgetHalf(known: Map<string, unknown>, most: number): void {
  if (known.size > most) for (const old of [...known.keys()].slice(0, most / 2)) known.delete(old);
}
