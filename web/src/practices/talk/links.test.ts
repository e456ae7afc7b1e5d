import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { piecesOf, safeAddress } from './links.ts';

const linksIn = (text: string): readonly string[] => piecesOf(text).flatMap((piece) => (piece.kind === 'link' ? [piece.address] : []));

test('an address becomes a link, without what ends the sentence', () => {
  assert.deepEqual(linksIn('See https://example.org/oven, and (http://example.org/a_(b)).'), [
    'https://example.org/oven',
    'http://example.org/a_(b)',
  ]);
  assert.deepEqual(linksIn('Write to mailto:mill@example.org!'), ['mailto:mill@example.org']);
});

test('only the web and mail can be followed', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', 'ftp://example.org', 'moot:abc'])
    assert.deepEqual(linksIn(text), [], text);
});

test('no address looks like another: names before the host are no links, and letters that imitate are spelled out', () => {
  assert.deepEqual(linksIn('https://bank.example@evil.example/'), []);
  assert.equal(safeAddress('https://аррӏе.com/'), 'https://xn--80ak6aa92e.com/');
  assert.deepEqual(linksIn('https://example.org/\u202egpj.exe'), ['https://example.org/']);
});

test('an address ends where writing would be turned or hidden', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (tail) => {
      for (const link of linksIn(`https://example.org/${tail}`)) {
        assert.ok(['http:', 'https:', 'mailto:'].includes(new URL(link).protocol));
        assert.doesNotMatch(link, /[\s<>"\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
      }
    }),
  );
});

test('words around links are all there', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a ', 'https://example.org/b', ' ', '. ', 'mailto:c@example.org', '\n')), (parts) => {
      const text = parts.join('');
      const again = piecesOf(text).map((piece) => (piece.kind === 'words' ? piece.text : piece.address));
      assert.equal(again.join(''), text);
    }),
  );
});
