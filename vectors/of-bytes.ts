import { type Cbor, encodeCbor } from '../src/bytes/cbor.ts';
import { LIMITS } from '../src/bytes/limits.ts';
import { cleanName, foldName } from '../src/bytes/name.ts';
import { padmeSize } from '../src/bytes/padme.ts';
import { counting, type Json, jsonOf } from './form.ts';

const VALUES: readonly Cbor[] = [
  0,
  23,
  24,
  255,
  256,
  65535,
  65536,
  2 ** 32 - 1,
  2 ** 32,
  Number.MAX_SAFE_INTEGER,
  false,
  true,
  null,
  '',
  'bread',
  'Brötchen 🌱',
  '\ufeffmark',
  'x'.repeat(256),
  counting(0),
  counting(23),
  counting(24),
  counting(256),
  [],
  [1, ['two', [counting(3), null]], true],
];

const NOT_CANONICAL: readonly (readonly [string, string])[] = [
  ['nothing at all', ''],
  ['a number longer than it needs to be', '1817'],
  ['a number longer than it needs to be', '1900ff'],
  ['a number longer than it needs to be', '1a0000ffff'],
  ['a number longer than it needs to be', '1b00000000ffffffff'],
  ['a number beyond 2^53 - 1', '1b0020000000000000'],
  ['a number that is cut off', '19ff'],
  ['a reserved length', '1c'],
  ['a negative number', '20'],
  ['bytes that are cut off', '4301'],
  ['a length longer than it needs to be', '580101'],
  ['bytes of open length', '5f4101ff'],
  ['broken UTF-8', '61ff'],
  ['an overlong letter', '62c0af'],
  ['half of a surrogate pair', '63eda080'],
  ['an array that is cut off', '8201'],
  ['an array of open length', '9f01ff'],
  ['a map', 'a0'],
  ['a tag', 'c000'],
  ['a float', 'f93c00'],
  ['undefined', 'f7'],
  ['a simple value that means nothing', 'f8ff'],
  ['something behind the value', '0000'],
  ['arrays deeper than the limit', `${'81'.repeat(LIMITS.depth)}80`],
];

/** Values and their one encoding; what is not canonical. */
export function cbor(): Json {
  return {
    valid: VALUES.map((value) => ({ value: jsonOf(value), encoded: encodeCbor(value).toHex() })),
    invalid: NOT_CANONICAL.map(([why, encoded]) => ({ why, encoded, reason: 'not-canonical' })),
  };
}

/** Lengths and what they are padded to. */
export function padme(): Json {
  const lengths = [0, 1, 255, 256, 257, 264, 265, 272, 273, 511, 512, 513, 1000, 4096, 4097, 16384, 50000, 57344];
  return { valid: lengths.map((length) => ({ length, floor: LIMITS.paddingFloor, size: padmeSize(length, LIMITS.paddingFloor) })) };
}

const NAMES = ['Ana', '  Zoe\u0308 \u2003 von  Ost ', 'می\u200cخواهم', 'STRASSE', 'Straße', 'STRAẞE', 'é'.repeat(32), '❤️ Küche'];
const NO_NAMES = ['', ' \u200d ', 'a\u202eb', 'a\nb', 'a\u3164b', '\ue000', `${'é'.repeat(32)}a`];

/** Names, cleaned and folded; what is no name. */
export function names(): Json {
  const reasonOf = (name: string): string => {
    const clean = cleanName(name);
    return clean.ok ? 'none' : clean.reason;
  };
  return {
    valid: NAMES.map((name) => {
      const clean = cleanName(name);
      return { name, clean: clean.ok ? clean.value : null, folded: foldName(name) };
    }),
    invalid: NO_NAMES.map((name) => ({ name, reason: reasonOf(name) })),
  };
}
