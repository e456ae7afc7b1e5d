import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError } from '../../ports/disk-errors.ts';
import { assertStoreName, type Home } from '../../ports/home.ts';
import type { Store } from '../../ports/store.ts';
import { eraseSqliteStore } from '../sqlite/erase.ts';
import { checkSqliteStore, openSqliteStore, type SqliteStore } from '../sqlite/store.ts';
import { fileError } from './file-errors.ts';
import { holdHome } from './home-lock.ts';
import { makePrivateFolder, readPrivateFile, writePrivateFile } from './private-file.ts';

/** A home in a folder of this device. */
export interface SystemHome extends Home {
  /** What is wrong with the file of a store, in SQLite's words; empty when all is well. Reads the whole file. @throws as `openStore` */
  checkStore(name: string): Promise<readonly string[]>;
}

/**
 * Opens the home in a folder, making it if there is none, and holds it until it is closed or the process ends.
 *
 *     lock             held by the process that has the home open
 *     keyring          sealed
 *     cells/<name>.db  the store of a cell
 *
 * @param place the folder's path
 * @throws OperatingError (as a rejection) `HomeInUse`, `NoAccess`, `DiskFull`, `DiskFailing`
 */
export async function systemHome(place: string): Promise<SystemHome> {
  await makePrivateFolder(place);
  const release = holdHome(join(place, 'lock'), place);
  try {
    await makePrivateFolder(join(place, 'cells'));
    return new OpenHome(place, release);
  } catch (cause) {
    release();
    throw cause;
  }
}

class OpenHome implements SystemHome {
  readonly place: string;
  readonly #release: () => void;
  readonly #stores = new Map<string, SqliteStore>();
  /** The keyring is written by one at a time. */
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(place: string, release: () => void) {
    this.place = place;
    this.#release = release;
  }

  async readKeyring(): Promise<Uint8Array | null> {
    return readPrivateFile(this.#in('keyring'));
  }

  async writeKeyring(bytes: Uint8Array): Promise<void> {
    const file = this.#in('keyring');
    const copy = bytes.slice();
    const written = this.#writing.then(() => writePrivateFile(file, copy));
    this.#writing = written.catch(() => {});
    return written;
  }

  async openStore(name: string): Promise<Store> {
    const store = await openSqliteStore(this.#storeFile(name));
    this.#stores.set(name, store);
    return store;
  }

  async stores(): Promise<readonly string[]> {
    const folder = this.#in('cells');
    const files = await readdir(folder).catch((cause) => {
      throw fileError(folder, cause);
    });
    return files.flatMap((file) => /^([0-9a-f]{1,64})\.db$/.exec(file)?.[1] ?? []).sort();
  }

  async removeStore(name: string): Promise<void> {
    const file = this.#storeFile(name);
    if (this.#stores.get(name)?.closed === false) throw diskError('StoreBusy', file);
    await eraseSqliteStore(file).catch((cause) => {
      throw fileError(file, cause);
    });
    this.#stores.delete(name);
  }

  async checkStore(name: string): Promise<readonly string[]> {
    const file = this.#storeFile(name);
    const store = this.#stores.get(name);
    return store?.closed === false ? store.check() : checkSqliteStore(file);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writing;
    for (const store of this.#stores.values()) await store.close();
    this.#release();
  }

  #storeFile(name: string): string {
    assertStoreName(name);
    return join(this.#in('cells'), `${name}.db`);
  }

  #in(name: string): string {
    if (this.#closed) throw diskError('HomeClosed', this.place);
    return join(this.place, name);
  }
}
