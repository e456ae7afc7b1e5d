import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually, PASSPHRASE } from '../e2e/device.ts';
import { isAccessibleInAllLooks, openBrowser, openPage, type PersonsPage, skip } from './browser.ts';
import { pictureOf, writeFilm } from './code-pictures.ts';
import { Stage } from './stage.ts';
import { goTo, goToPerson, isAt } from './ways.ts';
import { WelcomePage } from './welcome-page.ts';

/** The groups of the safety number that a page shows. */
async function numberOn(page: Page): Promise<string> {
  const groups = page.getByRole('list', { name: 'Safety number' }).locator('[aria-hidden]');
  await groups.first().waitFor();
  return (await groups.allTextContents()).join(' ');
}

/** Fills in the rest of the joining form and asks. Gives the recovery words, which are then shown. */
async function askAs(page: Page, name: string): Promise<readonly string[]> {
  await page.getByLabel('Your name in it').fill(name);
  await page.getByLabel('A passphrase for this device').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Ask to join' }).click();
  return new WelcomePage(page).writeWordsDown();
}

/** What `people` says of somebody, as far as is looked at here. */
interface Person {
  readonly id: string;
  readonly name: string;
  readonly devices: readonly { readonly id: string }[];
}

/** The letters by which people know a device. */
function deviceLetters(id: string): string {
  return id.slice(0, 16).replace(/.{4}(?=.)/g, '$& ');
}

