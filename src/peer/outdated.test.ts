import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attest, propose } from '../cell/actions.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { neighbourhood } from './peers.fixture.ts';

test('a device whose Moot is too old for what the group has decided writes nothing more, says so, and shows what is there', async () => {
  const ana = await neighbourhood().person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  await ana.do('say', { text: 'Hello' });
  const [cell] = await ana.do('cells');
  const seat = ana.peer.presence(cell.id)?.seat;
  assert.ok(seat !== undefined);
  const place = { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL } as const;
  const text = { title: 'Fly', text: '', effects: [['fly', []]], within: 60, method: 'consent' as const };
  const [version = ''] = await seat.write([{ ...place, action: propose.write(text) }]);
  await seat.write([{ ...place, action: attest.write({ version, round: 1, cuts: [] }) }]);
  const { entries } = (await ana.do('status')).cells[0];

  await assert.rejects(ana.ask('say', { text: 'And now?' }), { name: 'MootTooOld' });
  assert.deepEqual(await seat.writeDue(() => assert.fail('nothing is due')), []);
  const status = (await ana.do('status')).cells[0];
  assert.equal(status.entries, entries);
  assert.match(status.fault, /newer Moot/);
  assert.equal((await ana.do('talk')).length, 1);
  await ana.stop();
});

test('entries of a kind that is not known are counted, and told', async () => {
  const ana = await neighbourhood().person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const [cell] = await ana.do('cells');
  const action = ['gardening/plant', ['beans']];
  await ana.peer.presence(cell.id)?.seat.write(Array(3).fill({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action }));
  assert.equal((await ana.do('status')).cells[0].inert['kind-unknown'], 3);
  assert.match(await ana.told('status'), /3 entries need a newer Moot/);
  await ana.stop();
});
