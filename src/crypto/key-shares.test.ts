import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { joinShares, type KeyShare, MOST_SHARES, readShare, SHARE_LENGTH, splitKey, unknownWords } from './key-shares.ts';
import { SHARE_WORDS } from './share-words.ts';

interface Vector {
  readonly what: string;
  readonly shares: readonly string[];
  /** In hexadecimal; empty where they must not make up anything. */
  readonly secret: string;
}
const VECTORS: readonly Vector[] = JSON.parse(readFileSync(new URL('key-shares.vectors.json', import.meta.url), 'utf8'));

/** What shares say; why they say nothing. */
function secretOf(texts: readonly string[], passphrase = ''): string {
  const shares: KeyShare[] = [];
  for (const text of texts) {
    const share = readShare(text);
    if (!share.ok) return share.reason;
    shares.push(share.value);
  }
  const key = joinShares(shares, passphrase);
  return key.ok ? key.value.toHex() : key.reason;
}

function randomOf(seed: number): (size: number) => Uint8Array {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state >>> 16;
  };
  return (size) => Uint8Array.from({ length: size }, next);
}

test('the vectors of SLIP-39, all of them', () => {
  assert.equal(VECTORS.length, 45);
  for (const { what, shares, secret } of VECTORS) {
    const found = secretOf(shares, 'TREZOR');
    if (secret === '') assert.match(found, /^shares?-/, what);
    else assert.equal(found, secret, what);
  }
});

test('any as many as are needed make up the key, in any order, and fewer say so', () => {
  const pick = fc.integer({ min: 2, max: MOST_SHARES }).chain((people) =>
    fc.record({
      people: fc.constant(people),
      needed: fc.integer({ min: 2, max: people }),
      key: fc.uint8Array({ minLength: 16, maxLength: 16 }),
      order: fc.shuffledSubarray(
        Array.from({ length: people }, (_, i) => i),
        { minLength: people, maxLength: people },
      ),
      seed: fc.nat(),
    }),
  );
  fc.assert(
    fc.property(pick, ({ people, needed, key, order, seed }) => {
      const shares = splitKey(key, people, needed, randomOf(seed));
      assert.equal(shares.length, people);
      assert.ok(shares.every((share) => share.split(' ').length === SHARE_LENGTH));
      const chosen = order.map((at) => shares[at] as string);
      assert.equal(secretOf(chosen.slice(0, needed)), new Uint8Array(key).toHex());
      assert.equal(secretOf(chosen.slice(0, needed - 1)), 'shares-too-few');
    }),
    { numRuns: 12 },
  );
});

test('a slip in a word is noticed, and which it is where it is no word of the list', () => {
  const [share = ''] = splitKey(new Uint8Array(16).fill(5), 3, 2, randomOf(1));
  const words = share.split(' ');
  assert.deepEqual(unknownWords(`  ${share.toUpperCase().replaceAll(' ', '\n')} `), []);
  assert.deepEqual(unknownWords(words.with(6, 'elepant').with(19, 'ä').join(' ')), [6, 19]);
  assert.equal(secretOf([words.with(6, 'elepant').join(' ')]), 'share-word-unknown');
  assert.equal(secretOf([words.slice(1).join(' ')]), 'share-length');
  assert.equal(secretOf(['']), 'share-word-unknown');
  for (let at = 0; at < words.length; at++) {
    const other = SHARE_WORDS[(SHARE_WORDS.indexOf(words[at] as string) + 1) % SHARE_WORDS.length] as string;
    assert.equal(secretOf([words.with(at, other).join(' ')]), 'share-mistyped', `word ${at + 1}`);
  }
});

test('shares that were not made together, and one given twice, make up nothing', () => {
  const key = new Uint8Array(16).fill(9);
  const [one, other] = [splitKey(key, 3, 2, randomOf(1)), splitKey(key, 3, 2, randomOf(2))] as [string[], string[]];
  assert.equal(secretOf([one[0] as string, other[1] as string]), 'shares-of-different-sets');
  assert.equal(secretOf([one[0] as string, one[0] as string]), 'shares-too-few');
  assert.equal(secretOf(one), 'shares-too-many');
});
