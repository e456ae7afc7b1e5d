import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeCbor } from '../bytes/cbor.ts';
import { encodeEntry } from './entry.ts';
import { epochOf, epochTag } from './epoch.ts';
import type { Head } from './head.ts';
import { LANES, type Lane, WHOLE_CELL } from './lane.ts';
import { sealEntry } from './sealing.ts';

const ID = '5a'.repeat(32);
const CIRCLE = '0123456789abcdef';
const CELL = epochOf(new Uint8Array(32).fill(1), WHOLE_CELL, ID);
const OF_CIRCLE = epochOf(new Uint8Array(32).fill(2), CIRCLE, ID);

/** What a carrier sees of an entry with this action: its tag, and how long everything is. */
function seenBy(kind: string, text: string, head: Partial<Head>, lane: Lane, isForCircle: boolean) {
  const circle = isForCircle ? OF_CIRCLE : CELL;
  const whole: Head = {
    opening: null,
    deps: [],
    lamport: 7,
    charter: null,
    time: 1_800_000_000,
    ...head,
    circle: circle.circle,
    bodyEpoch: epochTag(circle.id),
  };
  const keys = { cell: CELL, circle };
  const sealed = sealEntry(new Uint8Array(32), whole, ID, lane, [kind, [text]], keys, new Uint8Array(16).fill(isForCircle ? 3 : 4));
  assert.ok(sealed.ok && sealed.value.body instanceof Uint8Array);
  const { epoch, head: outer, body } = sealed.value;
  return { epoch, head: outer.length, body: body.length, all: encodeEntry(sealed.value).length };
}

test('I16: a carrier sees the same of an entry, whatever circle it is for', () => {
  const deps = fc.nat({ max: 5 }).map((count) => Array.from({ length: count }, (_, i) => String(i).repeat(64)));
  fc.assert(
    fc.property(fc.string({ maxLength: 3000 }), deps, fc.constantFrom(...LANES), (text, names, lane) => {
      const head = { deps: names };
      assert.deepEqual(seenBy('talk/say', text, head, lane, true), seenBy('talk/say', text, head, lane, false));
    }),
  );
});

test('I16: it sees the same of each kind of action that is as long, and of most that are nearly so', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.constantFrom('talk/say', 'respond', 'talk/edit', 'circle-leave'), (text, kind) => {
      const spare = encodeCbor(['circle-leave', [text]]).length - encodeCbor([kind, [text]]).length;
      const [one, other] = [seenBy(kind, text + 'x'.repeat(spare), {}, 'talk', false), seenBy('circle-leave', text, {}, 'talk', true)];
      assert.ok(Math.abs(one.all - other.all) <= 16, 'a length of text may take another byte');
      if (encodeCbor([kind, [text + 'x'.repeat(spare)]]).length === encodeCbor(['circle-leave', [text]]).length)
        assert.deepEqual(one, other);
    }),
  );
});
