import { kindOf } from '../src/cell/action.ts';
import { type Agreement, agreementState, clashOf, readAgreements } from '../src/cell/agreements.ts';
import { currentVersion, drawnVersion, standingObjections } from '../src/cell/decision.ts';
import { needsCertificate } from '../src/cell/method.ts';
import { reviewObjections } from '../src/cell/outcome.ts';
import { hasSeen } from '../src/log/past.ts';
import { applicantOf } from '../src/peer/coming-back.ts';
import type { Seat } from '../src/peer/seat.ts';
import type { Story } from './story.ts';

/** How far ahead the register is read, in milliseconds: reviews lie days ahead, and worlds end before. */
const AHEAD = 4 * 86_400_000;

/** Counts what only shows in the end: objections that stand, reviews, and what happened at once, neither side knowing of the other. @param now milliseconds since 1970 */
export function takeAccount({ cell, record }: Seat, story: Story, now: number): void {
  const { power, charter, decisions } = cell;
  if (power === null || charter === null) return;
  const admissions = [];
  for (const proposal of decisions.proposals.values()) {
    const version = currentVersion(proposal);
    const certified = proposal.versions.find(({ id }) => power.certificates(id).length > 0);
    if (certified === undefined && standingObjections(version, charter.members.keys(), null).length > 0) story.count('standing objection');
    if (certified !== undefined && reviewObjections(certified, power).length > 0) story.count('late objection, review');
    if (proposal.versions.length > 1 && certified !== undefined) story.count('amended, then certified');
    const drawn = drawnVersion(proposal)?.drawing;
    const fixed = drawn?.fixedIn(null);
    if (Array.isArray(fixed)) story.count('draw');
    if (drawn?.drawn.ok) story.count('draw opened');
    if (Array.isArray(fixed) && fixed.length < (drawn?.voters.length ?? 0)) story.count('draw without the part of somebody');
    if (version.mostVoices > 0 && version.voicesGiven([...charter.members.keys()]).size > 0) story.count('voice that is given');
    const applicant = applicantOf(proposal);
    if (certified !== undefined && certified.content.method !== 'consent') story.count('certificate by consensus');
    if (certified !== undefined && applicant?.again === null) admissions.push(certified.entry);
    if (certified !== undefined && (applicant?.again ?? null) !== null) story.count('recovery');
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
  for (const setting of ['name', 'respondWithin', 'retention'] as const)
    if (cell.setting(setting).clash.length > 0) story.count('settings that clash');
  countAgreements([...readAgreements(decisions.proposals.values(), power, { now, firstSeen: () => 0 }).values()], story, now);
  if (cell.setting('retention').version !== null) story.count('another retention');
  const epochs = record.scope('record').flatMap(({ entries }) => entries.filter(({ action }) => kindOf(action) === 'epoch'));
  for (const [i, one] of epochs.entries()) {
    if (epochs.slice(i + 1).some((other) => !hasSeen(one, other) && !hasSeen(other, one))) story.count('concurrent epochs');
  }
}

function countAgreements(agreements: readonly Agreement[], story: Story, now: number): void {
  for (const agreement of agreements) {
    story.count('agreement');
    if (!needsCertificate(agreement.version.content)) story.count('agreement by a count');
    if (agreement.after.length > 0) story.count('agreement replaced');
    if (agreement.endings.length > 0) story.count('agreement ended');
    if (agreementState(agreement, now + AHEAD) === 'lapsed') story.count('agreement lapsed');
    if (clashOf(agreement, 0).agreements.length + clashOf(agreement, 0).endings.length > 0) story.count('agreements that clash');
  }
}
