import type { Id } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { type Admit, admit } from '../cell/admit.ts';
import { memberIdOf } from '../cell/bundle.ts';
import type { Charter, Member } from '../cell/charter.ts';
import { currentVersion, type Proposal } from '../cell/decision.ts';
import { findByName } from '../cell/names.ts';
import { type Recover, recover } from '../cell/recover.ts';
import { arrivalNumber } from '../cell/safety-number.ts';
import { bundleOf } from './founding.ts';
import type { CellKeys } from './keyring.ts';

/** Whoever is at the door: what they would come in by. */
export interface Applicant {
  /** Hash of the bundle that they bring: whom it would admit. */
  readonly member: Id;
  readonly content: Admit | Recover;
  /** The member whom they say they are, where they have lost their devices; null for whoever is new. */
  readonly again: Id | null;
}

/** Whom a proposal would let in, where it is one to admit somebody or to give a member a new device. */
export function applicantOf(proposal: Proposal): Applicant | null {
  const { effects } = currentVersion(proposal);
  if (!effects.ok) return null;
  for (const { kind, content } of effects.value) {
    const again = kind.recovers?.(content)?.member ?? null;
    if (kind.action.kind !== admit.action.kind && again === null) continue;
    return { member: memberIdOf((content as Admit | Recover).bundle), content: content as Admit | Recover, again };
  }
  return null;
}

/** The number that the person of this device reads to a member while they wait to come back; null for everybody else. */
export function arrivalOf(keys: CellKeys): string | null {
  return keys.welcome === null && keys.joining?.again === true ? arrivalNumber(keys.cell, memberIdOf(bundleOf(keys))) : null;
}

/**
 * The member who comes back under this name. Refuses `nobody-of-that-name`, and `two-cannot-recover` in a cell where nobody but the other one could decide.
 */
export function findReturning(name: string, charter: Charter): Verdict<Member> {
  const member = charter.members.get(findByName(charter, name) ?? '');
  if (member === undefined) return refuse('nobody-of-that-name');
  return charter.members.size <= 2 ? refuse('two-cannot-recover') : accept(member);
}

/** The effect that gives a member the device of whoever has presented themselves. */
export function recovery(member: Member, { name, bundle, invitation, invited, asked }: Omit<Recover, 'member' | 'replaces'>) {
  return recover.action.write({ member: member.id, replaces: member.bundle.device, name, bundle, invitation, invited, asked });
}
