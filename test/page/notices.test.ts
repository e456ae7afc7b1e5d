import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually, foundAndJoin } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { isAt } from './ways.ts';

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
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  before(async () => {
    [ana, bo] = await Promise.all([stage.running(), stage.running()]);
    await foundAndJoin(ana, bo);
  });

  const shownOn = (page: Page): Promise<Shown[]> => page.evaluate('shown');
  const settingsOf = async (device: Device): Promise<Page> => {
    const { page, troubles } = await stage.open(device, { width: 1280 });
    assert.deepEqual(troubles, []);
    await page.context().addInitScript(NOTICES);
    await page.waitForURL(/\/c\//);
    await page.goto(new URL('settings', `${page.url()}/`).href);
    await page.getByRole('heading', { level: 2, name: 'Notices' }).waitFor();
    return page;
  };

  const settingsOn = async (device: Device): Promise<Page> => {
    const page = await settingsOf(device);
    await page.getByRole('button', { name: 'Turn notices on' }).click();
    await page.getByText('Notices are on in this browser').waitFor();
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
    await isAccessibleInAllLooks(page, 'settings, notices on');
    // Whoever sees one page of this device is told on no other.
    await page.context().close();
  });

  test('whoever wants to know more is told what it is', async () => {
    await ana.api('set-notices', { rhythm: 'at-once', quiet: 'none' });
    const page = await settingsOn(ana);
    await page.getByLabel('What it is, and from whom').check();
    await page.evaluate('look("hidden")');
    await bo.api('say', { text: 'Where is the apron, @Ana?' });
    const shown = await eventually(
      () => shownOn(page),
      (all) => all.some(({ body }) => body !== ''),
    );
    assert.deepEqual(shown.at(-1), { title: 'Bakery on the Corner', body: 'Bo to you: Where is the apron, @Ana?', tag: 'moot' });
    await page.context().close();
  });

  test('each person chooses how often, of what, and when there is to be quiet, and the device keeps it', async () => {
    const page = await settingsOn(ana);
    const chosen = (isIt: (choices: { [name: string]: unknown }) => boolean) => eventually(() => ana.api('notices', {}), isIt);
    await ana.api('set-notices', { quiet: '22:00-07:00' });
    await page.getByLabel('Once a week').check();
    await page.getByRole('combobox', { name: 'On' }).selectOption('Friday');
    await page.getByLabel('At', { exact: true }).fill('17:30');
    await page.getByLabel('Sooner, if it cannot wait').uncheck();
    await page.getByLabel('anything is said in Talk').check();
    await page.getByLabel('somebody stands at the door', { exact: true }).uncheck();
    await page.getByLabel('From', { exact: true }).fill('21:15');
    await page.getByLabel('Except for what cannot wait').check();
    await chosen(({ inQuiet }) => inQuiet === true);
    await isAccessibleInAllLooks(page, 'settings, notices once a week');
    const { rhythm, at, day, quiet, sooner, kinds } = await ana.api('notices', {});
    assert.deepEqual([rhythm, at, day, sooner], ['weekly', '17:30', 'friday', false]);
    assert.deepEqual([quiet, kinds], [{ from: '21:15', until: '07:00' }, ['asked', 'calls', 'talk', 'keeping']]);
    // By the keyboard alone, from one to the next.
    await page.getByLabel('Once a week').focus();
    await page.keyboard.press('ArrowDown');
    await chosen((now) => now.rhythm === 'never');
    await page.getByText('Tell me when').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowUp');
    await chosen((now) => now.rhythm === 'weekly');
    await page.getByText('Tell me when').waitFor();
  });

  test('a hidden page tells how much waits, and nothing of what, once', async () => {
    await bo.api('set-notices', { rhythm: 'at-once', quiet: 'none' });
    const page = await settingsOn(bo);
    await eventually(
      () => bo.api('digest', {}),
      ({ untold }) => untold === 0,
    );
    await page.evaluate('look("hidden")');
    await ana.api('propose', { title: 'We open at seven', text: 'Half an hour earlier.' });
    const [, waits] = await eventually(
      () => shownOn(page),
      (shown) => shown.length > 1,
    );
    assert.deepEqual(waits, { title: 'Moot: one thing waits for you', body: '', tag: 'moot' });
    assert.equal((await bo.api('digest', {})).untold, 0, 'whoever takes it tells it, so nobody else tells it again');
    await page.evaluate('look("visible"); Notification.last.onclick()');
    await isAt(page, 'We open at seven');
    // What Bo sees on the page is told nowhere else.
    const { id } = await ana.api('propose', { title: 'A second oven' });
    await page.getByText('2', { exact: true }).first().waitFor();
    await eventually(
      () => bo.api('digest', {}),
      ({ untold }) => untold === 0,
    );
    assert.ok((await bo.api('waiting', {})).some(({ at }: { at: string[] }) => at[1] === id));
    assert.deepEqual(Object.keys(await page.evaluate<object>('({ ...localStorage })')), ['moot-notices']);
    assert.doesNotMatch(JSON.stringify(await page.evaluate('({ ...localStorage })')), /We open|Half an hour|Bakery|oven/);
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
