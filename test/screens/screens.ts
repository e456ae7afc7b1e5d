import type { Page } from 'playwright-core';
import { words as demonstration } from '../../src/demonstration/words.ts';
import { PASSPHRASE } from '../e2e/device.ts';
import { WelcomePage } from '../page/welcome-page.ts';
import { type Bakery, type DecisionShown, NOW } from './bakery.ts';
import { words } from './words.ts';

/** Whose page a screen is taken from: somebody's who has never seen Moot, a member's, or that of whoever waits at the door. */
export type Whose = 'newcomer' | 'member' | 'waiting';

/** What a screen is opened with. */
export interface Stage {
  readonly page: Page;
  readonly bakery: Bakery;
  /** An invitation that a member has made. */
  readonly invitation: string;
  /** Goes to an address of the page, such as `/welcome`, or within the cell, such as `talk/oven`. */
  go(address: string): Promise<void>;
  /** Moot on this device ends. */
  end(): Promise<void>;
}

/** One screen of which there is a picture in each look. */
export interface Screen {
  /** Of the files of its pictures. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly whose: Whose;
  /** The mocks that it was built after, by their files in `docs/screens/mocks/`. */
  readonly mocks: readonly string[];
  /** Whether all of the page is in the picture, and not what a window shows of it. */
  readonly isWhole: boolean;
  open(stage: Stage): Promise<void>;
}

const DAY = 86_400_000;
/** Of these the page is as long as one likes, or something lies over it. */
const AS_IN_A_WINDOW: ReadonlySet<string> = new Set(['talk', 'talk-search', 'decision-responding', 'inviting', 'leaving', 'keys']);

function screen(name: string, title: string, whose: Whose, open: Screen['open'], ...mocks: string[]): Screen {
  return { name, title, whose, mocks, isWhole: !AS_IN_A_WINDOW.has(name), open };
}

function titled(page: Page, name?: string | RegExp): Promise<void> {
  return page.getByRole('heading', { level: 1, ...(name === undefined ? {} : { name }) }).waitFor();
}

function decision(of: DecisionShown, title: string, ...mocks: string[]): Screen {
  const open = async ({ go, page, bakery }: Stage): Promise<void> => {
    await go(`decisions/${bakery.decisions[of]}`);
    await page.locator('.facts').waitFor();
  };
  return screen(`decision-${of}`, title, 'member', open, ...mocks);
}

