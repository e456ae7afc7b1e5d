import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Device } from '../e2e/device.ts';
import { bringPage } from './bring-page.ts';
import { fits, fitsAllReaders, fitsNarrow } from './readers.ts';

/** Where Debian and others put Chromium. */
const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/**
 * What Chromium does for its own window, which nobody sees here: pages of its own for what drops out of the address bar, two with each window, cost a processor
 * as much as the page that is tested. Of several lists the last one counts alone, so the one that Playwright gives stands here too.
 */
const NOT_WANTED = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...[
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
  ],
  ...['MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  `--disable-features=${NOT_WANTED.join(',')}`,
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** For one step of a person, in milliseconds: these machines are slow when they have other work. */
const STEP_MS = 40_000;

// Before any daemon starts.
await bringPage();

/** Path of the browser that tests use; null where there is none. */
export const BROWSER: string | null = PROGRAMS.find((path) => existsSync(path)) ?? null;

/** Why tests of the page are skipped; false where they are not. */
export const skip = BROWSER === null ? 'there is no Chromium here' : false;

/** Starts a browser. @param more flags of Chromium, as for a camera that shows a film */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  assert.ok(BROWSER !== null, 'a browser to be there');
  return chromium.launch({ executablePath: BROWSER, args: [...FLAGS, ...more], timeout: 60_000 });
}

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

/** One person's page, and what went wrong on it. */
export interface PersonsPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts, and everything that the policy of the page refused to load. */
  readonly troubles: readonly string[];
}

/** Lets somebody write their recovery words down, so that nothing of their own waits for them. */
export async function wordsOnPaper(device: Device): Promise<void> {
  const { words } = await device.api('recovery-words', {});
  await device.api('prove-recovery-words', { words });
}

/** Opens the page of a device whose daemon runs, by a fresh link. */
export async function openPage(
  browser: Browser,
  device: Pick<Device, 'link'>,
  { width, height = 800, theme = 'light' }: Look,
): Promise<PersonsPage> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(STEP_MS);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) troubles.push(message.text());
  });
  await page.goto(await device.link());
  await page.waitForURL((url) => !url.pathname.startsWith('/enter'));
  return { page, context, troubles };
}

/** Sets the theme and width of an open page, as a reader or their device does. */
export async function lookAt(page: Page, { width, height = 800, theme = 'light' }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme });
}

/** The rules of axe that colours decide: where the same page has other colours, nothing else can have come to be wrong. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Asserts that axe finds nothing wrong on the page as it is, and that nothing has to be scrolled to the side. */
export async function isAccessible(page: Page, what: string): Promise<void> {
  await satisfiesAxe(page, what, null);
  await fits(page, what);
}

/** Asserts that axe finds nothing wrong on the page as it is. @param rules of axe; null: all that it has by itself */
async function satisfiesAxe(page: Page, what: string, rules: readonly string[] | null): Promise<void> {
  // By the protocol, for the page's own policy lets no script of others in. It is long, and goes there once.
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(AXE);
  const found = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: unknown[] }> } };
    // The rules that run need no style sheets beforehand: what they ask of styles the browser answers.
    const options = { resultTypes: ['violations'], preload: { assets: ['media'] } };
    const { violations } = await axe.run(runOnly === null ? options : { ...options, runOnly });
    return (violations as { id: string; nodes: { html: string; failureSummary: string }[] }[]).flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  }, rules);
  assert.deepEqual(found, [], `${what}: what axe found`);
}

/** The looks in which every screen is checked: a phone and a desk, light and dark. From one to the next little has to be drawn anew. */
export const LOOKS: readonly Look[] = [
  { width: 360, theme: 'light' },
  { width: 360, theme: 'dark' },
  { width: 1280, theme: 'dark' },
  { width: 1280, theme: 'light' },
];

/** Checks the page as it is in all looks, for all eyes and hands; leaves it as a desk in light. */
export async function isAccessibleInAllLooks(page: Page, what: string): Promise<void> {
  for (const look of LOOKS) {
    const shown = `${what}, ${look.width} px, ${look.theme}`;
    await lookAt(page, look);
    // A theme changes colours and nothing else.
    if (look.theme === 'dark') await satisfiesAxe(page, shown, RULES_OF_COLOUR);
    else await isAccessible(page, shown);
    await takePicture(page, `${what} ${look.width} ${look.theme ?? 'light'}`);
  }
  await fitsAllReaders(page, what);
}

/**
 * Checks the page as it is in one look, on the narrowest phone and from right to left: for screens whose parts are checked in all looks elsewhere.
 * Where pictures are kept, there is one of each look.
 */
export async function isAccessibleInOneLook(page: Page, what: string, look: Look): Promise<void> {
  if (process.env.MOOT_SCREENS !== undefined) {
    for (const each of LOOKS) {
      await lookAt(page, each);
      await takePicture(page, `${what} ${each.width} ${each.theme ?? 'light'}`);
    }
  }
  await lookAt(page, look);
  await isAccessible(page, `${what}, ${look.width} px, ${look.theme ?? 'light'}`);
  await fitsNarrow(page, what);
}

/** Keeps a picture of the whole page, if the environment names a folder for them (`MOOT_SCREENS`). @param name of the picture, in words */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.MOOT_SCREENS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replaceAll(/\W+/g, '-').toLowerCase()}.png`), fullPage: true });
}
