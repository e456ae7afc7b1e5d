import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Device } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip, takePicture } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';

/** Every file of a home, with its size. */
function filesIn(home: string): string[] {
  return readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(home, path)).isFile())
    .map((path) => `${path} ${statSync(join(home, path)).size}`)
    .sort();
}

describe('the demonstration', { skip }, () => {
  const stage = new Stage();
  let device: Device;
  let visitors: PersonsPage;
  let filesBefore: string[];
  before(async () => {
    device = await stage.running(null);
    visitors = await stage.open(device, { width: 1280 });
    filesBefore = filesIn(device.home);
  });

  test('one click leads from the welcome into a cell that lives', async (t) => {
    const { page } = visitors;
    await page.getByRole('link', { name: 'Look around first' }).waitFor();
    await isAccessibleInAllLooks(page, 'welcome, with the demonstration');
    const began = performance.now();
    await page.getByRole('link', { name: 'Look around first' }).click();
    // Six weeks go by in a moment, which is long where much else is done.
    await page.getByRole('heading', { level: 1, name: 'wait for you' }).waitFor({ timeout: 90_000 });
    t.diagnostic(`from the click to Today: ${Math.round(performance.now() - began)} ms`);
    await page.getByText('Answer within five days').waitFor();
    await page.getByText('Gül asks to join').waitFor();
    await page.getByText('You are looking around.').waitFor();
    await isAccessibleInAllLooks(page, 'demonstration, today');
    await goTo(page, 'Decisions');
    await page.getByText('Call us Bakery on the Corner').waitFor();
    await isAccessibleInAllLooks(page, 'demonstration, decisions');
    await goTo(page, 'People');
    await page.getByText('Farida').first().waitFor();
    await takePicture(page, 'demonstration, people');
  });

  test('what waited for the visitor alone is decided once they respond', async () => {
    const { page } = visitors;
    await goTo(page, 'Today');
    await page.getByRole('link', { name: 'Answer within five days' }).click();
    await isAt(page, 'Answer within five days');
    await isAccessibleInAllLooks(page, 'demonstration, decision');
    await page.getByRole('radio', { name: /^Consent\b(?! with)/ }).press('Space');
    await page.getByRole('button', { name: 'Give this response' }).click();
    await page
      .getByText(/[Aa]ttested by/)
      .first()
      .waitFor();
    await isAccessibleInAllLooks(page, 'demonstration, decided');
  });

  test('who is greeted answers', async () => {
    const { page } = visitors;
    await goTo(page, 'Talk');
    await page.getByText('Who can take the bread to the shelter tonight?').first().waitFor();
    const field = page.getByRole('textbox').last();
    await field.fill('Hello everybody');
    await field.press('Enter');
    // One greets, and another one waves from the back.
    await page.getByText(/^(?:Good to see you\.|Hello\. You come|Hello to you too)/).waitFor();
    await page.getByText(/^(?:Hello from the till|Hello\. I wave|Good that you are here\.)/).waitFor();
    await isAccessibleInAllLooks(page, 'demonstration, talk');
  });

  test('the status and the settings are those of any cell', async () => {
    const { page } = visitors;
    await goTo(page, 'Status');
    await isAt(page, /devices meet now$/);
    await page.getByText('In memory alone').waitFor();
    assert.equal(await page.getByText('Locked by your passphrase').count(), 0);
    await isAccessibleInAllLooks(page, 'demonstration, status');
    await goTo(page, 'Settings');
    await isAt(page, 'Settings');
    await page.getByText('A cell of your own has them.').waitFor();
    await isAccessibleInAllLooks(page, 'demonstration, settings');
  });

  test('what reaches beyond the cell is refused in kind words', async () => {
    const { page } = visitors;
    const refused = await page.evaluate(async () => {
      const input = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"file": "somewhere"}' };
      return (await fetch('/demonstration/api/backup', input)).json();
    });
    assert.equal((refused as { reason: string }).reason, 'only-in-your-own-cell');
  });

  test('whoever leaves comes to the welcome, and nothing of it is left on the disk', async () => {
    const { page, troubles } = visitors;
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('link', { name: 'Found a cell' }).waitFor();
    assert.deepEqual(filesIn(device.home), filesBefore);
    assert.equal(await page.evaluate('Object.keys(sessionStorage).length'), 0);
    const over = await page.evaluate(async () => (await fetch('/demonstration/api/status')).status);
    assert.equal(over, 404);
    assert.deepEqual(troubles, []);
  });
});
