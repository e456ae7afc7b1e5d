import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Device } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';

describe('leaving', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  before(async () => {
    [ana, bo] = await stage.cell('Ana', 'Bo');
    await bo.api('say', { text: 'So long.' });
  });

  test('in a cell of two nobody can be removed, and the page says what can be done', async () => {
    const { page, troubles } = await stage.open(bo, { width: 360 });
    await goTo(page, 'People');
    await page.getByRole('table').getByRole('link', { name: 'Ana', exact: true }).click();
    await page.getByText('In a cell of two nobody can be removed: you can only part ways.').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Propose that Ana' }).count(), 0);
    await isAccessibleInAllLooks(page, 'person, in a cell of two');
    await page.getByRole('link', { name: 'How to leave' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Leave Bakery on the Corner?' });
    await dialog.getByText('The others see that you have left').waitFor();
    await dialog.getByText('One of you remains alone').waitFor();
    await isAccessibleInAllLooks(page, 'leaving, the question');
    await dialog.getByRole('button', { name: 'Stay' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await bo.api('cells', {}))[0].state, 'member', 'nothing was done');
    assert.deepEqual([...troubles], []);
  });

  test('whoever leaves goes on to read what was said, and the others see that they have left', async () => {
    const [{ page, troubles }, others] = await Promise.all([stage.open(bo, { width: 1280 }), stage.open(ana, { width: 1280 })]);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Leave this cell …' }).press('Enter');
    await isAccessibleInAllLooks(page, 'leaving, from the settings');
    await page.getByRole('button', { name: 'Leave the cell' }).press('Enter');
    await isAt(page, 'You have left');
    await page.getByText(/^Since \d.* you are no member of Bakery on the Corner any more, by your own wish/).waitFor();
    await isAccessibleInAllLooks(page, 'you have left');
    await page.getByRole('link', { name: 'Read what was said' }).press('Enter');
    await page.getByText('So long.').waitFor();
    await page.getByText('You have left, so you can read here and not take part.').waitFor();

    await goTo(others.page, 'People');
    await others.page.getByRole('heading', { level: 2, name: 'Formerly' }).waitFor();
    await others.page.getByText(/^Left \d\d:\d\d/).waitFor();
    await isAccessibleInAllLooks(others.page, 'people, somebody has left');
    await others.page.getByRole('link', { name: 'Bo', exact: true }).press('Enter');
    await others.page.getByText('Bo has left.').waitFor();
    await isAccessibleInAllLooks(others.page, 'person, has left');
    assert.deepEqual([...troubles, ...others.troubles], []);
  });
});
