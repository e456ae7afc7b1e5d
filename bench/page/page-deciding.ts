import type { Result } from '../measure.ts';
import { type Fullness, fillHome } from './full-cell.ts';
import { withFullHome } from './full-home.ts';
import type { PageMeasurement } from './page-start.ts';
import { DECIDING, timesOf, visit, visitFirst } from './screens.ts';
import { Stopwatch } from './stopwatch.ts';

/** Five years, with 3,000 decisions and 20,000 responses: to each somebody was away, to every third two. Each tenth is an agreement. */
const FIVE_YEARS: Fullness = {
  messages: 10_000,
  decisions: 3000,
  days: 5 * 365,
  away: (number) => (number % 3 === 0 ? 2 : 1),
  agreementOf: 10,
  hasAll: true,
};
const [FIRST_VISITS, ROUNDS] = [5, 5];

/** How soon each screen of deciding is there in a cell that has decided for five years: the first time in a page that is open, and again. */
export const pageDeciding: PageMeasurement = {
  name: 'page-deciding',
  take: async (home) => decideOnPage(home, await fillHome(home, FIVE_YEARS)),
};

/** Goes through the screens of deciding in the page of a home that is full. @param n entries in it */
function decideOnPage(home: string, n: number): Promise<Result[]> {
  return withFullHome(home, async ({ open }) => {
    const first = await visitFirst(open, DECIDING, FIRST_VISITS);
    const page = await open();
    const again = await visit(page, await Stopwatch.of(page), DECIDING, ROUNDS);
    return [...timesOf('deciding-first', n, first), ...timesOf('deciding', n, again)];
  });
}
