import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';

describe('how long talk is kept', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  before(async () => {
    ana = await stage.running();
    await ana.api('found', { name: 'Bakery on the Corner', as: 'Ana' });
    await ana.api('propose', { title: 'For ever', effect: [{ kind: 'agreement', setting: 'retention', value: '90d; archive=never' }] });
    const [{ id }] = await ana.api('decisions', {});
    await ana.api('respond', { id, response: 'consent' });
    await ana.api('say', { text: 'Flour has come.' });
    await ana.api('say', { text: 'What we paid in May.', channel: 'archive' });
  });

  test('is said where a channel begins and among what is agreed, and a proposal changes one time and leaves the others', async () => {
    const { page, troubles } = await stage.open(ana, { width: 1280 });
    await goTo(page, 'Talk');
    await page.getByText('Messages are kept for 90 days, and then erased on every device. The group decides how long.').waitFor();
    await page.getByRole('link', { name: /archive/ }).click();
    await page.getByText('Here nothing is erased: the group has decided so.').waitFor();

    await goTo(page, 'People');
    await page.getByText('What is said is kept for 90 days, counted from the end of its week. But in “archive” for ever.').waitFor();
    await isAccessibleInAllLooks(page, 'what is agreed, with how long talk is kept');
    await page.getByRole('link', { name: 'Propose a change' }).click();
    await page.getByLabel('What do you propose, in a few words?').fill('Thirty days are enough');
    await page.getByRole('radio', { name: 'How long talk is kept' }).press('Space');
    const sum = page.locator('.what-you-propose');
    await sum.getByText('Once it passes: What is said is kept for 90 days').waitFor();
    await sum.getByText('It is so already.').waitFor();
    await page.getByLabel('How long it is kept').selectOption('30 days');
    await sum
      .getByText('Once it passes: What is said is kept for 30 days, counted from the end of its week. But in “archive” for ever.')
      .waitFor();
    await sum.getByText('It is so already.').waitFor({ state: 'detached' });
    await isAccessibleInAllLooks(page, 'proposing how long talk is kept');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await isAt(page, 'Thirty days are enough');
    await eventually(
      () => ana.api('agreed', {}),
      (agreed) => agreed.retention.value === '30d; archive=never',
    );
    await goTo(page, 'Talk');
    await page.getByText('Messages are kept for 30 days, and then erased').waitFor();
    assert.deepEqual([...troubles], []);
  });
});
