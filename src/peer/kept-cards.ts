import type { Id } from '../bytes/id.ts';
import type { Notes } from './notes.ts';

/** Where a device was last to be reached, by its own word: sealed to the cell, as it goes from device to device. */
export interface KeptCard {
  readonly device: Id;
  readonly sealed: Uint8Array;
}

/** The name of the note that holds a device's card. */
export function cardNoteOf(device: Id): string {
  return `card/${device.slice(0, 32)}`;
}

/** The cards that this device has kept of these ones: where it begins to look for them. */
export async function readCards(notes: Notes, devices: Iterable<Id>): Promise<KeptCard[]> {
  const cards: KeptCard[] = [];
  for (const device of devices) {
    const sealed = await notes.read(cardNoteOf(device));
    if (sealed !== null) cards.push({ device, sealed });
  }
  return cards;
}
