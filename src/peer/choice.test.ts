import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsThatFit, chooseCell } from './choice.ts';
import { neighbourhood } from './peers.fixture.ts';

const cell = (letter: string, name: string) => ({ id: letter.repeat(64), name });
const CELLS = [cell('a', 'Bakery'), cell('b', 'Bakehouse'), cell('c', 'Bakery II'), cell('d', 'Аллея'), cell('e', 'Dry Dock')];
const fitting = (choice: string | undefined) => cellsThatFit(CELLS, choice).map(({ name }) => name);

test('a cell is meant by the beginning of its name or id, whatever stands in capitals', () => {
  assert.deepEqual(fitting('dry'), ['Dry Dock']);
  assert.deepEqual(fitting('АЛ'), ['Аллея']);
  assert.deepEqual(fitting('bakeh'), ['Bakehouse']);
  assert.deepEqual(fitting('CCCC'), ['Bakery II']);
  assert.deepEqual(fitting('Mill'), []);
  assert.deepEqual(fitting('bake'), ['Bakery', 'Bakehouse', 'Bakery II']);
  assert.deepEqual(fitting('d'), ['Аллея', 'Dry Dock']);
  assert.equal(fitting(undefined).length, CELLS.length);
});

test('whoever says the whole name means that cell, though another one begins so', () => {
  assert.deepEqual(fitting('bakery'), ['Bakery']);
});

test('among the cells of a device the only one that fits is chosen, and no other', async () => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start();
  for (const name of ['Bakery', 'Bakehouse', 'Mill']) await ana.do('found', { name, as: 'Ana' });
  const chosen = (choice?: string) => {
    const keys = chooseCell(ana.peer, choice);
    return keys.ok ? ana.peer.presence(keys.value.cell)?.seat.cell.setting('name').value : keys.reason;
  };
  assert.deepEqual(
    [chosen('mi'), chosen('BAKER'), chosen('bake'), chosen('x'), chosen()],
    ['Mill', 'Bakery', 'cell-ambiguous', 'cell-unknown', 'cell-ambiguous'],
  );
  await ana.stop();
});
