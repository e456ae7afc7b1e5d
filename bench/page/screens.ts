import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { quantile, type Result, several } from '../measure.ts';
import { TITLES } from './full-deciding.ts';
import { type Painted, Stopwatch, untilThere } from './stopwatch.ts';

/** A screen, by what is pressed to get there, and by what is there once it can be used. */
export interface Screen {
  readonly name: string;
  /** What leads to where it is pressed, and is not measured. */
  readonly before?: (page: Page) => Promise<unknown>;
  readonly press: (page: Page) => Promise<unknown>;
  /** An expression of the page. */
  readonly isThere: string;
}

const has = (selector: string): string => `document.querySelector('${selector}') !== null`;
const hasTitle = (title: string): string => `document.querySelector('h1')?.textContent === '${title}'`;

/** A screen that the contents name. */
function place(name: string, link: string, isThere: string): Screen {
  return { name, press: (page) => go(page, link), isThere };
}

function go(page: Page, link: string): Promise<void> {
  return page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${link}`) })
    .click();
}

const toDecisions = async (page: Page): Promise<void> => {
  await go(page, 'Decisions');
  await page.locator('main .item h3 a').first().waitFor();
};

const DECISIONS = place('decisions', 'Decisions', `${hasTitle('Decisions')} && ${has('main .item')}`);
const DECISION: Screen = {
  name: 'decision',
  press: (page) => page.locator('main .item h3 a').first().click(),
  isThere: `${has('.facts')} && ${has('.choice')}`,
};

/** All places, and one decision and one person. */
export const SCREENS: readonly Screen[] = [
  place('talk', 'Talk', `document.querySelectorAll('.script > li').length > 5`),
  DECISIONS,
  DECISION,
  place('people', 'People', `${hasTitle('People')} && ${has('main table a')}`),
  {
    name: 'person',
    press: (page) => page.getByRole('table').getByRole('link', { name: 'Bo', exact: true }).click(),
    isThere: has('main ol [aria-hidden]'),
  },
  place('status', 'Status', `/devices/.test(document.querySelector('h1')?.textContent) && ${has('main table')}`),
  place('settings', 'Settings', `${hasTitle('Settings')} && ${has('main input')}`),
  place('today', 'Today', `/wait/.test(document.querySelector('h1')?.textContent) && ${has('main .item')}`),
];

/** A decision by its title, from the list. @param isThere what is drawn of it alone */
function titled(name: string, title: string, isThere: string): Screen {
  const press = (page: Page) => page.getByRole('link', { name: title, exact: true }).click();
  return { name, before: toDecisions, press, isThere: `${has('.facts')} && ${has(isThere)}` };
}

const toProposing = async (page: Page): Promise<void> => {
  await toDecisions(page);
  await page.getByRole('link', { name: 'Propose something' }).click();
  await page.locator('main form textarea').first().waitFor();
};

const toDecision =
  (title: string) =>
  async (page: Page): Promise<void> => {
    await toDecisions(page);
    await page.getByRole('link', { name: title, exact: true }).click();
    await page.locator('.facts').first().waitFor();
  };

/** Something within a decision that is there. */
function within(title: string, name: string, press: (page: Page) => Promise<unknown>, isThere: string): Screen {
  return { name, before: toDecision(title), press, isThere };
}

const toPeople = async (page: Page): Promise<void> => {
  await go(page, 'People');
  await page.locator('main table a').first().waitFor();
};

const toVoices = async (page: Page): Promise<void> => {
  await toPeople(page);
  await page.getByRole('link', { name: 'Give your voice' }).click();
  await page.getByRole('heading', { level: 1, name: 'Voices' }).waitFor();
};

/** A browser without a face lets no page show notices, so something stands in for them; they are turned on once. */
const withNotices = async (page: Page): Promise<void> => {
  await page.evaluate(`window.Notification = class { static permission = 'granted'; static requestPermission() { return 'granted'; } }`);
  await go(page, 'Settings');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  const turnOn = page.getByRole('button', { name: 'Turn notices on' });
  if (await turnOn.isVisible()) await turnOn.click();
  await page.getByText('Notices are on in this browser').waitFor();
  await go(page, 'Today');
  await page.getByRole('heading', { level: 1, name: /wait/ }).waitFor();
};

/**
 * The screens of deciding, among thousands of decisions: the list, an open one, more of the list, an old one, two that were voted on, writing another, with options to choose from, new words for one's
 * own, two draws and how one is checked, a round that is stuck and its ways out, what is under review, voices that are given and what is agreed of them, the register of agreements, one of them,
 * what waits, and what one is told of it.
 */
export const DECIDING: readonly Screen[] = [
  DECISIONS,
  DECISION,
  {
    name: 'more-decisions',
    before: toDecisions,
    press: (page) => page.getByRole('button', { name: 'Show earlier ones' }).click(),
    isThere: `document.querySelectorAll('main .item').length > 60`,
  },
  { name: 'old-decision', press: (page) => page.locator('main .item h3 a').last().click(), isThere: `${has('.facts')} && ${has('.path')}` },
  {
    name: 'proposing',
    before: toDecisions,
    press: (page) => page.getByRole('link', { name: 'Propose something' }).click(),
    isThere: has('main form textarea'),
  },
  {
    name: 'proposing-options',
    before: toProposing,
    press: (page) => page.getByRole('radio', { name: /^Choosing among options/ }).press('Space'),
    isThere: `${has('.option-list input')} && ${has('.what-you-propose')}`,
  },
  titled('schulze-of-26', 'Which of twenty-six loaves', '.matrix .is-more'),
  titled('transferable-vote', 'Three of eight loaves', '.rounds li'),
  titled('draw-going-on', TITLES.drawing, '.draw-steps'),
  within(TITLES.drawing, 'amending', (page) => page.getByRole('link', { name: 'Put it in new words' }).click(), has('main form textarea')),
  titled('draw', TITLES.drawn, '.draw-lots'),
  within(TITLES.drawn, 'draw-check', (page) => page.getByText('How to check it').click(), has('details.draw-check[open]')),
  {
    name: 'draw-transcript',
    before: async (page) => {
      await toDecision(TITLES.drawn)(page);
      await page.getByText('How to check it').click();
    },
    press: (page) => page.getByRole('button', { name: 'Save the draw' }).click(),
    isThere: `document.querySelector('.draw-check').textContent.includes('downloads')`,
  },
  titled('stuck-round', TITLES.stuck, '.ways-out'),
  within(TITLES.stuck, 'ways-out', (page) => page.getByRole('button', { name: 'Look at the ways out' }).click(), has('.ways-out form')),
  titled('under-review', TITLES.reviewed, '.notice'),
  {
    name: 'voices',
    before: toPeople,
    press: (page) => page.getByRole('link', { name: 'Give your voice' }).click(),
    isThere: `${hasTitle('Voices')} && document.querySelectorAll('main .item').length >= 4`,
  },
  {
    name: 'voices-agreed',
    before: toVoices,
    press: (page) => page.getByRole('link', { name: 'Propose a change' }).click(),
    isThere: has('main form'),
  },
  place('agreements', 'Agreements', `${hasTitle('Agreements')} && ${has('main .item')}`),
  {
    name: 'agreement',
    before: async (page) => {
      await go(page, 'Agreements');
      await page.locator('main .item h3 a').first().waitFor();
    },
    press: (page) => page.locator('main .item h3 a').first().click(),
    isThere: has('.agreed-words'),
  },
  place('today', 'Today', `/wait/.test(document.querySelector('h1')?.textContent) && ${has('main .item')}`),
  {
    ...place('notices', 'Settings', `${hasTitle('Settings')} && document.querySelectorAll('main .options-list input').length > 6`),
    before: withNotices,
  },
];

/** What was measured of screens, by their names. */
type Visits = ReadonlyMap<string, readonly Painted[]>;

/** Visits screens one after the other, so many times. */
export async function visit(page: Page, watch: Stopwatch, screens: readonly Screen[], rounds: number): Promise<Visits> {
  const taken = new Map<string, Painted[]>(screens.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, before, press, isThere } of screens) {
      await before?.(page);
      taken.get(name)?.push(await watch.time(() => press(page), isThere));
    }
  }
  return taken;
}

/**
 * Visits screens for the first time, in pages that are open anew and have fetched ahead what they fetch when nobody waits for anything.
 * @param open opens such a page, on Today @param pages how many
 */
export async function visitFirst(open: () => Promise<Page>, screens: readonly Screen[], pages: number): Promise<Visits> {
  const taken = new Map<string, Painted[]>();
  for (let i = 0; i < pages; i++) {
    const page = await open();
    await untilThere(page, `performance.getEntriesByType('resource').some(({ name }) => name.includes('more-screen'))`);
    await setTimeout(REST_MS);
    for (const [name, times] of await visit(page, await Stopwatch.of(page), screens, 1))
      taken.set(name, [...(taken.get(name) ?? []), ...times]);
    await page.context().close();
  }
  return taken;
}

/** After the last script that is fetched ahead the page has this time to itself, in milliseconds. */
const REST_MS = 500;

/** The figures of visits. @param kind what the names begin with @param n entries in the cell */
export function timesOf(kind: string, n: number, visits: Visits): Result[] {
  return [...visits].map(([name, all]) => timeOf(`${kind}-${name}`, n, all));
}

/** The median of the same taken several times. */
export function timeOf(name: string, n: number, all: readonly Painted[]): Result {
  const processor = quantile(
    all.map((one) => one.processor),
    0.5,
  );
  const ms = all.map((one) => one.ms);
  return { ...several(name, n, 'ms', ms), processor };
}
