import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';

test('of those that have ended so many are listed as are wanted, the newest, and all that are open whatever their age', async () => {
  const place = new VillageOfDesks('Ana', 'Bo');
  const [ana] = place.desks as readonly [DeskInVillage];
  const titles = async (input: object): Promise<string[]> =>
    (await ana.done('decisions', input)).map(({ title }: { title: string }) => title);
  for (const title of ['first', 'second', 'third', 'fourth']) await ana.done('propose', { title });
  const [fourth, , second] = await ana.done('decisions');
  await ana.done('withdraw', { id: second.id });
  await ana.done('withdraw', { id: fourth.id });
  assert.deepEqual(await titles({}), ['fourth', 'third', 'second', 'first']);
  assert.deepEqual(await titles({ ended: 1 }), ['fourth', 'third', 'first']);
  assert.deepEqual(await titles({ ended: 1, state: 'withdrawn' }), ['fourth']);
  assert.deepEqual(await titles({ ended: 1, state: 'open' }), ['third', 'first']);
});
