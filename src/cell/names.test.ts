import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import type { Charter, Member } from './charter.ts';
import { displayNames, isNameTaken } from './names.ts';

const bundle = { version: 1, device: '', sealing: new Uint8Array() } as const;

/** A charter of people who were proposed in this order: `[id, name, since]`; an asterisk before the id marks who left. */
function charterOf(...people: readonly (readonly [id: string, name: string, since: number])[]): Charter {
  const members = new Map<Id, Member>();
  const former = new Map<Id, Member>();
  for (const [mark, name, since] of people) {
    const id = mark.replace('*', '');
    (mark.startsWith('*') ? former : members).set(id, {
      id,
      name,
      bundle,
      key: id,
      recoveries: [],
      roots: new Map(),
      admittedBy: null,
      since,
    });
  }
  return {
    id: '',
    changes: new Set(),
    members,
    former,
    left: new Set(),
    reinstated: new Map(),
    recovered: [],
    devices: new Map(),
    quorum: { over: 2, under: 3 },
    quorumFrom: null,
    quorumClash: [],
  };
}

function called(...people: readonly (readonly [id: string, name: string, since: number])[]): Record<string, string> {
  return Object.fromEntries([...displayNames(charterOf(...people))].sort());
}

test('people are called by the name that was decided on', () => {
  assert.deepEqual(called(['a', 'Ana', 0], ['b', 'Bo', 3]), { a: 'Ana', b: 'Bo' });
});

test('of two admitted at once under one name the second is told apart by a number, whatever the order on this device', () => {
  assert.deepEqual(called(['a', 'Ana', 5], ['b', 'ANA', 5]), { a: 'Ana', b: 'ANA 2' });
  assert.deepEqual(called(['b', 'ANA', 5], ['a', 'Ana', 5]), { a: 'Ana', b: 'ANA 2' });
  assert.deepEqual(called(['a', 'A\u0301na', 7], ['b', '\u00c1na', 5], ['c', '\u00e1NA', 6]), {
    a: 'A\u0301na 3',
    b: '\u00c1na',
    c: '\u00e1NA 2',
  });
});

test('who left keeps the name, and whoever comes later under it is told apart', () => {
  assert.deepEqual(called(['*z', 'Ana', 2], ['a', 'Ana', 9]), { a: 'Ana 2', z: 'Ana' });
  assert.deepEqual(called(['a', 'Ana', 5], ['*b', 'Ana', 5]), { a: 'Ana', b: 'Ana 2' });
});

test('a number never makes two alike', () => {
  const people = [
    ['a', 'Ana', 5],
    ['b', 'Ana', 5],
    ['c', 'ana 2', 5],
  ] as const;
  assert.deepEqual(called(...people), { a: 'Ana', b: 'Ana 3', c: 'ana 2' });
});

test('a name is taken in whatever case, and so is one by which somebody is told apart; the name of who left is free', () => {
  const charter = charterOf(['a', 'Ana', 5], ['b', 'Ana', 5], ['*c', 'Cy', 5]);
  assert.ok(isNameTaken('aNA', charter));
  assert.ok(isNameTaken('ana 2', charter));
  assert.ok(!isNameTaken('Ana 3', charter));
  assert.ok(!isNameTaken('Cy', charter));
});
