import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually, foundAndJoin } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip, wordsOnPaper } from './browser.ts';
import { Stage } from './stage.ts';
import { isAt } from './ways.ts';

/** What the page's live region says at this moment. */
function heard(page: Page): Promise<string | null> {
  return page.locator('#announcer').textContent();
}

describe('today', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let anas: PersonsPage;
  let page: Page;

  before(async () => {
    [ana, bo] = await Promise.all([stage.running(), stage.running()]);
    await ana.api('found', { name: 'Bakery on the Corner', as: 'Ana' });
    await wordsOnPaper(ana);
    anas = await stage.open(ana, { width: 1280 });
    page = anas.page;
  });

  test('a new cell says what to do first, one step after the other', async () => {
    await page.getByRole('heading', { name: 'A cell begins with the second person' }).waitFor();
    assert.equal(await page.getByRole('list', { name: 'First steps' }).getByRole('listitem').count(), 3);
    await isAccessibleInAllLooks(page, 'today, a new cell');
    await page.getByRole('list', { name: 'First steps' }).getByRole('link', { name: 'Say hello' }).click();
    await isAt(page, 'Talk');
    await ana.api('say', { text: 'Good morning.' });
    await page.goBack();
    await page.getByText('Say hello, done').waitFor();
  });

  test('whoever is asked sees it come, hears of it once, and finds it in the title of the page', async () => {
    const { invitation } = await ana.api('invite', {});
    await bo.api('join', { invitation, as: 'Bo' });
    await page.getByText('Somebody is at the door').waitFor();
    const [admission] = await ana.api('decisions', {});
    await ana.api('respond', { id: admission.id, response: 'consent' });
    await eventually(
      () => bo.api('status', {}),
      ({ cells: [cell] }) => cell.state === 'member' && cell.peers.length > 0,
    );
    const { id } = await bo.api('propose', { title: 'Bread for the night shelter', text: 'Forty loaves.' });
    await page.getByText('Your turn in the round').waitFor();
    await eventually(
      () => heard(page),
      (text) => (text ?? '').includes('Something new waits for you'),
    );
    assert.match(await page.title(), /^\(\d\) /);
    assert.equal(await page.locator('link[rel=icon]').getAttribute('href'), '/sign-waiting.svg');
    await ana.api('respond', { id, response: 'concern', reason: 'Fridays are long.' });
    await bo.api('amend', { id, title: 'Bread for the night shelter', text: 'Thirty loaves.' });
    await page.getByText('A new version asks you again').waitFor();
    await page.getByText('Bo put it in new words: version 2.').waitFor();
  });

  test('an answer, a name, a question and an objection are told apart, and so is what was only said', async () => {
    const [hello] = await ana.api('talk', {});
    await bo.api('say', { text: 'Good morning to you.', reply: hello.id });
    await bo.api('say', { text: 'Has somebody seen the @ANA apron?' });
    await bo.api('say', { text: 'It rains.', channel: 'Weather' });
    const { id } = await ana.api('propose', { title: 'A second oven', text: 'A used one.' });
    await eventually(
      () => bo.api('decisions', {}),
      (all) => all.some((one: { id: string }) => one.id === id),
    );
    await bo.api('respond', { id, response: 'question', reason: 'Does the socket carry it?' });
    await bo.api('respond', { id, response: 'object', reason: 'We cannot pay for it.' });
    await page.getByText('An objection to your proposal').waitFor();
    await page.getByText('Bo asks you').waitFor();
    await page.getByText('Bo answers you').waitFor();
    await page.getByText('Bo names you').waitFor();
    await isAt(page, 'Five things wait for you');
    assert.equal(await page.locator('.sheet-body .button-main').count(), 1, 'one thing to do');
    await page.getByText('Three new messages').waitFor();
    await page.getByText('two for everyone and one in Weather').waitFor();
    await isAccessibleInAllLooks(page, 'today, much waits');
  });

  test('each of them leads to the very words, which are marked and have the focus', async () => {
    const focused = () =>
      page.evaluate<string>('document.activeElement.textContent + (document.activeElement.labels?.[0]?.textContent ?? "")');
    const leads = async (link: RegExp, to: RegExp, marked: string): Promise<void> => {
      await page.getByRole('link', { name: link }).click();
      await page.locator('.is-sought', { hasText: marked }).waitFor();
      await eventually(focused, (text) => to.test(text));
      await isAccessibleInAllLooks(page, `led to: ${marked}`);
      await page.goBack();
      await isAt(page, /waits? for you$/);
    };
    await leads(/Does the socket carry it/, /^Your answer$/, 'Does the socket carry it?');
    await leads(/^Look at it$/, /We cannot pay for it/, 'We cannot pay for it.');
    // Whoever is led to a message reads the others on the way, so this comes last.
    await leads(/Has somebody seen/, /Has somebody seen/, 'Has somebody seen the @ANA apron?');
  });

  test('a proposal that is voted on waits for the vote, and for nothing once it is there', async () => {
    const { id } = await bo.api('propose', { title: 'Rye or wheat', method: 'majority' });
    await page.getByText('Your vote is asked').waitFor();
    await page.getByRole('link', { name: 'Vote', exact: true }).waitFor();
    await isAccessibleInAllLooks(page, 'today, a vote');
    await ana.api('vote', { id, choice: 'yes' });
    await page.getByText('Your vote is asked').waitFor({ state: 'detached' });
  });

  test('what one did stays until it is everywhere, with whom it waits for', async () => {
    for (const one of await ana.api('decisions', {})) if (one.awaitsYou) await ana.api('respond', { id: one.id, response: 'consent' });
    const [second] = (await ana.api('decisions', {})).filter((one: { title: string }) => one.title === 'A second oven');
    await ana.api('withdraw', { id: second.id });
    await eventually(
      () => ana.api('reach', {}),
      ({ late }) => late.count === 0,
    );
    await bo.end('SIGKILL');
    await page.getByText(/^Bo is away since/).waitFor();
    await ana.api('read', {});
    await ana.api('say', { text: 'I can drive on Friday.' });
    await ana.api('propose', { title: 'Sweep on Mondays' });
    await page.getByText('I can drive on Friday.').waitFor();
    await page.getByText('Your proposal: Sweep on Mondays').waitFor();
    await page.getByText('Bo is away. It goes to their devices by itself').waitFor();
    assert.equal(await page.getByText('on this device only').count(), 2);
    await isAccessibleInAllLooks(page, 'today, on its way');
    await bo.start();
    await page.getByText('Still on its way').waitFor({ state: 'detached' });
    await page.getByText('Bo and you').waitFor();
    assert.deepEqual(anas.troubles, []);
  });
});

