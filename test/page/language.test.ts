import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually, PASSPHRASE } from '../e2e/device.ts';
import { isAccessible, isAccessibleInAllLooks, lookAt, skip, takePicture } from './browser.ts';
import { Stage } from './stage.ts';
import { isAt } from './ways.ts';

/** Finds words on the page that come from no catalogue: those of people stand in elements that say so, days and times are the platform's, and keys need none. */
const WORDS_OUTSIDE = `(() => {
  const found = [];
  const inWords = (month, day, how) => new Date(2026, month, day).toLocaleString('en', how);
  const names = [...Array(12).keys()].flatMap((n) => [inWords(n, 1, { month: 'long' }), inWords(0, n + 1, { weekday: 'long' })]);
  const isMoment = (text) => names.reduce((left, name) => left.replaceAll(name, ''), text).search(/\\p{L}/u) === -1;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const isPeoples = text.parentElement.closest('[dir=auto], bdi, time, kbd, code, pre, span[lang], ol[lang], script, [aria-hidden=true], .input');
    if (isPeoples === null && !text.data.includes('⟦') && /\\p{L}{2}/u.test(text.data) && !isMoment(text.data) && !/^[0-9a-f]{4}( [0-9a-f]{4})+$/.test(text.data) && !text.parentElement.closest('p, a, button, h1, h2, h3, span, label, legend, dt, dd, li')?.textContent.includes('⟦'))
      found.push(text.data);
  }
  return found;
})()`;

/** Screens whose title is what people wrote. */
const TITLED = /(agreements|decisions|people)\/[0-9a-f]{64}/;

describe('another language, from right to left', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  before(async () => {
    [ana, bo] = await Promise.all([stage.running(null), stage.running()]);
  });

  const isTranslated = async (page: Page, what: string): Promise<void> => {
    await isAt(page, '⟦');
    assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl');
    await isAccessibleInAllLooks(page, `right to left, ${what}`);
    assert.deepEqual(await page.evaluate(WORDS_OUTSIDE), [], what);
  };

  test('every place speaks it, and nothing stands out at the side', async () => {
    const { page, troubles } = await stage.open(ana, { width: 1280 });
    await page.goto(new URL('/?locale=pseudo', page.url()).href);
    await isTranslated(page, 'welcome');
    await ana.api('unlock', { passphrase: PASSPHRASE });
    await ana.api('found', { name: 'Bakery on the Corner', as: 'Ana' });
    await page.getByRole('navigation').waitFor();
    for (const place of await page.getByRole('navigation').getByRole('link').all()) {
      if (!(await place.isVisible())) continue;
      await place.click();
      await isTranslated(page, new URL(page.url()).pathname.split('/').slice(3).join(' ') || 'today');
    }
    assert.deepEqual(troubles, []);
  });

  test('every screen behind them speaks it too, with people and words in it', async () => {
    const { invitation } = await ana.api('invite', {});
    await bo.api('join', { invitation, as: 'Bo' });
    const [admission] = await eventually(
      () => ana.api('decisions', {}),
      (all) => all.length > 0,
    );
    await ana.api('respond', { id: admission.id, response: 'consent' });
    await eventually(
      () => bo.api('status', {}),
      ({ cells: [cell] }) => cell.state === 'member' && cell.peers.length > 0,
    );
    const { id } = await ana.api('propose', { title: 'Bread for the night shelter', text: 'Forty loaves.' });
    await eventually(
      () => bo.api('decisions', {}),
      (all) => all.some((one: { id: string }) => one.id === id),
    );
    await bo.api('respond', { id, response: 'question', reason: 'Who drives?' });
    await bo.api('respond', { id, response: 'object', reason: 'One oven is not enough.' });
    const said = await ana.api('say', { text: 'Thirty loaves are out.' });
    await eventually(
      () => ana.api('decision', { id }),
      ({ objections, questions }) => objections.length === 1 && questions.length === 1,
    );
    await ana.api('amend', { id, text: 'Thirty loaves.' });
    const { id: agreed } = await ana.api('propose', { title: 'Two keys', text: 'One each.', subject: 'Shop', owner: 'Bo', review: '9d' });
    await eventually(
      () => bo.api('decisions', {}),
      (all) => all.some((one: { id: string }) => one.id === agreed),
    );
    for (const one of [ana, bo]) await one.api('respond', { id: agreed, response: 'concern', reason: 'Keys get lost.' });
    await eventually(
      () => ana.api('agreements', {}),
      (all) => all.length > 0,
    );
    await ana.api('note', { id: agreed, text: 'One is lost.' });
    const { page, troubles } = await stage.open(ana, { width: 1280 });
    await page.waitForURL(/\/c\//);
    const cell = /\/c\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? '';
    const people = await ana.api('people', {});
    const member = people.find(({ you }: { you: boolean }) => !you).id;
    const own = people.find(({ you }: { you: boolean }) => you).id;
    const within = [
      [''],
      ['talk', 'everyone', said.id],
      ['decisions'],
      ['decisions', 'new'],
      ['decisions', id],
      ['decisions', id, '1'],
      ['decisions', id, 'amend'],
      ['decisions', admission.id],
      ['decisions', 'new', 'renew', agreed],
      ['decisions', 'new', 'end', agreed],
      ['decisions', 'new', 'form', 'co-op', '0'],
      ['agreements'],
      ['agreements', agreed],
      ['people', member],
      ['people', own],
      ['people', 'invite'],
      ['settings', 'words'],
      ['settings', 'passphrase'],
      ['settings', 'backup'],
      ['more'],
      ['nowhere'],
    ].map((steps) => [cell, ...steps].join('/'));
    const outside: string[] = [];
    for (const path of [...within, '/welcome/found', '/welcome/join', '/welcome/restore', '/cells']) {
      await page.goto(new URL(`${path}?locale=pseudo`, page.url()).href);
      await isAt(page, TITLED.test(path) ? /./ : '⟦');
      const what = `right to left, ${path.replace(cell, 'cell').replaceAll(/[0-9a-f]{64}/g, 'id')}`;
      for (const width of [320, 1280]) {
        await lookAt(page, { width });
        await isAccessible(page, `${what}, ${width} px`);
        await takePicture(page, `${what} ${width}`);
      }
      for (const words of await page.evaluate<string[]>(WORDS_OUTSIDE)) outside.push(`${what}: ${words}`);
    }
    assert.deepEqual(outside, [], 'words that come from no catalogue');
    assert.deepEqual(troubles, []);
  });

  test('a reader chooses it in the settings, and it stays', async () => {
    const { page } = await stage.open(ana, { width: 1280 });
    await page.waitForURL(/\/c\//);
    await page.goto(new URL('settings?locale=pseudo', `${page.url()}/`).href);
    await page.getByText('⟦As this browser').waitFor();
    assert.equal(await page.evaluate('document.documentElement.lang'), 'en-XB');
    await page.goto(new URL('settings', page.url()).href);
    await page.getByRole('radio', { name: 'English' }).check();
    await page.reload();
    await page.getByRole('heading', { level: 2, name: 'Language' }).waitFor();
    assert.ok(await page.getByRole('radio', { name: 'English' }).isChecked());
    assert.equal(await page.evaluate('[document.documentElement.lang, document.documentElement.dir].join()'), 'en,ltr');
  });
});
