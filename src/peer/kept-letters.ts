import type { Id } from '../bytes/id.ts';
import { utf8 } from '../bytes/octets.ts';
import type { Notes } from './notes.ts';

// The record holds the public half of an invitation alone, so what is handed on is kept by the device that made it: it can be shown again.

/** Keeps the text of an own invitation; resolved means that it is on the disk. */
export function keepLetter(notes: Notes, invitation: Id, letter: string): Promise<void> {
  return notes.write(noteName(invitation), utf8(letter));
}

/** The text of an invitation that this device has made; null for those of others. */
export function readLetter(notes: Notes, invitation: Id): Promise<string | null> {
  return notes.readText(noteName(invitation));
}

function noteName(invitation: Id): string {
  return `letter/${invitation.slice(0, 32)}`;
}
