import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Device, eventually, PASSPHRASE } from '../e2e/device.ts';
import { type PersonsPage, skip } from './browser.ts';
import { Keys } from './keys.ts';
import { Stage } from './stage.ts';
import { isAt } from './ways.ts';
import { WelcomePage } from './welcome-page.ts';

const TITLE = 'Bread for the night shelter';

/** Writes the recovery words down, and types the two that are asked for. */
async function writeWordsDown(keys: Keys): Promise<void> {
  const welcome = new WelcomePage(keys.page);
  const words = await welcome.readWords();
  await keys.take(/^button I have written them down/);
  await keys.isOn(/^text Word \d+ and word \d+/);
  await keys.write(await welcome.wordsAsked(words));
  await keys.press('Enter');
}

describe('by keyboard alone', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let anas: PersonsPage;
  let bos: PersonsPage;
  let keys: Keys;

  before(async () => {
    [ana, bo] = await Promise.all([stage.running(null), stage.running(null)]);
    anas = await stage.open(ana, { width: 1280 });
    keys = new Keys(anas.page);
    await keys.listen();
  });

  test('somebody founds a cell', async () => {
    await isAt(keys.page, 'Decide together');
    await keys.take(/^a Found a cell/);
    await keys.isOn(/^text Name of the cell/);
    await keys.write('Bakery on the Corner');
    await keys.tabTo(/^text Your name in it/);
    await keys.write('Ana');
    await keys.tabTo(/^password A passphrase/);
    await keys.write(PASSPHRASE);
    await keys.press('Enter');
    await keys.isOn(/^h1 Twelve words/);
    await writeWordsDown(keys);
    await isAt(keys.page, 'Nothing waits for you');
  });

  test('the first key leads past the contents', async () => {
    await keys.page.reload();
    await isAt(keys.page, 'Nothing waits for you');
    assert.deepEqual(await keys.tabTo(/./), ['a Go to the text']);
    await keys.press('Enter');
    await keys.isOn(/^main/);
  });

  test('somebody else joins, and is let in', async () => {
    await keys.press('g', 'p');
    await keys.isOn(/^h1 People/);
    await keys.take(/^button Invite somebody/);
    await keys.page.getByRole('dialog', { name: 'Invite somebody' }).waitFor();
    await keys.press('Escape');
    await keys.isOn(/^button Invite somebody/);
    await keys.press('Enter');
    await keys.take(/^submit Make the invitation/);
    const invitation = await keys.page.getByRole('dialog').locator('code').innerText();
    await keys.take(/^button Done/);
    await keys.isOn(/^button Invite somebody/);
    await keys.press('g', 'h');
    bos = await stage.open(bo, { width: 360 });
    const bosKeys = new Keys(bos.page);
    await isAt(bos.page, 'Decide together');
    await bosKeys.take(/^a Join with an invitation/);
    await bosKeys.isOn(/Your invitation/);
    await bos.page.keyboard.insertText(invitation);
    await bosKeys.tabTo(/^text Your name in it/);
    await bosKeys.write('Bo');
    await bosKeys.tabTo(/^password A passphrase/);
    await bosKeys.write(PASSPHRASE);
    await bosKeys.press('Enter');
    await writeWordsDown(bosKeys);
    await isAt(bos.page, /^You stand at the door/);
    await isAt(keys.page, 'One thing waits for you');
    await keys.take(/^a Respond/);
    await keys.isOn(/^h1 Bo asks to join/);
    await keys.tabTo(/^radio Consent/);
    await keys.press('Space');
    await keys.take(/^submit Give this response/);
    await keys.isOn(/^h2 Your response/);
    await isAt(bos.page, 'Nothing waits for you');
  });

  test('each place is two keys away, and one begins to read at its title', async () => {
    for (const [key, title] of [
      ['t', 'Talk'],
      ['d', 'Decisions'],
      ['p', 'People'],
      ['s', '.*devices meet now'],
      ['e', 'Settings'],
      ['h', 'Nothing waits for you'],
    ] as const) {
      await keys.press('g', key);
      await keys.isOn(new RegExp(`^h1 ${title}`));
    }
  });

  test('the sheet of keys opens from wherever one is, and leaves one there', async () => {
    await keys.tabTo(/^a Say hello/);
    await keys.press('?');
    await keys.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await keys.press('g', 't');
    assert.equal(await keys.page.getByRole('dialog', { name: 'Keys' }).isVisible(), true, 'keys do nothing behind a dialog');
    await keys.press('Escape');
    await keys.page.getByRole('dialog').waitFor({ state: 'detached' });
    await keys.isOn(/^a Say hello/);
  });

  test('one says something, hears how far it has got, and goes on writing', async () => {
    await keys.press('g', 't');
    await keys.isOn(/^h1 Talk/);
    const way = await keys.tabTo(/^textarea To everyone/);
    assert.deepEqual(
      way.map((says) => says.replace(/^(\w+) (.*)$/, '$2')),
      ['Everyone', 'Another channel', 'Some of us', 'Search here', 'To everyone in the cell'],
    );
    await keys.write('The shelter rang.');
    await keys.press('Enter');
    await keys.hears(/^Said\. (On \d of 2 devices|On this device only)/);
    await keys.isOn(/^textarea To everyone/);
  });

  test('what another says is heard, and answered', async () => {
    await eventually(
      () => bo.api('talk', {}),
      ({ length }) => length === 1,
    );
    await bo.api('say', { text: 'Good. I load.' });
    await keys.hears('Bo: Good. I load.');
    await keys.tabTo(/^li .*Good\. I load\./, 'Shift+Tab');
    await keys.press('ArrowUp');
    await keys.isOn(/^li .*The shelter rang\./);
    await keys.press('End');
    await keys.isOn(/^li .*Good\. I load\./);
    await keys.take(/^button Reply/);
    await keys.isOn(/^textarea To everyone/);
    await keys.take(/^button Do not reply/, 'Shift+Tab');
    await keys.isOn(/^textarea To everyone/);
    await keys.tabTo(/^li .*Good\. I load\./, 'Shift+Tab');
    await keys.take(/^button Reply/);
    await keys.write('Six thirty.');
    await keys.press('Enter');
    await keys.page.getByRole('listitem').filter({ hasText: 'Six thirty.' }).getByRole('button', { name: 'Bo: Good' }).waitFor();
    await keys.isOn(/^textarea To everyone/);
  });

  test('an own message is changed, left as it is, and taken back with a way to undo', async () => {
    await keys.tabTo(/^li .*Six thirty\./, 'Shift+Tab');
    await keys.take(/^button Change/);
    await keys.isOn(/^textarea Your words, changed/);
    await keys.press('Escape');
    await keys.isOn(/^li .*Six thirty\./);
    await keys.take(/^button Change/);
    await keys.isOn(/^textarea Your words, changed/);
    await keys.press('Control+a');
    await keys.write('Six thirty, not a minute before.');
    await keys.press('Enter');
    await keys.isOn(/^li .*not a minute before\./);
    await keys.take(/^button Take back/);
    await keys.isOn(/^li .*not a minute before\./);
    await keys.take(/^button Keep it/);
    await keys.hears('It stays.');
    await keys.isOn(/^li .*not a minute before\./);
    await keys.take(/^button Take back/);
    await keys.take(/^button Undo/);
    assert.equal(
      (await ana.api('talk', {})).some(({ deleted }: { deleted: boolean }) => deleted),
      false,
    );
  });

  test('a channel is begun in a dialog that gives the focus back', async () => {
    await keys.press('g', 'd');
    await keys.isOn(/^h1 Decisions/);
    await keys.press('g', 't');
    await keys.isOn(/^h1 Talk/);
    await keys.take(/^button Another channel/);
    await keys.isOn(/^text What it is about/);
    await keys.press('Escape');
    await keys.isOn(/^button Another channel/);
    await keys.press('Enter');
    await keys.isOn(/^text What it is about/);
    await keys.write('Oven');
    await keys.press('Enter');
    await keys.isOn(/^h1 Talk/);
    await keys.tabTo(/^textarea To Oven/);
  });

  test('one looks for words, and goes to where they are', async () => {
    await keys.press('Escape');
    await keys.tabTo(/^a Everyone/, 'Shift+Tab');
    await keys.press('Enter');
    await keys.isOn(/^h1 Talk/);
    await keys.take(/^button Search here/);
    await keys.isOn(/^text Words to look for/);
    await keys.write('shelter');
    await keys.page.getByText('Found once').waitFor();
    await keys.take(/^button Go there/);
    await keys.isOn(/^li .*The shelter rang\./);
  });

  test('one proposes something, and is led to what is missing', async () => {
    await keys.press('g', 'd');
    await keys.isOn(/^h1 Decisions/);
    await keys.take(/^a Propose something/);
    await keys.isOn(/^h1 Propose something/);
    await keys.take(/^submit Propose it/);
    await keys.isOn(/^text What do you propose/);
    await keys.write(TITLE);
    await keys.tabTo(/^textarea At length/);
    await keys.write('Forty loaves every Friday.');
    await keys.tabTo(/^radio Nothing/);
    await keys.press('ArrowDown');
    await keys.isOn(/^radio The name of the cell/);
    await keys.press('ArrowUp');
    await keys.tabTo(/^checkbox I consent/);
    await keys.press('Space');
    await keys.take(/^submit Propose it/);
    await keys.hears('Proposed. Everybody is asked.');
    await keys.isOn(new RegExp(`^h1 ${TITLE}`));
  });

  test('one objects with a reason, hears that it is kept, and changes it', async () => {
    await keys.tabTo(/^radio Consent/);
    await keys.press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await keys.isOn(/^radio Object/);
    await keys.take(/^submit Give this response/);
    await keys.isOn(/^textarea Your objection/);
    await keys.write('Fridays are our longest day.');
    await keys.take(/^submit Give this response/);
    await keys.hears('Your response is kept: Object.');
    await keys.isOn(/^h2 Your response/);
    const { id } = (await ana.api('decisions', {})).find(({ title }: { title: string }) => title === TITLE);
    await eventually(
      () => bo.api('decisions', {}),
      (list) => list.some((one: { id: string }) => one.id === id),
    );
    await bo.api('respond', { id, response: 'question', reason: 'Who drives?' });
    await keys.page.getByText('Who drives?').waitFor();
    await keys.tabTo(/^textarea Your answer/);
    await keys.write('I do.');
    await keys.take(/^submit Give this answer/);
    await keys.hears('Your answer is kept.');
  });

  test('one puts it in new words, and is asked before taking it back', async () => {
    await keys.take(/^a Put it in new words/);
    await keys.isOn(/^h1 A new version/);
    await keys.tabTo(/^textarea At length/);
    await keys.press('Control+a');
    await keys.write('Thirty loaves every Tuesday.');
    await keys.tabTo(/^checkbox I consent/);
    await keys.press('Space');
    await keys.take(/^submit Propose this version/);
    await keys.hears('This is version 2 now. Everybody is asked again.');
    await keys.isOn(new RegExp(`^h1 ${TITLE}`));
    await bo.api('respond', { id: (await bo.api('decisions', { state: 'open' }))[0].id, response: 'consent' });
    await keys.hears(/^1 of 2 heard\./);
    await keys.take(/^button Take it back/);
    await keys.page.getByRole('dialog').waitFor();
    await keys.press('Escape');
    await keys.isOn(/^button Take it back/);
    await keys.press('Enter');
    await keys.page.getByRole('dialog').waitFor();
    await keys.take(/^button Take the proposal back/);
    await keys.hears('You took it back.');
    assert.deepEqual([...anas.troubles, ...bos.troubles], []);
  });
});
