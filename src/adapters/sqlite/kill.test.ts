import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openSqliteStore } from './store.ts';

/** Appends batches to a store for ever and says the number of each one as soon as it is acknowledged. */
const appender = (file: string): string => `
  import { writeSync } from 'node:fs';
  const { openSqliteStore } = await import(${JSON.stringify(new URL('./store.ts', import.meta.url).href)});
  const store = await openSqliteStore(${JSON.stringify(file)});
  const log = new Uint8Array(32);
  const seq = (await store.note('entries'))?.reduce((sum, byte) => sum * 256 + byte, 0) ?? 0;
  for (let next = seq, batch = 0; ; batch++) {
    const size = 1 + Math.floor(Math.random() * 40);
    const entries = Array.from({ length: size }, (_, i) => ({ log, seq: next + i, bytes: new Uint8Array(385).fill(i) }));
    next += size;
    await store.write({ entries, notes: [['entries', new Uint8Array([next >> 16, next >> 8, next])]] });
    writeSync(1, next + '\\n');
  }`;

test('killed at any moment, a store holds every batch that it acknowledged, and no part of another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moot-kill-'));
  const file = join(folder, 'ab.db');
  let before = 0;
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', appender(file)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    let acknowledged = before;
    let left = randomInt(1, 200);
    for await (const line of createInterface(child.stdout)) {
      acknowledged = Number(line);
      if (--left === 0) child.kill('SIGKILL');
    }
    await exit;

    const store = await openSqliteStore(file);
    const note = await store.note('entries');
    const noted = note?.reduce((sum, byte) => sum * 256 + byte, 0) ?? 0;
    const seqs: number[] = [];
    for await (const entries of store.entries()) seqs.push(...entries.map(({ seq }) => seq));
    assert.ok(acknowledged > before && noted >= acknowledged, `${noted} entries are there, ${acknowledged} were acknowledged`);
    assert.deepEqual(
      seqs,
      Array.from({ length: noted }, (_, seq) => seq),
      'the entries and the note of one batch are there together',
    );
    assert.deepEqual(await store.check(), []);
    await store.close();
    before = noted;
  }
  await rm(folder, { recursive: true });
});