/** All of them, in the order in which they are opened: each finds the page as the one before has left it. */
export const SCREENS: readonly Screen[] = [
  screen('welcome', 'Welcome', 'newcomer', ({ page }) => titled(page, 'Decide together'), 'welcome'),
  screen('found', 'Founding a cell', 'newcomer', async ({ page }) => {
    await page.getByRole('link', { name: 'Found a cell' }).click();
    await page.getByLabel('Name of the cell').fill('Bakery on the Corner');
    await page.getByLabel('Your name in it').fill('Lena');
    await page.getByLabel('A passphrase for this device').fill('seven crooked loaves on a');
    await page.getByRole('heading', { level: 1 }).click();
  }),
  screen('join', 'Joining with an invitation', 'newcomer', async ({ page, invitation }) => {
    await page.getByRole('link', { name: 'Back' }).click();
    await page.getByRole('link', { name: 'Join with an invitation' }).click();
    await page.getByLabel('Your invitation').fill(invitation);
    await page.getByLabel('Your name in it').fill('Hana');
    await page.getByText('An invitation to Bakery on the Corner').waitFor();
    await page.getByRole('heading', { level: 1 }).click();
  }),
  screen('coming-back', 'Coming back after every device is lost', 'newcomer', async ({ page }) => {
    await page.getByRole('checkbox', { name: 'I was in this cell before and have lost my devices' }).press('Space');
    await page.getByRole('heading', { level: 1 }).click();
  }),
  screen('recovery-words', 'Recovery words', 'newcomer', async ({ page }) => {
    await page.getByRole('link', { name: 'Back' }).click();
    await page.getByRole('link', { name: 'Found a cell' }).click();
    await page.getByLabel('Name of the cell').fill('Garden behind the mill');
    await page.getByLabel('Your name in it').fill('Lena');
    await page.getByLabel('A passphrase for this device').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Found the cell' }).click();
    await new WelcomePage(page).readWords();
  }),
  screen('today-new', 'Today, in a new cell', 'newcomer', async ({ page }) => {
    await new WelcomePage(page).writeWordsDown();
    await page.getByRole('heading', { name: 'A cell begins with the second person' }).waitFor();
  }),
  screen('talk-empty', 'Talk, where nothing has been said', 'newcomer', async ({ page, go }) => {
    await go('talk');
    await page.getByText('Nothing has been said here yet').waitFor();
  }),
  screen('door', 'At the door', 'waiting', ({ page }) => titled(page, /^You stand at the door/)),
  screen('today', 'Today, when much waits', 'member', ({ page }) => titled(page, /wait for you$/), 'today', 'today-phone'),
  screen(
    'talk',
    'Talk',
    'member',
    async ({ page, go }) => {
      await go('talk');
      await page.getByText(words.talk.load).waitFor();
    },
    'talk-dark',
    'talk-phone',
  ),
  screen('talk-search', 'Talk, looking for something', 'member', async ({ page }) => {
    await page.getByRole('button', { name: 'Search here' }).click();
    await page.getByLabel('Words to look for').fill('sourdough');
    await page.getByText('Found once').waitFor();
  }),
  screen('circle', 'A circle, in which some of us talk', 'member', async ({ page, go }) => {
    await go('talk');
    await page.getByRole('link', { name: /^Night shelter/ }).click();
    await page.getByText(demonstration['circle.shelter-ask']).waitFor();
  }),
  screen('decisions', 'Decisions', 'member', async ({ page, go }) => {
    await go('decisions');
    await page.getByText(words.rolls.title).waitFor();
  }),
  decision('turn', 'A decision that waits for a response', 'decision', 'decision-dark', 'decision-phone'),
  screen('decision-responding', 'Responding', 'member', async ({ page }) => {
    await page.getByRole('radio', { name: /^Consent with a concern/ }).press('Space');
    await page.getByLabel('Your concern, in a sentence or two').fill('Fridays are our longest day. I would like us to count the hours.');
  }),
  screen('decision-voting', 'Voting by ranking', 'member', async ({ page, go, bakery }) => {
    await go(`decisions/${bakery.decisions.vote}`);
    const [rye, spelt] = words.flour.options;
    await page.getByRole('button', { name: spelt }).click();
    await page.getByRole('button', { name: rye }).click();
  }),
  decision('asked', 'A decision about which somebody asks'),
  decision('objected', 'A round that is stuck: new words alone have not met an objection'),
  screen('decision-ways-out', 'Ways out of it', 'member', async ({ page }) => {
    await page.getByRole('button', { name: 'Look at the ways out' }).click();
    await page.locator('.choice b', { hasText: /^A trial$/ }).click();
    await page.getByLabel('Why, and what you hope for').fill('Six Sundays with whoever likes to. Then we count who came.');
    await page.getByRole('heading', { level: 1 }).click();
  }),
  decision('counted', 'What was decided by sharing out dots'),
  decision('times', 'An evening on which most can'),
  decision('drawing', 'A draw that waits'),
  decision('drawn', 'Who was drawn'),
  decision('effect', 'A decision in effect, and who attested it'),
  decision('passed', 'A decision that has passed'),
  decision('review', 'A decision that is looked at again'),
  decision('taken-back', 'A proposal that was taken back'),
  decision('door', 'Somebody asks to join'),
  screen('clash', 'One setting that was decided twice at once', 'member', async ({ page, go }) => {
    await go('decisions/clash/retention');
    await titled(page, 'Two decisions, one setting');
    await page.locator('.kicker', { hasText: 'Holds meanwhile' }).waitFor();
  }),
  screen('proposing', 'Proposing', 'member', async ({ page, go }) => {
    await go('decisions/new');
    await page.getByLabel('What do you propose, in a few words?').fill(words.proposal.title);
    await page.getByLabel('At length').fill(words.proposal.text);
    await page.getByRole('heading', { level: 1 }).click();
  }),
  screen('agreements', 'Agreements', 'member', async ({ page, go }) => {
    await go('agreements');
    await titled(page, 'Agreements');
    await page.getByRole('heading', { level: 3 }).first().waitFor();
  }),
  screen('agreement', 'An agreement that was changed twice', 'member', async ({ page, go }) => {
    await go('agreements');
    await page.getByRole('link', { name: 'The flour order goes out on Mondays' }).click();
    await page.getByRole('heading', { level: 2, name: 'How it came about' }).waitFor();
  }),
  screen('agreement-due', 'An agreement whose review has come', 'member', async ({ page, go }) => {
    await go('agreements');
    await page.getByRole('link', { name: demonstration['keys.title'] }).click();
    await page.getByRole('link', { name: 'Go on with it' }).waitFor();
  }),
  screen(
    'people',
    'People',
    'member',
    async ({ page, go }) => {
      await go('people');
      await page.getByRole('table').waitFor();
    },
    'people',
  ),
  screen('voices', 'Who speaks for whom in votes', 'member', async ({ page, go }) => {
    await go('people/voices');
    await titled(page);
    await page.locator('main').getByRole('heading', { level: 2 }).first().waitFor();
  }),
  screen('inviting', 'Inviting somebody', 'member', async ({ page, go }) => {
    await go('people');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    await page.getByRole('img', { name: 'A picture to scan' }).waitFor();
  }),
  screen('person', 'A person, with their safety number', 'member', async ({ page, bakery }) => {
    await page.getByRole('button', { name: 'Done' }).click();
    // The invitation reaches the others.
    await bakery.clock.pass(2_000);
    await page.getByRole('table').getByRole('link', { name: 'Farida', exact: true }).click();
    await page.getByRole('list', { name: 'Safety number' }).waitFor();
  }),
  screen('removing', 'Proposing to part from somebody', 'member', async ({ page }) => {
    await page.getByRole('link', { name: 'Propose that Farida is no longer a member' }).click();
    await page.getByLabel('Why?').waitFor();
  }),
  screen('person-parted', 'Somebody from whom the others parted, with what is set aside', 'member', async ({ page, go }) => {
    await go('people');
    await page.getByRole('link', { name: 'Ivo', exact: true }).click();
    await page.getByText(demonstration['parting.crates']).waitFor();
  }),
  screen(
    'status',
    'Status',
    'member',
    async ({ page, go }) => {
      await go('status');
      await page.getByRole('table').first().waitFor();
    },
    'status',
  ),
  screen('settings', 'Settings', 'member', async ({ page, go }) => {
    await go('settings');
    await titled(page, 'Settings');
  }),
  screen('leaving', 'Leaving a cell', 'member', async ({ page }) => {
    await page.getByRole('button', { name: 'Leave this cell …' }).click();
    await page.getByRole('dialog', { name: /^Leave / }).waitFor();
  }),
  screen('keys', 'The sheet of keys', 'member', async ({ page }) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  }),
  screen('decision-not-passed', 'A decision that did not pass in its time', 'member', async ({ page, go, bakery }) => {
    await page.keyboard.press('Escape');
    await bakery.clock.pass(6 * DAY);
    await page.clock.setFixedTime(NOW + 6 * DAY);
    await go(`decisions/${bakery.decisions.objected}`);
    await page.locator('.facts').waitFor();
  }),
  screen('demonstration', 'The demonstration', 'member', async ({ page, go }) => {
    await go('/demonstration');
    // Six weeks go by in a moment, which is long where much else is done.
    await page.getByRole('heading', { level: 1, name: /wait for you$/ }).waitFor({ timeout: 90_000 });
    await page.getByText('You are looking around.').waitFor();
  }),
  screen('away', 'Moot does not answer', 'member', async ({ page, go, end }) => {
    await go('/');
    await titled(page);
    await end();
    await page.getByText('Moot on this device does not answer').waitFor();
  }),
];
