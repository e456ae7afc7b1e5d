import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cellOf, neighbourhood, type Person } from './peers.fixture.ts';

const { person } = neighbourhood();
const people: Person[] = [];
after(async () => {
  for (const one of people) await one.stop();
});

test('whoever goes away after putting a part in stops nothing; back again, their device finds what was drawn', async () => {
  for (const name of ['Ana', 'Bo', 'Cy', 'Dee']) people.push(await person(name).start());
  const [ana, bo, cy, dee] = people as [Person, Person, Person, Person];
  await cellOf(ana, bo, cy, dee);
  const { id } = await ana.do('propose', { title: 'Who takes notes?', method: 'sortition', seats: 2 });
  for (const one of people) await one.until('decision', ({ draw }) => draw.put === 4, { id });
  for (const one of people) await one.do('vote', { id, choice: 'agree' });
  await dee.stop();
  people.pop();
  const there = [ana, bo, cy];
  for (const one of there) await one.until('decision', ({ draw }) => draw.step === 'drawn', { id });
  const [{ draw }, ...others] = await Promise.all(there.map((one) => one.do('decision', { id })));
  for (const other of others) assert.deepEqual(other.draw.drawn, draw.drawn);
  assert.equal(await ana.ask('withdraw', { id }).then((done) => (done.ok ? 'done' : done.reason)), 'already-decided');
  people.push(await dee.start());
  const late = await dee.until('decision', (decision) => decision.draw.step === 'drawn', { id });
  assert.deepEqual([late.draw.drawn, late.draw.seed], [draw.drawn, draw.seed]);
});
