import type { Opened, Spent } from '../orders.ts';

/** A replica that was opened: how many entries could be read, and what memory the process takes. */
export type OpenedReplica = Pick<Opened, 'seconds' | 'processor' | 'entries' | 'rssInAll'>;

/** What a contender in a process of its own can be asked to do. */
export interface PeerOrders {
  /** Founds a group in this folder and has eight write. */
  fill(order: { readonly folder: string; readonly count: number }): Promise<Spent | null>;
  /** Opens what is in this folder, and reads every entry. */
  open(order: { readonly folder: string }): Promise<OpenedReplica>;
  /** Has what is open lie down, to be opened again. */
  layDown(order: object): Promise<void>;
  /** Opens what has lain down in this folder, and reads what was said last. */
  openAgain(order: { readonly folder: string }): Promise<Spent & { readonly newest: string }>;
  /** Opens an empty replica in one folder, for somebody who was handed what is in the other for newcomers. */
  arrive(order: { readonly folder: string; readonly from: string }): Promise<void>;
  /** Lets others come. @returns the address */
  listen(order: object): Promise<string>;
  /** Goes to an address, and stays. @returns what it took until so many entries were readable and durable */
  fetch(order: { readonly address: string; readonly count: number }): Promise<Spent>;
  /** Says so many things, one after the other. @returns when each was begun, in milliseconds by the machine's clock */
  speak(order: { readonly from: number; readonly count: number; readonly pause: number }): Promise<number[]>;
  /** Listens until so many entries have come after the first ones. @returns when each could be read, in milliseconds by the machine's clock */
  hear(order: { readonly from: number; readonly count: number }): Promise<number[]>;
  /** Closes the replica, and waits until all is on the disk. */
  leave(order: object): Promise<void>;
}
