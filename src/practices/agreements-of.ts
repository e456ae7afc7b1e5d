import type { Id } from '../bytes/id.ts';
import { accept, assert, type Verdict } from '../bytes/verdict.ts';
import { type Agreement, type Agreements, readAgreements } from '../cell/agreements.ts';
import type { Desk } from './command.ts';
import { findId } from './find-id.ts';

/** The register of agreements, as it stands on a desk at this moment. */
export function agreementsOf(desk: Desk): Agreements {
  const { power, decisions } = desk.cell;
  assert(power !== null, 'commands to be run once the genesis is here');
  return readAgreements(decisions.proposals.values(), power, { now: desk.now, firstSeen: (version) => desk.firstSeen(version) });
}

/** The agreement that a person means by the first letters of its id. Refuses as `findId` does. */
export function findAgreement(agreements: Agreements, typed: string): Verdict<Agreement> {
  const id = findId(typed, agreements);
  return id.ok ? accept(agreements.get(id.value as Id) as Agreement) : id;
}
