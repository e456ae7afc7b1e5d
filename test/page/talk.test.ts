import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo } from './ways.ts';

/** More than the page holds at once: it lets go of the older ones when it has a thousand. */
const MANY = 1500;
/** For saying them all while the page shows them, in milliseconds: more than other tests are given. */
const MANY_MS = 300_000;
const HOSTILE = [
  '<img src=x onerror="document.title=1"><script>document.title=2</script>',
  'x'.repeat(16_000),
  `\u202egnihton sees siht\u202c and Z${'\u0351\u0334'.repeat(60)}`,
  'javascript:alert(1) https://bank.example@evil.example/ and https://example.org/oven.',
  'line\n'.repeat(500),
];

describe('talk', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let anas: PersonsPage;
  let page: Page;
  const written = (text: string): Locator => page.getByRole('listitem').filter({ hasText: text });
  const field = (): Locator => page.getByLabel('To everyone in the cell');
  const talkOf = (device: Device): Promise<readonly { id: string; text: string; deleted: boolean }[]> =>
    device.api('talk', { limit: 1000 });

  before(async () => {
    [ana, bo] = await stage.cell('Ana', 'Bo');
    anas = await stage.open(ana, { width: 1280 });
    page = anas.page;
  });

  test('an empty channel teaches, and what is written there by keys is said', async () => {
    await goTo(page, 'Talk');
    await page.getByRole('heading', { name: 'Nothing has been said here yet' }).waitFor();
    await isAccessibleInAllLooks(page, 'talk, empty');
    await field().fill('The shelter rang.');
    await field().press('Shift+Enter');
    await field().pressSequentially('Thirty loaves would do them well.');
    await field().press('Enter');
    await written('Thirty loaves').waitFor();
    assert.equal(await field().inputValue(), '');
    const [said] = await talkOf(ana);
    assert.equal(said?.text, 'The shelter rang.\nThirty loaves would do them well.');
    await field().press('Enter');
    await page.getByText('Write something first.').waitFor();
  });

  test('what another says arrives, is told once, and is read when it was seen', async () => {
    await eventually(
      () => talkOf(bo),
      ({ length }) => length === 1,
    );
    await bo.api('say', { text: 'Good, that is what version 2 says.' });
    await written('Good, that is').waitFor();
    await page.locator('#announcer', { hasText: /^Bo: Good, that is what version 2 says\.$/ }).waitFor({ state: 'attached' });
    await eventually(
      () => ana.api('channels', {}),
      ([everyone]) => everyone.unread === 0,
    );
    assert.equal(await page.getByText('New since').count(), 0);
  });

  test('what was said while one was elsewhere stands under a line', async () => {
    await goTo(page, 'Today');
    await bo.api('say', { text: 'Give it to the children at number nine.' });
    await page.getByRole('link', { name: 'Talk , waiting: 1' }).click();
    await page.getByText('New since').waitFor();
    await eventually(
      () => ana.api('channels', {}),
      ([everyone]) => everyone.unread === 0,
    );
    assert.equal(await page.getByText('New since').count(), 1);
    await isAccessibleInAllLooks(page, 'talk');
  });

  test('a reply leads to what it answers, and a change shows as one', async () => {
    await written('number nine').hover();
    await written('number nine').getByRole('button', { name: 'Reply' }).click();
    await page.getByText('You reply to Bo: Give it').waitFor();
    await page.keyboard.type('They still ask for the pet.');
    await page.keyboard.press('Enter');
    await written('They still ask').waitFor();
    await written('They still ask').getByRole('button', { name: 'Bo: Give it to the children' }).click();
    await eventually(
      () => page.evaluate<string>('document.activeElement.textContent'),
      (text) => text.includes('number nine'),
    );
    await written('They still ask').focus();
    await written('They still ask').getByRole('button', { name: 'Change' }).press('Enter');
    await page.getByLabel('Your words, changed').fill('They still ask for “the pet”.');
    await isAccessibleInAllLooks(page, 'talk, changing');
    await page.getByLabel('Your words, changed').press('Enter');
    await written('“the pet”')
      .getByText(/^changed \d\d:\d\d$/)
      .waitFor();
    await isAccessibleInAllLooks(page, 'talk, a reply');
  });

  test('a message is taken back once the strip is gone, and not before', async () => {
    await page.clock.install();
    const takeBack = async (): Promise<void> => {
      await written('“the pet”').focus();
      await written('“the pet”').getByRole('button', { name: 'Take back' }).press('Enter');
      await page.getByText('Your message is about to be taken back.').waitFor();
    };
    const isDeleted = async (): Promise<boolean> => (await talkOf(ana)).some(({ deleted }) => deleted);
    await takeBack();
    await isAccessibleInAllLooks(page, 'talk, taking back');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.clock.runFor(30_000);
    assert.equal(await isDeleted(), false);
    await takeBack();
    await page.mouse.move(0, 0);
    await page.clock.runFor(9_000);
    assert.equal(await isDeleted(), false);
    await page.clock.runFor(3_000);
    await eventually(isDeleted, (is) => is);
    await page.clock.runFor(1_000);
    await page.getByText('You took this message back.').waitFor();
    await page.clock.resume();
  });

  test('what is typed while a message is on its way stays', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await page.route('**/api/say*', async (route) => {
      await held;
      await route.continue();
    });
    await field().fill('Who has the key?');
    await field().press('Enter');
    await page.getByRole('button', { name: 'Saying' }).waitFor();
    await field().pressSequentially(' And the cart?');
    letGo();
    await written('Who has the key?').waitFor();
    await page.getByRole('button', { name: 'Say it' }).waitFor();
    await eventually(
      () => field().inputValue(),
      (typed) => typed === 'And the cart?',
    );
    await page.unroute('**/api/say*');
    await field().fill('');
  });

  test('a draft stays where it was begun', async () => {
    await field().fill('I can drive on Friday if');
    await page.getByRole('button', { name: 'Another channel' }).click();
    await page.getByLabel('What it is about').fill('Oven');
    await isAccessibleInAllLooks(page, 'talk, another channel');
    await page.getByLabel('What it is about').press('Enter');
    await page.getByLabel('To Oven').fill('It warms up slowly.');
    await page.getByRole('button', { name: 'Say it' }).click();
    await written('It warms up slowly.').waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Everyone' }).click();
    // It lies with the device, which is asked for it once the field is there.
    await eventually(
      () => field().inputValue(),
      (words) => words === 'I can drive on Friday if',
    );
    await field().fill('');
  });

  test('hostile writing does nothing, and stays where it stands', async () => {
    for (const text of HOSTILE) await bo.api('say', { text });
    await written('javascript:').waitFor();
    assert.deepEqual(await written('javascript:').getByRole('link').allTextContents(), ['https://example.org/oven']);
    const link = written('javascript:').getByRole('link');
    assert.deepEqual(
      [await link.getAttribute('href'), await link.getAttribute('rel')],
      ['https://example.org/oven', 'noopener noreferrer nofollow'],
    );
    await written('<img').waitFor();
    assert.equal(await page.getByRole('list', { name: 'What was said' }).locator('img, script').count(), 0);
    await isAccessibleInAllLooks(page, 'talk, hostile');
    assert.match(await page.title(), /Talk/);
    assert.deepEqual(anas.troubles, []);
  });

  test('of fifteen hundred messages few are drawn, an old one is found, and earlier ones are fetched', { timeout: MANY_MS }, async () => {
    for (let i = 0; i < MANY; i += 50)
      await Promise.all(Array.from({ length: 50 }, (_, k) => ana.api('say', { text: `Loaf number ${i + k}, still warm.` })));
    await written(`Loaf number ${MANY - 1},`).waitFor();
    assert.ok((await page.getByRole('listitem').count()) < 80);
    await page.getByRole('button', { name: 'Show earlier messages' }).click();
    await eventually(
      () => page.locator('.script > li').first().getAttribute('aria-setsize'),
      (count) => Number(count) >= 700,
    );
    await page.getByRole('button', { name: 'Search here' }).click();
    await page.getByLabel('Words to look for').fill('shelter RANG');
    await page.getByText('Found once').waitFor();
    await isAccessibleInAllLooks(page, 'talk, search');
    await page.getByRole('button', { name: 'Go there' }).click();
    await eventually(
      () => page.evaluate<string>('document.activeElement.textContent'),
      (text) => text.includes('The shelter rang'),
    );
    await page.getByRole('button', { name: 'Go to the newest' }).click();
    await written(`Loaf number ${MANY - 1},`).waitFor();
    assert.deepEqual(anas.troubles, []);
  });
});