describe('today, after a while', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  before(async () => {
    [ana, bo] = await Promise.all([stage.running(), stage.running()]);
    await foundAndJoin(ana, bo);
  });

  test('news are those since the last visit, whose time is kept by the device', async () => {
    // The visit before this one ended some hours ago: the page is as it was answered then.
    const { page } = await stage.open(ana, { width: 1280 });
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal((await ana.api('news', {})).since, null, 'on the first visit nothing is news');
    const { id } = await bo.api('propose', { title: 'The flour order moves to Mondays' });
    await eventually(
      () => ana.api('decisions', {}),
      (all) => all.some((one: { id: string }) => one.id === id),
    );
    for (const one of [ana, bo]) await one.api('respond', { id, response: 'consent' });
    const left = [{ id: 'c'.repeat(64), name: 'Cy', time: new Date(Date.now() - 3_600_000).toISOString() }];
    await page.route('**/api/news*', (route) =>
      route.fulfill({ json: { since: new Date(Date.now() - 24 * 3_600_000).toISOString(), decided: [id], proposed: [], left } }),
    );
    await page.reload();
    await page.getByText(/^Since you were last here, yesterday/).waitFor();
    await page.getByText('The flour order moves to Mondays: it has passed.').waitFor();
    await page.getByText('Cy has left.').waitFor();
    await isAccessibleInAllLooks(page, 'today, news');
  });
});
