import { concatBytes, equalBytes, utf8 } from '../bytes/octets.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { exponent, logarithm } from './gf256.ts';
import { SHARE_WORDS } from './share-words.ts';
import { sodium } from './sodium.ts';

// Shares of a key as words: SLIP-0039, https://github.com/satoshilabs/slips/blob/master/slip-0039.md. Any `needed` of the shares that `people` were given make up the
// key, fewer say nothing of it.

/** As many shares as their words can say. */
export const MOST_SHARES = 16;
/** Words of a share of 16 bytes. */
export const SHARE_LENGTH = 20;

/** One share, as its words say it. */
export interface KeyShare {
  /** Shares that were made together say the same here. */
  readonly set: number;
  readonly isExtendable: boolean;
  /** How often the words were stretched, as a power of two. */
  readonly stretch: number;
  readonly group: { readonly at: number; readonly needed: number; readonly of: number };
  /** Which one of its set it is, from 0, and how many are needed. */
  readonly at: number;
  readonly needed: number;
  readonly value: Uint8Array;
}

const BITS = 10;
const CHECK_WORDS = 3;
const HEAD_WORDS = 4;
/** Where the digest and the secret lie on the curve. */
const [DIGEST_AT, SECRET_AT] = [254, 255];
const DIGEST_BYTES = 4;
const ROUNDS = 4;
const STRETCHING = 2500;

/** Shares of a key, each as words. @param key 16 bytes @param people 2 to 16 @param needed 2 to `people` @param random gives fresh random bytes */
export function splitKey(key: Uint8Array, people: number, needed: number, random: (size: number) => Uint8Array): string[] {
  assert(key.length === 16 && needed >= 2 && needed <= people && people <= MOST_SHARES, 'a key and how it is to be shared out');
  const [high = 0, low = 0] = random(2);
  const head = { set: ((high << 8) | low) & 0x7fff, isExtendable: true, stretch: 0, group: { at: 0, needed: 1, of: 1 }, needed };
  const secret = mix(key, head, new Uint8Array(0), 'in');
  const known = new Map<number, Uint8Array>();
  for (let at = 0; at < needed - 2; at++) known.set(at, random(secret.length));
  const salt = random(secret.length - DIGEST_BYTES);
  const curve = new Map([...known, [DIGEST_AT, concatBytes(digestOf(secret, salt), salt)], [SECRET_AT, secret]]);
  return Array.from({ length: people }, (_, at) => wordsOf({ ...head, at, value: known.get(at) ?? valueAt(curve, at) }));
}

/** The places, from 0, of words that are not in the list of SLIP-39. */
export function unknownWords(text: string): number[] {
  return wordsIn(text).flatMap((word, at) => (SHARE_WORDS.includes(word) ? [] : [at]));
}

/** A share from its words, in whatever case and however spaced. Refuses `share-word-unknown`, `share-length`, `share-mistyped`. */
export function readShare(text: string): Verdict<KeyShare> {
  const numbers = wordsIn(text).map((word) => SHARE_WORDS.indexOf(word));
  if (numbers.includes(-1)) return refuse('share-word-unknown');
  const size = numbers.length - HEAD_WORDS - CHECK_WORDS;
  const padding = (BITS * size) % 16;
  if (numbers.length < SHARE_LENGTH || numbers.length > 59 || padding > 8) return refuse('share-length');
  const bits = numbers.map((number) => number.toString(2).padStart(BITS, '0')).join('');
  const field = (from: number, length: number): number => Number.parseInt(bits.slice(from, from + length), 2);
  const isExtendable = field(15, 1) === 1;
  if (checksum(isExtendable, numbers) !== 1) return refuse('share-mistyped');
  const value = bits.slice(HEAD_WORDS * BITS, -CHECK_WORDS * BITS);
  if (value.slice(0, padding).includes('1')) return refuse('share-mistyped');
  const octets = value.slice(padding).match(/.{8}/g) ?? [];
  const group = { at: field(20, 4), needed: field(24, 4) + 1, of: field(28, 4) + 1 };
  if (group.needed > group.of) return refuse('share-mistyped');
  return accept({
    set: field(0, 15),
    isExtendable,
    stretch: field(16, 4),
    group,
    at: field(32, 4),
    needed: field(36, 4) + 1,
    value: Uint8Array.from(octets, (octet) => Number.parseInt(octet, 2)),
  });
}

/**
 * The key that shares make up. Refuses `shares-of-different-sets`, `shares-too-few`, `shares-too-many` of those that are needed, `shares-damaged`.
 * @param passphrase of up to 31 bytes in ASCII; ours have none
 */
export function joinShares(shares: readonly KeyShare[], passphrase = ''): Verdict<Uint8Array> {
  const [first] = shares;
  if (first === undefined) return refuse('shares-too-few');
  if (!shares.every((share) => isOfSet(share, first))) return refuse('shares-of-different-sets');
  const groups = Map.groupBy(shares, ({ group }) => group.at);
  if (groups.size < first.group.needed) return refuse('shares-too-few');
  if (groups.size > first.group.needed) return refuse('shares-too-many');
  const curve = new Map<number, Uint8Array>();
  for (const [at, members] of groups) {
    const [{ needed }] = members as [KeyShare];
    if (!members.every((one) => one.needed === needed)) return refuse('shares-of-different-sets');
    const joined = join(new Map(members.map((one) => [one.at, one.value])), needed, members.length);
    if (!joined.ok) return joined;
    curve.set(at, joined.value);
  }
  const joined = join(curve, first.group.needed, curve.size);
  return joined.ok ? accept(mix(joined.value, first, utf8(passphrase), 'out')) : joined;
}

