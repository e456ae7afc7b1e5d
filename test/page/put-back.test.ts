import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { failure } from '../../src/daemon/problem.ts';
import { behindItself } from '../../src/peer/own-past.ts';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip } from './browser.ts';
import { Stage } from './stage.ts';

const wordsOf = async (device: Device): Promise<string[]> =>
  (await device.api('talk', {})).map(({ author, text }: Record<string, string>) => `${author}: ${text}`);

describe('a disk that was put back', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  const earlier = mkdtempSync(join(tmpdir(), 'moot-earlier-'));
  before(async () => {
    [ana, bo] = await stage.cell('Ana', 'Bo');
  });
  after(async () => {
    rmSync(earlier, { recursive: true, force: true });
  });

  test('what was written since comes back from the others, and whoever writes meanwhile keeps their words', async () => {
    await ana.api('say', { text: 'The oven is warm.' });
    await ana.end('SIGTERM');
    cpSync(ana.home, earlier, { recursive: true });
    await ana.start();
    await ana.api('say', { text: 'The bread is out.' });
    await eventually(
      () => wordsOf(bo),
      (words) => words.length === 2,
    );
    await ana.end('SIGTERM');
    rmSync(ana.home, { recursive: true });
    cpSync(earlier, ana.home, { recursive: true });
    await ana.start();

    const { page, troubles } = await stage.open(ana, { width: 360 });
    await page.getByRole('link', { name: 'Talk', exact: true }).click();
    const field = page.getByLabel('To everyone');
    await field.fill('Who takes it to the shelter?');
    // Others hand over within a moment what is missing; this is what a slower one has Moot say.
    const refused = failure(behindItself());
    await page.route('**/api/say*', (route) => route.fulfill({ status: refused.status, json: refused }), { times: 1 });
    await page.getByRole('button', { name: 'Say it' }).click();
    await page.getByText('Another device holds things that this one wrote and that are not here').waitFor();
    assert.equal(await field.inputValue(), 'Who takes it to the shelter?', 'what was typed is still there');
    await isAccessibleInAllLooks(page, 'talk, a disk that was put back');

    await page.getByRole('button', { name: 'Say it' }).click();
    await page.locator('.written', { hasText: 'Who takes it to the shelter?' }).waitFor();
    await page.locator('.written', { hasText: 'The bread is out.' }).waitFor();
    const all = ['Ana: The oven is warm.', 'Ana: The bread is out.', 'Ana: Who takes it to the shelter?'];
    for (const device of [ana, bo])
      await eventually(
        () => wordsOf(device),
        (words) => words.length === all.length && all.every((one) => words.includes(one)),
      );
    assert.equal((await ana.api('cells', {}))[0].state, 'member', 'it has told one story');
    assert.deepEqual(
      troubles.filter((trouble) => !trouble.includes('503')),
      [],
    );
  });
});
