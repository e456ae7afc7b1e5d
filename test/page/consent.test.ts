import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo, goToDecision, isAt } from './ways.ts';

const TITLE = 'Bread for the night shelter';
const OBJECTION = 'Whoever opens also lights the oven, alone, at four.';

async function goToToday(page: Page): Promise<void> {
  await goTo(page, 'Today');
  await isAt(page, /wait/);
}

/** Whoever has closed something goes on from there, and not from the top of the page. */
const isSomewhere = (page: Page) => page.waitForFunction('document.activeElement !== document.body');

/** The step that is underlined. */
const step = (page: Page, name: string) => page.locator('.path [aria-current=step]').getByText(name, { exact: true }).waitFor();

describe('the consent process', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let cy: Device;
  let anas: PersonsPage;
  let bos: PersonsPage;
  let id: string;
  before(async () => {
    [ana, bo, cy] = await stage.cell('Ana', 'Bo', 'Cy');
    anas = await stage.open(ana, { width: 1280 });
    bos = await stage.open(bo, { width: 360 });
    const text = 'We bake forty loaves every Tuesday.\n\nWhoever opens the shop loads the van by six.';
    id = (await ana.api('propose', { title: TITLE, text })).id;
    for (const device of [bo, cy]) {
      await eventually(
        () => device.api('decisions', { state: 'open' }),
        (open) => open.length === 1,
      );
    }
    // Whoever sits first says later, so that the round begins with Bo.
    const { round } = await cy.api('decision', { id });
    if (round.next[0].member === 'Cy') await cy.api('later', { id });
  });

  test('whose turn it is stands under the ring, and whoever says later comes after the others', async () => {
    await goToDecision(bos.page, TITLE);
    await step(bos.page, 'Presented');
    await bos.page.locator('.ring-next').getByText('Now you.').waitFor();
    await isAccessibleInAllLooks(bos.page, 'round, your turn');
    await bos.page.getByRole('button', { name: 'Later' }).press('Enter');
    await bos.page.getByText(/^Now (Ana|Cy)\. Then .*you \(said later\)/).waitFor();
    await goToDecision(anas.page, TITLE);
    await anas.page.getByText(/^Now (you|Cy)\./).waitFor();
    await cy.api('respond', { id, response: 'consent' });
    await anas.page.locator('.ring-next').getByText('Now you.').waitFor();
    await eventually(
      () => anas.page.locator('#announcer').textContent(),
      (said) => said?.includes('Now you.') === true,
    );
    await step(anas.page, 'Consent round');
  });

  test('somebody reacts in a line, and in another', async () => {
    const { page } = bos;
    await page.getByRole('button', { name: 'React in a line' }).press('Enter');
    await page.getByLabel('Your reaction, in a line').fill('My hands like it, my mornings do not.');
    await isAccessibleInAllLooks(page, 'reacting');
    await page.getByRole('button', { name: 'Say it' }).press('Enter');
    await anas.page.getByText('My hands like it, my mornings do not.').waitFor();
    await isSomewhere(page);
    await page.getByRole('button', { name: 'Change your line' }).press('Enter');
    await page.getByLabel('Your reaction, in a line').fill('Warm.');
    await page.getByRole('button', { name: 'Say it' }).press('Enter');
    await anas.page.getByText('Warm.').waitFor();
    assert.equal(await anas.page.getByText('My hands like it').count(), 0, 'a later line takes its place');
  });

  test('somebody holds the round, sees whom to call on, notes a step, and gives it back', async () => {
    const { page } = bos;
    await page.getByRole('button', { name: 'Hold the round' }).press('Enter');
    await page.getByText('You hold the round. Call on Ana.').waitFor();
    await page.getByRole('button', { name: 'Reactions' }).press('Enter');
    await step(page, 'Reactions');
    await isAccessibleInAllLooks(page, 'round, held');
    await anas.page.getByText('Bo holds the round.').waitFor();
    await step(anas.page, 'Reactions');
    await page.getByRole('button', { name: 'Give it back' }).press('Enter');
    await step(page, 'Consent round');
    await anas.page.getByRole('button', { name: 'Hold the round' }).waitFor();
  });

  test('an objection is looked at together; it stands whatever the others say', async () => {
    await bo.api('respond', { id, response: 'object', reason: OBJECTION });
    await ana.api('respond', { id, response: 'consent' });
    await anas.page.getByText(OBJECTION).waitFor();
    await step(anas.page, 'Objections');
    await anas.page.getByRole('button', { name: 'Look together: does it name a harm?' }).press('Enter');
    await goToToday(bos.page);
    await bos.page.getByText('Ana asks about your objection').waitFor();
    await isAccessibleInAllLooks(bos.page, 'today, asked about an objection');
    await bos.page.getByRole('link', { name: 'Look at it' }).click();
    await bos.page.getByRole('radio', { name: 'Yes' }).press('Space');
    await bos.page.getByLabel('Why, in a line').fill('Cy got hurt so in March.');
    await isAccessibleInAllLooks(bos.page, 'objection, asked whether it names a harm');
    await bos.page.getByRole('button', { name: 'Say it' }).press('Enter');
    await anas.page.getByText('Cy got hurt so in March.').waitFor();
    await anas.page.getByRole('button', { name: 'Say yes or no' }).press('Enter');
    await anas.page.getByRole('radio', { name: 'No' }).press('Space');
    await anas.page.getByRole('button', { name: 'Say it' }).press('Enter');
    await anas.page.getByText('A no needs a line that says why').waitFor();
    await anas.page.getByLabel('Why, in a line').fill('It is only an early hour.');
    await anas.page.getByRole('button', { name: 'Say it' }).press('Enter');
    await bos.page.getByText('It is only an early hour.').waitFor();
    await isSomewhere(anas.page);
    await anas.page.getByText('The objection stands until Bo can live with it.').waitFor();
    await isAccessibleInAllLooks(anas.page, 'objection, looked at together');
    assert.equal((await ana.api('decision', { id })).objections.length, 1);
  });

  test('where new words do not meet it, ways out are offered; who is asked into a helping circle finds it on Today', async () => {
    const { page } = anas;
    assert.equal(await page.getByRole('heading', { name: 'A way out' }).count(), 0, 'nothing is offered before it is needed');
    for (const text of ['Two people load the van.', 'Two people load the van, on Tuesdays.']) await ana.api('amend', { id, text });
    await page.getByText('An objection still stands after 2 amendments.').waitFor();
    await page.getByText('has not said yet whether this resolves it').waitFor();
    await eventually(
      () => cy.api('decision', { id }),
      ({ version }) => version === 3,
    );
    await cy.api('respond', { id, response: 'consent' });
    const cys = await stage.open(cy, { width: 360 });
    await cys.page.getByText('A round is stuck').waitFor();
    await cys.page.getByText('An objection still stands after 2 amendments. Any of you can ask for a way out.').waitFor();
    await isAccessibleInAllLooks(cys.page, 'today, a round that is stuck');
    await cys.page.context().close();
    await page.getByRole('button', { name: 'Look at the ways out' }).press('Enter');
    await page.getByRole('radio', { name: /^Parting ways/ }).press('Space');
    await page.getByText('It needs nobody’s leave.').waitFor();
    await page.getByRole('radio', { name: /^Another way to decide/ }).press('Space');
    await page.getByLabel('By which method?').waitFor();
    await page.getByRole('radio', { name: /^A helping circle/ }).press('Space');
    await page.getByText('Choose at least one person beside yourself.').waitFor();
    await isAccessibleInAllLooks(page, 'ways out');
    await page.getByRole('checkbox', { name: 'Bo' }).press('Space');
    await page.getByRole('checkbox', { name: 'Cy' }).press('Space');
    await page.getByLabel('Why, and what you hope for').fill('Tomorrow at six, by the oven.');
    await page.getByRole('button', { name: 'Ask for it' }).press('Enter');
    await page.getByText('asks for a helping circle').waitFor();
    await isSomewhere(page);

    await goToToday(bos.page);
    await bos.page.getByText('Ana asks you into a helping circle').waitFor();
    await isAccessibleInAllLooks(bos.page, 'today, asked into a helping circle');
    await bos.page
      .getByRole('link', { name: 'Ana asks you into a helping circle' })
      .or(bos.page.getByRole('link', { name: 'Look at it' }))
      .first()
      .click();
    await bos.page.getByRole('button', { name: 'I will' }).press('Enter');
    await page.getByText('Bo will').waitFor();
    await isAccessibleInAllLooks(page, 'helping circle, asked');
  });

  test('a trial that somebody wishes for is written by whoever proposed it, and whoever objected says that it resolves it', async () => {
    const { page } = anas;
    await cy.api('way-out', { id, way: 'trial', until: '6w', text: 'Let us count the hours.' });
    await page.getByText('Let us count the hours.').waitFor();
    await page.getByRole('button', { name: 'Write it as a trial' }).press('Enter');
    await isAt(page, 'A new version of your proposal');
    assert.match(
      await page.getByLabel('At length').inputValue(),
      /on Tuesdays\.\n\nThis is a trial: when its time is over, we look at it again\.$/,
    );
    assert.ok(
      await page.getByRole('checkbox', { name: /^This is an agreement/ }).isChecked(),
      'what ends by itself is an agreement that lapses',
    );
    await isAccessibleInAllLooks(page, 'writing a trial');
    await page.getByRole('button', { name: 'Propose this version' }).click();
    await page.getByRole('heading', { name: 'Version 4, and what changed' }).waitFor();
    assert.equal((await ana.api('decision', { id })).effects[0].afterwards, 'lapse');
    for (const device of [bo, cy]) {
      await eventually(
        () => device.api('decision', { id }),
        ({ version }) => version === 4,
      );
    }
    await cy.api('respond', { id, response: 'consent' });
    await bo.api('respond', { id, response: 'concern', reason: 'I count the hours.' });
    await page.getByText('It is in effect. 3 of 3 heard.').waitFor();
    await page.getByText('Integrated in version 4').waitFor();
    await isAccessibleInAllLooks(page, 'decision, helped out by a trial');
  });
});
