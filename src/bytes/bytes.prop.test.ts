import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytesOf, idOf, isId, sortIds } from './id.ts';
import { compareBytes, concatBytes, equalBytes, utf8 } from './octets.ts';
import { padmeSize } from './padme.ts';

const octets = fc.uint8Array({ maxLength: 40 });
const ids = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('bytes go to hexadecimal text and back', () => {
  fc.assert(
    fc.property(octets, (bytes) => {
      assert.equal(idOf(bytes), Buffer.from(bytes).toString('hex'));
      assert.deepEqual(bytesOf(idOf(bytes)), bytes);
      assert.equal(isId(idOf(bytes)), bytes.length === 32);
    }),
  );
});

test('what is no hexadecimal text is refused as fromHex refuses it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abcdefgAé\u0130') })), (text) => {
      const read = (from: (text: string) => Uint8Array) => {
        try {
          return from(text);
        } catch (error) {
          return (error as Error).name;
        }
      };
      assert.deepEqual(read(bytesOf), read(Uint8Array.fromHex));
    }),
  );
});

test('bytes are in order as numbers are, and ids as their texts', () => {
  fc.assert(
    fc.property(octets, octets, (a, b) => {
      assert.equal(Math.sign(compareBytes(a, b)), Buffer.compare(a, b));
      assert.equal(equalBytes(a, b), Buffer.compare(a, b) === 0);
      assert.deepEqual(concatBytes(a, b), new Uint8Array(Buffer.concat([a, b])));
    }),
  );
  fc.assert(fc.property(fc.array(ids), (all) => assert.deepEqual(sortIds(all.map(idOf)), all.toSorted(compareBytes).map(idOf))));
});

test('a text is UTF-8', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.deepEqual(utf8(text), new Uint8Array(Buffer.from(text, 'utf8')))));
});

test('padded sizes hold the content, cost an eighth at most, grow with it and stay when padded again', () => {
  fc.assert(
    fc.property(fc.nat(70_000), fc.constantFrom(2, 256), (length, floor) => {
      const size = padmeSize(length, floor);
      assert.ok(size >= Math.max(length, floor) && size <= Math.max(floor, length * 1.125));
      assert.equal(padmeSize(size, floor), size);
      assert.ok(padmeSize(length + 1, floor) >= size);
    }),
  );
});

test('padded sizes are few: the same as the paper gives, by its own way of counting', () => {
  const sizes = new Set(Array.from({ length: 60_000 }, (_, length) => padmeSize(length, 256)));
  assert.equal(sizes.size, 127);
  // PETS 2019, algorithm 1: E = floor(log2 L), S = floor(log2 E) + 1, the last E - S bits are zero.
  for (const size of sizes) {
    const e = Math.floor(Math.log2(size));
    const s = Math.floor(Math.log2(e)) + 1;
    assert.equal(size % 2 ** (e - s), 0);
  }
});
