import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Device, eventually, foundAndJoin, loopbackDevice } from '../e2e/device.ts';
import { isAccessibleInAllLooks, openBrowser, openPage, skip } from './browser.ts';

/** What a notice said. */
interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

/** In place of the browser's notices, which no test can see: asked for once, then allowed or not, and every one is kept. */
const NOTICES = `
  const shown = [];
  class Notification {
    static permission = 'default';
    static answer = 'granted';
    static asked = 0;
    static async requestPermission() { Notification.asked++; return (Notification.permission = Notification.answer); }
    constructor(title, { body, tag }) { shown.push({ title, body, tag }); Notification.last = this; }
    close() {}
  }
  Object.assign(window, { Notification, shown });
  let seen = 'visible';
  Object.defineProperty(document, 'visibilityState', { get: () => seen });
  window.look = (state) => { seen = state; document.dispatchEvent(new Event('visibilitychange')); };
  Object.defineProperty(navigator, 'permissions', { value: undefined });
`;

describe('notices', { skip }, () => {
  let browser: Browser;
  let ana: Device;
  let bo: Device;
  before(async () => {
    [browser, ana, bo] = await Promise.all([openBrowser(), loopbackDevice(), loopbackDevice()]);
    await Promise.all([ana.start(), bo.start()]);
    await foundAndJoin(ana, bo);
  });
  after(async () => {
    await browser?.close();
    await Promise.all([ana?.remove(), bo?.remove()]);
  });

  const shownOn = (page: Page): Promise<Shown[]> => page.evaluate('shown');
  const settingsOf = async (device: Device): Promise<Page> => {
    const { page, troubles } = await openPage(browser, device, { width: 1280 });
    assert.deepEqual(troubles, []);
    await page.context().addInitScript(NOTICES);
    await page.waitForURL(/\/c\//);
    await page.goto(new URL('settings', `${page.url()}/`).href);
    await page.getByRole('heading', { level: 2, name: 'Notices' }).waitFor();
    return page;
  };

  test('nobody is asked before they press, and the first notice shows how it is', async () => {
    const page = await settingsOf(ana);
    await isAccessibleInAllLooks(page, 'settings, notices off');
    assert.equal(await page.evaluate('Notification.asked'), 0);
    await page.getByText('Your browser asks you next').waitFor();
    await page.getByRole('button', { name: 'Turn notices on' }).click();
    await page.getByText('Notices are on in this browser').waitFor();
    assert.deepEqual(await shownOn(page), [{ title: 'This is how Moot tells you', body: '', tag: 'moot' }]);
    await page.getByLabel('No notices from one time').check();
    await isAccessibleInAllLooks(page, 'settings, notices on');
    await page.getByLabel('No notices from one time').uncheck();
  });

  test('a hidden page tells that something waits, and nothing of what, once', async () => {
    const page = await settingsOf(bo);
    await page.getByRole('button', { name: 'Turn notices on' }).click();
    await page.getByText('Notices are on in this browser').waitFor();
    await page.evaluate('look("hidden")');
    await ana.api('propose', { title: 'We open at seven', text: 'Half an hour earlier.' });
    const [, waits] = await eventually(
      () => shownOn(page),
      (shown) => shown.length > 1,
    );
    assert.deepEqual(waits, { title: 'Something waits for you in Moot', body: '', tag: 'moot' });
    await page.evaluate('look("visible"); Notification.last.onclick()');
    await page.getByRole('heading', { level: 1, name: 'We open at seven' }).waitFor();
    // What Bo has seen is not told again, neither by another tab nor when the page is loaded anew.
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'We open at seven' }).waitFor();
    assert.match(String(await page.evaluate('localStorage.getItem("moot-notices-seen")')), /^turn [0-9a-f]{64} 1$/m);
    assert.doesNotMatch(JSON.stringify(await page.evaluate('({ ...localStorage })')), /We open|Half an hour|Bakery/);
  });

  test('who does not allow them is told so, and what to do', async () => {
    const page = await settingsOf(ana);
    await page.getByRole('button', { name: 'Turn notices on' }).waitFor();
    await page.evaluate('Notification.answer = "denied"');
    await page.getByRole('button', { name: 'Turn notices on' }).click();
    await page.getByText('This browser does not let Moot show notices').waitFor();
    await isAccessibleInAllLooks(page, 'settings, notices denied');
    assert.deepEqual(await shownOn(page), []);
  });
});
