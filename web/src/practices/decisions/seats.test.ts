import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seatsOf } from './seats.ts';

type Decision = Parameters<typeof seatsOf>[0];

const VOTED = { method: { name: 'majority' }, round: { next: [], order: [] } };
const decision = (more: object) =>
  ({ responses: [], ballots: [], heard: { unheardIds: ['dee'], unheard: ['Dee'] }, ...VOTED, ...more }) as unknown as Decision;

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
