import { concatBytes, utf8 } from '../bytes/octets.ts';
import { blake2b, blake2bInto, keyedBlake2b } from './arena.ts';
import { sodium } from './sodium.ts';

const prefixes = new Map<string, Uint8Array>();

/** One byte of length, then the domain in ASCII: no domain's input can be read as another's. */
export function prefixOf(domain: string): Uint8Array {
  let prefix = prefixes.get(domain);
  if (prefix === undefined) {
    const name = utf8(domain);
    prefix = concatBytes(Uint8Array.of(name.length), name);
    prefixes.set(domain, prefix);
  }
  return prefix;
}

/** What is hashed, signed or used to derive for one purpose: `domain` set before `message`. */
export function inDomain(domain: string, ...message: readonly Uint8Array[]): Uint8Array {
  return concatBytes(prefixOf(domain), ...message);
}

/** BLAKE2b-256 (RFC 7693) of a message in a domain: 32 bytes. */
export function hash(domain: string, ...message: readonly Uint8Array[]): Uint8Array {
  return blake2b(32, prefixOf(domain), ...message);
}

/** The same, written into `target` from `at` on. */
export function hashInto(target: Uint8Array, at: number, domain: string, ...message: readonly Uint8Array[]): void {
  blake2bInto(target, at, prefixOf(domain), ...message);
}

/** Keyed BLAKE2b (RFC 7693 section 2.9) of a message in a domain. @param key 32 bytes @param size 16 to 64 bytes */
export function keyedHash(key: Uint8Array, domain: string, message: Uint8Array, size = 32): Uint8Array {
  return keyedBlake2b(size, key, prefixOf(domain), message);
}

/** Whether two secrets of one length are the same, in constant time. */
export function equalSecrets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && sodium.memcmp(a, b);
}
