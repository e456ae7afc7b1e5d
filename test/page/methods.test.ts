import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { Stage } from './stage.ts';
import { goTo, goToDecision, isAt } from './ways.ts';

const FLOUR = ['Rye', 'Oats', 'Spelt', 'Emmer'] as const;

async function propose(page: Page, title: string): Promise<void> {
  await goTo(page, 'Decisions');
  await page.getByRole('link', { name: 'Propose something' }).click();
  await page.getByLabel('What do you propose, in a few words?').fill(title);
}

const castVote = (page: Page) => page.getByRole('button', { name: 'Vote', exact: true }).press('Enter');
const yours = (page: Page, words: string) => page.locator('.choice-made').getByText(words, { exact: true }).waitFor();

describe('other ways to decide', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let cy: Device;
  let anas: PersonsPage;
  let bos: PersonsPage;
  const all = () => [ana, bo, cy];
  const arrives = async (id: string) => {
    for (const device of all()) {
      await eventually(
        () => device.api('decisions', {}),
        (known: readonly { id: string }[]) => known.some((one) => one.id === id),
      );
    }
  };
  const asked = async (input: object): Promise<string> => {
    const { id } = await ana.api('propose', { title: 'What do we do?', ...input });
    await arrives(id);
    return id;
  };
  before(async () => {
    [ana, bo, cy] = await stage.cell('Ana', 'Bo', 'Cy');
    anas = await stage.open(ana, { width: 1280 });
    bos = await stage.open(bo, { width: 360 });
  });

  test('a proposal goes by consent unless somebody chooses otherwise; options are written, moved and removed by keyboard', async () => {
    const { page } = anas;
    await propose(page, 'Which flour');
    assert.ok(await page.getByRole('radio', { name: /^By consent Recommended/ }).isChecked());
    await page.getByRole('radio', { name: /^Choosing among options/ }).press('Space');
    await page.getByRole('radio', { name: /^Ranking in pairs/ }).press('Space');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await page.getByText('Two options at least are needed').waitFor();
    await page.waitForFunction("document.activeElement?.getAttribute('aria-label') === 'Option A'");
    for (const flour of ['Oats', 'Rye', 'Chalk', 'Spelt', 'Emmer']) {
      await page.keyboard.type(flour);
      await page.keyboard.press('Enter');
    }
    await page.getByRole('button', { name: 'Up: Rye' }).press('Enter');
    await page.waitForFunction("document.activeElement?.getAttribute('aria-label') === 'Down: Rye'");
    await page.getByRole('button', { name: 'Remove: Chalk' }).press('Enter');
    await page.getByText('How votes are counted').click();
    await page.getByLabel('So many of us have to be heard').selectOption('2/3');
    await page.getByText('By this way of deciding nothing changes in Moot by itself').waitFor();
    const sum = page.locator('.what-you-propose');
    await sum.getByText('By ranking, compared pair by pair (Schulze). 4 options: Rye, Oats, Spelt, Emmer.').waitFor();
    await sum.getByText('At least two thirds of those asked have to be heard: 2. Silence counts as nothing. A tie stays open').waitFor();
    await sum.getByText('There are no secret ballots.').waitFor();
    await isAccessibleInAllLooks(page, 'proposing, by ranking');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await isAt(page, 'Which flour');
    const [{ id, method }] = await ana.api('decisions', { state: 'open' });
    assert.deepEqual(
      [method.name, method.options.map(({ text }: { text: string }) => text), method.quorum],
      ['schulze', [...FLOUR], '2/3'],
    );
    await arrives(id);
  });

  test('options are ranked by keyboard, and the pairs stand in a table that a phone can read', async () => {
    const { page } = bos;
    await goToDecision(page, 'Which flour');
    for (const [at, flour] of ['Spelt', 'Rye', 'Oats'].entries())
      await page.getByRole('button', { name: new RegExp(`^Put it at place ${at + 1}: .*${flour}$`) }).press('Enter');
    await page.getByRole('button', { name: 'Up: B. Oats' }).press('Enter');
    await page.waitForFunction("document.activeElement?.getAttribute('aria-label') === 'Up: B. Oats'");
    await page.getByRole('button', { name: 'Equal to the one before: A. Rye' }).press('Enter');
    await page.getByRole('button', { name: 'Equal to the one before: A. Rye', pressed: true }).waitFor();
    await isAccessibleInAllLooks(page, 'ranking');
    await castVote(page);
    await yours(page, 'C > A = B');
    const [{ id }] = await bo.api('decisions', { state: 'open' });
    await cy.api('vote', { id, choice: 'D>B>C>A' });
    await ana.api('vote', { id, choice: 'C>D' });
    await page.getByText('Chosen: Spelt.').waitFor();
    await page.getByText('Spelt wins against each other option.').waitFor();
    const row = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: /Spelt/ }) })
      .first();
    assert.deepEqual(await row.getByRole('cell').allTextContents(), ['3', '2', 'the same option', '2']);
    await page.getByText('Strongest paths').click();
    await page.getByRole('table').nth(1).waitFor();
    await isAccessibleInAllLooks(page, 'decision, ranked in pairs');
  });

  test('each way to vote is given on the page and says what came of it', async () => {
    const { page } = bos;
    const flours = { option: [...FLOUR] };
    const vote = async (title: string, input: object, others: readonly [string, string], choose: () => Promise<void>, said: string) => {
      const id = await asked({ title, ...input });
      await ana.api('vote', { id, choice: others[0], reason: 'So.' });
      await cy.api('vote', { id, choice: others[1], reason: 'So.' });
      await goToDecision(page, title);
      await choose();
      await castVote(page);
      await yours(page, said);
      return id;
    };
    const radio = (name: RegExp) => page.getByRole('radio', { name }).press('Space');
    await vote(
      'By approval',
      { method: 'approval', ...flours },
      ['A,B', 'none'],
      async () => {
        await page.getByRole('checkbox', { name: 'B. Oats' }).press('Space');
        await page.getByRole('checkbox', { name: 'C. Spelt' }).press('Space');
      },
      'B, C',
    );
    await page.getByText('Chosen: Oats.').waitFor();
    await page.getByText('2 of 3', { exact: true }).waitFor();
    await vote(
      'By score',
      { method: 'score', ...flours },
      ['A=5', 'A=1,D=4'],
      () => page.getByLabel('D. Emmer', { exact: true }).fill('2'),
      'D 2',
    );
    await page.getByText('Level: Rye and Emmer. The tie is ours to decide.').waitFor();
    await vote(
      'By dots',
      { method: 'dot', dots: 3, ties: 'number', ...flours },
      ['A=3', 'D=3'],
      async () => {
        await page.getByRole('button', { name: 'One more: C. Spelt' }).press('Enter');
        await page.getByText('2 of 3 dots left.').waitFor();
      },
      'C 1',
    );
    await page.getByText('Chosen: Rye.').waitFor();
    await page.getByText('A tie goes to what stands first in the list. In order: A, B, C, D.').waitFor();
    await isAccessibleInAllLooks(page, 'decision, by dots');
    await vote(
      'By run-off',
      { method: 'irv', ...flours },
      ['A>B', 'B>A'],
      async () => {
        await page.getByRole('button', { name: /^Put it at place 1: .*Spelt$/ }).press('Enter');
        await page.getByRole('button', { name: /^Put it at place 2: .*Oats$/ }).press('Enter');
      },
      'C > B',
    );
    await page.getByText('Round 1', { exact: true }).click();
    await page.getByText('They were level, so the order for ties told them apart.').first().waitFor();
    await vote(
      'For two seats',
      { method: 'stv', seats: 2, ...flours },
      ['A>B', 'B>A'],
      () => page.getByRole('button', { name: /^Put it at place 1: .*Spelt$/ }).press('Enter'),
      'C',
    );
    await page.getByText(/^Chosen: (Rye|Oats|Spelt) and (Rye|Oats|Spelt)\.$/).waitFor();
    await page.getByText(/votes are enough for a seat\.$/).waitFor();
    await page.getByText('Round 1', { exact: true }).click();
    await isAccessibleInAllLooks(page, 'decision, for two seats');
    await vote(
      'When we meet',
      { method: 'meeting-time', option: ['Thursday 19 November, 18:00', 'Friday 20 November, 12:00'] },
      ['A=yes,B=no', 'A=if-need-be,B=yes'],
      async () => {
        await page
          .getByRole('radiogroup', { name: /^A\. Thursday/ })
          .getByRole('radio', { name: 'Yes', exact: true })
          .press('Space');
        await page
          .getByRole('radiogroup', { name: /^B\. Friday/ })
          .getByRole('radio', { name: 'If need be' })
          .press('Space');
      },
      'A yes, B if need be',
    );
    await page.getByRole('cell', { name: '3 can, 1 of them if need be' }).waitFor();
    await page.getByRole('cell', { name: 'Cy: if need be' }).waitFor();
    await isAccessibleInAllLooks(page, 'decision, when we meet');
    await vote(
      'Rather all',
      { method: 'rough-consensus' },
      ['agree', 'agree'],
      async () => {
        await radio(/^Object\b/);
        await page.getByLabel('Your objection: what harm').fill('It smells.');
      },
      'Object',
    );
    await page.getByText('Every member can object, with a reason that stays with it.').waitFor();
    await vote('How it feels', { method: 'sense-check' }, ['good', 'unsure'], () => radio(/^Concerned\b/), 'Concerned');
    await page.getByText('A sense check: it decides nothing.').first().waitFor();
    const small = await asked({ title: 'A small thing', method: 'lazy-consensus' });
    await goToDecision(page, 'A small thing');
    await page.getByText('Silence counts as consent.').first().waitFor();
    await radio(/^Object\b/);
    await page.getByLabel('Your objection: what harm').fill('It is not small.');
    await castVote(page);
    await yours(page, 'Object');
    assert.equal((await bo.api('decision', { id: small })).method.name, 'lazy-consensus');
  });

  test('whoever asks for advice decides when all who were asked have advised', async () => {
    const id = await asked({ title: 'A mixer', method: 'advice', ask: ['Bo'] });
    await goToDecision(bos.page, 'A mixer');
    await bos.page.getByText('Asked for advice: Bo.').waitFor();
    const advise = bos.page.getByRole('button', { name: 'Give advice' });
    await advise.press('Enter');
    await bos.page.getByText('The others can work with it when they know why.').waitFor();
    await bos.page.getByLabel('Your advice').fill('Buy it used.');
    await advise.press('Enter');
    await goToDecision(anas.page, 'A mixer');
    await anas.page.getByText('Buy it used.').waitFor();
    await anas.page.getByRole('radio', { name: /^Yes\b/ }).press('Space');
    await castVote(anas.page);
    await eventually(
      () => ana.api('decision', { id }),
      ({ state }: { state: string }) => state === 'passed',
    );
    await anas.page.getByText('It has passed.').waitFor();
    await isAccessibleInAllLooks(anas.page, 'decision, by advice');
  });

  test('another way to decide, where a round is stuck, leads to a new version with it chosen', async () => {
    const { page } = anas;
    const id = await asked({ title: 'Bread at night' });
    await bo.api('respond', { id, response: 'object', reason: 'Nobody sleeps.' });
    for (const text of ['Bread at dawn.', 'Bread at six.']) await ana.api('amend', { id, text });
    await goToDecision(page, 'Bread at night');
    await page.getByRole('button', { name: 'Look at the ways out' }).press('Enter');
    await page.getByRole('radio', { name: /^Another way to decide/ }).press('Space');
    await page.getByLabel('By which method?').selectOption('majority');
    await page.getByRole('button', { name: 'Ask for it' }).press('Enter');
    await page.getByRole('button', { name: 'Write it to be decided by majority' }).press('Enter');
    await isAt(page, 'A new version of your proposal');
    assert.ok(await page.getByRole('radio', { name: /^Majority/ }).isChecked());
    await page.getByRole('button', { name: 'Propose this version' }).press('Enter');
    await isAt(page, 'Bread at night');
    await page.getByText('By majority: more yes than no.').first().waitFor();
    await page.getByText('How we decide it:').waitFor();
  });

  test('a choice among options is another way too: whoever asks writes them, and the new version begins with them', async () => {
    const { page } = anas;
    const id = await asked({ title: 'Bread on Sundays' });
    await bo.api('respond', { id, response: 'object', reason: 'Nobody rests.' });
    for (const text of ['Bread until ten.', 'Bread until nine.']) await ana.api('amend', { id, text });
    await goToDecision(page, 'Bread on Sundays');
    await page.getByRole('button', { name: 'Look at the ways out' }).press('Enter');
    await page.getByRole('radio', { name: /^Another way to decide/ }).press('Space');
    await page.getByLabel('By which method?').selectOption('approval');
    assert.equal(await page.getByRole('textbox', { name: 'Option A' }).inputValue(), 'Bread on Sundays');
    assert.equal(await page.getByRole('textbox', { name: 'Option B' }).inputValue(), 'We leave it as it is');
    await page.getByRole('textbox', { name: 'Option A' }).fill('');
    await page.getByText('Two options at least are needed').waitFor();
    await page.getByRole('textbox', { name: 'Option A' }).fill('Bread every second Sunday');
    await page.getByRole('button', { name: 'Add an option' }).press('Enter');
    await page.getByRole('textbox', { name: 'Option C' }).fill('Cake on Sundays');
    await isAccessibleInAllLooks(page, 'a way out, among options');
    await page.getByRole('button', { name: 'Ask for it' }).press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'Cake on Sundays' }).waitFor();
    await isAccessibleInAllLooks(page, 'a way out among options, asked');
    await page.getByRole('button', { name: 'Write it to be decided by approval' }).press('Enter');
    await isAt(page, 'A new version of your proposal');
    assert.equal(await page.getByRole('textbox', { name: 'Option A' }).inputValue(), 'Bread every second Sunday');
    assert.equal(await page.getByRole('textbox', { name: 'Option C' }).inputValue(), 'Cake on Sundays');
    await page.getByRole('button', { name: 'Propose this version' }).press('Enter');
    await isAt(page, 'Bread on Sundays');
    await page.getByRole('checkbox', { name: /Cake on Sundays/ }).waitFor();
  });

  test('a cell agrees on its ways to decide and on its ways out, and the form offers these', async () => {
    const { page } = anas;
    await propose(page, 'How we decide');
    await page.getByRole('radio', { name: /^The ways in which we decide/ }).press('Space');
    const boxes = page.getByRole('group', { name: 'We decide by' });
    for (const name of (await boxes.locator('b').allTextContents()).filter((one) => one !== 'Majority'))
      await boxes.getByRole('checkbox', { name, exact: true }).press('Space');
    assert.ok(await boxes.getByRole('checkbox', { name: 'Consent', exact: true }).isChecked(), 'consent is always among them');
    await isAccessibleInAllLooks(page, 'proposing, ways to decide');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await isAt(page, 'How we decide');
    await page.getByText('We decide by consent and majority.').waitFor();
    await propose(page, 'How we help each other');
    await page.getByRole('radio', { name: /^The ways out that are offered/ }).press('Space');
    for (const name of ['A helping circle', 'Mediation', 'A trial', 'Another way to decide'])
      await page.getByRole('checkbox', { name }).press('Space');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await page.getByText('One way out at least is needed.').waitFor();
    await page.getByRole('checkbox', { name: 'A trial' }).press('Space');
    await page.getByRole('button', { name: 'Propose it' }).press('Enter');
    await isAt(page, 'How we help each other');
    await page.getByText('Where a round is stuck, we offer a trial.').waitFor();
    const open: readonly { id: string; title: string }[] = await ana.api('decisions', { state: 'open' });
    for (const { id } of open.filter(({ title }) => title.startsWith('How we'))) {
      await arrives(id);
      for (const device of [bo, cy]) await device.api('respond', { id, response: 'consent' });
    }
    await eventually(
      () => ana.api('agreed', {}),
      ({ methods, waysOut }: { methods: { value: string }; waysOut: { value: string } }) =>
        methods.value === 'consent majority' && waysOut.value === 'trial',
    );
    await propose(page, 'Something');
    await page.getByRole('radio', { name: /^Yes or no, in another way/ }).press('Space');
    assert.ok(await page.getByRole('radio', { name: /^Majority/ }).isChecked());
    assert.equal(await page.getByRole('radio', { name: /^Choosing among options/ }).count(), 0);
    assert.deepEqual([...anas.troubles, ...bos.troubles], []);
  });
});
