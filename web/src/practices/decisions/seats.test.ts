import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seatsOf } from './seats.ts';

type Decision = Parameters<typeof seatsOf>[0];

const VOTED = { method: { name: 'majority' }, round: { next: [], order: [] } };
const decision = (more: object) =>
  ({ responses: [], ballots: [], voices: [], heard: { unheardIds: ['dee'], unheard: ['Dee'] }, ...VOTED, ...more }) as unknown as Decision;

test('whoever voted has been heard, a block is drawn as an objection, and a late vote is not drawn', () => {
  const ballots = [
    { memberId: 'ana', member: 'Ana', said: 'agree', late: false },
    { memberId: 'bo', member: 'Bo', said: [1, 0, 2], late: false },
    { memberId: 'cy', member: 'Cy', said: 'block', late: false },
    { memberId: 'eve', member: 'Eve', said: 'agree', late: true },
  ];
  const seats = seatsOf(decision({ ballots }), { id: 'dee', name: 'Dee' });
  assert.deepEqual(
    seats.map(({ name, response, isNext }) => [name, response, isNext]),
    [
      ['Ana', 'consent', false],
      ['Bo', 'consent', false],
      ['Cy', 'object', false],
      ['Dee', null, true],
    ],
  );
});

test('whoever is spoken for is heard, and whoever is not, is not', () => {
  const ballots = [{ memberId: 'bo', member: 'Bo', said: 'yes', late: false }];
  const voices = [
    { memberId: 'cy', member: 'Cy', toId: 'bo', state: 'counts' },
    { memberId: 'dee', member: 'Dee', toId: 'bo', state: 'beyond' },
  ];
  const seats = seatsOf(decision({ ballots, voices }));
  assert.deepEqual(
    seats.map(({ name, response }) => [name, response]),
    [
      ['Bo', 'consent'],
      ['Cy', 'consent'],
      ['Dee', null],
    ],
  );
});
