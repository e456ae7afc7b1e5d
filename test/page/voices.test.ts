import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip } from './browser.ts';
import { allConsent } from './cell-of.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';

describe('giving one’s voice for a time', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  before(async () => {
    [ana, bo] = await stage.cell('Ana', 'Bo');
  });

  test('is off until the group agrees on it, by a proposal that is prepared; then it is given, seen where people vote, and taken back', async () => {
    const { page, troubles } = await stage.open(ana, { width: 1280 });
    await goTo(page, 'People');
    await page.getByRole('link', { name: 'Voices for a time' }).click();
    await page.getByRole('heading', { level: 2, name: 'Everybody speaks for themselves' }).waitFor();
    await isAccessibleInAllLooks(page, 'voices, before it is agreed that they can be given');
    await page.getByRole('link', { name: 'Propose it' }).click();
    await page.getByLabel('How many').selectOption('For one other');
    await isAccessibleInAllLooks(page, 'proposing that voices can be given');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await isAt(page, 'Voices can be given for a time');
    await allConsent([ana, bo], 'Voices can be given for a time');
    await eventually(
      () => ana.api('delegations', {}),
      ({ most }) => most === 1,
    );

    await goTo(page, 'People');
    await page.getByText('Where votes are counted, one person can speak for one other').waitFor();
    await page.getByRole('link', { name: 'Give your voice' }).click();
    await page.getByText('Your voice is with you.').waitFor();
    await isAccessibleInAllLooks(page, 'voices, nobody having given theirs');
    await page.getByRole('button', { name: 'Give your voice' }).click();
    await page.getByText('Say who speaks for you.').waitFor();
    await page.getByLabel('Who speaks for you').selectOption('Bo');
    await page.getByLabel('For how long').selectOption('Two weeks');
    await page.getByRole('button', { name: 'Give your voice' }).press('Enter');
    await page.getByRole('button', { name: 'Take it back' }).waitFor();
    const { given } = await ana.api('delegations', {});
    assert.deepEqual(
      given.map(({ to, state, subject }: Record<string, string>) => [to, state, subject]),
      [['Bo', 'stands', '']],
    );
    await isAccessibleInAllLooks(page, 'voices, the own one being with somebody');

    await bo.api('propose', { title: 'A second oven', method: 'majority' });
    await eventually(
      () => ana.api('decisions', {}),
      (all) => all.some(({ title }: { title: string }) => title === 'A second oven'),
    );
    const [{ id }] = await bo.api('decisions', {});
    await bo.api('vote', { id, choice: 'yes' });
    await eventually(
      () => ana.api('decision', { id }),
      ({ count }) => count.heard === 2,
    );
    await goTo(page, 'Decisions');
    await page.getByRole('link', { name: 'A second oven' }).first().click();
    await page.getByText('Bo speaks for you here. If you vote yourself, that counts instead.').waitFor();
    await page.getByText('Also for Ana.').waitFor();
    await isAccessibleInAllLooks(page, 'a vote in which one speaks for another');
    await page.getByRole('radio', { name: /^No/ }).press('Space');
    await page.getByRole('button', { name: /^Vote/ }).click();
    await page.getByText('Ana has voted, so nobody speaks for them.').waitFor();
    assert.equal(await page.getByText('Also for Ana.').count(), 0);

    await page.getByRole('link', { name: 'Voices for a time' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Your voice is with you.').waitFor();
    assert.deepEqual((await ana.api('delegations', {})).given, []);
    assert.deepEqual([...troubles], []);
  });

  test('is said to whoever speaks for somebody, on a phone too', async () => {
    await ana.api('delegate', { to: 'Bo', until: '1m' });
    await eventually(
      () => bo.api('delegations', {}),
      ({ given }) => given.length === 1,
    );
    const { page, troubles } = await stage.open(bo, { width: 360 });
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByText('You speak for Ana').waitFor();
    await isAccessibleInAllLooks(page, 'people, with who speaks for whom');
    await page.getByRole('link', { name: 'Bo, you' }).click();
    await page.getByText('Speaks for Ana where votes are counted, as long as they wish.').waitFor();
    assert.deepEqual([...troubles], []);
  });
});
