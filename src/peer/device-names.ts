import type { Id } from '../bytes/id.ts';
import { utf8 } from '../bytes/octets.ts';
import type { Notes } from './notes.ts';

// What a person calls their devices says where they are and what they own, so it goes to nobody: each device keeps the names for itself, and hands
// them to a new one when it is linked.

/** Keeps what the person calls a device of theirs; resolved means that it is on the disk. */
export function keepDeviceName(notes: Notes, device: Id, name: string): Promise<void> {
  return notes.write(noteName(device), utf8(name));
}

/** What the person calls a device; empty where it has no name. */
export async function readDeviceName(notes: Notes, device: Id): Promise<string> {
  return (await notes.readText(noteName(device))) ?? '';
}

function noteName(device: Id): string {
  return `device/${device.slice(0, 32)}`;
}
