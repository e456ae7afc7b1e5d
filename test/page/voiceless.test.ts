import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Device, eventually, quickDevice } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip, wordsOnPaper } from './browser.ts';
import { allConsent, isMember } from './cell-of.ts';
import { Stage } from './stage.ts';
import { goToPerson, isAt } from './ways.ts';

/** Lets one device of somebody's link another one, as they do with both in their hands. */
async function link(old: Device, fresh: Device): Promise<void> {
  const { link: text } = await old.api('link', {});
  const taken = await fresh.api('take-link', { link: text });
  await old.api('confirm-link', { number: taken.number });
  await isMember(fresh);
}

/** How a device stands in its one cell. */
async function becomes(device: Device, state: string): Promise<void> {
  await eventually(
    () => device.api('cells', {}),
    ([cell]: readonly { state: string }[]) => cell?.state === state,
  );
}

describe('devices that speak no more', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let cy: Device;
  let phone: Device;
  let copy: Device;
  const all = () => [ana, bo, cy, phone];
  before(async () => {
    [[ana, bo, cy], phone] = await Promise.all([stage.cell('Ana', 'Bo', 'Cy'), stage.running()]);
    // The last change of power, Cy's admission, stood on Ana and Bo: so these two can make the next one.
    await link(cy, phone);
    await wordsOnPaper(phone);
  });
  after(() => copy?.remove());

  test('two devices that revoked each other are both suspended, and the group decides which of them speaks', async () => {
    await eventually(
      () => bo.api('people', {}),
      (people: readonly { name: string; devices: readonly unknown[] }[]) => people.find(({ name }) => name === 'Cy')?.devices.length === 2,
    );
    const { devices } = await cy.api('devices', {});
    const idOf = (isThis: boolean): string => devices.find((one: { isThis: boolean }) => one.isThis === isThis).id;
    const [own, other] = [idOf(true), idOf(false)];
    // Each does it while it meets nobody, so neither knows of the other.
    await Promise.all([ana, bo, phone].map((device) => device.end('SIGTERM')));
    await cy.api('revoke-device', { id: other });
    await cy.end('SIGTERM');
    await phone.start();
    await phone.api('revoke-device', { id: own });
    await Promise.all([ana, bo, cy].map((device) => device.start()));
    await Promise.all([becomes(cy, 'suspended'), becomes(phone, 'suspended')]);

    const mine = await stage.open(cy, { width: 360 });
    await isAt(mine.page, 'Two devices of yours have revoked each other');
    await mine.page.getByText('Talk to the others').waitFor();
    await isAccessibleInAllLooks(mine.page, 'two of your devices have revoked each other');
    await mine.page.getByRole('link', { name: 'See who was there' }).press('Enter');
    await mine.page.getByRole('table').getByRole('link', { name: 'Cy, you' }).click();
    await mine.page.getByText('so neither speaks for you until the group decides').waitFor();
    await isAccessibleInAllLooks(mine.page, 'own devices, suspended');

    const { page, troubles } = await stage.open(bo, { width: 1280 });
    await page.getByText('Devices of Cy have revoked each other').waitFor();
    await isAccessibleInAllLooks(page, 'today, somebody is suspended');
    await page.getByRole('link', { name: 'Look at it' }).press('Enter');
    await page.getByText('Ask Cy, not through Moot, to read out the letters').waitFor();
    await isAccessibleInAllLooks(page, 'person, suspended');
    const letters = own.slice(0, 16).replace(/.{4}(?=.)/g, '$& ');
    await page.getByRole('link', { name: `Propose that ${letters} speaks again` }).press('Enter');
    await isAt(page, 'Propose that a device of Cy speaks again');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await page.getByText('Say how you know that it is theirs').waitFor();
    await page.getByLabel('Why?').fill('Cy was here, and we compared the letters.');
    await isAccessibleInAllLooks(page, 'proposing that a device speaks again');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await isAt(page, `The device ${letters} of Cy speaks again`);
    await page.getByText(`The device ${letters} speaks for Cy again.`).waitFor();
    await allConsent([ana, bo], `The device ${letters} of Cy speaks again`);
    await isMember(cy);
    await mine.page.getByRole('link', { name: 'Today' }).click();
    await isAt(mine.page, 'Nothing waits for you');
    // The phone has no key of the decision: it goes on to say that the group decides.
    await eventually(
      () => bo.api('people', {}),
      (people: readonly { name: string; gone: readonly { state: string }[] }[]) =>
        people
          .find(({ name }) => name === 'Cy')
          ?.gone.map(({ state }) => state)
          .join() === 'revoked',
    );
    assert.deepEqual([...troubles, ...mine.troubles], []);
  });

  test('a device that told two stories is frozen, is told so plainly, and comes back by a link from another device', async () => {
    // The phone comes back as well, so that somebody can link.
    await link(cy, phone);
    await Promise.all(all().map((device) => device.end('SIGTERM')));
    // The disk of Cy's computer, as it is now, is used in another place too.
    copy = await quickDevice();
    rmSync(copy.home, { recursive: true });
    cpSync(cy.home, copy.home, { recursive: true });
    for (const file of ['daemon.json', 'lock']) rmSync(join(copy.home, file), { force: true });
    await copy.start();
    await copy.api('propose', { title: 'Told in one place' });
    await copy.end('SIGTERM');
    await cy.start();
    await cy.api('propose', { title: 'Told in another' });
    await Promise.all([ana, bo, phone].map((device) => device.start()));
    await eventually(
      () => bo.api('decisions', {}),
      (decisions: readonly { title: string }[]) => decisions.some(({ title }) => title === 'Told in another'),
    );
    await copy.start();
    await becomes(cy, 'frozen');
    await copy.end('SIGTERM');

    const { page, troubles } = await stage.open(cy, { width: 360 });
    await isAt(page, 'This device is frozen');
    await page.getByText('It told two different stories').waitFor();
    await isAccessibleInAllLooks(page, 'this device is frozen');

    const others = await stage.open(bo, { width: 1280 });
    await others.page.getByText('A device of Cy told two different stories').waitFor();
    await isAccessibleInAllLooks(others.page, 'today, a device is frozen');
    await goToPerson(others.page, 'Cy');
    await others.page.getByText('A device of Cy told two different stories, so it is frozen').waitFor();
    await isAccessibleInAllLooks(others.page, 'person, with a frozen device');
    await others.page.getByRole('link', { name: 'Status', exact: true }).click();
    await others.page.getByText('set aside, from a device of Cy that told two stories').waitFor();
    await isAccessibleInAllLooks(others.page, 'status, two stories');

    // Who has no other device comes back by an invitation, as who they are.
    const { invitation } = await bo.api('invite', {});
    await page.getByRole('link', { name: 'Join with an invitation' }).press('Enter');
    await page.getByLabel('Your invitation').fill(invitation);
    await page.getByText('You were in this cell on this device.').waitFor();
    assert.equal(await page.getByLabel('I was in this cell before and have lost my devices').isChecked(), true);
    await page.goBack();

    const { link: text } = await phone.api('link', {});
    await page.getByRole('link', { name: 'I have a link from my other device' }).press('Enter');
    await page.getByLabel('The link from your other device').fill(text);
    await page.getByRole('button', { name: 'Link this device' }).press('Enter');
    const number = page.locator('.compared-number [aria-hidden]').first();
    await number.waitFor();
    await phone.api('confirm-link', { number: (await number.innerText()).replace(/\D/g, '') });
    await isMember(cy);
    await page.getByRole('navigation', { name: 'Contents' }).waitFor();
    await cy.api('say', { text: 'I am back.' });
    await eventually(
      () => bo.api('talk', {}),
      (talk: readonly { text: string; author: string }[]) => talk.some((one) => one.text === 'I am back.' && one.author === 'Cy'),
    );
    assert.deepEqual([...troubles, ...others.troubles], []);
  });
});
