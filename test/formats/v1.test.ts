import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { memoryHomeDisk } from '../../src/adapters/memory/disk.ts';
import { memoryHome } from '../../src/adapters/memory/home.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { decodeSnapshot, encodeSnapshot } from '../../src/log/snapshot.ts';
import { readTranscript, redrawTranscript } from '../../src/tally/transcript.ts';
import { type KeptGroup, keepGroup, rememberedOfGroup } from './group.ts';
import { enter, leave, PASSPHRASE, remembered, run } from './household.ts';
import { type Kept, keepHousehold } from './make.ts';

// What the first version has written opens for ever, and says the same. These files are never made anew.

const V1 = new URL('v1/', import.meta.url);
const { at, recoveryWords, state }: Kept = JSON.parse(readFileSync(new URL('expected.json', V1), 'utf8'));
const clock = { ...systemClock, now: () => at };
const folder = mkdtempSync(join(tmpdir(), 'moot-formats-'));
after(() => rmSync(folder, { recursive: true }));

test('a home of version 1 opens, and all that was in it is there', async () => {
  const home = join(folder, 'home');
  cpSync(new URL('home', V1), home, { recursive: true });
  for (const look of ['once', 'and again, after whatever opening has changed']) {
    const peer = await enter(home, clock);
    assert.deepEqual(await remembered(peer), state, look);
    await leave(peer);
  }
  const peer = await enter(home, clock);
  const { id } = await run(peer, 'say', { text: 'Said by a later Moot.' });
  assert.ok((await run(peer, 'talk')).some((message: { id: string }) => message.id === id));
  await leave(peer);
});

test('a backup of version 1 comes back with its words', async () => {
  const peer = await enter(memoryHome(memoryHomeDisk()), clock);
  await run(peer, 'restore', { file: join(import.meta.dirname, 'v1', 'backup'), words: recoveryWords });
  const { cell, people, decisions, talk } = await remembered(peer);
  assert.deepEqual(
    { cell, people, decisions, talk },
    { cell: state.cell, people: state.people, decisions: state.decisions, talk: state.talk },
  );
  await leave(peer);
});

test('a draw that version 1 has written down is drawn again to the same', () => {
  const kept = readTranscript(readFileSync(new URL('draw.json', V1), 'utf8'));
  assert.ok(kept.ok);
  const { candidates, seats } = kept.value;
  const drawn = redrawTranscript(kept.value);
  assert.ok(drawn.ok);
  const names = drawn.value.order.slice(0, seats).map((i) => candidates[i]?.name);
  assert.deepEqual(names, JSON.parse(readFileSync(new URL('draw-expected.json', V1), 'utf8')));
});

test('a snapshot of version 1 is read as it was taken, and is written so', () => {
  const { bytes, logs, order } = JSON.parse(readFileSync(new URL('snapshot.json', V1), 'utf8'));
  const read = decodeSnapshot(Uint8Array.fromHex(bytes));
  assert.ok(read.ok);
  const counts = (_key: string, value: unknown): unknown => (value instanceof Uint32Array ? [...value] : value);
  assert.deepEqual(JSON.parse(JSON.stringify(read.value, counts)), { logs, order });
  assert.equal(encodeSnapshot(read.value)?.toHex(), bytes);
});

test('what this version writes can be kept in the same way', { timeout: 60_000 }, async () => {
  const awake = setInterval(() => {}, 1000);
  const kept = join(folder, 'now');
  await keepHousehold(kept);
  clearInterval(awake);
  const now: Kept = JSON.parse(readFileSync(join(kept, 'expected.json'), 'utf8'));
  assert.deepEqual(
    now.state.talk.map(({ text }) => text),
    state.talk.map(({ text }) => text),
  );
  assert.ok(!readFileSync(join(kept, 'home', 'keyring')).includes(PASSPHRASE));
});

test('a home of version 1 with circles, agreements, votes and somebody who came back opens, and all of that is there', async () => {
  const of: KeptGroup = JSON.parse(readFileSync(new URL('group/expected.json', V1), 'utf8'));
  const home = join(folder, 'group');
  cpSync(new URL('group/home', V1), home, { recursive: true });
  const peer = await enter(home, { ...systemClock, now: () => of.at });
  assert.deepEqual(await rememberedOfGroup(peer), of.state);
  await leave(peer);
});

test('what this version writes of a group can be kept in the same way', { timeout: 120_000 }, async () => {
  const of: KeptGroup = JSON.parse(readFileSync(new URL('group/expected.json', V1), 'utf8'));
  const awake = setInterval(() => {}, 1000);
  const kept = join(folder, 'group-now');
  await keepGroup(kept);
  clearInterval(awake);
  const now: KeptGroup = JSON.parse(readFileSync(join(kept, 'expected.json'), 'utf8'));
  const told = ({ state }: KeptGroup) => [
    state.circles.map(({ name, isIn }) => [name, isIn]).sort(),
    state.agreements.length,
    state.said.length,
  ];
  assert.deepEqual(told(now), told(of));
});
