import { SETTINGS } from '../../cell/agreement.ts';
import type { Cell } from '../../cell/cell.ts';
import { currentVersion, type Proposal } from '../../cell/decision.ts';
import { withoutDoubles } from '../../cell/knock.ts';
import type { Power } from '../../cell/power.ts';
import { type AgreementLine, listAgreements } from '../../practices/agreements/view.ts';
import type { Desk } from '../../practices/command.ts';
import { answersOf, type DecisionView, stateOf, viewDecision } from '../../practices/decisions/view.ts';
import { onlyMembersTakePart } from '../../practices/membership.ts';
import { isoTime } from '../../practices/moment.ts';
import { SeatDesk } from '../desk.ts';
import { listPeople } from '../people.ts';
import { isBackupDue, type Safeguards } from '../safeguards.ts';
import type { Seat } from '../seat.ts';
import type { Waiting } from './waiting.ts';
import { type Standing, whatWaits } from './what-waits.ts';

/** What the talk of a cell says to somebody: its channels, as the operation `channels` has them. */
export type Channels = Standing['channels'];

/**
 * What waits for this device's person in a cell, and of what they keep for themselves; nothing where the device speaks for nobody: they look on.
 * @param now milliseconds since 1970
 */
export function waitingAt(seat: Seat, channels: Channels, safeguards: Safeguards, now: number): Waiting[] {
  const { cell } = seat;
  const { power } = cell;
  const desk = new SeatDesk(seat, now);
  if (power === null || seat.standstill !== null || !onlyMembersTakePart(desk).ok) return [];
  return whatWaits({
    me: desk.me.member,
    now,
    decisions: decisionsThatAsk(desk, power),
    people: listPeople(seat, now),
    channels,
    agreements: agreementsToLookAt(desk),
    clashes: SETTINGS.filter((setting) => isClashing(cell, setting)),
    isWithoutWords: !safeguards.isWritten,
    backupSince: isBackupDue(safeguards, Math.floor(now / 1000)) ? isoTime(safeguards.remindAt ?? 0) : null,
  });
}

/** Open and in review; of the thousands that are over some day only those at which somebody asked for help. */
function decisionsThatAsk(desk: Desk, power: Power): DecisionView[] {
  return withoutDoubles(desk.cell.decisions.proposals.values(), power)
    .filter((proposal) => {
      const state = stateOf(desk, proposal, power);
      return state === 'open' || state === 'in-review' || (state === 'not-passed' && isHelpAsked(desk, proposal));
    })
    .map((proposal) => viewDecision(desk, proposal, power));
}

function isHelpAsked(desk: Desk, proposal: Proposal): boolean {
  const { waysOut, qualifying } = answersOf(desk).rounds;
  const said = proposal.versions.flatMap(({ answers }) => [...answers.values()].flat());
  return waysOut.has(currentVersion(proposal).id) || said.some(({ entry }) => qualifying.has(entry.id));
}

function agreementsToLookAt(desk: Desk): AgreementLine[] {
  const lapsed = listAgreements(desk, { state: 'lapsed' });
  const known = new Set(lapsed.map(({ id }) => id));
  return [...listAgreements(desk, { rest: 0 }).filter(({ id }) => !known.has(id)), ...lapsed];
}

/** Whether two decisions settled a setting at once. */
function isClashing(cell: Cell, setting: (typeof SETTINGS)[number]): boolean {
  if (setting === 'quorum') return cell.charter !== null && cell.charter.quorumFrom !== null && cell.charter.quorumClash.length > 0;
  const { version, clash } = cell.setting(setting);
  return version !== null && clash.length > 0;
}
