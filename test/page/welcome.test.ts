import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Device, PASSPHRASE } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { isAt } from './ways.ts';
import { WelcomePage } from './welcome-page.ts';

describe('the welcome', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  const pages: PersonsPage[] = [];
  before(async () => {
    [ana, bo] = await Promise.all([stage.running(null), stage.running(null)]);
  });

  test('somebody founds a cell, and comes to Today', async () => {
    const anas = await stage.open(ana, { width: 1280 });
    pages.push(anas);
    const { page } = anas;
    await isAt(page, 'Decide together');
    await isAccessibleInAllLooks(page, 'welcome');
    await page.getByRole('link', { name: 'Found a cell' }).click();
    await page.getByRole('button', { name: 'Found the cell' }).click();
    await page.getByText('A name is needed here').first().waitFor();
    await isAccessibleInAllLooks(page, 'founding, with what is wrong');
    await page.getByRole('link', { name: 'Back' }).click();
    await new WelcomePage(page).found('Bakery on the Corner', 'Ana', PASSPHRASE);
    await page.locator('h1:focus', { hasText: 'Nothing waits for you' }).waitFor();
    await isAccessibleInAllLooks(page, 'today, alone');
    assert.match(await page.title(), /^Nothing waits for you · Bakery on the Corner$/);
  });

  test('somebody else joins, waits at the door, and is let in while both look on', async () => {
    const [anas] = pages;
    assert.ok(anas !== undefined);
    const { invitation } = await ana.api('invite', {});
    const bos = await stage.open(bo, { width: 360 });
    pages.push(bos);
    await new WelcomePage(bos.page).join(invitation, 'Bo', PASSPHRASE);
    await bos.page.locator('h1:focus', { hasText: 'You stand at the door' }).waitFor();
    await isAccessibleInAllLooks(bos.page, 'at the door');
    await isAt(anas.page, 'One thing waits for you');
    await anas.page.getByText('Somebody is at the door').waitFor();
    await anas.page.getByText('Somebody asks to join. You decide; then you are a group.').waitFor();
    await isAccessibleInAllLooks(anas.page, 'today, somebody at the door');
    const [admission] = await ana.api('decisions', {});
    await ana.api('respond', { id: admission.id, response: 'consent' });
    await bos.page.locator('h1:focus', { hasText: 'Nothing waits for you' }).waitFor();
    await isAt(anas.page, 'Nothing waits for you');
  });

  test('a locked device opens by its passphrase alone', async () => {
    const [anas] = pages;
    assert.ok(anas !== undefined);
    await anas.page.keyboard.press('g');
    await anas.page.keyboard.press('e');
    await isAt(anas.page, 'Settings');
    await isAccessibleInAllLooks(anas.page, 'settings');
    await anas.page.getByRole('button', { name: 'Lock now' }).click();
    await isAt(anas.page, 'Locked');
    await new WelcomePage(anas.page).unlock('something else');
    await anas.page.locator('.field.is-wrong').waitFor();
    await isAccessibleInAllLooks(anas.page, 'locked, with what is wrong');
    await new WelcomePage(anas.page).unlock(PASSPHRASE);
    await anas.page.locator('h1:focus', { hasText: 'Settings' }).waitFor();
  });

  test('when Moot ends the page says so, and keys are told on a sheet', async () => {
    const [anas, bos] = pages;
    assert.ok(anas !== undefined && bos !== undefined);
    await anas.page.keyboard.press('?');
    await anas.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await isAccessibleInAllLooks(anas.page, 'keys');
    await anas.page.keyboard.press('Escape');
    await ana.end('SIGKILL');
    await anas.page.getByText('Moot on this device does not answer').waitFor();
    await isAccessibleInAllLooks(anas.page, 'away');
    assert.deepEqual([...anas.troubles, ...bos.troubles], []);
  });
});
