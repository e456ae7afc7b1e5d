import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../test/page/browser.ts';
import { WelcomePage } from '../../test/page/welcome-page.ts';
import { type Result, severalTimes } from '../measure.ts';
import type { Spent } from '../orders.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PASSPHRASE = 'correct horse battery staple';
const TIMES = 5;

/** A measurement of what a person waits for, by itself. */
export interface PageMeasurement {
  readonly name: string;
  /** @param home a path for a new home */
  take(home: string): Promise<Result[]>;
}

/** One start: until the link is there, until somebody can type their passphrase, and from its last letter to Today. */
interface Start {
  readonly link: Spent;
  readonly usable: Spent;
  readonly unlocked: Spent;
}

/**
 * How long somebody waits who starts Moot again on a device where it ran before: from `npm start` to a page in which they can type their
 * passphrase, in a browser that is open and has shown Moot before; and from their passphrase to Today. The processor's time is that of Moot alone,
 * without the browser's.
 */
export const pageStart: PageMeasurement = {
  name: 'page-start',
  async take(home) {
    const browser = await openBrowser();
    try {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
      const entries = await founded(home, page);
      const starts: Start[] = [];
      for (let i = 0; i < TIMES; i++) starts.push(await startAgain(home, page));
      const timesOf = (name: string, pick: (start: Start) => Spent): Result => severalTimes(name, entries, starts.map(pick));
      return [
        timesOf('page-start', ({ usable }) => usable),
        timesOf('page-start-link', ({ link }) => link),
        timesOf('page-unlock', ({ unlocked }) => unlocked),
      ];
    } finally {
      await browser.close();
    }
  },
};

/** Founds a cell, by hand, and shows it once. Gives the entries that it has. */
async function founded(home: string, page: Page): Promise<number> {
  const daemon = await start(home);
  await page.goto(daemon.link);
  await new WelcomePage(page).found('Bakery on the Corner', 'Ana', PASSPHRASE);
  await today(page);
  const { port, token } = JSON.parse(readFileSync(join(home, 'daemon.json'), 'utf8'));
  const status = await fetch(`http://127.0.0.1:${port}/api/status`, { headers: { authorization: `Bearer ${token}` } });
  const { cells } = (await status.json()) as { readonly cells: readonly { readonly entries: number }[] };
  await end(daemon.child);
  return cells[0]?.entries ?? 0;
}

async function startAgain(home: string, page: Page): Promise<Start> {
  const began = performance.now();
  const daemon = await start(home);
  const spent = (): Spent => ({ seconds: (performance.now() - began) / 1000, processor: processorOf(daemon.child) });
  const link = spent();
  await page.goto(daemon.link);
  await page.getByLabel('Your passphrase').fill(PASSPHRASE);
  const usable = spent();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await today(page);
  const all = spent();
  await end(daemon.child);
  return { link, usable, unlocked: { seconds: all.seconds - usable.seconds, processor: all.processor - usable.processor } };
}

/** Seconds of processor that a group of processes has used, as Linux counts it, those that have ended among it; 0 elsewhere. */
function processorOf({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return 0;
  const stats = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [statOf(name)] : []));
  // After the name in brackets: state, parent, group …; times in hundredths of a second stand at 11 to 14.
  const ticks = stats
    .filter(([, , group]) => Number(group) === pid)
    .map((fields) => fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0));
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function today(page: Page): Promise<void> {
  return page.getByRole('navigation').getByRole('link', { name: 'Today' }).waitFor();
}

/** `npm start`, until its line with the link. */
async function start(home: string): Promise<{ readonly child: ChildProcess; readonly link: string }> {
  const own = ['--no-open', '--no-lan', '--listen', '/ip4/127.0.0.1/tcp/0', '--home', home];
  const child = spawn('npm', ['start', '--silent', '--', ...own], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  for await (const line of createInterface(child.stdout)) {
    const link = /http:\/\/127\.0\.0\.1:\d+\/enter\?token=\S+/.exec(line)?.[0];
    if (link !== undefined) return { child, link };
  }
  throw new Error('Moot did not start');
}

/** Ends what `npm start` has started: npm, its shell, and Moot, which are a group of processes. */
async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await ended;
}
