import type { Cbor } from '../../../bytes/cbor.ts';
import type { Id } from '../../../bytes/id.ts';
import { accept, assert, refuse, type Verdict } from '../../../bytes/verdict.ts';
import { currentVersion, drawnVersion, type Proposal, type Version } from '../../../cell/decision.ts';
import type { Power } from '../../../cell/power.ts';
import type { Desk } from '../../command.ts';
import { findId } from '../../find-id.ts';
import { fields, idLetters } from '../../input.ts';
import { recordDraft } from '../actions.ts';

/** Who may do what in the cell of a desk. */
export function powerOf({ cell }: Desk): Power {
  assert(cell.power !== null, 'commands to be run once the genesis is here');
  return cell.power;
}

/** The proposal that a person means by the first letters of its id or of a version's. */
export function findProposal(desk: Desk, typed: string): Verdict<Proposal> {
  const { versions, proposals } = desk.cell.decisions;
  const id = findId(typed, versions);
  if (!id.ok) return id;
  const proposal = proposals.get(versions.get(id.value)?.proposal ?? '');
  return proposal === undefined ? refuse('id-unknown') : accept(proposal);
}

/** Writes one action into the record. @returns its entry's id */
export async function write(desk: Desk, action: Cbor): Promise<Id> {
  const [id] = await desk.write([recordDraft(action)]);
  assert(id !== undefined, 'a desk to give the id of what it wrote');
  return id;
}

/** What people see when they respond: the version in effect or drawn, where there is one, else the newest. */
function versionAskedAbout(proposal: Proposal, power: Power): Version {
  return proposal.versions.find(({ id }) => power.certificates(id).length > 0) ?? drawnVersion(proposal) ?? currentVersion(proposal);
}

/** The proposal that a person means (`findProposal`), and the version of it that people see when they respond. */
export function findVersion(desk: Desk, typed: string): Verdict<{ readonly proposal: Proposal; readonly version: Version }> {
  const proposal = findProposal(desk, typed);
  return proposal.ok ? accept({ proposal: proposal.value, version: versionAskedAbout(proposal.value, powerOf(desk)) }) : proposal;
}

/** A decision, by the first letters of its id. */
export const idInput = fields({ id: idLetters });