/** Whether two shares were made together. */
export function isOfSet(one: KeyShare, other: KeyShare): boolean {
  const isSame = one.set === other.set && one.isExtendable === other.isExtendable && one.stretch === other.stretch;
  const isSameGroup = one.group.needed === other.group.needed && one.group.of === other.group.of;
  return isSame && isSameGroup && one.value.length === other.value.length;
}

function join(curve: ReadonlyMap<number, Uint8Array>, needed: number, given: number): Verdict<Uint8Array> {
  if (curve.size < needed) return refuse('shares-too-few');
  if (given > needed) return refuse('shares-too-many');
  if (needed === 1) return accept([...curve.values()][0] as Uint8Array);
  const [secret, digest] = [valueAt(curve, SECRET_AT), valueAt(curve, DIGEST_AT)];
  const isWhole = equalBytes(digest.subarray(0, DIGEST_BYTES), digestOf(secret, digest.subarray(DIGEST_BYTES)));
  return isWhole ? accept(secret) : refuse('shares-damaged');
}

function wordsIn(text: string): string[] {
  return text.normalize('NFKD').toLowerCase().trim().split(/\s+/u);
}

function wordsOf({ set, isExtendable, stretch, group, at, needed, value }: KeyShare): string {
  const padding = (BITS - ((value.length * 8) % BITS)) % BITS;
  const fields = [set, Number(isExtendable), stretch, group.at, group.needed - 1, group.of - 1, at, needed - 1];
  const head = fields.map((field, i) => field.toString(2).padStart([15, 1, 4, 4, 4, 4, 4, 4][i] as number, '0')).join('');
  const body = [...value].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  const numbers = (`${head}${'0'.repeat(padding)}${body}`.match(/.{10}/g) ?? []).map((bits) => Number.parseInt(bits, 2));
  const check = checksum(isExtendable, [...numbers, 0, 0, 0]) ^ 1;
  const all = [...numbers, check >>> 20, (check >>> 10) & 1023, check & 1023];
  return all.map((number) => SHARE_WORDS[number]).join(' ');
}

const GENERATOR = [0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890, 0x3f3f120];

/** The Reed-Solomon code over 1024 letters (RS1024) that finds up to three wrong words; 1 for a share that is whole. */
function checksum(isExtendable: boolean, numbers: readonly number[]): number {
  let check = 1;
  for (const value of [...utf8(isExtendable ? 'shamir_extendable' : 'shamir'), ...numbers]) {
    const high = check >>> 20;
    check = ((check & 0xfffff) << 10) ^ value;
    for (const [i, term] of GENERATOR.entries()) if ((high >>> i) & 1) check ^= term;
  }
  return check;
}

/** The value of the curve through these points at another place: Lagrange, in the field of 256 elements, octet by octet. */
function valueAt(curve: ReadonlyMap<number, Uint8Array>, x: number): Uint8Array {
  const known = curve.get(x);
  if (known !== undefined) return known;
  const [[, any]] = [...curve] as [[number, Uint8Array]];
  const value = new Uint8Array(any.length);
  for (const [at, point] of curve) {
    let basis = 0;
    for (const other of curve.keys()) if (other !== at) basis += logarithm(other ^ x) - logarithm(other ^ at);
    for (const [i, octet] of point.entries()) {
      if (octet !== 0) value[i] = (value[i] as number) ^ exponent(logarithm(octet) + basis);
    }
  }
  return value;
}

function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  // HMAC fills a short key up with zeros (RFC 2104), so this is the same.
  return sodium.crypto_auth_hmacsha256(message, concatBytes(key, new Uint8Array(32 - key.length)));
}

function digestOf(secret: Uint8Array, salt: Uint8Array): Uint8Array {
  return hmac(salt, secret).subarray(0, DIGEST_BYTES);
}

/** PBKDF2 with HMAC-SHA-256 (RFC 8018), of one block. */
function stretched(password: Uint8Array, salt: Uint8Array, times: number, size: number): Uint8Array {
  let last = hmac(password, concatBytes(salt, Uint8Array.of(0, 0, 0, 1)));
  const sum = last.slice();
  for (let i = 1; i < times; i++) {
    last = hmac(password, last);
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) ^ (last[at] as number);
  }
  return sum.subarray(0, size);
}

/** The four Feistel rounds between a key and what is shared out. */
function mix(
  octets: Uint8Array,
  { set, isExtendable, stretch }: Pick<KeyShare, 'set' | 'isExtendable' | 'stretch'>,
  passphrase: Uint8Array,
  way: 'in' | 'out',
): Uint8Array {
  const salt = isExtendable ? new Uint8Array(0) : concatBytes(utf8('shamir'), Uint8Array.of(set >>> 8, set & 255));
  const half = octets.length / 2;
  let [left, right] = [octets.subarray(0, half), octets.subarray(half)];
  for (let i = 0; i < ROUNDS; i++) {
    const round = way === 'in' ? i : ROUNDS - 1 - i;
    const key = stretched(concatBytes(Uint8Array.of(round), passphrase), concatBytes(salt, right), STRETCHING << stretch, half);
    [left, right] = [right, key.map((octet, at) => octet ^ (left[at] as number))];
  }
  return concatBytes(right, left);
}
