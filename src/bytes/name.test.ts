import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LIMITS } from './limits.ts';
import { cleanName, foldName } from './name.ts';

test('a name is kept in one form, without outer and repeated spaces', () => {
  assert.deepEqual(cleanName('  Zoe\u0308 \u2003 von  Ost '), { ok: true, value: 'Zoë von Ost' });
  assert.deepEqual(cleanName('می\u200cخواهم'), { ok: true, value: 'می\u200cخواهم' });
});

test('what cannot be seen is no name, nor part of one', () => {
  for (const text of ['', '  ', '\u200d', ' \u200c ', '\u2028']) assert.deepEqual(cleanName(text), { ok: false, reason: 'name-empty' });
  for (const hidden of ['\u202e', '\u0000', '\n', '\u2066', '\u3164', '\u034f', '\ue000', '\ud800'])
    assert.deepEqual(cleanName(`a${hidden}b`), { ok: false, reason: 'name-has-hidden-letters' }, JSON.stringify(hidden));
});

test('a name has at most the limit of bytes', () => {
  assert.equal(cleanName('é'.repeat(LIMITS.nameBytes / 2)).ok, true);
  assert.deepEqual(cleanName(`${'é'.repeat(LIMITS.nameBytes / 2)}a`), { ok: false, reason: 'name-too-long' });
});

test('names are the same without regard to case, composition and joiners', () => {
  assert.equal(foldName('ZOË'), foldName('zoe\u0308'));
  assert.equal(foldName('Strasse'), foldName('STRAßE'));
  assert.equal(foldName('STRASSE'), foldName('STRAẞE'));
  assert.equal(foldName('a\u200db'), foldName('ab'));
  assert.notEqual(foldName('ana'), foldName('anna'));
});

test('cleaning and folding twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      const clean = cleanName(text);
      if (clean.ok) assert.deepEqual(cleanName(clean.value), clean);
      assert.equal(foldName(foldName(text)), foldName(text));
    }),
    { numRuns: 2000 },
  );
});
