import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { readTranscript, redrawTranscript } from '../../src/tally/transcript.ts';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo } from './ways.ts';

describe('a draw', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let cy: Device;
  before(async () => {
    [ana, bo, cy] = await stage.cell('Ana', 'Bo', 'Cy');
  });

  test('goes on by itself while people agree to it; who was drawn is read, and checked from a file', async () => {
    const { id } = await ana.api('propose', { title: 'Who takes the notes this month?', method: 'sortition' });
    for (const device of [ana, bo, cy])
      await eventually(
        () => device.api('decision', { id }),
        ({ draw }) => draw.put === 3,
      );
    const { page, troubles } = await stage.open(ana, { width: 1280 });
    await goTo(page, 'Decisions');
    await page.getByRole('link', { name: 'Who takes the notes this month?' }).click();
    await page.getByRole('heading', { level: 2, name: 'The draw' }).waitFor();
    await page.getByText('3 of 3').first().waitFor();
    await isAccessibleInAllLooks(page, 'draw, parts being put in');
    await page.getByRole('radio', { name: /^Agree/ }).check({ force: true });
    await page.getByRole('button', { name: /vote/i }).last().click();
    for (const device of [bo, cy]) await device.api('vote', { id, choice: 'agree' });
    await page.getByText(/^It is drawn: /).waitFor();
    const { draw } = await eventually(
      () => bo.api('decision', { id }),
      ({ draw: one }) => one.step === 'drawn',
    );
    const drawn: string = draw.drawn[0].name;
    await page.getByText(`It is drawn: ${drawn}.`).waitFor();
    assert.equal(await page.locator('.draw-lots > li').count(), 1);
    await page.getByText('How to check it').click();
    await isAccessibleInAllLooks(page, 'draw, drawn');
    await page.getByRole('button', { name: 'Check it again' }).click();
    // Two parts at least, of which each is opened by two: it is drawn from what was fixed.
    await page
      .locator('#sheet')
      .getByText(/^All \d proofs are right\.$/)
      .waitFor();
    await page.getByText(`It is drawn: ${drawn}.`).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the draw' }).click()]);
    const transcript = readTranscript(await readFile(await download.path(), 'utf8'));
    assert.ok(transcript.ok);
    const again = redrawTranscript(transcript.value);
    assert.ok(again.ok);
    assert.equal(transcript.value.candidates[again.value.order[0] as number]?.name, drawn);
    await page.locator('#sheet').getByText('draw.json is with your browser’s downloads.').waitFor();
    assert.deepEqual(troubles, []);
    await goTo(page, 'Decisions');
    await page.getByText('Drawn').first().waitFor();
  });
});
