import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RECOVERY_BYTES, readRecoveryWords, recoveryWords } from './recovery-words.ts';

test('recovery words are those of BIP 39', () => {
  assert.equal(recoveryWords(new Uint8Array(16)), `${'abandon '.repeat(11)}about`);
  assert.equal(recoveryWords(new Uint8Array(16).fill(0x7f)), 'legal winner thank year wave sausage worth useful legal winner thank yellow');
});

test('any key comes back from its words, in any case and spacing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: RECOVERY_BYTES, maxLength: RECOVERY_BYTES }), (key) => {
      const read = readRecoveryWords(`  ${recoveryWords(key).toUpperCase().replaceAll(' ', '\n ')} `);
      assert.deepEqual(read, { ok: true, value: new Uint8Array(key) });
    }),
  );
});

test('a slip in the words is noticed', () => {
  for (const text of ['', 'abandon', `${'abandon '.repeat(12)}`, `${'abandon '.repeat(11)}zoo`, `${'abandon '.repeat(11)}abaut`]) {
    assert.deepEqual(readRecoveryWords(text), { ok: false, reason: 'recovery-words-unclear' });
  }
});
