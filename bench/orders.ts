/** How long something took on the clock, and how long the process was at it on all cores: what else the machine does shows in the first alone. */
export interface Spent {
  readonly seconds: number;
  readonly processor: number;
}

/** A seat that was opened. */
export interface Opened extends Spent {
  readonly entries: number;
  /** What it takes then until the newest messages of everybody's channel are there to be shown: to open and fold what was said. */
  readonly look: Spent;
  /** By how much it has grown through this: memory of JavaScript with all buffers, and what the system counts. Garbage is collected before and after. */
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** What the system counts for the whole process. */
  readonly rssInAll: number;
}

/** What it took until the newest messages of everybody's channel were there to be shown, and all that waits, and the person could write. */
export interface OpenedAgain extends Spent {
  /** Until everything was read and folded, old talk among it. */
  readonly awake: Spent;
}

/** What it took until all entries were folded and on the disk. */
export interface Fetched extends Spent {
  /** Until its own person was a member by the charter that had come: all that is needed to decide and to write. */
  readonly charter: Spent;
}

/** What a device in a process of its own can be asked to do, and what it answers. */
export interface Orders {
  /** Opens the seat of these keys (a keyring of one cell, in hexadecimal) over the store in this file. */
  open(order: { readonly keyring: string; readonly file: string }): Promise<Opened>;
  /** Lays the seat down, lets go of its store, and opens both again: as after locking and unlocking, in a program that has run before. */
  openAgain(order: object): Promise<OpenedAgain>;
  /** Writes entries in batches, each once the one before it is on the disk. @returns milliseconds that each batch took */
  write(order: { readonly batches: number; readonly size: number }): Promise<number[]>;
  /** Goes on a network that does not leave this machine. @returns its addresses */
  meet(order: object): Promise<readonly string[]>;
  /** Meets the device at these addresses, and stays until it has so many entries. */
  fetch(order: { readonly addresses: readonly string[]; readonly entries: number }): Promise<Fetched>;
  /** Makes a new secret for so many devices, so many times. @returns milliseconds that each took until it was on the disk */
  rekey(order: { readonly devices: number; readonly times: number }): Promise<number[]>;
  /** Says so many things, one after the other. @returns when each was begun, in milliseconds by the machine's clock */
  speak(order: { readonly count: number; readonly pause: number }): Promise<number[]>;
  /** Listens until so many entries more have come. @returns when each was folded and on the disk, in milliseconds by the machine's clock */
  hear(order: { readonly count: number }): Promise<number[]>;
}

/** What came of an order. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };
