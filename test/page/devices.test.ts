import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { type Device, eventually, PASSPHRASE } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip, wordsOnPaper } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo, goToPerson, isAt } from './ways.ts';
import { WelcomePage } from './welcome-page.ts';

/** The six digits that a page shows to compare. */
async function digitsOn(within: Page | Locator): Promise<string> {
  const number = within.locator('.compared-number [aria-hidden]').first();
  await number.waitFor();
  return (await number.innerText()).replace(/\D/g, '');
}

/** Opens the dialog, makes a link and gives it. */
async function makeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Link another device' }).click();
  const dialog = page.getByRole('dialog', { name: 'Link another device' });
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await dialog.getByRole('img', { name: 'A picture to scan' }).waitFor();
  return dialog.locator('code').innerText();
}

describe('own devices', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let phone: Device;
  let anas: PersonsPage;
  let phones: PersonsPage;
  before(async () => {
    [ana, bo, phone] = await Promise.all([stage.running(), stage.running(), stage.running(null)]);
    await ana.api('found', { name: 'Bakery on the Corner', as: 'Ana' });
    await wordsOnPaper(ana);
    const { invitation } = await ana.api('invite', {});
    await bo.api('join', { invitation, as: 'Bo' });
    const [asking] = await eventually(
      () => ana.api('decisions', {}),
      (all: readonly { id: string }[]) => all.length === 1,
    );
    await ana.api('respond', { id: asking?.id, response: 'consent' });
    await eventually(
      () => bo.api('cells', {}),
      ([cell]: readonly { state: string }[]) => cell?.state === 'member',
    );
    await wordsOnPaper(bo);
    [anas, phones] = await Promise.all([stage.open(ana, { width: 1280 }), stage.open(phone, { width: 360 })]);
  });

  test('numbers that differ link nothing, and both sides say why', async () => {
    const [{ page }, other] = [anas, phones.page];
    await goToPerson(page, 'Ana, you');
    await page.getByRole('heading', { level: 2, name: 'Your devices' }).waitFor();
    await isAccessibleInAllLooks(page, 'own devices, one');
    await page.getByRole('button', { name: 'Link another device' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Link another device' });
    await dialog.getByText('your one voice').waitFor();
    await isAccessibleInAllLooks(page, 'linking, before');
    await dialog.getByRole('button', { name: 'Not now' }).click();
    const link = await makeLink(page);
    assert.match(link, /^moot:link-[a-z2-7]+$/);
    await dialog.getByText('Whoever has it within ten minutes can become another device of yours in Bakery on the Corner').waitFor();
    await isAccessibleInAllLooks(page, 'linking, the link');

    await other.getByRole('link', { name: 'I am here already on another device' }).click();
    await other.getByRole('button', { name: 'Link this device' }).click();
    await other.getByText('Paste the link here').waitFor();
    await isAccessibleInAllLooks(other, 'being linked, with what is wrong');
    const { invitation } = await ana.api('invite', {});
    await other.getByLabel('The link from your other device').fill(invitation);
    await other.getByLabel('A passphrase for this device').fill(PASSPHRASE);
    await other.getByRole('button', { name: 'Link this device' }).click();
    await other.getByText('This is an invitation to a cell').waitFor();
    await other.getByLabel('The link from your other device').fill(`Here it is: ${link}`);
    await other.getByLabel('What do you call this device?').fill('Phone');
    await other.getByRole('button', { name: 'Link this device' }).click();
    assert.equal(await digitsOn(other), await digitsOn(dialog));
    await isAccessibleInAllLooks(page, 'linking, comparing');
    await isAccessibleInAllLooks(other, 'being linked, comparing');
    await dialog.getByRole('button', { name: 'It is another one' }).click();
    await dialog.getByText('another device than yours may have taken the link').waitFor();
    await isAccessibleInAllLooks(page, 'linking, stopped');
    await other.getByText('you said that the numbers differ').waitFor();
    await isAccessibleInAllLooks(other, 'being linked, stopped');
    await dialog.getByRole('button', { name: 'Done' }).click();
    assert.equal((await ana.api('devices', {})).devices.length, 1);
  });

  test('another device becomes one’s own by picture and number, and is there with everything', async () => {
    const [{ page }, other] = [anas, phones.page];
    await ana.api('say', { text: 'Before the phone came.' });
    await makeLink(page);
    const dialog = page.getByRole('dialog', { name: 'Link another device' });
    const picture = await dialog.getByRole('img', { name: 'A picture to scan' }).screenshot();
    await other.getByRole('button', { name: 'Try again' }).click();
    await other.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: picture });
    await other.getByLabel('What do you call this device?').fill('Phone');
    await other.getByRole('button', { name: 'Link this device' }).click();
    assert.equal(await digitsOn(other), await digitsOn(dialog));
    await dialog.getByRole('button', { name: 'It is the same' }).click();
    await dialog.getByText('Phone is linked.').waitFor();
    await isAccessibleInAllLooks(page, 'linking, linked');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await new WelcomePage(other).writeWordsDown();
    await goTo(other, 'Talk');
    await other.getByText('Before the phone came.').waitFor();
    await page.getByRole('table').getByText('linked by this device').waitFor();
    await isAccessibleInAllLooks(page, 'own devices, two');
    assert.deepEqual([...anas.troubles, ...phones.troubles], []);
  });

  test('everybody sees that somebody has one more device, and so do one’s own', async () => {
    const { page, troubles } = await stage.open(bo, { width: 360 });
    await goTo(page, 'People');
    await page.getByText('Ana has a new device since').waitFor();
    await isAccessibleInAllLooks(page, 'people, somebody has a new device');
    await page.getByRole('link', { name: 'Look at it' }).click();
    await page.getByText('linked by another device').waitFor();
    await isAccessibleInAllLooks(page, 'person, with a linked device');
    assert.deepEqual([...troubles], []);
    await goTo(anas.page, 'People');
    await anas.page.getByText('Your device Phone is new since').waitFor();
    await isAccessibleInAllLooks(anas.page, 'people, an own device is new');
  });

  test('a device is named, and revoked by another after a question', async () => {
    const { page } = anas;
    await goToPerson(page, 'Ana, you');
    await page
      .getByRole('button', { name: /^Name it/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'What do you call this device?' });
    await dialog.getByLabel('Device').fill('Laptop');
    await isAccessibleInAllLooks(page, 'naming a device');
    await dialog.getByRole('button', { name: 'Keep the name' }).click();
    await page.getByRole('table').getByText('Laptop').waitFor();
    await page.getByRole('table').getByText('linked by this device').waitFor();
    await page.getByRole('button', { name: 'Revoke it' }).click();
    await page.getByRole('button', { name: 'Revoke the device' }).click();
    await page.getByText('Devices that speak for you no more').click();
    await page.getByText('revoked', { exact: true }).waitFor();
    await isAccessibleInAllLooks(page, 'own devices, one revoked');
    await isAt(phones.page, 'This device speaks for you no more');
    await phones.page.getByRole('button', { name: 'Say it' }).waitFor({ state: 'detached' });
    await isAccessibleInAllLooks(phones.page, 'this device speaks no more');
    assert.deepEqual([...anas.troubles, ...phones.troubles], []);
  });
});
