import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Device } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip, takePicture } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo, goToDecision, isAt } from './ways.ts';

const TITLE = 'Bread for the night shelter';
const FIRST =
  'We bake forty loaves for the night shelter every Tuesday and Friday. The flour comes from the pool.\n\nWhoever opens the shop that day loads the van by six in the morning.\n\nWe look at this again in three months.';
const SECOND = FIRST.replace('forty', 'thirty')
  .replace('Whoever opens the shop that day loads the van by six in the morning.', 'Two people load the van by half past six.')
  .replace('three months', 'six weeks');
const WHY = 'Two people load, and thirty is what one oven gives without hurry.';

/** Responds as people do: a row, perhaps words, the button. */
async function respond(page: Page, response: RegExp, words: { readonly label: string; readonly text: string } | null): Promise<void> {
  await page.getByRole('radio', { name: response }).press('Space');
  if (words !== null) await page.getByLabel(words.label).fill(words.text);
  await page.getByRole('button', { name: 'Give this response' }).click();
}

describe('decisions', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let anas: PersonsPage;
  let bos: PersonsPage;
  before(async () => {
    [ana, bo] = await stage.cell('Ana', 'Bo');
    anas = await stage.open(ana, { width: 1280 });
    bos = await stage.open(bo, { width: 360 });
  });

  test('somebody writes a proposal, and is told what is still missing', async () => {
    const { page } = anas;
    await goTo(page, 'Decisions');
    await page.getByRole('link', { name: 'Propose something' }).click();
    await page.getByRole('radio', { name: /^The name of the cell/ }).press('Space');
    await page.getByRole('radio', { name: /^Longer/ }).press('Space');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await page.getByText('A proposal needs a title').waitFor();
    await page.getByText('The cell needs a name.').waitFor();
    await isAccessibleInAllLooks(page, 'proposing, with what is wrong');
    await page.getByRole('radio', { name: /^Nothing/ }).press('Space');
    await page.getByRole('radio', { name: /^As long as agreed/ }).press('Space');
    await page.getByLabel('What do you propose, in a few words?').fill(TITLE);
    await page.getByLabel('At length').fill(FIRST);
    assert.ok(await page.getByLabel('I consent to it myself').isChecked(), 'whoever proposes something is held to consent to it');
    await page.getByLabel('I consent to it myself').uncheck();
    await page.getByText('You are asked like everybody').waitFor();
    await page.getByRole('button', { name: 'Propose it' }).click();
    await isAt(page, TITLE);
    assert.equal(await page.getByRole('radio', { checked: true }).count(), 0, 'nothing is chosen before somebody chooses');
    await isAccessibleInAllLooks(page, 'decision, open');
    await goTo(page, 'Decisions');
    await page.getByText('You are asked too').waitFor();
    await isAccessibleInAllLooks(page, 'decisions');
    await goTo(page, 'Today');
    await page.getByText('You propose this').waitFor();
    await isAccessibleInAllLooks(page, 'today, with an own proposal');
  });

  test('somebody else asks, and whoever proposed it answers', async () => {
    await goToDecision(bos.page, TITLE);
    await bos.page.getByRole('radio', { name: /^Ask first/ }).press('Space');
    await bos.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await bos.page.getByText('A question needs words').waitFor();
    await bos.page.getByLabel('Your question').fill('Does the shelter bring the crates back?');
    await bos.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await goToDecision(anas.page, TITLE);
    await anas.page.getByText('Does the shelter bring the crates back?').waitFor();
    await isAccessibleInAllLooks(anas.page, 'decision, asked');
    await anas.page.getByLabel('Your answer').fill('Yes, with the next delivery.');
    await anas.page.getByRole('button', { name: 'Give this answer' }).click();
    await bos.page.getByText('Yes, with the next delivery.').waitFor();
    for (const { page } of [anas, bos])
      assert.equal(await page.getByRole('button', { name: 'Answer', exact: true }).count(), 0, 'it is answered');
  });

  test('an objection needs a reason, and stays when a new version integrates it', async () => {
    const { page } = bos;
    const reason = { label: 'Your objection, and what would mend it', text: 'Nobody should open the shop and load the van as well.' };
    await page.getByRole('radio', { name: /^Object/ }).press('Space');
    await page.getByRole('button', { name: 'Give this response' }).click();
    await page.getByText('An objection needs a reason').waitFor();
    await isAccessibleInAllLooks(page, 'decision, objecting without a reason');
    await respond(page, /^Object/, reason);
    await page.getByText('You said: Object').waitFor();

    await anas.page.getByText(reason.text).waitFor();
    await isAccessibleInAllLooks(anas.page, 'decision, objected to');
    await anas.page.getByRole('link', { name: 'Meet it with new words' }).click();
    await isAt(anas.page, 'A new version of your proposal');
    await anas.page.getByRole('button', { name: 'Propose this version' }).click();
    await anas.page.getByText('Nothing is new in this version').waitFor();
    await anas.page.getByLabel('Why, in a sentence or two').fill(WHY);
    await isAccessibleInAllLooks(anas.page, 'amending');
    await anas.page.getByLabel('At length').fill(SECOND);
    await anas.page.getByRole('button', { name: 'Propose this version' }).click();
    await anas.page.getByRole('heading', { name: 'Version 2, and what changed' }).waitFor();
    assert.deepEqual(await anas.page.locator('ins').allTextContents(), [
      'added: thirty',
      'added: Two people load',
      'added: half past six',
      'added: six weeks',
    ]);
    assert.equal(await anas.page.locator('del').first().textContent(), 'removed: forty');
    await anas.page.getByText('has not said yet whether this resolves it').waitFor();
    await anas.page.getByText('You said: Consent').waitFor();

    await isAccessibleInAllLooks(anas.page, 'decision, amended, not yet resolved');
    await respond(page, /^Consent with a concern/, { label: 'Your concern, in a sentence or two', text: 'Fridays are our longest day.' });
    await page.getByText('Integrated in version 2').waitFor();
    await anas.page.getByText('Integrated in version 2').waitFor();
    assert.equal(await anas.page.getByText(WHY).count(), 1, 'the reason stands under the objection, once');
    await isAccessibleInAllLooks(anas.page, 'decision, amended');
    await anas.page.getByRole('link', { name: 'Read version 2 without marks' }).click();
    await anas.page.getByRole('link', { name: 'Show what changed in version 2' }).waitFor();
    assert.equal(await anas.page.locator('ins, del').count(), 0);
    await anas.page.getByRole('link', { name: 'Version 1', exact: true }).click();
    await anas.page.getByText('We bake forty loaves').waitFor();
  });

  test('when both can live with it, it has passed; an objection after that opens a review', async () => {
    for (const { page } of [anas, bos]) await page.getByText('It has passed. 2 of 2 heard.').waitFor();
    await isAccessibleInAllLooks(anas.page, 'decision, passed');
    await anas.page.emulateMedia({ media: 'print' });
    await takePicture(anas.page, 'decision on paper');
    assert.equal(await anas.page.getByRole('navigation').isVisible(), false);
    assert.equal(await anas.page.getByText('Proposed by Ana,').isVisible(), true);
    assert.equal(await anas.page.getByText('Bakery on the Corner, as this device showed it on').isVisible(), true);
    assert.deepEqual(await anas.page.locator('.seats .name').allInnerTexts(), ['Bo', 'Ana']);
    assert.equal(await anas.page.getByText(/with the fingerprint [0-9a-f]{64}$/).isVisible(), true);
    await anas.page.emulateMedia({ media: null });

    await bos.page.getByRole('button', { name: 'Respond after the decision' }).click();
    await respond(bos.page, /^Object/, { label: 'Your objection, and what would mend it', text: 'The van is broken.' });
    await anas.page.getByText('Objected to after it was decided: Bo.').waitFor();
    await isAccessibleInAllLooks(anas.page, 'decision, in review');
  });

  test('a decision that changes something says what it rests on', async () => {
    const { page } = anas;
    await goTo(page, 'Decisions');
    await page.getByRole('link', { name: 'Propose something' }).click();
    await page.getByLabel('What do you propose, in a few words?').fill('Another name');
    await page.getByRole('radio', { name: /^The name of the cell/ }).press('Space');
    await page.getByLabel('New name of the cell').fill('Bakery on the Square');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await isAt(page, 'Another name');
    await page.getByText('The cell is called “Bakery on the Square”.').waitFor();
    await page.getByText('You said: Consent').waitFor();
    await goToDecision(bos.page, 'Another name');
    await respond(bos.page, /^Consent\b(?! with)/, null);
    await page.getByText('It is in effect. 2 of 2 heard.').waitFor();
    await page.getByText(/^Attested by 2 of 2: the devices of (Ana and Bo|Bo and Ana)\. Every device checks this by itself\.$/).waitFor();
    await isAccessibleInAllLooks(page, 'decision, in effect');
  });

  test('what is decided by another method is voted on, and says who voted what', async () => {
    await ana.api('propose', { title: 'Which flour', method: 'schulze', option: ['Rye', 'Spelt', 'Wheat'] });
    await goToDecision(anas.page, 'Which flour');
    await anas.page.getByRole('button', { name: 'Vote', exact: true }).click();
    await anas.page.getByText('Say first what you vote for.').waitFor();
    await isAccessibleInAllLooks(anas.page, 'decision, by ranking');
    await anas.page.getByRole('button', { name: /^Put it at place 1: .*Spelt$/ }).click();
    await anas.page.getByRole('button', { name: /^Put it at place 2: .*Rye$/ }).click();
    await anas.page.getByRole('button', { name: 'Vote', exact: true }).click();
    await anas.page.getByText('Ana: B > A').waitFor();
    await goToDecision(bos.page, 'Which flour');
    await bos.page.getByText('Ana: B > A').waitFor();
    await bos.page.getByRole('button', { name: /^Put it at place 1: .*Spelt$/ }).click();
    await bos.page.getByRole('button', { name: 'Vote', exact: true }).click();
    for (const { page } of [anas, bos]) await page.getByText('Chosen: Spelt.').waitFor();
    await anas.page.getByText('Spelt (chosen)').waitFor();

    await bo.api('propose', { title: 'Do we open on Sundays', method: 'majority' });
    await goToDecision(anas.page, 'Do we open on Sundays');
    await anas.page.getByRole('radio', { name: /^No\b/ }).press('Space');
    await anas.page.getByRole('button', { name: 'Vote', exact: true }).click();
    await anas.page.getByText('Ana says no').waitFor();
    await isAccessibleInAllLooks(anas.page, 'decision, by majority');
  });

  test('whoever goes elsewhere while a proposal is on its way is left where they are', async () => {
    const { page } = anas;
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await page.route('**/api/propose*', async (route) => {
      await held;
      await route.continue();
    });
    await goTo(page, 'Decisions');
    await page.getByRole('link', { name: 'Propose something' }).click();
    await page.getByLabel('What do you propose, in a few words?').fill('A bench by the door');
    await page.getByRole('button', { name: 'Propose it' }).click();
    await page.getByRole('button', { name: 'Proposing' }).waitFor();
    await goTo(page, 'Decisions');
    await isAt(page, 'Decisions');
    letGo();
    await page.getByText('Proposed. Everybody is asked.').waitFor({ state: 'attached' });
    assert.match(page.url(), /\/decisions$/);
    await page.getByRole('link', { name: 'A bench by the door', exact: true }).waitFor();
    await page.unroute('**/api/propose*');
    await page.getByRole('link', { name: 'Propose something' }).click();
    assert.equal(await page.getByLabel('What do you propose, in a few words?').inputValue(), '', 'what was sent is no draft any more');
  });

  test('whoever proposed it takes it back, and is asked before', async () => {
    await ana.api('propose', { title: 'A second oven' });
    const { page } = anas;
    await goToDecision(page, 'A second oven');
    await page.getByRole('button', { name: 'Take it back' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take back “A second oven”?' });
    await dialog.waitFor();
    await isAccessibleInAllLooks(page, 'taking a proposal back');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await dialog.getByRole('button', { name: 'Take the proposal back' }).click();
    await page.getByText('Ana took it back.').waitFor();
    assert.equal(await page.getByRole('radio').count(), 0);
    await goTo(page, 'Decisions');
    await page.getByText('Taken back', { exact: true }).waitFor();
    await isAccessibleInAllLooks(page, 'decisions, of all kinds');
    assert.deepEqual([...anas.troubles, ...bos.troubles], []);
  });
});
