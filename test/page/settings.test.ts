import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { memoryHome } from '../../src/adapters/memory/home.ts';
import { systemFiles } from '../../src/adapters/system/files.ts';
import { systemRandom } from '../../src/adapters/system/random.ts';
import { LEAST_PASSPHRASE_COST } from '../../src/crypto/passphrase.ts';
import { AutoLock, WARNING_MS } from '../../src/daemon/auto-lock.ts';
import { startDaemon } from '../../src/daemon/daemon.ts';
import { SERVICE_TEXTS } from '../../src/daemon/open-service.ts';
import { serviceOf } from '../../src/daemon/peer-service.ts';
import { OPERATIONS } from '../../src/peer/operations.ts';
import { Peer } from '../../src/peer/peer.ts';
import { StillClock } from '../../src/ports/still-clock.fixture.ts';
import { type Device, eventually, PASSPHRASE } from '../e2e/device.ts';
import { isAccessibleInAllLooks, openBrowser, openPage, type PersonsPage, skip } from './browser.ts';
import { Hand } from './hand.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';
import { WelcomePage } from './welcome-page.ts';

const OTHER = 'ladder swim copper Tuesday north';

describe('a person’s own keys', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let again: Device;
  let anas: PersonsPage;
  let page: Page;
  let words: readonly string[];
  const folder = mkdtempSync(join(tmpdir(), 'moot-settings-'));
  const backup = join(folder, 'ana.backup');
  const pages: PersonsPage[] = [];
  before(async () => {
    [ana, again] = await Promise.all([stage.running(null), stage.running(null)]);
    anas = await stage.open(ana, { width: 1280 });
    pages.push(anas);
    page = anas.page;
  });
  after(async () => {
    rmSync(folder, { recursive: true });
  });
  const toSettings = async (): Promise<void> => {
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await isAt(page, 'Settings');
  };

  test('from the first start to a founded cell it takes four presses, and six until the words are on paper', async () => {
    const hand = new Hand(page);
    await hand.follow('Found a cell');
    await hand.write('Name of the cell', 'Bakery on the Corner');
    await hand.write('Your name in it', 'Ana');
    await hand.write('A passphrase for this device', PASSPHRASE);
    await hand.push('Found the cell');
    await hand.isAt('Twelve words for the day this device is lost');
    assert.equal((await ana.api('cells', {})).length, 1, 'the cell is there');
    assert.ok(hand.presses <= 4, `${hand.presses} presses`);
    words = await new WelcomePage(page).readWords();
    assert.equal(new Set(words).size > 6 && words.length, 12);
    await isAccessibleInAllLooks(page, 'recovery words');
    await hand.push('I have written them down');
    await page.getByLabel(/^Word \d+ and word/).waitFor();
    await hand.push('Later');
    await hand.isAt('One thing waits for you');
    assert.ok(hand.presses <= 6, `${hand.presses} presses`);
    await isAccessibleInAllLooks(page, 'today, words not on paper');
  });

  test('words that were put off wait on Today, are shown for the passphrase, and are proved by two of them', async () => {
    await page.getByRole('link', { name: 'Write them down' }).click();
    await isAt(page, 'Recovery words');
    await page.getByLabel('Your passphrase').fill('something else');
    await page.getByRole('button', { name: 'Show the words' }).click();
    await page.getByText('This is not the passphrase').waitFor();
    await isAccessibleInAllLooks(page, 'recovery words, passphrase asked');
    await page.getByLabel('Your passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Show the words' }).click();
    assert.deepEqual(await new WelcomePage(page).readWords(), words, 'they are the same');
    await page.getByRole('button', { name: 'I have written them down' }).click();
    const field = page.getByLabel(/^Word \d+ and word/);
    await field.fill('one two');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('These are not the words at these places').waitFor();
    await isAccessibleInAllLooks(page, 'recovery words, wrong ones typed');
    await field.fill(await new WelcomePage(page).wordsAsked(words));
    await page.keyboard.press('Enter');
    await isAt(page, 'Settings');
    await page.getByText('They are on paper').waitFor();
    await isAccessibleInAllLooks(page, 'settings');
    await goTo(page, 'Today');
    await isAt(page, 'Nothing waits for you');
  });

  test('a passphrase is changed: what is wrong is said, and only the new one unlocks', async () => {
    await goTo(page, 'Talk');
    await page.getByLabel('To everyone in the cell').fill('Begun, and not said yet');
    await page.goto(page.url().replace(/talk.*/, 'decisions/new'));
    await page.getByLabel('What do you propose, in a few words?').fill('Bread for the night shelter');
    await toSettings();
    await page.getByRole('link', { name: 'Change the passphrase' }).click();
    await isAt(page, 'Change the passphrase');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('Type the passphrase that you have now').waitFor();
    await page.getByLabel('Your passphrase until now').fill('something else');
    await page.getByLabel('Your new passphrase').fill('ana');
    await page.getByText('within hours').waitFor();
    await page.getByLabel('Your new passphrase').fill(OTHER);
    await page.getByText(/would need years|Nobody guesses/).waitFor();
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('This is not the passphrase').waitFor();
    await isAccessibleInAllLooks(page, 'passphrase, wrong old one');
    await page.getByLabel('Show what I type').check();
    assert.equal(await page.getByLabel('Your new passphrase').inputValue(), OTHER);
    assert.equal(await page.getByLabel('Your new passphrase').getAttribute('type'), 'text');
    await page.getByLabel('Your passphrase until now').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('Your passphrase is changed.').waitFor();
    await isAccessibleInAllLooks(page, 'passphrase, changed');
    await toSettings();
    await page.getByRole('button', { name: 'Lock now' }).click();
    await isAt(page, 'Locked');
    const welcome = new WelcomePage(page);
    await welcome.unlock(PASSPHRASE);
    await page.getByText('This is not the passphrase').waitFor();
    await welcome.unlock(OTHER);
    await isAt(page, 'Settings');
  });

  test('what was begun is there after a lock and a reload, and nothing of it lies in the browser’s stores', async () => {
    await goTo(page, 'Talk');
    const field = page.getByLabel('To everyone in the cell');
    await eventually(
      () => field.inputValue(),
      (text) => text === 'Begun, and not said yet',
    );
    await page.reload();
    await field.waitFor();
    await eventually(
      () => field.inputValue(),
      (text) => text === 'Begun, and not said yet',
    );
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.doesNotMatch(stored, /Begun/);
    const forgotten = page.waitForResponse((response) => response.url().includes('/api/keep-draft'));
    await page.getByRole('button', { name: 'Say it' }).click();
    await forgotten;
    await page.getByText('Begun, and not said yet').waitFor();
    await page.reload();
    await field.waitFor();
    assert.equal(await field.inputValue(), '');
    await page.goto(page.url().replace(/talk.*/, 'decisions/new'));
    await eventually(
      () => page.getByLabel('What do you propose, in a few words?').inputValue(),
      (text) => text === 'Bread for the night shelter',
    );
  });

  test('a backup is saved by the browser, and says what is in it', async () => {
    await toSettings();
    await page.getByRole('link', { name: 'Make a backup' }).click();
    await isAt(page, 'Backup');
    await page.getByText('There is no backup yet').waitFor();
    await isAccessibleInAllLooks(page, 'backup, none yet');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Make a backup now' }).click();
    const download = await saving;
    assert.match(download.suggestedFilename(), /^moot-\d{4}-\d\d-\d\d\.backup$/);
    await download.saveAs(backup);
    await page.getByText('is with your browser’s downloads').waitFor();
    await page.getByText('The last backup:').waitFor();
    await isAccessibleInAllLooks(page, 'backup, made');
    await page.getByLabel('None').check();
    await eventually(
      () => ana.api('safeguards', {}),
      ({ backupReminder }) => backupReminder === 'off',
    );
  });

  test('on a new device file and words bring everything back', async () => {
    await ana.end('SIGKILL');
    const fresh = await stage.open(again, { width: 360 });
    pages.push(fresh);
    const { page: other } = fresh;
    await other.getByRole('link', { name: 'Bring back a backup' }).click();
    await other.getByRole('button', { name: 'Bring it back' }).click();
    await other.getByText('Choose the file of your backup').waitFor();
    await isAccessibleInAllLooks(other, 'bringing back, with what is missing');
    await other.getByLabel('The backup').setInputFiles(backup);
    await other.getByLabel('Your recovery words').fill([...words.slice(1), words[0]].join(' '));
    await other.getByLabel('A passphrase for this device').fill(PASSPHRASE);
    await other.getByRole('button', { name: 'Bring it back' }).click();
    await other.locator('.field.is-wrong').waitFor();
    await isAccessibleInAllLooks(other, 'bringing back, wrong words');
    await other.getByLabel('Your recovery words').fill(words.join(' '));
    await other.getByRole('button', { name: 'Bring it back' }).click();
    await isAt(other, 'Nothing waits for you');
    await goTo(other, 'Talk');
    await other.getByText('Begun, and not said yet').waitFor();
    const { words: kept } = await again.api('safeguards', {});
    assert.deepEqual(kept, { shown: true, written: true }, 'the words that were typed serve this device too');
  });

  test('nothing went wrong on the pages', () => {
    assert.deepEqual(
      pages.flatMap(({ troubles }) => troubles),
      [],
    );
  });
});

