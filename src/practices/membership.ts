import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Desk } from './command.ts';

/** Whoever waits at the door, has left or was removed looks on. The cell's own rules say so too; here a person hears it before writing. */
export function onlyMembersTakePart({ cell, me }: Desk): Verdict<null> {
  return cell.charter?.members.has(me.member) ? accept(null) : refuse('not-a-member');
}
