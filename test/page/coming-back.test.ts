import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, PASSPHRASE } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { allConsent, isMember } from './cell-of.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';
import { WelcomePage } from './welcome-page.ts';

/** The groups of a number as a page shows them. */
async function numberOn(page: Page): Promise<string[]> {
  const list = page.getByRole('list', { name: /^The number of/ });
  await list.waitFor();
  const groups = await list.getByRole('listitem').allInnerTexts();
  return groups.map((group) => group.trim().slice(0, 5));
}

describe('coming back', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let cy: Device;
  let fresh: Device;
  let stranger: Device;
  let freshs: PersonsPage;
  let bos: PersonsPage;
  before(async () => {
    [[ana, bo, cy], fresh, stranger] = await Promise.all([stage.cell('Ana', 'Bo', 'Cy'), stage.running(null), stage.device()]);
    await ana.api('say', { text: 'The oven is on.' });
    bos = await stage.open(bo, { width: 1280 });
    await bos.page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('whoever has lost every device says so at the welcome, by the keyboard, and reads a number at the door', async () => {
    await ana.end('SIGTERM');
    const { invitation } = await bo.api('invite', {});
    freshs = await stage.open(fresh, { width: 360 });
    const { page } = freshs;
    await page.getByRole('link', { name: 'Join with an invitation' }).press('Enter');
    await page.getByLabel('Your invitation').fill(invitation);
    await page.getByRole('checkbox', { name: 'I was in this cell before and have lost my devices' }).press('Space');
    await page.getByText('You stay who you were').waitFor();
    await page.getByText('If you have a backup, bring that back instead.').waitFor();
    await page.getByRole('button', { name: 'Ask to come back' }).press('Enter');
    await page.getByText('A name is needed here').waitFor();
    await isAccessibleInAllLooks(page, 'asking to come back, with what is wrong');
    await page.getByLabel('The name that you had in it').fill('ana');
    await page.getByLabel('A passphrase for this device').fill(PASSPHRASE);
    await isAccessibleInAllLooks(page, 'asking to come back');
    await page.getByRole('button', { name: 'Ask to come back' }).press('Enter');
    await new WelcomePage(page).writeWordsDown();
    await isAt(page, 'You stand at the door');
    await page.getByRole('heading', { level: 2, name: 'Let somebody hear that it is you' }).waitFor();
    assert.equal((await numberOn(page)).length, 6);
    await isAccessibleInAllLooks(page, 'at the door, coming back');
  });

  test('the others see who is said to be at the door, what to check, and the same number', async () => {
    const { page } = bos;
    await page.getByText('Somebody says that they are Ana').waitFor();
    await isAccessibleInAllLooks(page, 'today, somebody comes back');
    await goTo(page, 'People');
    await page.getByText('Somebody who says that they are Ana').waitFor();
    await page.getByText('Check by voice or in person before you agree.').waitFor();
    await isAccessibleInAllLooks(page, 'people, somebody comes back');
    await page.getByRole('link', { name: 'Respond' }).press('Enter');
    await isAt(page, 'Ana asks for a new device');
    await page.getByText('hear their voice or see them').waitFor();
    assert.deepEqual(await numberOn(page), await numberOn(freshs.page));
    await page.getByText('What follows, once it is in effect').press('Enter');
    await page.getByText('In circles, those who are in them decide').waitFor();
    await isAccessibleInAllLooks(page, 'a recovery, proposed');
    await page.getByRole('radio', { name: /^Consent Good enough/ }).press('Space');
    await page.getByRole('button', { name: 'Give this response' }).press('Enter');
    await allConsent([bo, cy], 'Ana asks for a new device');
    await isMember(fresh);
  });

  test('they are who they were, with everything that was said, and their page says since when and by which decision', async () => {
    const { page } = freshs;
    await isAt(page, /wait(s|) for you$/);
    await fresh.api('say', { text: 'I am back.' });
    await bos.page.goto(bos.page.url().replace(/decisions.*/, 'people'));
    await bos.page.getByRole('table').getByRole('link', { name: 'Ana', exact: true }).press('Enter');
    await bos.page.getByText('With a new device since').waitFor();
    await bos.page.getByRole('link', { name: /^decided .* 2 of 2 heard$/ }).waitFor();
    await isAccessibleInAllLooks(bos.page, 'person, with a new device');
    await bos.page.getByRole('link', { name: /^decided .* 2 of 2 heard$/ }).press('Enter');
    await bos.page.getByText('has a new device; those before speak for nobody').waitFor();
    await isAccessibleInAllLooks(bos.page, 'a recovery, in effect');
  });

  test('the lost device, when it turns up, says calmly that it speaks for nobody, and what to do', async () => {
    await ana.start();
    const { page, troubles } = await stage.open(ana, { width: 360 });
    await isAt(page, 'The group has given you another device');
    await page.getByText('You have lost nothing?').waitFor();
    await page.getByRole('link', { name: /^decided .* 2 of 2 heard$/ }).waitFor();
    await isAccessibleInAllLooks(page, 'this device was replaced');
    assert.deepEqual(troubles, []);
  });

  test('whoever has lost nothing is told in plain words, and stops it', async () => {
    await stranger.start();
    const { invitation } = await bo.api('invite', {});
    await stranger.api('join', { invitation, 'as-before': 'Cy' });
    const { page, troubles } = await stage.open(cy, { width: 360 });
    await page.getByText('Somebody says that they are you').waitFor();
    await isAccessibleInAllLooks(page, 'today, somebody says that they are you');
    await page.getByRole('link', { name: 'Read and answer' }).press('Enter');
    await page.getByText('your one word stops it').waitFor();
    await page.getByRole('radio', { name: /^Object / }).press('Space');
    await page.getByLabel('Your objection').fill('I am here, with my phone in my hand.');
    await isAccessibleInAllLooks(page, 'a recovery, for whoever it is about');
    await page.getByRole('button', { name: 'Give this response' }).press('Enter');
    await page.getByText('You said: Object').waitFor();
    assert.deepEqual([...troubles, ...bos.troubles, ...freshs.troubles], []);
  });
});
