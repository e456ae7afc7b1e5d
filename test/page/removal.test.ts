import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import type { Device } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { allConsent, isMember } from './cell-of.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';

describe('removal', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let cy: Device;
  let anas: PersonsPage;
  let cys: PersonsPage;
  before(async () => {
    [ana, bo, cy] = await stage.cell('Ana', 'Bo', 'Cy');
    await cy.api('say', { text: 'The oven is on.' });
    anas = await stage.open(ana, { width: 1280 });
  });

  test('somebody proposes it from the other’s page, by the keyboard, and has to say why', async () => {
    const { page } = anas;
    await goTo(page, 'People');
    await isAt(page, 'People');
    await page.getByRole('table').getByRole('link', { name: 'Cy', exact: true }).press('Enter');
    const way = page.getByRole('link', { name: 'Propose that Cy is no longer a member' });
    await way.waitFor();
    await isAccessibleInAllLooks(page, 'person, with the way to part');
    await way.press('Enter');
    await isAt(page, 'Propose to part from Cy');
    await page.getByText('so Cy cannot read what is said from then on').waitFor();
    await page.getByText('Cy may be admitted again').waitFor();
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await page.getByText('A removal needs its reasons').waitFor();
    await isAccessibleInAllLooks(page, 'proposing a removal, without a reason');
    await page.getByLabel('Why?').fill('Three times the till was short on your day, and you did not want to talk about it.');
    await isAccessibleInAllLooks(page, 'proposing a removal');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await isAt(page, 'Part from Cy');
    await page.getByText('Cy is no longer a member. What Cy wrote until then stays.').waitFor();
    await page.getByText('This decides whether Cy stays a member.').waitFor();
    await isAccessibleInAllLooks(page, 'a removal, proposed');
  });

  test('whoever it is about sees it on Today, and can answer', async () => {
    cys = await stage.open(cy, { width: 360 });
    const { page } = cys;
    await page.getByText('This is about you').waitFor();
    await isAccessibleInAllLooks(page, 'today, about you');
    await page.getByRole('link', { name: 'Read and answer' }).press('Enter');
    await page.getByText('You are not counted in this round').waitFor();
    await page.getByRole('radio', { name: /^Object / }).press('Space');
    await page.getByLabel('Your objection').fill('I was never asked about the till.');
    await isAccessibleInAllLooks(page, 'a removal, for whoever it is about');
    await page.getByRole('button', { name: 'Give this response' }).press('Enter');
    await page.getByText('You said: Object').waitFor();
    await anas.page.getByText('I was never asked about the till.').waitFor();
    await goTo(page, 'Today');
    await isAt(page, 'Nothing waits for you');
  });

  test('what they say that nobody hears any more is set aside, and the decision stands in People', async () => {
    // Cy writes while nobody is there, and those who decide do not see it before they have.
    await Promise.all([ana.end('SIGTERM'), bo.end('SIGTERM')]);
    await cy.api('propose', { title: 'I keep the keys' });
    await cy.end('SIGTERM');
    await Promise.all([ana.start(), bo.start()]);
    await allConsent([ana, bo], 'Part from Cy');
    await cy.start();
    anas = await stage.open(ana, { width: 1280 });
    const { page } = anas;
    await goTo(page, 'People');
    await isAt(page, 'People');
    await page.getByRole('heading', { level: 2, name: 'Formerly' }).waitFor();
    await page
      .getByRole('link', { name: /^decided .* 2 of 2 heard$/ })
      .last()
      .waitFor();
    await isAccessibleInAllLooks(page, 'people, somebody was removed');
    await page.getByRole('link', { name: 'Cy', exact: true }).press('Enter');
    await page.getByText('The group decided that Cy is no longer a member.').waitFor();
    await page.getByText('“I keep the keys”').waitFor();
    await isAccessibleInAllLooks(page, 'person, removed, with what is set aside');
    await page.getByRole('link', { name: 'Propose that it counts' }).press('Enter');
    await isAt(page, 'Propose that what was set aside counts');
    await page.getByLabel('Why?').fill('We need to know about the keys.');
    await isAccessibleInAllLooks(page, 'proposing to take back');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await isAt(page, 'What Cy wrote counts after all');
    await page.getByText('What was set aside counts again').waitFor();
    await page.getByRole('heading', { level: 2, name: 'What would count again' }).waitFor();
    await page.getByText('“I keep the keys”').waitFor();
    await isAccessibleInAllLooks(page, 'decision, on what was set aside');
    await page.goBack();
    await page.goto(page.url().replace(/people.*|decisions.*/, 'status'));
    await page.getByText('One thing that Cy wrote is set aside, beyond the removal').waitFor();
    await page.getByText('The group is being asked whether it counts.').waitFor();
    await isAccessibleInAllLooks(page, 'status, a removed one’s words are set aside');
    await allConsent([ana, bo], 'What Cy wrote counts after all');
    await page.getByText('One thing that Cy wrote is set aside').waitFor({ state: 'detached' });
  });

  test('whoever was removed is told so calmly, reads on, and takes along what is there', async () => {
    cys = await stage.open(cy, { width: 360 });
    const { page, troubles } = cys;
    await isAt(page, 'You are no longer a member');
    await page.getByText(/^The group decided so, \d/).waitFor();
    await page.getByRole('link', { name: /^decided .* 2 of 2 heard$/ }).waitFor();
    await isAccessibleInAllLooks(page, 'you are no longer a member');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save it as a file' }).press('Enter'),
    ]);
    const saved = readFileSync(await download.path(), 'utf8');
    assert.match(saved, /^# Bakery on the Corner, as this device had it on /);
    for (const words of ['The oven is on.', '### Part from Cy', 'Three times the till was short']) assert.ok(saved.includes(words), words);
    await page.getByRole('link', { name: 'Read what was said' }).click();
    await page.getByText('The oven is on.').waitFor();
    await page.getByText('so you can read here and not take part').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Say it' }).count(), 0);
    await isAccessibleInAllLooks(page, 'talk, looking on');
    await ana.api('say', { text: 'Among the two of us.' });
    await goTo(page, 'Decisions');
    await isAt(page, 'Decisions');
    await page.getByRole('link', { name: 'Part from Cy' }).first().click();
    await isAt(page, 'Part from Cy');
    assert.equal(await page.getByRole('button', { name: 'Give this response' }).count(), 0);
    await isAccessibleInAllLooks(page, 'a decision, looking on');
    await goTo(page, 'People');
    await isAt(page, 'People');
    assert.equal(await page.getByRole('button', { name: 'Invite somebody' }).count(), 0);
    await isAccessibleInAllLooks(page, 'people, looking on');
    assert.deepEqual(
      (await cy.api('talk', {})).map(({ text }: { text: string }) => text),
      ['The oven is on.'],
      'nothing of what is said now',
    );
    assert.deepEqual([...troubles], []);
  });

  test('they ask again with a new invitation, and the group lets them in', async () => {
    const { invitation } = await ana.api('invite', {});
    const { page } = cys;
    await goTo(page, 'Today');
    await page.getByRole('link', { name: 'Join with an invitation' }).press('Enter');
    await page.getByLabel('Your invitation').fill(invitation);
    await page.getByText('You were in this cell on this device.').waitFor();
    await isAccessibleInAllLooks(page, 'joining again');
    await page.getByLabel('Your name in it').fill('Cy');
    await page.getByRole('button', { name: 'Ask to join' }).press('Enter');
    await isAt(page, 'You stand at the door of Bakery on the Corner');
    await allConsent([ana, bo], 'Cy asks to join');
    await isMember(cy);
    await page.getByRole('navigation', { name: 'Contents' }).waitFor();
    await goTo(page, 'People');
    await isAt(page, 'People');
    await page.getByRole('table').getByRole('link', { name: 'Cy 2, you' }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Formerly' }).waitFor();
    await isAccessibleInAllLooks(page, 'people, come back');
    assert.deepEqual([...anas.troubles, ...cys.troubles], []);
  });
});
