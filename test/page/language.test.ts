import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Device, loopbackDevice, PASSPHRASE } from '../e2e/device.ts';
import { isAccessibleInAllLooks, openBrowser, openPage, skip } from './browser.ts';

/** Finds words on the page that come from no catalogue: those of people stand in elements that say so, and keys need no words. */
const WORDS_OUTSIDE = `(() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const isPeoples = text.parentElement.closest('[dir=auto], bdi, time, kbd, code, pre, span[lang], script, [aria-hidden=true], .input');
    if (isPeoples === null && !text.data.includes('⟦') && /\\p{L}{2}/u.test(text.data) && !text.parentElement.closest('p, a, button, h1, h2, h3, span, label, legend, dt, dd, li')?.textContent.includes('⟦'))
      found.push(text.data);
  }
  return found;
})()`;

describe('another language, from right to left', { skip }, () => {
  let browser: Browser;
  let ana: Device;
  before(async () => {
    [browser, ana] = await Promise.all([openBrowser(), loopbackDevice()]);
    await ana.start(null);
  });
  after(async () => {
    await browser?.close();
    await ana?.remove();
  });

  const isTranslated = async (page: Page, what: string): Promise<void> => {
    await page.getByRole('heading', { level: 1, name: '⟦' }).waitFor();
    assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl');
    await isAccessibleInAllLooks(page, `right to left, ${what}`);
    assert.deepEqual(await page.evaluate(WORDS_OUTSIDE), [], what);
  };

  test('every place speaks it, and nothing stands out at the side', async () => {
    const { page, troubles } = await openPage(browser, ana, { width: 1280 });
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

  test('a reader chooses it in the settings, and it stays', async () => {
    const { page } = await openPage(browser, ana, { width: 1280 });
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
