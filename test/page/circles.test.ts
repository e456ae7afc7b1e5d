import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo } from './ways.ts';

interface Circle {
  readonly id: string;
  readonly isIn: boolean;
  readonly members: readonly { readonly name: string }[];
  readonly joining: readonly { readonly name: string }[];
}

describe('circles', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let cy: Device;
  let anas: PersonsPage;
  let cys: PersonsPage;
  let page: Page;
  const talkOf = (of: Page) => of.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: /^Talk/ });
  const circlesOf = (of: Page) => of.getByRole('navigation', { name: 'Circles' });
  const field = (name: string) => page.getByLabel(`To ${name}`, { exact: true });
  const circleOf = (device: Device, isSo: (circle: Circle) => boolean): Promise<readonly Circle[]> =>
    eventually(
      () => device.api('circles', {}),
      ([circle]: readonly Circle[]) => circle !== undefined && isSo(circle),
    );

  before(async () => {
    [ana, bo, cy] = await stage.cell('Ana', 'Bo', 'Cy');
    [anas, cys] = await Promise.all([stage.open(ana, { width: 1280 }), stage.open(cy, { width: 1280 })]);
    page = anas.page;
  });

  test('some of us are chosen by keys, and what they say stands above who reads it', async () => {
    await talkOf(page).click();
    await page.getByRole('button', { name: 'Some of us' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Found a circle' });
    await dialog.getByRole('button', { name: 'Found the circle' }).press('Enter');
    await dialog.getByText('Choose somebody to talk with.').waitFor();
    await isAccessibleInAllLooks(page, 'circle, founding');
    await dialog.getByRole('checkbox', { name: 'Bo' }).press('Space');
    await dialog.getByRole('button', { name: 'Found the circle' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Bo and you read this. Nobody else in the cell can.').waitFor();
    await page.getByText('What is said here stays among Bo and you.').waitFor();
    await isAccessibleInAllLooks(page, 'circle, empty');
    await field('Bo').fill('Shall we buy the oven?');
    await field('Bo').press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'Shall we buy the oven?' }).waitFor();
    await page.getByText('Only the two of you read this.').waitFor();
    const [circle] = await circleOf(bo, ({ isIn }) => isIn);
    await eventually(
      () => bo.api('talk', { circle: circle?.id }),
      ({ length }) => length === 1,
    );
    await bo.api('say', { text: 'Let us ask the baker first.', circle: circle?.id });
    await page.getByRole('listitem').filter({ hasText: 'Let us ask' }).waitFor();
    await isAccessibleInAllLooks(page, 'circle, talk');
  });

  test('it is given a name, which only those in it see', async () => {
    await page.getByRole('button', { name: 'Another name' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Another name for this circle' });
    await dialog.getByRole('button', { name: 'Call it so' }).press('Enter');
    await dialog.getByText('Write a name.').waitFor();
    await dialog.getByLabel('What you call it').fill('The oven');
    await isAccessibleInAllLooks(page, 'circle, another name');
    await dialog.getByRole('button', { name: 'Call it so' }).press('Enter');
    await circlesOf(page).getByRole('link', { name: 'The oven' }).waitFor();
    await field('The oven').waitFor();
  });

  test('the others see who is in it, carry it, and read nothing of it', async () => {
    await eventually(
      () => cy.api('status', {}),
      ({ cells: [cell] }) => cell.sealedForOthers > 0,
    );
    await talkOf(cys.page).click();
    await cys.page.getByRole('heading', { name: 'Nothing has been said here yet' }).waitFor();
    assert.equal(await circlesOf(cys.page).count(), 0);
    await goTo(cys.page, 'People');
    await cys.page.getByRole('heading', { level: 2, name: 'Who reads what' }).waitFor();
    await cys.page.getByText('Ana and Bo read it. You do not; this device hands it on.').waitFor();
    assert.equal(await cys.page.getByText('The oven').count(), 0);
    await isAccessibleInAllLooks(cys.page, 'people, circles of others');
    await goTo(cys.page, 'Status');
    await cys.page.getByText('entries are kept for circles that you are not in').waitFor();
    const [circle] = (await cy.api('circles', {})) as readonly Circle[];
    await cys.page.goto(
      `${new URL(cys.page.url()).origin}${new URL(cys.page.url()).pathname.replace(/status.*/, '')}talk/circle%2F${circle?.id}`,
    );
    await cys.page.getByText('You are not in this circle, so you cannot read what is said in it.').waitFor();
    await isAccessibleInAllLooks(cys.page, 'circle, of others');
  });

  test('somebody joins once all agree, is told so, and reads what was said before', async () => {
    await bo.api('circle-invite', { circle: 'The oven', who: 'Cy' });
    await page.getByText('Bo agrees to Cy joining. Cy can then read all that was said here.').waitFor();
    await isAccessibleInAllLooks(page, 'circle, somebody is to join');
    await goTo(page, 'Today');
    await page.getByText('Asked in the circle The oven.').waitFor();
    await isAccessibleInAllLooks(page, 'today, somebody is to join');
    await page.getByRole('link', { name: 'May Cy join?' }).press('Enter');
    await page.getByRole('button', { name: 'I agree to it' }).press('Enter');
    await page.getByText('Bo, Cy and you read this. Nobody else in the cell can.').waitFor();
    await talkOf(cys.page).click();
    await circlesOf(cys.page)
      .getByRole('link', { name: /^The oven/ })
      .press('Enter');
    await cys.page.getByText('Ana, Bo and you read this. Nobody else in the cell can.').waitFor();
    await cys.page.getByRole('listitem').filter({ hasText: 'Shall we buy the oven?' }).waitFor();
    await page.getByText('All of us are in it. Who comes into the cell later cannot read it.').waitFor();
    assert.equal(await page.getByText('The others hand it on').count(), 0, 'there are no others');
    await page.getByRole('button', { name: 'Let somebody join' }).press('Enter');
    await page.getByText('Everyone in the cell is in this circle.').waitFor();
    await page.keyboard.press('Escape');
  });

  test('whoever asks first sees whose word is missing', async () => {
    await ana.api('circle-found', { name: 'Two of us', with: ['Bo'] });
    await circlesOf(page).getByRole('link', { name: 'Two of us' }).press('Enter');
    await page.getByRole('button', { name: 'Let somebody join' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Let somebody join' });
    await dialog.getByRole('button', { name: 'I agree to it' }).press('Enter');
    await dialog.getByText('Choose somebody.').waitFor();
    await dialog.getByRole('radio', { name: 'Cy' }).press('Space');
    await isAccessibleInAllLooks(page, 'circle, letting somebody join');
    await dialog.getByRole('button', { name: 'I agree to it' }).press('Enter');
    await page.getByText('Cy joins once Bo agrees too.').waitFor();
    await isAccessibleInAllLooks(page, 'circle, waiting for a word');
  });

  test('whoever leaves is asked first, and reads on no more', async () => {
    await cys.page.getByRole('button', { name: 'Leave this circle' }).press('Enter');
    const dialog = cys.page.getByRole('dialog', { name: 'Leave this circle?' });
    await dialog.getByText('To come back, all who are in it have to agree.').waitFor();
    await isAccessibleInAllLooks(cys.page, 'circle, leaving');
    await dialog.getByRole('button', { name: 'Stay' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await cys.page.getByRole('button', { name: 'Leave this circle' }).press('Enter');
    await dialog.getByRole('button', { name: 'Leave the circle' }).press('Enter');
    await cys.page.getByRole('heading', { name: 'Nothing has been said here yet' }).waitFor();
    // What they could read, they still can, and nothing more.
    await circlesOf(cys.page)
      .getByRole('link', { name: /^The oven/ })
      .press('Enter');
    await cys.page.getByText('You have left this circle. What was said here until then you can still read.').waitFor();
    await cys.page.getByRole('listitem').filter({ hasText: 'Shall we buy the oven?' }).waitFor();
    assert.equal(await cys.page.getByRole('button', { name: 'Say it' }).count(), 0);
    assert.equal(await cys.page.getByRole('button', { name: 'Reply' }).count(), 0);
    await isAccessibleInAllLooks(cys.page, 'circle, left');
    await circlesOf(page)
      .getByRole('link', { name: /^The oven/ })
      .press('Enter');
    await page.getByText('Bo and you read this. Nobody else in the cell can.').waitFor();
    await goTo(page, 'People');
    await page.getByRole('heading', { level: 2, name: 'Who reads what' }).waitFor();
    await isAccessibleInAllLooks(page, 'people, circles');
    assert.deepEqual([...anas.troubles, ...cys.troubles], []);
  });
});
