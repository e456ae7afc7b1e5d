import type { Browser, Page } from 'playwright-core';
import type { Device } from '../../test/e2e/device.ts';
import { quantile, type Result, several } from '../measure.ts';
import { type Fullness, fillHome } from './full-cell.ts';
import { withFullHome } from './full-home.ts';
import { type Task, tasksDuring } from './main-thread.ts';
import type { PageMeasurement } from './page-start.ts';
import { SCREENS, timeOf, timesOf, visit, visitFirst } from './screens.ts';
import { Stopwatch, untilThere } from './stopwatch.ts';

const FULL: Fullness = { messages: 100_000, decisions: 3000, days: 60, away: () => 0 };
const ROUNDS = 5;
/** In so many pages that are open anew each screen is visited first. */
const FIRST_VISITS = 3;
/** How far back Talk is read, in presses on "Show earlier messages", each of which brings 500. */
const PAGES_BACK = 6;
const LETTERS = 60;
const LETTER_MS = 40;
const WHEELS = 80;

/**
 * How the page serves a cell that has been used for years: how soon each screen is there after a press (painted, and ready to be used), the first time and
 * again, whether the page's
 * main thread is ever at something for long while somebody types and others go on, how evenly it scrolls, and how long a search takes. On the same
 * machine runs the device itself.
 */
export const pageUse: PageMeasurement = {
  name: 'page-use',
  take: async (home) => usePage(home, await fillHome(home, FULL)),
};

/** Uses the page of a home that is full. @param n entries in it */
async function usePage(home: string, n: number): Promise<Result[]> {
  return withFullHome(home, async ({ browser, device, open }) => {
    const first = timesOf('page-first', n, await visitFirst(open, SCREENS, FIRST_VISITS));
    const page = await open();
    const watch = await Stopwatch.of(page);
    const again = timesOf('page', n, await visit(page, watch, SCREENS, ROUNDS));
    return [...first, ...again, ...(await writing(browser, page, device, n)), ...(await reading(browser, page, watch, n))];
  });
}

/** The longest task. Its processor is in seconds, as everywhere. */
function longest(name: string, n: number, tasks: readonly Task[]): Result {
  const [ms, processor] = (['ms', 'processor'] as const).map((of) => Math.max(0, ...tasks.map((task) => task[of])));
  return { name, n, value: ms ?? 0, unit: 'ms', processor: (processor ?? 0) / 1000 };
}

/** Typing, while others talk and respond: in a proposal, and in Talk with thousands of messages above. */
async function writing(browser: Browser, page: Page, device: Device, n: number): Promise<Result[]> {
  const open = (await device.api('decisions', { state: 'open' })) as readonly { readonly id: string }[];
  const type = async (): Promise<void> => {
    let isTyping = true;
    const others = (async () => {
      for (let i = 0; isTyping; i++) {
        await device.api('say', { text: `Somebody goes on talking, ${i}.` });
        await device.api('respond', { id: open[i % open.length]?.id, response: 'concern', reason: `And responding, ${i}.` });
      }
    })();
    await page.keyboard.type('And so somebody writes sixty letters while the others go on. '.slice(0, LETTERS), { delay: LETTER_MS });
    isTyping = false;
    await others;
  };
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Decisions/ })
    .click();
  await page.getByRole('link', { name: 'Propose something' }).click();
  await page.getByLabel('At length').click();
  const inProposal = await tasksDuring(browser, page, type);
  await page.getByRole('navigation').getByRole('link', { name: /^Talk/ }).click();
  for (let i = 1; i <= PAGES_BACK; i++) {
    await page.getByRole('button', { name: 'Show earlier messages' }).click();
    // What was said meanwhile is there too.
    await untilThere(page, `Number(document.querySelector('.script > li')?.getAttribute('aria-setsize')) >= ${i * 500 + 200}`);
  }
  await page.getByRole('button', { name: 'Go to the newest' }).click();
  await page.getByLabel('To everyone in the cell').click();
  const inTalk = await tasksDuring(browser, page, type);
  return [longest('page-typing-proposal', n, inProposal), longest('page-typing-talk', n, inTalk)];
}

/** Scrolling back through thousands of messages, and a search through all of a channel. */
async function reading(browser: Browser, page: Page, watch: Stopwatch, n: number): Promise<Result[]> {
  await page.mouse.move(640, 300);
  await page.evaluate(`window.benchFrames = []; (function next(last) {
    requestAnimationFrame((now) => { window.benchFrames?.push(now - last); if (window.benchFrames) next(now); });
  })(performance.now())`);
  const tasks = await tasksDuring(browser, page, async () => {
    for (let i = 0; i < WHEELS; i++) await page.mouse.wheel(0, -900);
  });
  const frames = (await page.evaluate('(() => { const all = window.benchFrames; window.benchFrames = null; return all; })()')) as number[];
  await page.evaluate('scrollTo(0, 0)');
  await page.getByRole('button', { name: 'Search here' }).click();
  const field = page.getByLabel('Words to look for');
  await field.fill('Loaf number 1');
  await field.press('7');
  const search = await watch.time(
    () => field.press('.'),
    `[...document.querySelectorAll('[role=status]')].some((it) => it.textContent.startsWith('Found'))`,
  );
  return [
    { ...several('page-frame-p95', n, 'ms', frames), value: quantile(frames, 0.95) },
    longest('page-scrolling', n, tasks),
    timeOf('page-search', n, [search]),
  ];
}
