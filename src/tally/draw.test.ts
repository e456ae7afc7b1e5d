import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../bytes/octets.ts';
import { hash } from '../crypto/hash.ts';
import { openShare, shareSecret } from '../crypto/shared-secret.ts';
import { signingKeys } from '../crypto/sign.ts';
import { type Draw, drawContext, drawOrder, drawSeed, isRightOpening, isSoundPart, redraw } from './draw.ts';

const bytesFor = (name: string | number): Uint8Array => hash('test/bytes', utf8(String(name)));
const PEOPLE = ['Ana', 'Bo', 'Cy', 'Dee'].map(bytesFor);
const KEYS = PEOPLE.map(signingKeys);
const DRAW: Draw = {
  cell: bytesFor('cell'),
  id: bytesFor('draw'),
  recipients: KEYS.map(({ publicKey }, i) => ({ place: i + 1, key: publicKey })),
  threshold: 3,
};
const contributions = PEOPLE.map((dealer, i) => ({ dealer, opened: bytesFor(i) }));

/** What these people put in, and what those open of it. */
function parts(dealers: readonly Uint8Array[], openers: readonly number[], draw = DRAW) {
  return dealers.map((dealer) => {
    const context = drawContext(draw, dealer);
    const shared = shareSecret(hash('test/secret', dealer), draw.recipients, draw.threshold, context);
    const open = (at: number) => openShare(shared.shares[at] as Uint8Array, KEYS[at] as (typeof KEYS)[number], context);
    return { dealer, shared, openings: openers.map((recipient) => ({ recipient, opened: open(recipient) })) };
  });
}

test('the seed depends on each contribution and on the draw, and not on their order', () => {
  const seed = drawSeed(DRAW.id, contributions);
  assert.deepEqual(drawSeed(DRAW.id, contributions.toReversed()), seed);
  assert.notDeepEqual(drawSeed(bytesFor('another'), contributions), seed);
  for (const [i, one] of contributions.entries()) {
    const changed = contributions.map((each, k) => (k === i ? { ...one, opened: bytesFor('changed') } : each));
    assert.notDeepEqual(drawSeed(DRAW.id, changed), seed);
    assert.notDeepEqual(drawSeed(DRAW.id, contributions.toSpliced(i, 1)), seed);
  }
});

test('each of four stands in each place about as often as the others', () => {
  const times = new Map<string, number>();
  for (let i = 0; i < 4000; i++)
    for (const [place, one] of drawOrder(bytesFor(`seed ${i}`), PEOPLE).entries())
      times.set(`${one} in ${place}`, (times.get(`${one} in ${place}`) ?? 0) + 1);
  // Seeds are fixed, so this holds always or never: 1000 expected, standard deviation 27.
  for (const [what, count] of times) assert.ok(Math.abs(count - 1000) < 110, `${what}: ${count} times`);
  assert.equal(times.size, 16);
});

test('whoever is given in whatever order is drawn alike', () => {
  const seed = drawSeed(DRAW.id, contributions);
  const names = (people: readonly Uint8Array[]) => drawOrder(seed, people).map((i) => people[i]?.toHex());
  assert.deepEqual(names(PEOPLE.toReversed()), names(PEOPLE));
  assert.equal(new Set(names(PEOPLE)).size, 4);
});

test('whoever of those who hold shares opens the parts, and in whatever order, the draw is the same; and without one of them nobody can stop it', () => {
  const first = redraw(DRAW, parts(PEOPLE, [0, 1, 2]), PEOPLE);
  assert.ok(first.ok);
  for (const openers of [
    [3, 2, 1],
    [0, 3, 1],
    [0, 1, 2, 3],
  ])
    assert.deepEqual(redraw(DRAW, parts(PEOPLE, openers).toReversed(), PEOPLE), first);
});

test('what opens too little, or says something else, draws nothing; a lie beside enough that is right changes nothing', () => {
  const all = parts(PEOPLE, [0, 1, 2, 3]);
  const lying = (liar: number) =>
    all.map((part) => ({
      ...part,
      openings: part.openings.map((one) =>
        one.recipient === liar ? { ...one, opened: { ...one.opened, share: part.shared.shares[0] as Uint8Array } } : one,
      ),
    }));
  assert.deepEqual(redraw(DRAW, lying(0), PEOPLE), redraw(DRAW, all, PEOPLE));
  assert.deepEqual(redraw(DRAW, parts(PEOPLE, [0, 1]), PEOPLE), { ok: false, reason: 'part-shut' });
  assert.deepEqual(redraw(DRAW, parts(PEOPLE, [0, 1, 1]), PEOPLE), { ok: false, reason: 'part-shut' });
  const strange = parts(PEOPLE, [0, 1, 2]).map((part) => ({
    ...part,
    openings: part.openings.map((one, i) => ({ ...one, recipient: i * 4 })),
  }));
  assert.deepEqual(redraw(DRAW, strange, PEOPLE), { ok: false, reason: 'part-shut' });
  assert.deepEqual(redraw(DRAW, [...all, all[0] as (typeof all)[number]], PEOPLE), { ok: false, reason: 'part-twice' });
});

test('a part is of its cell, its draw and its dealer: nobody hands in that of somebody else, or one from another draw', () => {
  const [part] = parts(PEOPLE, [0, 1, 2]);
  assert.ok(part !== undefined);
  assert.equal(isSoundPart(DRAW, part), true);
  assert.equal(isSoundPart(DRAW, { ...part, dealer: PEOPLE[1] as Uint8Array }), false);
  assert.equal(isSoundPart({ ...DRAW, id: bytesFor('another') }, part), false);
  assert.equal(isSoundPart({ ...DRAW, cell: bytesFor('another') }, part), false);
  for (const opening of part.openings) {
    assert.equal(isRightOpening(DRAW, part, opening), true);
    assert.equal(isRightOpening({ ...DRAW, id: bytesFor('another') }, part, opening), false);
    assert.equal(isRightOpening(DRAW, part, { ...opening, recipient: 4 }), false);
  }
  assert.deepEqual(redraw(DRAW, [{ ...part, dealer: PEOPLE[1] as Uint8Array }], PEOPLE), { ok: false, reason: 'part-unsound' });
});
