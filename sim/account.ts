import { kindOf } from '../src/cell/action.ts';
import { currentVersion, standingObjections } from '../src/cell/decision.ts';
import { reviewObjections } from '../src/cell/outcome.ts';
import { hasSeen } from '../src/log/past.ts';
import { applicantOf } from '../src/peer/coming-back.ts';
import type { Seat } from '../src/peer/seat.ts';
import type { Story } from './story.ts';

/** Counts what only shows in the end: objections that stand, reviews, and what happened at once, neither side knowing of the other. */
export function takeAccount({ cell, record }: Seat, story: Story): void {
  const { power, charter, decisions } = cell;
  if (power === null || charter === null) return;
  const admissions = [];
  for (const proposal of decisions.proposals.values()) {
    const version = currentVersion(proposal);
    const certified = proposal.versions.find(({ id }) => power.certificates(id).length > 0);
    if (certified === undefined && standingObjections(version, charter.members.keys(), null).length > 0) story.count('standing objection');
    if (certified !== undefined && reviewObjections(certified, power).length > 0) story.count('late objection, review');
    if (proposal.versions.length > 1 && certified !== undefined) story.count('amended, then certified');
    if (certified !== undefined && applicantOf(proposal) !== null) admissions.push(certified.entry);
  }
  for (const [i, one] of admissions.entries()) {
    // Both were asked before either was decided.
    if (admissions.slice(i + 1).some(({ charter: on }) => on === one.charter)) story.count('concurrent admission');
  }
  const gone = charter.former.size;
  if (gone > 0) story.count('removal', gone);
  if (gone > 1) story.count('several removals');
  story.count('entry set aside', cell.quarantine.entries().length);
  for (const { id, effects } of decisions.versions.values()) {
    const isReadmission = effects.ok && effects.value.some(({ kind }) => kind.readmits !== undefined);
    if (isReadmission && power.certificates(id).length > 0) story.count('readmission');
  }
  for (const setting of ['name', 'respondWithin'] as const) if (cell.setting(setting).clash.length > 0) story.count('settings that clash');
  const epochs = record.scope('record').flatMap(({ entries }) => entries.filter(({ action }) => kindOf(action) === 'epoch'));
  for (const [i, one] of epochs.entries()) {
    if (epochs.slice(i + 1).some((other) => !hasSeen(one, other) && !hasSeen(other, one))) story.count('concurrent epochs');
  }
}
