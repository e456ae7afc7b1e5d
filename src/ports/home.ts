import type { Store } from './store.ts';

/** Where one person's Moot lives on a device: the sealed keyring, and a store for each cell. Every adapter passes `home.contract.ts`. */
export interface Home {
  /** For people: where this is. */
  readonly place: string;
  /** The sealed keyring, or null where there is none yet. */
  readKeyring(): Promise<Uint8Array | null>;
  /** Replaces the keyring: afterwards the old or the new one is there, whole, whatever happens; resolved means flushed. */
  writeKeyring(bytes: Uint8Array): Promise<void>;
  /** Opens the store of that name, making it if there is none. Names are lower-case hex of at most 64 characters. One opener at a time. */
  openStore(name: string): Promise<Store>;
  /** Names of all stores. */
  stores(): Promise<readonly string[]>;
  /** Erases a store that is not open. */
  removeStore(name: string): Promise<void>;
  /** Closes all stores and gives the home free for another process. */
  close(): Promise<void>;
}
