import type { Spent } from '../orders.ts';

/** One device's copy of what a group has, opened. */
export interface Replica {
  /** Reads every entry that is there. @returns how many */
  count(): number | Promise<number>;
  /** Calls back when entries may have come, with how many can be read now. */
  watch(heard: (count: number) => void): void;
  /** Lets others come, over loopback. @returns where to find it */
  listen(): Promise<string>;
  /** Goes to the replica at an address, and stays linked. Resolves when so many entries are readable and durable here. */
  fetch(address: string, count: number): Promise<void>;
  /** Writes one entry, and resolves when it is durable here. */
  say(index: number): Promise<void>;
  /** What was said last, in its words. */
  newest(): string | Promise<string>;
  /** Keeps how things stand, for `openAgain`; whoever keeps nothing has none. */
  layDown?(): Promise<void>;
  /** All is on the disk, and nothing keeps the process. */
  close(): Promise<void>;
}

/** One library, put to the work. Every method is called in a process of its own. */
export interface Contender {
  /**
   * Founds a group of eight and has them write: an eighth of the entries each, `BATCH` at a time, each batch durable before the next.
   * @param folder empty; the replica is left there, closed @param count entries of 200 bytes
   * @returns the time in which they wrote, and nothing else; null where they did not write as all others do
   */
  fill(folder: string, count: number): Promise<Spent | null>;
  /** Opens what is there, so that all of it can be read. */
  open(folder: string): Promise<Replica>;
  /** Opens what was laid down, so that what was said last can be read and one can write; `open` unless given. */
  openAgain?(folder: string): Promise<Replica>;
  /** Opens an empty replica for a member who knows whom to ask. @param from a folder that was filled: only what a newcomer is handed is taken from there */
  newcomer(folder: string, from: string): Promise<Replica>;
}
