import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore } from '../adapters/memory/store.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { utf8 } from '../bytes/octets.ts';
import { Notes } from './notes.ts';

const KEY = new Uint8Array(32).fill(1);
const OTHER_KEY = new Uint8Array(32).fill(2);
const SECRET = utf8('the key lies under the oven');

function notesOn(store = memoryStore(), key = KEY) {
  return { store, notes: new Notes(store, key, systemRandom) };
}

test('I17: a note lies sealed in the store, each time otherwise, and opens with its key alone', async () => {
  const { store, notes } = notesOn();
  await notes.write('epochs', SECRET);
  const lies = (await store.note('epochs')) as Uint8Array;
  assert.equal(Buffer.from(lies).indexOf(SECRET), -1);
  assert.deepEqual(await notes.read('epochs'), SECRET);
  assert.equal(await notes.readText('epochs'), 'the key lies under the oven');
  assert.equal(await notesOn(store, OTHER_KEY).notes.read('epochs'), null);
  await notes.replace('epochs', SECRET);
  assert.notDeepEqual(await store.note('epochs'), lies);
  assert.deepEqual(await notes.read('epochs'), SECRET);
});

test('a note that was changed, or put in the place of another one, says nothing', async () => {
  const { store, notes } = notesOn();
  await notes.write('seen', SECRET);
  const lies = (await store.note('seen')) as Uint8Array;
  await store.write({ notes: [['told', lies]] });
  assert.equal(await notes.read('told'), null);
  await store.write({ notes: [['seen', lies.with(-1, (lies.at(-1) as number) ^ 1)]] });
  assert.equal(await notes.read('seen'), null);
  assert.equal(await notes.read('never written'), null);
});

test('what is read in a turn is still so when it is written, also behind a turn that failed', async () => {
  const { notes } = notesOn();
  const addOne = () => notes.inTurn(async () => notes.write('count', Uint8Array.of(((await notes.read('count'))?.[0] ?? 0) + 1)));
  const failed = assert.rejects(
    notes.inTurn(() => Promise.reject(new Error('no room'))),
    /no room/,
  );
  await Promise.all([addOne(), failed, addOne(), addOne()]);
  assert.deepEqual(await notes.read('count'), Uint8Array.of(3));
});
