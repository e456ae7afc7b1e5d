import type { Output } from '../api/client.ts';
import type { Waiting } from './waiting.ts';

type Agreement = Output<'agreements'>[number];

/** So many days it stands here that an agreement has lapsed. */
const LAPSED_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Agreements that wait for a look: those that clash, whose review is near or overdue, and that lapsed lately. What goes on all the same waits for whoever
 * looks after it, and for everybody once it is overdue or where nobody does. @param today such as `2026-11-21` @param me id of the reader's member
 */
export function agreementsWaiting(agreements: readonly Agreement[], me: string | undefined, today: string): Waiting[] {
  const waits = ({ state, clashes, review, afterwards, overdue, owner }: Agreement): boolean => {
    if (clashes > 0) return true;
    if (state === 'lapsed') return review !== null && Date.parse(today) - Date.parse(review) <= LAPSED_DAYS * DAY_MS;
    return state === 'due' && (afterwards === 'lapse' || overdue || owner === null || owner.memberId === me);
  };
  return agreements
    .filter(waits)
    .sort((a, b) => ((a.review ?? '') < (b.review ?? '') ? -1 : 1))
    .map((agreement) => ({ kind: 'agreement', agreement }));
}

/** All that waits, with agreements after what the group asks and before what was said to the reader. */
export function withAgreements(waiting: readonly Waiting[], agreements: readonly Waiting[]): Waiting[] {
  const isLater = ({ kind }: Waiting): boolean => kind === 'call' || kind === 'own';
  return [...waiting.filter((one) => !isLater(one)), ...agreements, ...waiting.filter(isLater)];
}
