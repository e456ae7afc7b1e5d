import { createCipheriv } from 'node:crypto';
import { encodeCbor } from '../src/bytes/cbor.ts';
import { bytesOf, idOf } from '../src/bytes/id.ts';
import { keyedBlake2b } from '../src/crypto/arena.ts';
import { SEAL_BYTES } from '../src/crypto/committed-seal.ts';
import { prefixOf } from '../src/crypto/hash.ts';
import type { SealedEntry } from '../src/log/entry.ts';
import { type Epoch, epochOf, epochTag } from '../src/log/epoch.ts';
import { type CircleId, LANES } from '../src/log/lane.ts';
import type { BodyPlace } from '../src/log/sealing.ts';

const PRIME = (1n << 130n) - 5n;
const WORD = 1n << 128n;

/** A key of ChaCha20-Poly1305 with what comes of it for the one message under a nonce of zeros (RFC 8439). */
interface OneKey {
  readonly commitment: Uint8Array;
  readonly stream: (size: number) => Uint8Array;
  /** The two halves of the key of Poly1305. */
  readonly r: bigint;
  readonly s: bigint;
}

/**
 * Two epochs of a circle whose tags are alike, so that nothing but the commitment of a seal tells which one it lies under: some 80,000 hashes.
 * @param random gives random bytes
 */
export function epochsOfOneTag(circle: CircleId, charter: string, random: (size: number) => Uint8Array): [Epoch, Epoch] {
  const byTag = new Map<string, Epoch>();
  for (;;) {
    const epoch = epochOf(random(32), circle, charter);
    const tag = epochTag(epoch.id);
    const other = byTag.get(tag);
    if (other !== undefined) return [other, epoch];
    byTag.set(tag, epoch);
  }
}

/**
 * A ciphertext whose tag is right under two keys (Dodis, Grubbs, Ristenpart and Woodage, "Fast message franking", 2018): it says `plain` under the first
 * secret but for 16 bytes of rubbish, and rubbish under the other. It commits to the first, for to both nobody can.
 * @param free where in `plain` the 32 bytes begin that may become rubbish; a multiple of 16
 */
export function sealTwofold(
  secrets: readonly [Uint8Array, Uint8Array],
  domain: string,
  context: Uint8Array,
  plain: Uint8Array,
  free: number,
): Uint8Array {
  const [one, other] = secrets.map((secret) => keyOf(secret, domain, context)) as [OneKey, OneKey];
  const stream = one.stream(plain.length);
  const text = plain.map((byte, i) => byte ^ (stream[i] as number));
  for (let tries = 0; ; tries++) {
    // The second half of what is free is counted up until the first half can be solved for.
    text.set(littleEndian(BigInt(tries), 16), free + 16);
    const block = solve(text, free, one, other);
    if (block === null) continue;
    text.set(littleEndian(block, 16), free);
    const tag = tagOf(text, one);
    if (tag === tagOf(text, other)) return Uint8Array.of(...one.commitment, ...text, ...littleEndian(tag, 16));
  }
}

/** An action in which something may be rubbish, and where, once it stands in a body: 32 bytes that are read by nobody. */
export const ROOMY = { action: ['from/tomorrow', [new Uint8Array(64)]], free: 32 } as const;

/** The body of an entry that is sealed already, as a ciphertext that two secrets open. @param lane of the entry */
export function twofoldBody(
  { salt, body }: SealedEntry,
  secrets: readonly [Uint8Array, Uint8Array],
  { device, circle, lane }: BodyPlace,
): Uint8Array {
  if (!(body instanceof Uint8Array)) throw new Error('expected an entry with its body');
  const plain = new Uint8Array(body.length - SEAL_BYTES);
  plain.set(encodeCbor(ROOMY.action));
  const context = Uint8Array.of(...salt, ...bytesOf(device), ...Uint8Array.fromHex(circle), LANES.indexOf(lane));
  return sealTwofold(secrets, 'moot/action', context, plain, ROOMY.free);
}

function keyOf(secret: Uint8Array, domain: string, context: Uint8Array): OneKey {
  const derived = keyedBlake2b(64, secret, prefixOf(domain), context);
  const key = derived.subarray(0, 32);
  const streamFrom = (counter: number, size: number) => {
    const iv = new Uint8Array(16);
    iv[0] = counter;
    return new Uint8Array(createCipheriv('chacha20', key, iv).update(new Uint8Array(size)));
  };
  const poly = streamFrom(0, 32);
  const r = numberIn(poly.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  return { commitment: derived.subarray(32), stream: (size) => streamFrom(1, size), r, s: numberIn(poly.subarray(16)) };
}

/** The block that makes both tags the same; null where it would be no block. */
function solve(text: Uint8Array, free: number, one: OneKey, other: OneKey): bigint | null {
  const without = text.slice();
  without.fill(0, free, free + 16);
  const power = BigInt(Math.ceil(text.length / 16) + 1 - free / 16);
  const [a, b] = [one, other].map(({ r }) => modulo(sumOf(without, r) - WORD * raised(r, power))) as [bigint, bigint];
  const slope = modulo(raised(one.r, power) - raised(other.r, power));
  const block = modulo((other.s - one.s - (a - b)) * raised(slope, PRIME - 2n)) - WORD;
  return block >= 0n && block < WORD ? block : null;
}

/** What Poly1305 sums up of a ciphertext with nothing added, before it adds `s`. */
function sumOf(text: Uint8Array, r: bigint): bigint {
  let sum = 0n;
  for (let at = 0; at < text.length; at += 16) {
    const block = new Uint8Array(16);
    block.set(text.subarray(at, at + 16));
    sum = modulo((sum + numberIn(block) + WORD) * r);
  }
  return modulo((sum + (BigInt(text.length) << 64n) + WORD) * r);
}

function tagOf(text: Uint8Array, { r, s }: OneKey): bigint {
  return (sumOf(text, r) + s) % WORD;
}

function raised(base: bigint, exponent: bigint): bigint {
  let [power, square] = [1n, modulo(base)];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) power = modulo(power * square);
    square = modulo(square * square);
  }
  return power;
}

function modulo(number: bigint): bigint {
  return ((number % PRIME) + PRIME) % PRIME;
}

function numberIn(octets: Uint8Array): bigint {
  return BigInt(`0x${idOf(octets.slice().reverse())}`);
}

function littleEndian(number: bigint, size: number): Uint8Array {
  return Uint8Array.fromHex(number.toString(16).padStart(size * 2, '0')).reverse();
}
