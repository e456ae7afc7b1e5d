import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually, foundAndJoin, quickDevice } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { isAt } from './ways.ts';

describe('status', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let anas: PersonsPage;
  let page: Page;
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });

  before(async () => {
    [ana, bo] = await Promise.all([stage.running(), stage.running()]);
  });

  test('a device alone says what would be lost with it', async () => {
    await foundAndJoin(ana, bo);
    await bo.end('SIGTERM');
    await ana.end('SIGTERM');
    const cy = await quickDevice();
    try {
      await cy.start();
      await cy.api('found', { name: 'A table for one', as: 'Cy' });
      const cys = await stage.open(cy, { width: 1280 });
      await cys.page.getByRole('link', { name: 'Status', exact: true }).click();
      await isAt(cys.page, 'One device has all of it: this one');
      await cys.page.getByText('All that you wrote would be gone').waitFor();
      await isAccessibleInAllLooks(cys.page, 'status, alone');
    } finally {
      await cy.remove();
    }
    await Promise.all([ana.start(), bo.start()]);
  });

  test('it says who is met and how, since when, and what they have', async () => {
    anas = await stage.open(ana, { width: 1280 });
    page = anas.page;
    await page.getByRole('link', { name: 'Status', exact: true }).click();
    await isAt(page, 'Two of two devices meet now');
    await page.getByText('One on this machine and this one. No server takes part.').waitFor();
    await row('Bo')
      .getByText(/^on this machine, since \d\d:\d\d$/)
      .waitFor();
    await row('Bo').getByText('everything', { exact: true }).waitFor();
    await page
      .getByText('All is well with this device.')
      .waitFor({ state: 'attached' })
      .catch(() => {});
    await page.getByText(/ are free on its disk$/).waitFor();
    await isAccessibleInAllLooks(page, 'status');
  });

  test('whoever goes away is shown so at once, with how far they are behind and what waits for them', async () => {
    await bo.end('SIGKILL');
    await isAt(page, 'One of two devices meet now');
    await row('Bo')
      .getByText(/^away since \d\d:\d\d$/)
      .waitFor();
    await page.getByText('No other device of the cell is in reach.').waitFor();
    for (const text of ['one', 'two', 'three']) await ana.api('say', { text });
    await row('Bo')
      .getByText(/^\d entries behind$/)
      .waitFor();
    await page.getByRole('heading', { name: 'Yours, still on its way' }).waitFor();
    assert.equal(await page.getByText('on this device only, until it meets another').count(), 3);
    await page.getByText(/entries that this device wrote are here only, until it meets another/).waitFor();
    await isAccessibleInAllLooks(page, 'status, one away');
    await bo.start();
    await row('Bo').getByText('everything', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Yours, still on its way' }).waitFor({ state: 'detached' });
  });

  test('what is set aside is told with why, and what to do', async () => {
    const reach = await ana.api('reach', {});
    const plain = { members: [], memberIds: [], entries: [], decisions: [] };
    const entry = (letter: string, member: string, text: string) => ({
      id: letter.repeat(64),
      member,
      memberId: letter.repeat(64),
      deed: text === '' ? 'invite' : 'say',
      text,
      time: '2026-11-20T18:00:00Z',
    });
    const decisions = [{ id: 'd'.repeat(64), title: 'Part from Dee' }];
    const last = [entry('a', 'Dee', 'I take the keys along.'), entry('b', 'Dee', '')];
    const aside = [
      { ...plain, reason: 'waiting', count: 3 },
      { ...plain, reason: 'forked', count: 1, members: ['Bo'] },
      { ...plain, reason: 'removed', count: 2, members: ['Dee'], entries: last, decisions },
      { ...plain, reason: 'left', count: 1, members: ['Cy'], entries: [entry('c', 'Cy', 'So long.')] },
      { ...plain, reason: 'revoked', count: 1, members: ['Eve'], entries: [entry('e', 'Eve', 'Sent from a lost phone.')] },
      { ...plain, reason: 'two-stories', count: 1, members: ['Bo'], entries: [entry('f', 'Bo', 'Told to Ana.')] },
      { ...plain, reason: 'newer', count: 2 },
      { ...plain, reason: 'unreadable', count: 1 },
      { ...plain, reason: 'without-effect', count: 4 },
    ];
    await page.route('**/api/reach*', (route) => route.fulfill({ json: { ...reach, aside } }));
    await page.reload();
    await page.getByText('3 entries wait for others that came before').waitFor();
    await page.getByText('A device has told two different stories: Bo').waitFor();
    await page.getByText('2 things that Dee wrote are set aside, beyond the removal').waitFor();
    await page.getByText('Dee: “I take the keys along.”').waitFor();
    await page.getByText('Dee made an invitation').waitFor();
    await page.getByRole('link', { name: 'Propose that it counts' }).first().waitFor();
    await page.getByRole('link', { name: 'Propose that all of it counts' }).waitFor();
    assert.match((await page.getByRole('link', { name: 'Part from Dee' }).getAttribute('href')) ?? '', /decisions\/d{64}$/);
    await page.getByText('One thing that Cy wrote is set aside, beyond the leaving').waitFor();
    await page.getByText('One thing is set aside, from a device that Eve revoked').waitFor();
    await page.getByText('One thing is set aside, from a device of Bo that told two stories').waitFor();
    await page.getByText('2 entries are of a kind that this Moot does not know').waitFor();
    await isAccessibleInAllLooks(page, 'status, set aside');
    await page.unroute('**/api/reach*');
  });

  test('the diagnosis is shown before it is saved, and no word of anybody is in it', async () => {
    await page.getByRole('button', { name: 'Show the diagnosis' }).press('Enter');
    const shown = page.getByLabel('The diagnosis, all of it');
    await shown.waitFor();
    await isAccessibleInAllLooks(page, 'status, the diagnosis');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Save it as a file' }).click()]);
    const saved = readFileSync(await download.path(), 'utf8');
    assert.equal(download.suggestedFilename(), 'moot-diagnosis.json');
    assert.equal(saved.trim(), await shown.textContent());
    assert.equal(JSON.parse(saved).cells[0].members, 2);
    const [{ id }] = await ana.api('cells', {});
    for (const secret of ['Bakery', 'Ana', 'Bo"', id.slice(0, 6), ana.home]) assert.ok(!saved.includes(secret), secret);
    assert.deepEqual(anas.troubles, []);
  });

  test('the terminal says the same', async () => {
    await eventually(
      () => ana.api('reach', {}),
      ({ late }) => late.count === 0,
    );
    const { out } = await ana.run(['reach']);
    assert.match(out, /Ana: this device, has everything\n.*Bo: linked on this machine, has everything/s);
    assert.deepEqual(Object.keys(JSON.parse((await ana.run(['diagnosis'])).out)).slice(0, 2), ['moot', 'runtime']);
    assert.match((await ana.run(['storage'])).out, /takes \d+ MB; \d+ MB are free/);
  });
});
