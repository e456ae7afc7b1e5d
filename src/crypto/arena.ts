import { assert } from '../bytes/verdict.ts';
import { sodium } from './sodium.ts';

/**
 * The three calls that every entry needs several times, straight on libsodium's own memory at fixed places. The wrappers allocate, copy and
 * free for each argument of each call; without that, sealing and opening take a quarter to a half of the time, and hashing two thirds
 * (`crypto.bench.ts`). Everything else goes through the wrappers. Each call first writes what it needs.
 */
interface RawSodium {
  /** Replaced when the memory grows, so it is looked up anew each time. */
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(at: number): void;
  // A 64-bit length takes two arguments, its low half first.
  _crypto_generichash(out: number, outSize: number, input: number, low: number, high: number, key: number, keySize: number): number;
  _crypto_aead_chacha20poly1305_ietf_encrypt(
    out: number,
    outSize: number,
    plain: number,
    low: number,
    high: number,
    ...rest: AeadRest
  ): number;
  _crypto_aead_chacha20poly1305_ietf_decrypt(
    out: number,
    outSize: number,
    unused: number,
    sealed: number,
    low: number,
    ...rest: AeadRest
  ): number;
}
type AeadRest = [number, number, number, number, number, number];

const raw = (sodium as unknown as { readonly libsodium: RawSodium }).libsodium;

/** Room for everything that belongs to one entry; something longer (a snapshot, a backup) makes it grow. */
let room = 1 << 16;
let input = allocate(room);
let output = allocate(room + 64);
const KEY = allocate(32);
const DERIVED = allocate(64);
const NONCE = allocate(12);
raw.HEAPU8.fill(0, NONCE, NONCE + 12);

function allocate(size: number): number {
  const at = raw._malloc(size);
  assert(at > 0, 'memory for libsodium');
  return at;
}

function makeRoom(size: number): void {
  if (size <= room) return;
  raw._free(input);
  raw._free(output);
  room = size;
  input = allocate(room);
  output = allocate(room + 64);
}

/** Writes the parts one behind the other as the input. @returns their length */
function place(parts: readonly Uint8Array[]): number {
  let size = 0;
  for (const part of parts) size += part.length;
  makeRoom(size);
  const memory = raw.HEAPU8;
  let at = input;
  for (const part of parts) {
    memory.set(part, at);
    at += part.length;
  }
  return size;
}

const SLAB_BYTES = 1 << 15;
let slab = new Uint8Array(0);
let slabUsed = 0;

/** New bytes for a result, those of entries out of a larger piece: the engine takes a microsecond for each array above 64 bytes. */
function fresh(size: number): Uint8Array {
  if (size > SLAB_BYTES / 16) return new Uint8Array(size);
  if (slabUsed + size > slab.length) {
    slab = new Uint8Array(SLAB_BYTES);
    slabUsed = 0;
  }
  slabUsed += size;
  return slab.subarray(slabUsed - size, slabUsed);
}

/** BLAKE2b (RFC 7693) of the parts, one behind the other. @param size 16 to 64 bytes */
export function blake2b(size: number, ...parts: readonly Uint8Array[]): Uint8Array {
  hashToOutput(size, parts);
  return raw.HEAPU8.slice(output, output + size);
}

/** The same, 32 bytes of it, written into `target` from `at` on: for what is only hashed again, no array is made. */
export function blake2bInto(target: Uint8Array, at: number, ...parts: readonly Uint8Array[]): void {
  hashToOutput(32, parts);
  const memory = raw.HEAPU8;
  for (let i = 0; i < 32; i++) target[at + i] = memory[output + i] as number;
}

function hashToOutput(size: number, parts: readonly Uint8Array[]): void {
  assert(size >= 16 && size <= 64, `a hash of 16 to 64 bytes, not ${size}`);
  raw._crypto_generichash(output, size, input, place(parts), 0, 0, 0);
}

/** Keyed BLAKE2b of the parts, left in the arena. */
function deriveTo(at: number, size: number, key: Uint8Array, parts: readonly Uint8Array[]): void {
  assert(key.length === 32, `a key of 32 bytes, not ${key.length}`);
  raw.HEAPU8.set(key, KEY);
  const length = place(parts);
  raw._crypto_generichash(at, size, input, length, 0, KEY, 32);
}

/** Keyed BLAKE2b (RFC 7693 section 2.9) of the parts. @param key 32 bytes @param size 16 to 64 bytes */
export function keyedBlake2b(size: number, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  assert(size >= 16 && size <= 64, `a hash of 16 to 64 bytes, not ${size}`);
  deriveTo(DERIVED, size, key, parts);
  return raw.HEAPU8.slice(DERIVED, DERIVED + size);
}

/** Commitment, ciphertext and tag, as committed-seal.ts describes them. @param parts what key and commitment are derived from */
export function sealCommitted(secret: Uint8Array, parts: readonly Uint8Array[], plain: Uint8Array): Uint8Array {
  deriveTo(DERIVED, 64, secret, parts);
  place([plain]);
  raw._crypto_aead_chacha20poly1305_ietf_encrypt(output, 0, input, plain.length, 0, 0, 0, 0, 0, NONCE, DERIVED);
  const sealed = fresh(32 + plain.length + 16);
  sealed.set(raw.HEAPU8.subarray(DERIVED + 32, DERIVED + 64));
  sealed.set(raw.HEAPU8.subarray(output, output + plain.length + 16), 32);
  return sealed;
}

/** What `sealCommitted` sealed, or null: a view of libsodium's memory, which the next call writes over. @param sealed at least 48 bytes */
export function unsealCommitted(secret: Uint8Array, parts: readonly Uint8Array[], sealed: Uint8Array): Uint8Array | null {
  deriveTo(DERIVED, 64, secret, parts);
  const memory = raw.HEAPU8;
  let differs = 0;
  for (let i = 0; i < 32; i++) differs |= (memory[DERIVED + 32 + i] as number) ^ (sealed[i] as number);
  if (differs !== 0) return null;
  place([sealed]);
  const failed = raw._crypto_aead_chacha20poly1305_ietf_decrypt(output, 0, 0, input + 32, sealed.length - 32, 0, 0, 0, 0, NONCE, DERIVED);
  return failed === 0 ? raw.HEAPU8.subarray(output, output + sealed.length - 48) : null;
}
