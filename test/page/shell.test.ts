import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually, PASSPHRASE } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { movesForOthers } from './readers.ts';
import { Stage } from './stage.ts';
import { isAt } from './ways.ts';
import { WelcomePage } from './welcome-page.ts';

/** What has the focus, in words. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>('(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim()');
}

/** Presses Tab so many times, and gives what had the focus after each. */
async function tab(page: Page, times: number): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < times; i++) {
    await page.keyboard.press('Tab');
    stops.push(await focused(page));
  }
  return stops;
}

describe('the shell', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let anas: PersonsPage;
  let page: Page;

  before(async () => {
    [ana, bo] = await stage.cell('Ana', 'Bo');
    for (const one of [ana, bo]) await one.api('say', { text: 'Good morning.' });
    await eventually(
      () => ana.api('talk', {}),
      ({ length }) => length === 2,
    );
    await ana.api('read', {});
    anas = await stage.open(ana, { width: 1280 });
    page = anas.page;
    await isAt(page, 'Nothing waits for you');
  });

  test('Tab goes from the skip link by the cell and the contents to the sheet, and whoever skips is there at once', async () => {
    const stops = await tab(page, 10);
    assert.equal(stops[0], 'Go to the text');
    assert.match(stops[1] ?? '', /^Bakery on the Corner\s*Choose another cell$/);
    assert.match(stops[2] ?? '', /2 of 2 meet now/);
    assert.deepEqual(stops.slice(3), ['Today', 'Talk', 'Decisions', 'Agreements', 'People', 'Status', 'Settings']);
    await page.reload();
    await isAt(page, 'Nothing waits for you');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('document.activeElement.id'), 'sheet');
  });

  test('what moves stands still for those who want less motion', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await isAt(page, 'People');
    await movesForOthers(page);
    await isAccessibleInAllLooks(page, 'nothing moves');
  });

  test('keys lead to each place, whose title is read first, and all of them stand on a sheet', async () => {
    for (const [keys, name] of [
      ['gt', 'Talk'],
      ['ga', 'Agreements'],
      ['gd', 'Decisions'],
      ['gp', 'People'],
      ['gs', 'Two of two devices meet now'],
      ['gh', 'Nothing waits for you'],
    ] as const) {
      for (const key of keys) await page.keyboard.press(key);
      await isAt(page, name);
      await eventually(
        () => focused(page),
        (text) => text === name,
      );
    }
    // Styles that screens bring along touch nothing around them: the place one is at stands out, and no other.
    const weights = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.contents li:not(.narrow) .place')].map((place) => getComputedStyle(place).fontWeight)`,
    );
    assert.equal(weights.filter((weight) => weight !== '400').length, 1, `one place in strong letters, of ${weights.join(' ')}`);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.waitFor();
    const told = (await sheet.locator('dt').allTextContents()).sort();
    assert.deepEqual(told, ['?', 'c', 'ga', 'gd', 'ge', 'gh', 'gp', 'gs', 'gt', 'll'].sort());
    await isAccessibleInAllLooks(page, 'keys');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  test('several cells are chosen from, with what waits in each', async () => {
    await ana.api('found', { name: 'Allotments by the Canal', as: 'A.' });
    await page.keyboard.press('c');
    const chooser = page.getByRole('dialog', { name: 'Your cells' });
    await chooser.getByText('Nothing waits for you. 2 of 2 meet.').waitFor();
    await chooser.getByText('Allotments by the Canal').waitFor();
    await chooser.getByText('On this device only.').waitFor();
    await isAccessibleInAllLooks(page, 'cells to choose from');
    await page.keyboard.press('Escape');
    await chooser.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Choose another cell/ }).click();
    await chooser.getByRole('link', { name: /Allotments/ }).click();
    await page.getByRole('heading', { name: 'A cell begins with the second person' }).waitFor();
    assert.match(await page.title(), /Allotments by the Canal$/);
    await page.goBack();
    await page.getByText('Bo and you').waitFor();
  });

  test('while Moot is killed the page says what still works; when it is back, the page catches up by itself', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByLabel('To everyone in the cell').fill('I was about to say');
    await ana.end('SIGKILL');
    await page.getByText('Moot on this device does not answer. What was shown as saved is safe.').waitFor();
    assert.equal(await page.getByLabel('To everyone in the cell').inputValue(), 'I was about to say');
    await page.getByText('Good morning.').first().waitFor();
    // A device that does not run meets nobody, itself not counted.
    await page.getByText('0 of 2 meet now').waitFor();
    await page.getByText('Only you at this moment.').waitFor();
    await isAccessibleInAllLooks(page, 'talk, while Moot is away');
    await bo.api('say', { text: 'Said while Ana was away.' });
    await ana.start();
    await page.getByText('Said while Ana was away.', { exact: true }).waitFor();
    await page.getByText('Moot on this device does not answer').waitFor({ state: 'detached' });
    await eventually(
      () => page.locator('#announcer').textContent(),
      (text) => (text ?? '').includes('Moot answers again') || (text ?? '').includes('Said while'),
    );
    await bo.api('say', { text: 'Are you back?' });
    await page.getByText('Are you back?', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('To everyone in the cell').inputValue(), 'I was about to say');
  });

  test('a Moot that is started again locked asks for the passphrase, and leads back to where one was', async () => {
    await ana.end('SIGKILL');
    await page.getByText('Moot on this device does not answer').waitFor();
    await ana.start(null);
    await isAt(page, 'Locked');
    await new WelcomePage(page).unlock('another passphrase');
    await page.getByText('This is not the passphrase.').waitFor();
    await page.locator('input[type=password]:focus').waitFor();
    await isAccessibleInAllLooks(page, 'locked, after another passphrase');
    await new WelcomePage(page).unlock(PASSPHRASE);
    await isAt(page, 'Talk');
    await page.getByText('Are you back?', { exact: true }).waitFor();
  });

  test('a key pressed twice locks, wherever one is', async () => {
    await page.getByRole('heading', { level: 1, name: 'Talk' }).click();
    await page.keyboard.press('l');
    await page.keyboard.press('l');
    await isAt(page, 'Locked');
    await new WelcomePage(page).unlock(PASSPHRASE);
    await isAt(page, 'Talk');
    await page.setViewportSize({ width: 360, height: 700 });
    await page.getByRole('link', { name: 'More' }).click();
    await isAt(page, 'More');
    await isAccessibleInAllLooks(page, 'more');
    await page.setViewportSize({ width: 360, height: 700 });
    await page.getByRole('button', { name: 'Lock now' }).click();
    await isAt(page, 'Locked');
    assert.deepEqual(anas.troubles, []);
  });
});
