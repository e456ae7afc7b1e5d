import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellOf, neighbourhood } from './peers.fixture.ts';
import type { CellReach } from './reaching.ts';

test('what is written is told until it is everywhere, with how far it has got', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const met: CellReach = await ana.until('reach', ({ late, devices }: CellReach) => late.count === 0 && devices[1]?.inSync === true);
  assert.deepEqual(
    met.devices.map(({ member, self, yours, held }) => [member, self, yours, held]),
    [
      ['Ana', true, true, met.entries],
      ['Bo', false, false, met.entries],
    ],
  );
  assert.deepEqual(met.spread, [{ on: 2, entries: met.entries }]);
  assert.notEqual(met.devices[1]?.since, null);

  await bo.stop();
  await ana.until('reach', ({ devices }: CellReach) => devices[1]?.since === null);
  const { id } = await ana.do('say', { text: 'Bread is in the oven.' });
  await ana.do('edit', { id, text: 'Bread is out of the oven.' });
  const gone = await ana.do('say', { text: 'Forget this.' });
  await ana.do('unsay', { id: gone.id });
  const late: CellReach = await ana.do('reach');
  assert.deepEqual(late.late.newest.map(({ kind, text, reach }) => [kind, text, reach.on, reach.of]).sort(), [
    ['edit', 'Bread is out of the oven.', 1, 2],
    ['unsay', '', 1, 2],
  ]);
  // Besides the four, a new epoch, because who reads had changed, and one for this week of talk.
  assert.equal(late.devices[1]?.held, met.entries);
  assert.deepEqual(late.spread, [
    { on: 1, entries: 6 },
    { on: 2, entries: met.entries },
  ]);
  assert.deepEqual(late.own.spread[0], { on: 1, entries: 6 });

  await ana.stop();
  await ana.start(false);
  const again: CellReach = await ana.do('reach');
  assert.equal(again.devices[1]?.last?.slice(0, 16), late.devices[1]?.last?.slice(0, 16), 'when others were met is kept');
  await ana.stop();
});

test('what a person did is told in words that they know again, and what their device did by itself is not', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await ana.until('reach', ({ late }: CellReach) => late.count === 0);
  await bo.stop();
  await ana.until('status', ({ cells: [cell] }) => cell.peers.length === 0);
  const { id } = await ana.do('propose', { title: 'A second oven' });
  await ana.do('respond', { id, response: 'concern', reason: 'It is dear.' });
  await ana.do('invite');
  const bench = await ana.do('propose', { title: 'A bench', method: 'majority' });
  await ana.do('vote', { id: bench.id, choice: 'yes', reason: 'For the sun.' });
  const { late }: CellReach = await ana.do('reach');
  assert.deepEqual(late.newest.map(({ kind, text, decision }) => [kind, text, decision?.title ?? null]).sort(), [
    ['invite', '', null],
    ['propose', 'A bench', 'A bench'],
    ['propose', 'A second oven', 'A second oven'],
    ['respond', 'It is dear.', 'A second oven'],
    ['vote', 'For the sun.', 'A bench'],
  ]);
  assert.equal(late.count, 5);
  await ana.stop();
});
