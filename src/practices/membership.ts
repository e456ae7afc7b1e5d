import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Desk } from './command.ts';

/** Whoever waits at the door, has left or was removed looks on. The cell's own rules say so too; here a person hears it before writing. */
export function onlyMembersTakePart({ cell, me }: Desk): Verdict<null> {
  if (cell.charter?.members.has(me.member) !== true) return refuse('not-a-member');
  return cell.currentDevices().has(me.device) ? accept(null) : refuse('device-revoked');
}