describe('people', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let cy: Device;
  let again: Device;
  let anas: PersonsPage;
  let bos: PersonsPage;
  let invitation = '';
  /** Bo's recovery words. */
  let words = '';
  /** The device that Bo's backup replaces. */
  let lost = '';
  before(async () => {
    [ana, bo, cy, again] = await Promise.all([stage.running(), stage.running(null), stage.running(null), stage.device()]);
    await ana.api('found', { name: 'Bakery on the Corner', as: 'Ana' });
    anas = await stage.open(ana, { width: 1280 });
  });

  test('somebody makes an invitation by the dialog, and copies it', async () => {
    const { page, context } = anas;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await goTo(page, 'People');
    await isAt(page, 'People');
    await isAccessibleInAllLooks(page, 'people, alone');
    await page.getByRole('button', { name: 'Invite somebody' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
    await dialog.waitFor();
    assert.equal(await page.evaluate("document.activeElement.closest('[role=dialog]') !== null"), true, 'focus in the dialog');
    await dialog.getByLabel('For how many people?').fill('none');
    await dialog.getByRole('button', { name: 'Make the invitation' }).click();
    await dialog.getByText('A whole number from 1 to 20').waitFor();
    await isAccessibleInAllLooks(page, 'inviting, with what is wrong');
    await dialog.getByLabel('For how many people?').fill('3');
    await dialog.getByRole('button', { name: 'Make the invitation' }).click();
    await dialog.getByRole('img', { name: 'A picture to scan' }).waitFor();
    await isAccessibleInAllLooks(page, 'invitation');
    await dialog.getByRole('button', { name: 'Copy the invitation' }).click();
    await dialog.getByRole('button', { name: 'Copied: the invitation' }).waitFor();
    invitation = String(await page.evaluate('navigator.clipboard.readText()'));
    assert.match(invitation, /^moot:[a-z2-7]+$/);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByText('3 more people can ask to join with it').waitFor();
    assert.equal(await page.evaluate("document.activeElement?.textContent ?? ''"), 'Invite somebody', 'focus is back');
    await isAccessibleInAllLooks(page, 'people, with an invitation');
  });

  test('somebody else joins by a picture of it, and is announced at the door', async () => {
    bos = await stage.open(bo, { width: 360 });
    const { page } = bos;
    await page.getByRole('link', { name: 'Join with an invitation' }).click();
    const file = page.locator('input[type=file]');
    await file.setInputFiles({ name: 'note.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') });
    await page.getByText('This file is no picture').waitFor();
    await file.setInputFiles({ name: 'people.png', mimeType: 'image/png', buffer: await anas.page.screenshot() });
    await page.getByText('There is no code to be found').waitFor();
    await file.setInputFiles(pictureOf('https://example.org/'));
    await page.getByText('This code is no invitation').waitFor();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByText(/There is no camera|does not let this page use the camera/).waitFor();
    await isAccessibleInAllLooks(page, 'joining, with what is wrong');
    await page.getByLabel('Your invitation').fill(`Come in: ${invitation.slice(0, -5)} See you!`);
    await page.getByText('A part of the invitation is missing').waitFor();

    await anas.page.getByRole('button', { name: 'Show it again' }).click();
    const picture = anas.page.getByRole('img', { name: 'A picture to scan' });
    await picture.waitFor();
    await file.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await picture.screenshot() });
    await anas.page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('An invitation to Bakery on the Corner, good until').waitFor();
    assert.equal(await page.getByLabel('Your invitation').inputValue(), invitation);
    await isAccessibleInAllLooks(page, 'joining');
    words = (await askAs(page, 'Bo')).join(' ');
    await isAt(page, 'You stand at the door');
    await anas.page.locator('#announcer', { hasText: 'Bo is at the door and asks to join.' }).waitFor({ state: 'attached' });
    await anas.page.getByText('Waits for our decision. Invited by Ana.').waitFor();
    await isAccessibleInAllLooks(anas.page, 'people, somebody at the door');
  });

  test('the decision lets them in, and is where their power comes from', async () => {
    const { page } = anas;
    await page.getByRole('link', { name: 'Respond' }).click();
    await page.getByRole('radio', { name: /^Consent Good enough/ }).press('Space');
    await page.getByRole('button', { name: 'Give this response' }).click();
    await bos.page.getByRole('navigation').waitFor();
    await goToPerson(page, 'Bo');
    await page.getByText('Invited by Ana.').waitFor();
    await page
      .getByRole('link', { name: /^decided .* 1 of 1 heard$/ })
      .first()
      .waitFor();
    await isAccessibleInAllLooks(page, 'person');
  });

  test('a message holds the invitation, and an address opens the page with it', async () => {
    const cys = await stage.open(cy, { width: 1280 });
    const { page } = cys;
    await page.getByRole('link', { name: 'Join with an invitation' }).click();
    await page.getByLabel('Your invitation').fill(`You are invited to the Bakery.\n\n${invitation}\n\nSee you soon, Ana`);
    await page.getByText('An invitation to Bakery on the Corner, good until').waitFor();
    await page.getByRole('link', { name: 'Back' }).click();
    await page.evaluate(`location.hash = '#${invitation}'`);
    await page.getByText('An invitation to Bakery on the Corner, good until').waitFor();
    assert.equal(new URL(page.url()).hash, '');
    assert.equal(await page.getByLabel('Your invitation').inputValue(), invitation);
    await askAs(page, 'Cy');
    await isAt(page, 'You stand at the door');
    await anas.page.locator('#announcer', { hasText: 'Cy is at the door' }).waitFor({ state: 'attached' });
    assert.deepEqual([...cys.troubles], []);
  });

  test('an invitation is read by the camera', async () => {
    const film = writeFilm(invitation.toUpperCase(), cy.home);
    const filming = await openBrowser([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    try {
      const { page, troubles } = await openPage(filming, cy, { width: 360 });
      await page.getByRole('link', { name: 'Your cells' }).click();
      await page.getByRole('link', { name: 'Found or join another cell' }).click();
      await page.getByRole('link', { name: 'Join with an invitation' }).click();
      await page.getByRole('button', { name: 'Use the camera' }).click();
      await page.getByText('An invitation to Bakery on the Corner, good until').waitFor();
      assert.equal(await page.getByLabel('Your invitation').inputValue(), invitation);
      await page.getByRole('button', { name: 'Use the camera' }).waitFor();
      assert.deepEqual([...troubles], []);
    } finally {
      await filming.close();
    }
  });

  test('both see the same safety number, and one compares it by scanning', async () => {
    const [{ page }, other] = [anas, bos.page];
    await goToPerson(page, 'Bo');
    await goToPerson(other, 'Ana');
    const number = await numberOn(page);
    assert.match(number, /^(\d{5} ){11}\d{5}$/);
    assert.equal(await numberOn(other), number);

    await page.getByRole('button', { name: 'Read it out, group by group' }).click();
    await page.getByText(`Group 1 of 12: ${[...number.slice(0, 5)].join(' ')}`).waitFor();
    await page.getByRole('button', { name: 'Next group' }).click();
    await page.getByText(`Group 2 of 12: ${[...number.slice(6, 11)].join(' ')}`).waitFor();
    await isAccessibleInAllLooks(page, 'reading a safety number out');
    await page.getByRole('button', { name: 'Show all of it' }).click();

    await other.getByRole('button', { name: 'Show it as a picture' }).click();
    const picture = other.getByRole('img', { name: 'A picture to scan' });
    await picture.waitFor();
    await page.getByRole('button', { name: 'Scan theirs' }).click();
    const file = page.locator('input[type=file]');
    await file.setInputFiles(pictureOf(`MOOT-SAFETY:${'12345'.repeat(12)}`));
    await page.getByText('The picture shows another number.').waitFor();
    await isAccessibleInAllLooks(page, 'a safety number that differs');
    await file.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await picture.screenshot() });
    await page.getByText('The picture shows the same number').waitFor();
    await isAccessibleInAllLooks(page, 'a safety number that is the same');
    await goTo(page, 'People');
    await isAt(page, 'People');
    await page.getByRole('table').getByText('compared').waitFor();

    await other.getByRole('button', { name: 'They differ' }).click();
    await other.getByText('The numbers differed when you compared them').waitFor();
    await goTo(other, 'People');
    await isAt(other, 'People');
    await other.getByRole('alert').getByText('differed').waitFor();
  });

  test('a device that is new since then is said plainly, until somebody has asked', async () => {
    const { page } = anas;
    const file = join(bo.home, 'bo.backup');
    await bo.api('backup', { file });
    lost = (await bo.api('people', {})).find(({ you }: { you: boolean }) => you).devices[0].id;
    await bos.context.close();
    await bo.end('SIGTERM');
    await again.start();
    await again.api('restore', { file, words });
    await page.getByText('has a new device since you compared safety numbers').waitFor();
    await isAccessibleInAllLooks(page, 'people, with a new device');
    await page.getByRole('link', { name: 'Look at it' }).click();
    await page.getByText('Ask Bo, not through Moot').waitFor();
    await page.getByText('new since you compared', { exact: true }).waitFor();
    await isAccessibleInAllLooks(page, 'person, with a new device');
    await page.getByRole('button', { name: 'It is theirs' }).click();
    await page.getByText(/^Compared .*, and the same/).waitFor();
  });

  test('whoever has two devices revokes the other one after a question', async () => {
    // The only way to two devices so far: the group lets the one speak again that the backup replaced.
    const bosOwn = (list: readonly Person[]): Person => list.find(({ name }) => name === 'Bo') ?? assert.fail('Bo to be there');
    const { id: member, devices: now } = bosOwn(await again.api('people', {}));
    const effect = JSON.stringify({ kind: 'reinstate', member, device: lost });
    const { id } = await ana.api('propose', { title: 'Bo has found the old laptop', effect });
    await ana.api('respond', { id, response: 'consent' });
    await eventually(
      () => again.api('decisions', {}),
      (all: readonly { id: string }[]) => all.some((one) => one.id === id),
    );
    await again.api('respond', { id, response: 'consent' });
    const { page, troubles } = await stage.open(again, { width: 360 });
    await goToPerson(page, 'Bo, you');
    await page.getByText(deviceLetters(lost)).waitFor();
    await isAccessibleInAllLooks(page, 'person, oneself with two devices');
    await page.getByRole('button', { name: 'Revoke it' }).click();
    await page.getByRole('dialog', { name: `Revoke the device ${deviceLetters(lost)}?` }).waitFor();
    await isAccessibleInAllLooks(page, 'revoking a device');
    await page.getByRole('button', { name: 'Revoke the device' }).click();
    await page.locator('.device-letters', { hasText: deviceLetters(lost) }).waitFor({ state: 'hidden' });
    await page.locator('#announcer', { hasText: 'The device is revoked.' }).waitFor({ state: 'attached' });
    assert.deepEqual(bosOwn(await again.api('people', {})).devices, now);
    assert.deepEqual([...troubles], []);
  });

  test('a person’s own page shows their devices, and how to know them', async () => {
    const { page } = anas;
    await goToPerson(page, 'Ana, you');
    await page.getByRole('heading', { level: 2, name: 'Your devices' }).waitFor();
    const [{ devices }] = await ana.api('people', {});
    await page.getByText(deviceLetters(devices[0].id)).waitFor();
    await isAccessibleInAllLooks(page, 'person, oneself');
  });

  test('an invitation is taken back after a question', async () => {
    const { page } = anas;
    await goTo(page, 'People');
    await isAt(page, 'People');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await isAccessibleInAllLooks(page, 'taking an invitation back');
    await page.getByRole('button', { name: 'Take the invitation back' }).click();
    await page.getByRole('heading', { name: 'Open invitations' }).waitFor({ state: 'detached' });
    const [given] = await ana.api('invitations', {});
    assert.equal(given.state, 'revoked');
    assert.deepEqual([...anas.troubles, ...bos.troubles], []);
  });
});
