import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whoIsBehind, whoIsHere } from './here.ts';

type Device = Parameters<typeof whoIsHere>[0][number];

function device(member: string, more: Partial<Device> = {}): Device {
  const base = {
    device: `${member} device`,
    member,
    memberId: member,
    self: false,
    yours: false,
    via: [],
    since: null,
    last: null,
    inSync: false,
    held: 9,
  };
  return { ...base, ...more };
}

const devices = [
  device('Ana', { self: true, yours: true, since: null }),
  device('Ana', { yours: true, last: '2026-11-20T18:00:00Z', held: 5 }),
  device('Bo', { last: '2026-11-19T18:00:00Z' }),
  device('Bo', { since: '2026-11-21T09:00:00Z', last: '2026-11-21T10:00:00Z' }),
  device('Cy'),
  device('Dina', { last: '2026-11-18T18:00:00Z', held: 5 }),
  device('Dina', { last: '2026-11-20T18:00:00Z', held: 5 }),
  device('Emre', { since: '2026-11-21T09:00:00Z', held: 5 }),
];

test('whoever has one device that is linked is here; of the others the last meeting counts', () => {
  assert.deepEqual(whoIsHere(devices), {
    here: ['Bo', 'Emre'],
    away: [
      { name: 'Dina', last: '2026-11-20T18:00:00Z', devices: 2 },
      { name: 'Cy', last: null, devices: 1 },
    ],
  });
});

test('whoever is away and lacks something is named once, and whoever is fetching it is not', () => {
  assert.deepEqual(whoIsBehind(devices, 9), ['Ana', 'Dina']);
});
