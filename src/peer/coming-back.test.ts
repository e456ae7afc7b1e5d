import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OwnDevice } from './own-devices.ts';
import { cellOf, consentOfAll, neighbourhood, type Person as P } from './peers.fixture.ts';
import type { Person } from './people.ts';
import type { CellView } from './standing.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

const ASKS = 'Ana asks for a new device';

/** Somebody at the door, as another device sees them. */
async function atDoor(one: P): Promise<Person> {
  const isAgain = ({ state, again }: Person) => state === 'waiting' && again !== null;
  const found = (await one.until('people', (list: Person[]) => list.some(isAgain))).find(isAgain);
  assert.ok(found !== undefined);
  return found;
}

test('whoever has lost every device comes back as who they were, and the lost one speaks for nobody', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo, cy);
  await ana.do('say', { text: 'Before.' });
  await cy.until('talk', (talk) => talk.length === 1);
  const id = ((await bo.do('people')) as Person[]).find(({ name }) => name === 'Ana')?.id;
  const numberBefore = (await bo.do('safety-number', { member: 'Ana' })).number;
  await bo.do('compare', { member: 'Ana', result: 'same' });
  await ana.stop();

  const { invitation } = await bo.do('invite');
  const fresh = await person('Ana').start();
  assert.deepEqual(await fresh.ask('join', { invitation }), { ok: false, reason: 'as-or-as-before' });
  assert.deepEqual(await fresh.ask('join', { invitation, as: 'Ana', 'as-before': 'Ana' }), { ok: false, reason: 'as-or-as-before' });
  await fresh.do('join', { invitation, 'as-before': 'ana' });
  const waits = await atDoor(cy);
  assert.equal(waits.again?.member, id);
  const [waiting] = (await fresh.do('cells')) as CellView[];
  assert.equal(waiting?.state, 'waiting');
  assert.equal(waiting?.arrival, waits.again?.arrival, 'both see the same number');
  assert.match(waits.again?.arrival ?? '', /^(\d{5} ){5}\d{5}$/);
  assert.match(await cy.told('people'), /Check by voice or in person/);
  await consentOfAll([bo, cy], ASKS);
  await fresh.until('cells', ([cell]) => cell.state === 'member');
  const people = (await fresh.until('people', (list: Person[]) => list.some(({ you }) => you))) as Person[];
  const you = people.find((one) => one.you);
  assert.deepEqual([you?.id, you?.name, you?.state, people.length], [id, 'Ana', 'member', 3]);
  assert.equal(you?.recovered?.decision, waits.decision);
  assert.equal(you?.devices.length, 1);
  const [cell] = (await fresh.do('cells')) as CellView[];
  assert.equal(cell?.arrival, null);
  const own = (await fresh.do('devices')).devices as OwnDevice[];
  assert.deepEqual(
    own.map(({ came, state }) => [came, state]),
    [
      ['recovered', 'speaks'],
      ['first', 'replaced'],
    ],
  );
  assert.equal(own[0]?.since, you?.recovered?.time);
  assert.equal(own[1]?.until, you?.recovered?.time);
  await fresh.do('say', { text: 'Back.' });
  await cy.until('talk', (talk) => talk.some(({ text, author }: { text: string; author: string }) => text === 'Back.' && author === 'Ana'));
  // Whoever had compared numbers has not compared these keys.
  const safety = await bo.do('safety-number', { member: 'Ana' });
  assert.notEqual(safety.number, numberBefore);
  assert.equal(safety.state, 'new-device');
  assert.equal(safety.number, (await fresh.do('safety-number', { member: 'Bo' })).number);

  // The lost device turns up again.
  await ana.start();
  await ana.until('cells', ([one]) => one.state === 'replaced');
  await Promise.all([ana, bo, cy, fresh].map((one) => one.stop()));
});

test('an old device that is in honest hands stops it with one word', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo, cy);
  const { invitation } = await bo.do('invite');
  const thief = await person('Thief').start();
  await thief.do('join', { invitation, 'as-before': 'Ana' });
  const waits = await atDoor(ana);
  await ana.do('respond', { id: waits.decision, response: 'object', reason: 'I am here, and have lost nothing.' });
  for (const one of [bo, cy]) {
    await one.until('decisions', (all) => all.some(({ title }: { title: string }) => title === ASKS));
    await one.until('decision', ({ responses }) => responses.length > 0, { id: waits.decision });
    await one.do('respond', { id: waits.decision, response: 'consent' });
  }
  const seen = await bo.until('decision', ({ responses }) => responses.length === 3, { id: waits.decision });
  assert.equal(seen.state, 'open');
  assert.deepEqual(seen.heard.unheard, []);
  const [cell] = (await thief.do('cells')) as CellView[];
  assert.equal(cell?.state, 'waiting');
  await Promise.all([ana, bo, cy, thief].map((one) => one.stop()));
});

test('nobody comes back under a name that nobody has, nor into a cell of two', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const { invitation } = await bo.do('invite', { uses: 2 });
  const fresh = await person('Fresh').start();
  await fresh.ask('join', { invitation, 'as-before': 'Zoe' });
  await fresh.until('cells', ([cell]) => cell.refused === 'nobody-of-that-name');
  await fresh.ask('join', { invitation, 'as-before': 'Ana' });
  await fresh.until('cells', ([cell]) => cell.refused === 'two-cannot-recover');
  assert.deepEqual(((await bo.do('people')) as Person[]).map(({ name }) => name).sort(), ['Ana', 'Bo']);
  await Promise.all([ana, bo, fresh].map((one) => one.stop()));
});
