import { assert } from '../bytes/verdict.ts';
import type { Store } from './store.ts';

/**
 * Where one person's Moot lives on a device: the sealed keyring, and a store for each cell. Opening one that is open already, here or in
 * another process, rejects with `HomeInUse`. Every adapter passes `home.contract.ts`.
 */
export interface Home {
  /** For people: where this is. */
  readonly place: string;
  /** The sealed keyring, or null where there is none yet. */
  readKeyring(): Promise<Uint8Array | null>;
  /** Replaces the keyring: afterwards the old or the new one is there, whole, whatever happens; resolved means flushed. */
  writeKeyring(bytes: Uint8Array): Promise<void>;
  /** Opens the store of that name (see `assertStoreName`), making it if there is none. One opener at a time: else rejects with `StoreBusy`. */
  openStore(name: string): Promise<Store>;
  /** Names of all stores. */
  stores(): Promise<readonly string[]>;
  /** Erases a store. Rejects with `StoreBusy` while it is open; one that is not there is erased already. */
  removeStore(name: string): Promise<void>;
  /** Closes all stores and gives the home free for another process. Later calls reject with `HomeClosed`; closing again does nothing. */
  close(): Promise<void>;
}

/** Asserts that a store can have this name: 1 to 64 lower-case hexadecimal letters, so that it is also the name of a file anywhere. */
export function assertStoreName(name: string): void {
  assert(/^[0-9a-f]{1,64}$/.test(name), `a store's name of 1 to 64 lower-case hexadecimal letters, not ${JSON.stringify(name)}`);
}
