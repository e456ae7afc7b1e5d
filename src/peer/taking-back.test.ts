import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeEntry } from '../log/entry.ts';
import { eraseBody } from '../log/erasure.ts';
import type { StoredEntry } from '../ports/store.ts';
import { cellOf, consentOfAll, neighbourhood, type Person } from './peers.fixture.ts';

/** The entry of a message as it lies on somebody's disk. */
function stored(person: Person, id: string): StoredEntry {
  const entry = person.seat.record.entry(id);
  const [log = ''] = [entry?.chain.logId];
  const found = [...person.disk.stores.values()].flatMap(({ logs }) => logs.get(log) ?? []).find(({ seq }) => seq === entry?.seq);
  assert.ok(found !== undefined);
  return found;
}

const hasWords = (person: Person, id: string): boolean => {
  const entry = decodeEntry(stored(person, id).bytes);
  return entry.ok && entry.value.body instanceof Uint8Array;
};

interface Shown {
  readonly id: string;
  readonly text: string;
  readonly deleted: boolean;
  readonly edited: boolean;
}
const shown = async (person: Person): Promise<unknown> =>
  (await person.do('talk')).map(({ id, text, deleted, edited }: Shown) => ({ id, text, deleted, edited }));

test('what somebody takes back is erased, words and all their changes, from every disk; a place stays that says so, and whoever comes later gets it so', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const { id } = await ana.do('say', { text: 'Rye' });
  const changed = await ana.do('edit', { id, text: 'Wheat' });
  assert.equal(changed.id, id);
  await bo.do('say', { text: 'Oats' });
  await bo.until('talk', (talk) => talk.length === 2 && talk.some(({ edited }: Shown) => edited));
  const talkOf = (who: Person) =>
    [...who.seat.record.chains()].filter(({ opening }) => opening.lane === 'talk').flatMap(({ entries }) => entries);
  const said = talkOf(ana).filter(({ chain }) => chain.opening.device === ana.seat.device);
  assert.equal(said.length, 2);
  await ana.do('unsay', { id });
  for (const who of [ana, bo]) {
    await who.until('talk', (talk) => talk.some(({ deleted }: Shown) => deleted));
    for (const one of said) await who.until('talk', () => !hasWords(who, one.id));
    for (const one of said) assert.equal(who.seat.record.entry(one.id)?.action, null);
  }
  await ana.until('talk', (talk) => talk.length === 2);
  const before = await shown(ana);
  assert.deepEqual(await shown(bo), before);

  // It opens again, and shows the same; and so does a device that has never had the words.
  await bo.stop();
  await bo.start();
  assert.deepEqual(await shown(bo), before);
  const cy = await person('Cy').start();
  const { invitation } = await ana.do('invite');
  await cy.do('join', { invitation, as: 'Cy' });
  await consentOfAll([ana, bo], 'Cy asks to join');
  await cy.until('cells', ([cell]) => cell?.state === 'member');
  await cy.until('talk', (talk) => talk.length === 2);
  assert.deepEqual(await shown(cy), before);
  for (const one of said) assert.equal(hasWords(cy, one.id), false);
  await Promise.all([ana, bo, cy].map((who) => who.stop()));
});

test('whoever leaves out the words of others silences nobody: they are asked for elsewhere, and put in again', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const { id } = await ana.do('say', { text: 'Rye' });
  await bo.until('talk', (talk) => talk.length === 1);
  // As if Bo had got it from somebody who left the words out.
  const { log, seq, bytes } = stored(bo, id);
  await bo.seat.store.write({ rewritten: [{ log, seq, bytes: eraseBody(bytes) }] });
  await bo.stop();
  await bo.start();
  assert.deepEqual(await shown(bo), []);
  assert.equal(bo.seat.lacking.length, 1);
  await ana.do('say', { text: 'Wheat' });
  await bo.until('talk', (talk) => talk.length === 2);
  assert.ok(hasWords(bo, id));
  assert.deepEqual(bo.seat.lacking, []);
  await bo.stop();
  await bo.start();
  assert.deepEqual(await shown(bo), await shown(ana));
  await Promise.all([ana.stop(), bo.stop()]);
});
