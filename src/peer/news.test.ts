import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type News, newsOf, visitNow } from './news.ts';
import { cellOf, neighbourhood, type Person } from './peers.fixture.ts';

const MINUTE = 60_000;

/** The news of a person at a moment. */
async function newsAt({ seat }: Person, now: number): Promise<News> {
  const news = await newsOf(seat, now);
  assert.ok(news.ok);
  return news.value;
}

test('news is what came since the visit before, however long this one lasts', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const start = Date.now();
  const { id: first } = await bo.do('propose', { title: 'Bread for the shelter' });
  await ana.until('decisions', (all) => all.some(({ title }: { title: string }) => title === 'Bread for the shelter'));
  const nothing = { since: null, decided: [], proposed: [], left: [] };
  assert.deepEqual(await newsAt(ana, start), nothing, 'before the first visit');
  await visitNow(ana.seat, start);
  assert.deepEqual(await newsAt(ana, start), nothing, 'on the first visit all is new, and nothing is told');

  for (const one of [ana, bo]) await one.do('respond', { id: first, response: 'consent' });
  const { id: second } = await bo.do('propose', { title: 'A second oven' });
  await ana.do('propose', { title: 'Of my own' });
  await ana.until('decisions', (all) => all.some(({ title }: { title: string }) => title === 'A second oven'));
  await ana.until('decisions', (all) => all.find(({ id }: { id: string }) => id === first)?.state === 'passed');
  const later = start + 40 * MINUTE;
  const begun = await visitNow(ana.seat, later);
  assert.ok(begun.ok && begun.value.begins);
  const { since, decided, proposed } = await newsAt(ana, later);
  assert.equal(since?.slice(0, 16), new Date(start).toISOString().slice(0, 16));
  assert.deepEqual([decided, proposed], [[first], [second]]);

  // Looking on changes nothing; the next visit begins with what is new by then.
  const still = await visitNow(ana.seat, later + 20 * MINUTE);
  assert.ok(still.ok && !still.value.begins);
  assert.deepEqual((await newsAt(ana, later + 20 * MINUTE)).proposed, [second]);
  await visitNow(ana.seat, later + 90 * MINUTE);
  assert.deepEqual((await newsAt(ana, later + 90 * MINUTE)).proposed, []);
  await ana.stop();
  await bo.stop();
});

test('whoever has left is news to the others, though nobody decided it', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const start = Date.now();
  await visitNow(ana.seat, start);
  await bo.do('leave', { certain: true });
  await ana.until('people', (people) => people.some(({ state }: { state: string }) => state === 'left'));
  await visitNow(ana.seat, start + 40 * MINUTE);
  const { left } = await newsAt(ana, start + 40 * MINUTE);
  assert.deepEqual(
    left.map(({ name }) => name),
    ['Bo'],
  );
  await visitNow(ana.seat, start + 80 * MINUTE);
  assert.deepEqual((await newsAt(ana, start + 80 * MINUTE)).left, []);
  await Promise.all([ana.stop(), bo.stop()]);
});
