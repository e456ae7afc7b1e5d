import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Invitation } from '../cell/invitations.ts';
import { DOORS_OF_MEMBER, doorTag, openDoors } from './tags.ts';

function invitation(inviter: string, arrival: number, more: object = {}): Invitation {
  const key = new Uint8Array(32).fill(arrival);
  return { inviter, key, expires: 100, revoked: [], entry: { arrival }, ...more } as unknown as Invitation;
}

test('of the open doors the newest of each member are announced, however many one of them opens', () => {
  const ofAna = Array.from({ length: 2 * DOORS_OF_MEMBER }, (_, i) => invitation('Ana', i));
  const ofBo = invitation('Bo', 200);
  const shut = [invitation('Bo', 201, { expires: 50 }), invitation('Bo', 202, { revoked: ['by an entry'] })];
  const announced = openDoors([...ofAna, ofBo, ...shut], 50);
  const expected = [...ofAna.slice(DOORS_OF_MEMBER), ofBo].map(({ key }) => doorTag(key));
  assert.deepEqual(announced.toSorted(), expected.toSorted());
});
