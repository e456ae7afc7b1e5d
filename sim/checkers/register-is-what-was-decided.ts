import type { Id } from '../../src/bytes/id.ts';
import { type Agreement, readAgreements } from '../../src/cell/agreements.ts';
import { needsCertificate } from '../../src/cell/method.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { PlainPower } from '../naive/power.ts';
import { everPassed, type PlainAgreement, plainRegister } from '../naive/register.ts';
import type { Finding } from './finding.ts';

const INVARIANT = 'RegisterIsWhatWasDecided';

/** A moment long after everything, so that every count is over. */
const LATER = { now: 4_000_000_000_000, firstSeen: () => 0 };

/**
 * RegisterIsWhatWasDecided: the register holds what was decided, no more and no less, and whatever took the place of an agreement or ended it had read
 * it. What was certified the plain rules certify; what was counted had passed, at some moment, by a plain count.
 */
export function checkRegisterIsWhatWasDecided(plain: PlainPower, { cell: { decisions, power } }: Seat): Finding[] {
  const findings: Finding[] = [];
  const tell = (what: string) => findings.push({ invariant: INVARIANT, what });
  if (power === null) return [];
  const shown = readAgreements(decisions.proposals.values(), power, LATER);
  const counted = new Set([...shown.values()].flatMap(countedIn));
  // Voices that were given away are not counted here.
  const areVoicesGiven = plain.entries.some(({ action }) => Array.isArray(action) && action[0] === 'delegate');
  for (const id of areVoicesGiven ? [] : counted) {
    const version = plain.versions.get(id);
    if (version === undefined || !everPassed(version, plain)) tell(`${id.slice(0, 8)} counts as decided and has never passed`);
  }
  const expected = plainRegister(plain, ({ entry }) => counted.has(entry.id));
  for (const id of new Set([...shown.keys(), ...expected.keys()])) {
    const [one, other] = [JSON.stringify(plainly(shown.get(id))), JSON.stringify(expected.get(id))];
    if (one !== other) tell(`the agreement ${id.slice(0, 8)}: the device has ${one}, the rules ${other}`);
  }
  return findings;
}

/** The versions of an agreement, and of what ended it, that were decided by a count. */
function countedIn({ version, endings }: Agreement): Id[] {
  return [version, ...endings.map((ending) => ending.version)].filter(({ content }) => !needsCertificate(content)).map(({ id }) => id);
}

function plainly(agreement: Agreement | undefined): PlainAgreement | undefined {
  if (agreement === undefined) return undefined;
  const { version, after, endings } = agreement;
  return { version: version.id, after: after.map(({ id }) => id).sort(), endings: endings.map(({ proposal }) => proposal.id).sort() };
}
