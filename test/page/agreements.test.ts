import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, PASSPHRASE, quickDevice } from '../e2e/device.ts';
import { isAccessibleInAllLooks, lookAt, type PersonsPage, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';
import { WelcomePage } from './welcome-page.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Goes to the register as people on a desk do. */
async function toRegister(page: Page): Promise<void> {
  await goTo(page, 'Agreements');
  await isAt(page, 'Agreements');
}

describe('agreements', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let anas: PersonsPage;
  before(async () => {
    [ana, bo] = await stage.cell('Ana', 'Bo');
    anas = await stage.open(ana, { width: 1280 });
  });
  after(async () => {
    assert.deepEqual(anas?.troubles ?? [], []);
  });

  /** Both consent to it, and it is in the register. */
  async function agree(id: string, concern = ''): Promise<void> {
    await ana.api('respond', { id, response: 'consent' });
    const known = async () => ((await bo.api('decisions', {})) as { id: string }[]).some((one) => one.id === id);
    while (!(await known())) await new Promise((resolve) => setTimeout(resolve, 50));
    await bo.api('respond', { id, response: concern === '' ? 'consent' : 'concern', reason: concern });
    const isThere = async () => ((await ana.api('agreements', { all: true })) as { id: string }[]).some((one) => one.id === id);
    while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  test('where nothing is agreed, forms are there to start from, and one is proposed in own words', async () => {
    const { page } = anas;
    await toRegister(page);
    await page.getByText('Nothing is agreed yet').waitFor();
    await page.getByText('Co-op', { exact: true }).click();
    await page.getByText('The books are open').waitFor();
    await isAccessibleInAllLooks(page, 'agreements, none yet');
    await page.getByRole('listitem').filter({ hasText: 'The books are open' }).getByRole('link', { name: 'Propose this' }).click();
    await isAt(page, 'Propose an agreement');
    assert.equal(await page.getByLabel('What do you propose, in a few words?').inputValue(), 'The books are open');
    assert.ok(await page.getByRole('checkbox', { name: /^This is an agreement/ }).isChecked());
    await page.getByLabel('What it is about').fill('Books');
    await page.getByRole('combobox', { name: /^Who looks after it/ }).selectOption({ label: 'Bo' });
    await page.getByRole('combobox', { name: /^When we look at it again/ }).selectOption('day');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await page.getByText('Choose a day that lies ahead.').waitFor();
    await isAccessibleInAllLooks(page, 'proposing an agreement, with what is wrong');
    await page.getByLabel('On this day').fill(inDays(9));
    await page.getByRole('radio', { name: /^It lapses/ }).press('Space');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await isAt(page, 'The books are open');
    await page
      .getByText(/It becomes an agreement\. Bo looks after it\. Review on .*; then it lapses/)
      .first()
      .waitFor();
    const [{ id }] = (await ana.api('decisions', {})) as [{ id: string }];
    await agree(id, 'Receipts get lost. Let us find a box for them.');
  });

  test('the register shows it, and its page all that belongs to it', async () => {
    const { page } = anas;
    await toRegister(page);
    await page.getByRole('heading', { level: 2, name: 'Books' }).waitFor();
    await page.getByText('Bo looks after it.').waitFor();
    await page.getByText('Time to look again').waitFor();
    await isAccessibleInAllLooks(page, 'agreements');
    await page.getByRole('link', { name: 'The books are open' }).click();
    await page.getByText('Receipts get lost. Let us find a box for them.').first().waitFor();
    await page.getByText(/^It lapses after/).waitFor();
    await page.getByText(/Attested by the devices of/).waitFor();
    await page.getByRole('button', { name: 'Note how it goes' }).click();
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('There are no words in this note yet.').waitFor();
    await page.getByLabel('What you have noticed').fill('The box is there, and nearly full.');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByRole('heading', { level: 2, name: 'Noticed since' }).waitFor();
    await isAccessibleInAllLooks(page, 'agreement, due');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('link', { name: 'Go on with it' }).isVisible(), false, 'paper shows no buttons');
    await page.getByText(/has the fingerprint/).waitFor();
    await page.emulateMedia({ media: 'screen' });
  });

  test('Today reminds of a review, what was said comes up at it, and it is renewed', async () => {
    const { page } = anas;
    await goTo(page, 'Today');
    await page.getByText('An agreement is about to lapse').waitFor();
    await isAccessibleInAllLooks(page, 'today, with an agreement about to lapse');
    await page.getByRole('link', { name: 'The books are open' }).click();
    await page.getByRole('link', { name: 'Go on with it' }).press('Enter');
    await isAt(page, 'Go on with an agreement');
    await page.getByText('The box is there, and nearly full.').waitFor();
    await page.getByText('Receipts get lost. Let us find a box for them.').waitFor();
    await isAccessibleInAllLooks(page, 'renewing an agreement');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await isAt(page, 'The books are open');
    await page.getByRole('heading', { level: 2, name: 'What comes up at this review' }).waitFor();
    await isAccessibleInAllLooks(page, 'decision, a review');
    const open = ((await ana.api('decisions', { state: 'open' })) as { id: string }[])[0];
    assert.ok(open !== undefined);
    await agree(open.id);
    await toRegister(page);
    // For a moment the register may still lead to what was renewed.
    await page.locator(`a[href*="/agreements/${open.id.slice(0, 8)}"]`).click();
    await page.getByText('The words stayed as they were.').waitFor();
    assert.equal(await page.getByText(/^It lapses after/).count(), 0);
  });

  test('a change is shown as a difference, and two at once as a clash with both texts', async () => {
    const { page } = anas;
    const [{ id }] = (await ana.api('agreements', {})) as [{ id: string }];
    await page.getByRole('link', { name: 'Propose a change' }).click();
    await isAt(page, 'Change an agreement');
    await page
      .getByLabel('At length')
      .fill('Every one of us can see all that comes in and goes out, at any time. Two of us check the books each month.');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await isAt(page, 'The books are open');
    const open = ((await ana.api('decisions', { state: 'open' })) as { id: string }[])[0];
    assert.ok(open !== undefined);
    const other = (await bo.api('change', { id, title: 'The books lie in the shop', text: 'In the drawer under the till.' })) as {
      id: string;
    };
    await agree(open.id);
    const known = async () => ((await ana.api('decisions', {})) as { id: string }[]).some((one) => one.id === other.id);
    while (!(await known())) await new Promise((resolve) => setTimeout(resolve, 50));
    await agree(other.id);
    await toRegister(page);
    await page.getByText('Two decisions clash').first().waitFor();
    await isAccessibleInAllLooks(page, 'agreements, with a clash');
    await page.getByRole('radio', { name: 'By how they stand' }).press('Space');
    await page.getByRole('heading', { level: 2, name: 'Two decisions clash' }).waitFor();
    await page.getByRole('link', { name: 'The books are open' }).click();
    await page.getByText('In the drawer under the till.').waitFor();
    await page.locator('ins').filter({ hasText: 'month' }).waitFor();
    await isAccessibleInAllLooks(page, 'agreement, with a clash');
    await page.getByRole('link', { name: 'Propose what holds' }).click();
    await isAt(page, 'Agree on which holds');
    await page.getByLabel('What do you propose, in a few words?').fill('The books lie open in the shop');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await isAt(page, 'The books lie open in the shop');
    const settling = ((await ana.api('decisions', { state: 'open' })) as { id: string }[])[0];
    assert.ok(settling !== undefined);
    await agree(settling.id);
    const [line, ...more] = (await ana.api('agreements', {})) as [{ id: string; clashes: number }];
    assert.deepEqual([line.id, line.clashes, more.length], [settling.id, 0, 0]);
  });

  test('on a phone it is found under More, and by its words', async () => {
    const { page } = anas;
    await lookAt(page, { width: 360 });
    await page.getByRole('link', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Agreements' }).click();
    await isAt(page, 'Agreements');
    await page.getByLabel('Find').fill('books');
    await page.getByText('One agreement has these words.').waitFor();
    await page.getByLabel('Find').fill('submarine');
    await page.getByText('Nothing has these words.').waitFor();
    await page.getByLabel('Find').fill('');
    await page.getByRole('link', { name: 'The books lie open in the shop' }).click();
    await page.getByRole('heading', { level: 2, name: 'How it came about' }).waitFor();
    await lookAt(page, { width: 1280 });
  });

  test('it is ended by decision, and stays to be read', async () => {
    const { page } = anas;
    await page.getByRole('link', { name: 'Propose to end it' }).click();
    await isAt(page, 'End an agreement');
    assert.equal(await page.getByLabel('What do you propose, in a few words?').inputValue(), 'No longer: The books lie open in the shop');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await isAt(page, 'No longer: The books lie open in the shop');
    await page
      .getByText(/This is no agreement any more: The books lie open/)
      .first()
      .waitFor();
    const open = ((await ana.api('decisions', { state: 'open' })) as { id: string }[])[0];
    assert.ok(open !== undefined);
    await ana.api('respond', { id: open.id, response: 'consent' });
    await bo.api('respond', { id: open.id, response: 'consent' });
    await toRegister(page);
    await page.getByRole('heading', { level: 2, name: 'Lapsed or ended' }).waitFor();
    await page.getByRole('link', { name: 'The books lie open in the shop' }).click();
    await page.getByText('We ended it.').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Propose a change' }).count(), 0);
  });

  test('a cell is founded on a form that was read before, and begins with its agreements', async () => {
    const cy = await quickDevice();
    await cy.start(null);
    const { page, troubles } = await stage.open(cy, { width: 1280 });
    await page.getByRole('link', { name: 'Found a cell' }).click();
    const choice = page.getByLabel('Agreements to start from');
    assert.equal(await choice.locator('option:checked').textContent(), 'Start with nothing');
    await choice.selectOption({ label: 'Neighbourhood network' });
    await page.getByText('Asking is allowed').waitFor();
    await isAccessibleInAllLooks(page, 'founding on a form');
    await page.getByLabel('Name of the cell').fill('Elm Street');
    await page.getByLabel('Your name in it').fill('Cy');
    await page.getByLabel('A passphrase for this device').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Found the cell' }).click();
    await new WelcomePage(page).writeWordsDown();
    await toRegister(page);
    await page.getByRole('heading', { level: 2, name: 'Helping' }).waitFor();
    assert.equal(await page.getByRole('heading', { level: 3 }).count(), 7);
    await isAccessibleInAllLooks(page, 'agreements of a form');
    assert.deepEqual(troubles, []);
    await cy.remove();
  });
});
