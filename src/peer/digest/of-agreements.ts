import type { Id } from '../../bytes/id.ts';
import type { AgreementLine } from '../../practices/agreements/view.ts';
import type { Waiting } from './waiting.ts';

/** So many days it waits for a look that an agreement has lapsed. */
const LAPSED_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Agreements that wait for a look: those that clash, whose review is near or overdue, and that lapsed lately. What goes on all the same waits for whoever
 * looks after it, and for everybody once it is overdue or where nobody does. @param me the reader's member @param now milliseconds since 1970
 */
export function waitingAgreements(agreements: readonly AgreementLine[], me: Id, now: number): Waiting[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const waits = ({ state, clashes, review, afterwards, overdue, owner }: AgreementLine): boolean => {
    if (clashes > 0) return true;
    if (state === 'lapsed') return review !== null && today - Date.parse(review) <= LAPSED_DAYS * DAY_MS;
    return state === 'due' && (afterwards === 'lapse' || overdue || owner === null || owner.memberId === me);
  };
  return agreements
    .filter(waits)
    .sort((a, b) => ((a.review ?? '') < (b.review ?? '') ? -1 : 1))
    .map(viewWaiting);
}

function viewWaiting({ id, title, state, overdue, review, clashes, decided }: AgreementLine): Waiting {
  // A day of review is a whole one, of UTC.
  const [begins, ends] = review === null ? [null, null] : [`${review}T00:00:00Z`, `${review}T24:00:00Z`];
  return {
    key: clashes > 0 ? `agreement ${id} clash` : `agreement ${id} ${state} ${overdue}`,
    kind: 'agreement',
    since: clashes > 0 ? decided : state === 'lapsed' || overdue ? begins : null,
    until: clashes > 0 || state === 'lapsed' || overdue ? null : ends,
    title,
    from: null,
    at: ['agreements', id],
  };
}
