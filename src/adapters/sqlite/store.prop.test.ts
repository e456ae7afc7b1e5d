import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Store, StoreBatch } from '../../ports/store.ts';
import { memoryStore } from '../memory/store.ts';
import { openSqliteStore } from './store.ts';

const log = fc.integer({ min: 0, max: 3 }).map((n) => new Uint8Array(32).fill(n));
const seq = fc.integer({ min: 0, max: 12 });
const note = fc.uint8Array({ maxLength: 300 });
const batch: fc.Arbitrary<StoreBatch> = fc.record(
  {
    entries: fc.array(fc.record({ log, seq, bytes: fc.uint8Array({ maxLength: 600 }) }), { maxLength: 4 }),
    signatures: fc.array(fc.record({ log, seq, signature: fc.uint8Array({ minLength: 64, maxLength: 64 }) }), { maxLength: 3 }),
    obsolete: fc.array(fc.record({ log, from: seq, to: seq }), { maxLength: 3 }),
    rewritten: fc.array(fc.record({ log, seq, bytes: fc.uint8Array({ maxLength: 90 }) }), { maxLength: 2 }),
    erased: fc.array(log, { maxLength: 1 }),
    notes: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option<Uint8Array>(note)), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** Everything that a store can be asked, as one value. */
async function contents(store: Store): Promise<unknown> {
  const entries = [];
  for await (const part of store.entries()) entries.push(...part);
  const logs = await Promise.all([0, 1, 2, 3].map((n) => store.read(new Uint8Array(32).fill(n), n, 5, 900)));
  const signatures = (await store.signatures()).map(({ log, seq, signature }) => `${log.toHex()} ${seq} ${signature.toHex()}`);
  const notes = await Promise.all(['a', 'b', 'c'].map((name) => store.note(name)));
  return { entries, logs, signatures: signatures.sort(), notes };
}

test('whatever is written, accepted or refused, SQLite and memory hold the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moot-same-'));
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(batch, fc.boolean()), { maxLength: 12 }), async (steps) => {
      const file = join(folder, `${run++}.db`);
      const memory = memoryStore();
      let sqlite = await openSqliteStore(file);
      for (const [next, reopen] of steps) {
        const answer = (store: Store): Promise<string> =>
          store.write(next).then(
            () => 'written',
            (error) => error.name,
          );
        assert.equal(await answer(sqlite), await answer(memory));
        if (reopen) {
          await sqlite.close();
          sqlite = await openSqliteStore(file);
        }
        assert.deepEqual(await contents(sqlite), await contents(memory));
      }
      await sqlite.close();
    }),
    { numRuns: 60 },
  );
  await rm(folder, { recursive: true });
});
