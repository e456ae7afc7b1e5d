import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Device, PASSPHRASE } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip, wordsOnPaper } from './browser.ts';
import { Stage } from './stage.ts';
import { isAt } from './ways.ts';

describe('shares of the recovery words', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let fresh: Device;
  const folder = mkdtempSync(join(tmpdir(), 'moot-shares-'));
  const backup = join(folder, 'ana.backup');
  const shares: string[] = [];
  before(async () => {
    [ana, fresh] = await Promise.all([stage.running(), stage.running(null)]);
    await ana.api('found', { name: 'Bakery on the Corner', as: 'Ana' });
    await wordsOnPaper(ana);
    await ana.api('backup', { file: backup });
  });
  after(async () => {
    rmSync(folder, { recursive: true });
  });

  test('somebody shares them out: how many, what to know before, and each share once', async () => {
    const { page, troubles } = await stage.open(ana, { width: 1280 });
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await isAt(page, 'Settings');
    await page.getByRole('link', { name: 'Share the words out' }).press('Enter');
    await isAt(page, 'Let people whom you trust help you');
    await page.getByLabel('People who get a share').selectOption('3');
    assert.equal(await page.getByLabel('How many of them are needed').inputValue(), '3', 'not more than there are');
    await page.getByLabel('How many of them are needed').selectOption('2');
    await page.getByText('Any 2 of the 3 bring your words back').waitFor();
    await page.getByLabel('Your passphrase').fill('something else');
    await page.getByRole('button', { name: 'Make the shares' }).click();
    await page.getByText('This is not the passphrase').waitFor();
    await isAccessibleInAllLooks(page, 'sharing out the recovery words');
    await page.getByLabel('Your passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Make the shares' }).click();
    for (let at = 1; at <= 3; at++) {
      const list = page.getByRole('list', { name: `Share ${at} of 3` });
      await list.waitFor();
      shares.push((await list.getByRole('listitem').allTextContents()).join(' '));
      if (at === 1) await isAccessibleInAllLooks(page, 'a share');
      await page.getByRole('button', { name: at === 3 ? 'All are handed over' : 'The next share' }).press('Enter');
    }
    await isAt(page, 'Settings');
    await page.getByText('3 people have a share of your recovery words').waitFor();
    assert.ok(shares.every((share) => share.split(' ').length === 20));
    assert.deepEqual(troubles, []);
  });

  test('two of them bring a backup back on another device, and each slip is named', async () => {
    const { page, troubles } = await stage.open(fresh, { width: 360 });
    await page.getByRole('link', { name: 'Bring back a backup' }).click();
    await page.getByLabel('The backup').setInputFiles(backup);
    await page.getByRole('radio', { name: 'Shares of people whom I trust' }).check();
    const words = (shares[0] as string).split(' ');
    await page.getByLabel('Share 1').fill(words.with(6, 'elepant').join(' '));
    await page.getByText('This word is not in the list: word 7, “elepant”.').waitFor();
    await page.getByLabel('Share 2').fill(`${words.join(' ')} `);
    await page.getByText('1 of 2 that are needed.').waitFor();
    await isAccessibleInAllLooks(page, 'bringing back a backup by shares, with what is wrong');
    await page.getByLabel('Share 1').fill(words.join(' '));
    await page.getByText('This one stands here already.').waitFor();
    await page.getByLabel('A passphrase for this device').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await page.getByText('More shares are needed.').waitFor();
    await page.getByLabel('Share 2').fill((shares[2] as string).toUpperCase());
    await page.getByText('These are enough.').waitFor();
    await isAccessibleInAllLooks(page, 'bringing back a backup by shares');
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await isAt(page, /wait(s|) for you$/);
    assert.deepEqual(troubles, []);
  });
});
