import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract } from '../../ports/store.contract.ts';
import type { Store } from '../../ports/store.ts';
import { openSqliteStore } from './store.ts';

storeContract('sqlite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moot-store-'));
  const opened: Store[] = [];
  return {
    open: async () => {
      const store = await openSqliteStore(join(folder, 'ab.db'));
      opened.push(store);
      return store;
    },
    clear: async () => {
      for (const store of opened) await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
