import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip } from './browser.ts';
import { allConsent } from './cell-of.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';

describe('a clash', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  before(async () => {
    [ana, bo] = await stage.cell('Ana', 'Bo');
    // Neither proposal knows that the other is decided.
    const named = (value: string) => [{ kind: 'agreement', setting: 'name', value }];
    await ana.api('propose', { title: 'Mill Lane', effect: named('Bakery in Mill Lane') });
    await bo.api('propose', { title: 'The Oven', effect: named('The Oven') });
    for (const title of ['Mill Lane', 'The Oven']) await allConsent([ana, bo], title);
  });

  test('is shown as one wherever it matters, with both values, and waits for everybody until somebody settles it', async () => {
    const { page, troubles } = await stage.open(ana, { width: 1280 });
    const { name } = await ana.api('agreed', {});
    const other = name.clash[0].value;
    assert.deepEqual([name.value, other].sort(), ['Bakery in Mill Lane', 'The Oven']);
    await page.getByText('Decided twice at once').waitFor();
    await page.getByText(`Until you decide again: The cell is called “${name.value}”.`).waitFor();
    await isAccessibleInAllLooks(page, 'today, a clash');

    await goTo(page, 'People');
    await page.getByText(`The other says: The cell is called “${other}”.`).waitFor();
    await isAccessibleInAllLooks(page, 'what is agreed, with a clash');

    await goTo(page, 'Decisions');
    await page.getByText('Two decisions clash').waitFor();
    await isAccessibleInAllLooks(page, 'decisions, a clash');
    await page.getByRole('link', { name: 'Mill Lane', exact: true }).click();
    await page.getByText('Another decision settled the same at once').waitFor();
    await isAccessibleInAllLooks(page, 'a decision that clashes');

    await page.getByRole('link', { name: 'See both' }).press('Enter');
    await isAt(page, 'Two decisions, one setting');
    await page.locator('.kicker', { hasText: 'Holds meanwhile' }).waitFor();
    await isAccessibleInAllLooks(page, 'a clash');
    await page.getByRole('radio', { name: `The cell is called “${other}”.` }).press('Space');
    await page.getByLabel('Why, if you like to say it').fill('It is shorter.');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await isAt(page, 'Settled: The name of the cell');
    await goTo(page, 'Today');
    await isAt(page, 'Nothing waits for you');
    await goTo(page, 'Decisions');
    await page.getByText('A proposal to settle it is open.').waitFor();
    await isAccessibleInAllLooks(page, 'decisions, a clash that is being settled');
    await allConsent([ana, bo], 'Settled: The name of the cell');
    await page.getByText('Two decisions clash').waitFor({ state: 'detached' });
    await eventually(
      () => bo.api('agreed', {}),
      (agreed) => agreed.name.value === other && agreed.name.clash.length === 0,
    );
    assert.deepEqual([...troubles], []);
  });
});
