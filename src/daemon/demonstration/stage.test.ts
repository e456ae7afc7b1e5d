import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../../adapters/system/random.ts';
import type { Demonstration } from '../../demonstration/demonstration.ts';
import { words } from '../../demonstration/words.ts';
import { StillClock } from '../../ports/still-clock.fixture.ts';
import { FakeService, fakeDaemon, type Got } from '../daemon.fixture.ts';
import { FORGOTTEN_MS, Stage } from './stage.ts';

const reasonOf = ({ body }: Got): string => JSON.parse(body).reason;

test('a page begins the demonstration, acts in it as in any cell, and ends it; the own cells know nothing of it', async (t) => {
  const daemon = await fakeDaemon();
  t.after(() => daemon.server.close());
  const { ask, enter, own, json, service } = daemon;
  const headers = { ...(await enter()), ...own, ...json };
  const call = (path: string, input: object = {}) => ask('POST', `/demonstration/${path}`, headers, JSON.stringify(input));
  assert.deepEqual([(await call('api/talk')).status, reasonOf(await call('api/talk'))], [404, 'demonstration-over']);
  assert.deepEqual(
    (await Promise.all([call('begin'), call('begin')])).map(({ status }) => status),
    [200, 200],
  );
  const said = JSON.parse((await call('api/talk')).body) as { text: string }[];
  assert.equal(said.at(-1)?.text, words['talk.crates']);
  assert.equal((await call('api/say', { text: 'Good morning' })).status, 200);
  assert.equal(JSON.parse((await call('api/talk', { limit: 1 })).body)[0].text, 'Good morning');
  for (const [name, input] of Object.entries({ backup: { file: 'somewhere' }, unlock: { passphrase: 'open sesame' } }))
    assert.equal(reasonOf(await call(`api/${name}`, input)), 'only-in-your-own-cell', name);
  assert.equal(reasonOf(await ask('POST', '/demonstration/api/backup/file', headers)), 'only-in-your-own-cell');
  assert.deepEqual(service.asked, [], 'nothing of it reached the own service');
  assert.equal((await call('end')).status, 200);
  assert.equal(reasonOf(await call('api/talk')), 'demonstration-over');
});

test('who has no session begins no demonstration, and looks at none', async (t) => {
  const daemon = await fakeDaemon();
  t.after(() => daemon.server.close());
  for (const path of ['begin', 'end', 'api/talk']) assert.equal((await daemon.ask('POST', `/demonstration/${path}`)).status, 401, path);
  const foreign = { ...(await daemon.enter()), origin: 'https://elsewhere.example' };
  assert.equal((await daemon.ask('POST', '/demonstration/begin', foreign)).status, 403);
});

/** A demonstration that only counts whether it is there. */
function counted() {
  const counts = { begun: 0, ended: 0 };
  const open = async (): Promise<Demonstration> => {
    counts.begun++;
    const close = async (): Promise<void> => {
      counts.ended++;
    };
    return { visitor: { onEvent: () => () => {} } as unknown as Demonstration['visitor'], invited() {}, close };
  };
  return { counts, open };
}

test('a demonstration ends by itself once nobody has looked at it for a while, and never while a page listens', async () => {
  const { counts, open } = counted();
  const clock = new StillClock();
  const stage = new Stage({ service: new FakeService(), clock, random: systemRandom, open, log: assert.fail });
  await stage.begin();
  const answer = await stage.answer(new Request('http://127.0.0.1/events'));
  clock.pass(FORGOTTEN_MS);
  clock.pass(FORGOTTEN_MS);
  assert.deepEqual(counts, { begun: 1, ended: 0 });
  await answer.body?.cancel();
  clock.pass(FORGOTTEN_MS);
  // Ends come in turn: after this one the other is done.
  await stage.end();
  assert.deepEqual(counts, { begun: 1, ended: 1 });
  assert.equal((await stage.answer(new Request('http://127.0.0.1/talk'))).status, 404);
});

test('there is one demonstration at a time, and a new one after an end', async () => {
  const { counts, open } = counted();
  const stage = new Stage({ service: new FakeService(), clock: new StillClock(), random: systemRandom, open, log: assert.fail });
  await Promise.all([stage.begin(), stage.begin(), stage.end(), stage.end(), stage.begin()]);
  assert.deepEqual(counts, { begun: 2, ended: 1 });
});