describe('locking by itself', { skip }, () => {
  let browser: Browser;
  const place = mkdtempSync(join(tmpdir(), 'moot-idle-'));
  const clock = new StillClock();
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    for (const end of ends) await end();
    rmSync(place, { recursive: true });
  });

  test('unused, Moot warns and locks; a hand keeps it open; what was begun is there again', async () => {
    const parts = { clock, random: systemRandom, files: systemFiles, openNetwork: null, listen: [], lan: false, log: assert.fail };
    const peer = await Peer.open({ ...parts, home: memoryHome(), passphraseCost: LEAST_PASSPHRASE_COST });
    const autoLock = new AutoLock(peer, clock);
    const service = { ...serviceOf(peer, OPERATIONS, SERVICE_TEXTS, [], autoLock), place };
    Object.defineProperty(service, 'state', { get: () => peer.state });
    const daemon = await startDaemon({ service, port: 0, clock, random: systemRandom, log: assert.fail });
    ends.push(
      () => daemon.close(),
      () => peer.close(),
    );
    const run = async (name: string, input: object) => {
      const done = await service.tasks.get(name)?.run(input, undefined);
      assert.ok(done?.ok, name);
    };
    await peer.unlock(PASSPHRASE);
    await run('found', { name: 'Bakery', as: 'Ana' });
    await run('set-safeguards', { lockAfter: undefined, 'lock-after': 5 });
    const { page, troubles } = await openPage(browser, { link: async () => daemon.makeLink() }, { width: 1280 });
    await goTo(page, 'Talk');
    const field = page.getByLabel('To everyone in the cell');
    const kept = page.waitForResponse((response) => response.url().includes('/api/keep-draft'));
    await field.fill('Begun before the lock');
    await kept;

    clock.pass(4 * 60_000);
    await page.getByText('Nobody uses Moot, so it locks itself').waitFor();
    await isAccessibleInAllLooks(page, 'about to lock');
    assert.equal(peer.state, 'open');
    await page.keyboard.press('Shift');
    await page.getByText('Nobody uses Moot').waitFor({ state: 'detached' });
    clock.pass(4 * 60_000);
    await page.getByText('Nobody uses Moot').waitFor();
    await page.getByRole('button', { name: 'Stay' }).click();
    await page.getByText('Nobody uses Moot').waitFor({ state: 'detached' });

    clock.pass(4 * 60_000);
    await page.getByText('Nobody uses Moot').waitFor();
    clock.pass(WARNING_MS);
    await isAt(page, 'Locked');
    assert.equal(peer.state, 'locked');
    assert.doesNotMatch(await page.content(), /Begun before the lock|Bakery/);
    await new WelcomePage(page).unlock(PASSPHRASE);
    await eventually(
      () => field.inputValue(),
      (text) => text === 'Begun before the lock',
    );
    assert.deepEqual(troubles, []);
  });
});
