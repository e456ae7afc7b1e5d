import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openSqliteStore } from './store.ts';

test('entries of 385 bytes by eight devices take at most 450 bytes each on the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moot-size-'));
  const file = join(folder, 'ab.db');
  const store = await openSqliteStore(file);
  const logs = Array.from({ length: 8 }, (_, n) => ({ log: new Uint8Array(32).fill(n), seq: 0 }));
  const count = 10_000;
  for (let at = 0; at < count; at += 500) {
    const entries = Array.from({ length: 500 }, (_, i) => {
      // Devices take turns unevenly, as people do.
      const writer = logs[(i * i + (at % 7)) % 8] as { log: Uint8Array; seq: number };
      return { log: writer.log, seq: writer.seq++, bytes: new Uint8Array(385) };
    });
    await store.write({ entries });
  }
  await store.close();
  const each = (await stat(file)).size / count;
  await rm(folder, { recursive: true });
  assert.ok(each <= 450, `${each} bytes an entry`);
});
