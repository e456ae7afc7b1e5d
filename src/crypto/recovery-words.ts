import { wordlist } from '@scure/bip39/wordlists/english.js';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { sodium } from './sodium.ts';

/** Random bytes that a recovery key holds. */
export const RECOVERY_BYTES = 16;
const WORDS = 12;

/** Twelve words for a recovery key: BIP 39, English list, 128 bits and 4 bits that check them. @param key `RECOVERY_BYTES` random bytes */
export function recoveryWords(key: Uint8Array): string {
  const checked = new Uint8Array([...key, sodium.crypto_hash_sha256(key)[0] as number]);
  const bits = [...checked].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: WORDS }, (_, i) => wordlist[Number.parseInt(bits.slice(i * 11, i * 11 + 11), 2)]).join(' ');
}

/** The recovery key of twelve words, in whatever case and however spaced. Refuses `recovery-words-unclear`. */
export function readRecoveryWords(text: string): Verdict<Uint8Array> {
  const words = text.normalize('NFKD').toLowerCase().trim().split(/\s+/u);
  const numbers = words.map((word) => wordlist.indexOf(word));
  if (words.length !== WORDS || numbers.includes(-1)) return refuse('recovery-words-unclear');
  const bits = numbers.map((number) => number.toString(2).padStart(11, '0')).join('');
  const key = Uint8Array.from({ length: RECOVERY_BYTES }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2));
  return recoveryWords(key) === words.join(' ') ? accept(key) : refuse('recovery-words-unclear');
}
