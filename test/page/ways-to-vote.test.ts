import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Deeds } from '../../src/demonstration/person.ts';
import {
  isAccessibleInAllLooks,
  isAccessibleInOneLook,
  LOOKS,
  type Look,
  openBrowser,
  openPage,
  type PersonsPage,
  skip,
} from './browser.ts';
import { type CellInMemory, cellInMemory } from './cell-in-memory.ts';

const NAMES = ['Ana', 'Bo', 'Cy', 'Dina', 'Emre'] as const;
type Name = (typeof NAMES)[number];

/** One way to decide: what is proposed, and who says what; Ana last. */
interface Way {
  readonly name: string;
  readonly proposal: Omit<Deeds['propose']['input'], 'title'>;
  readonly votes: readonly (readonly [Name, string, string?])[];
  /** What Ana begins to say. */
  begin?(page: Page): Promise<void>;
  /** What is read once Ana has voted, and after the end. */
  readonly counting: string | RegExp;
  readonly result: readonly string[];
  /** Whether its ballot has parts that no other one has: that is looked at in all looks. */
  readonly hasOwnBallot?: boolean;
}

const flours = ['Rye with caraway', 'Oats', 'Spelt and walnut, as the mill in the valley has it', 'Emmer'];
const WAYS: readonly Way[] = [
  {
    name: 'consensus, with a block',
    proposal: { method: 'consensus', text: 'We close on the second of January.' },
    votes: [
      ['Bo', 'agree'],
      ['Cy', 'block', 'The shelter counts on us that day. It is who we are.'],
      ['Dina', 'disagree', 'I would rather close on Sunday.'],
      ['Emre', 'abstain'],
      ['Ana', 'agree'],
    ],
    begin: (page) => page.getByRole('radio', { name: /^Block/ }).press('Space'),
    counting: '5 of 5 have voted.',
    result: ['It did not pass: somebody cannot live with it, and says why.'],
  },
  {
    name: 'rough consensus',
    proposal: { method: 'rough-consensus', text: 'The door is painted green.' },
    votes: [
      ['Bo', 'agree'],
      ['Cy', 'agree'],
      ['Dina', 'object', 'Green fades within a year on that side.'],
      ['Ana', 'agree'],
    ],
    counting: '4 of 5 have voted. 3 are needed.',
    result: ['It did not pass: not enough are for it.'],
  },
  {
    name: 'lazy consensus',
    proposal: { method: 'lazy-consensus', text: 'The broom moves behind the door.' },
    votes: [
      ['Bo', 'agree', 'Good.'],
      ['Ana', 'agree'],
    ],
    counting: '2 of 5 have voted.',
    result: ['It has passed. 2 of 5 heard.', '3 of these are silence, which counts as consent.'],
  },
  {
    name: 'advice',
    proposal: { method: 'advice', ask: ['Ana', 'Cy'], text: 'I look for a mixer.' },
    votes: [
      ['Cy', 'advise', 'Buy it used, and see that it still has its bowl.'],
      ['Ana', 'advise', 'Ask the school first.'],
    ],
    begin: (page) => page.getByLabel('Your advice').fill('Ask the school first.'),
    counting: 'Bo has not decided yet.',
    result: ['It did not pass: Bo, who asked for advice, has not said yes to it.', 'Bo has not decided in time.'],
    hasOwnBallot: true,
  },
  {
    name: 'sense check',
    proposal: { method: 'sense-check', text: 'How do the new hours feel?' },
    votes: [
      ['Bo', 'good'],
      ['Cy', 'unsure', 'I am asleep by then.'],
      ['Dina', 'concerned', 'Who closes?'],
      ['Ana', 'good'],
    ],
    counting: '4 of 5 have voted.',
    result: ['All is counted. 4 of 5 heard.'],
  },
  {
    name: 'majority',
    proposal: { method: 'majority', text: 'A radio by the oven.' },
    votes: [
      ['Bo', 'yes'],
      ['Cy', 'no', 'Not before six.'],
      ['Dina', 'yes'],
      ['Emre', 'abstain'],
      ['Ana', 'yes'],
    ],
    counting: '5 of 5 have voted.',
    result: ['It has passed. 5 of 5 heard.'],
  },
  {
    name: 'supermajority',
    proposal: { method: 'supermajority', text: 'We lend the van to the neighbours.' },
    votes: [
      ['Bo', 'yes'],
      ['Cy', 'no'],
      ['Dina', 'no'],
      ['Ana', 'yes'],
    ],
    counting: '4 of 5 have voted. 3 are needed.',
    result: ['It did not pass: not enough are for it.'],
  },
  {
    name: 'approval',
    proposal: { method: 'approval', option: flours },
    votes: [
      ['Bo', 'A,B'],
      ['Cy', 'none'],
      ['Dina', 'A,C', 'Walnuts go well.'],
      ['Emre', 'abstain'],
      ['Ana', 'A'],
    ],
    begin: (page) => page.getByRole('checkbox', { name: 'C. Spelt' }).press('Space'),
    counting: 'Chosen: Rye with caraway.',
    result: ['Chosen: Rye with caraway.', '3 of 4'],
    hasOwnBallot: true,
  },
  {
    name: 'score',
    proposal: { method: 'score', option: flours },
    votes: [
      ['Bo', 'A=5,C=2'],
      ['Cy', 'A=1,D=4'],
      ['Dina', 'B=3,C=5', 'Walnuts go well.'],
      ['Ana', 'C=4,A=2'],
    ],
    begin: (page) => page.getByRole('button', { name: 'One more: A. Rye with caraway' }).press('Enter'),
    counting: 'So far: Spelt and walnut, as the mill in the valley has it.',
    result: ['Chosen: Spelt and walnut, as the mill in the valley has it.', '11 points'],
  },
  {
    name: 'dots',
    proposal: { method: 'dot', dots: 10, option: flours },
    votes: [
      ['Bo', 'A=6,C=4'],
      ['Cy', 'D=10'],
      ['Dina', 'B=3,C=7'],
      ['Ana', 'C=5,A=5'],
    ],
    counting: 'So far: Spelt and walnut, as the mill in the valley has it.',
    result: ['Chosen: Spelt and walnut, as the mill in the valley has it.', '16 dots'],
  },
  {
    name: 'instant run-off',
    proposal: { method: 'irv', option: flours },
    votes: [
      ['Bo', 'A>B'],
      ['Cy', 'B>A'],
      ['Dina', 'C>B>A'],
      ['Emre', 'D>C'],
      ['Ana', 'A>C=D'],
    ],
    counting: 'Chosen: Rye with caraway.',
    result: ['Chosen: Rye with caraway.', 'Round by round'],
  },
  {
    name: 'several seats',
    proposal: { method: 'stv', seats: 2, option: flours },
    votes: [
      ['Bo', 'A>B'],
      ['Cy', 'A>B>C'],
      ['Dina', 'C>B>A'],
      ['Emre', 'A>D'],
      ['Ana', 'A>C>D'],
    ],
    begin: (page) => page.getByRole('button', { name: /Emmer$/ }).press('Enter'),
    counting: 'Chosen: Rye with caraway and Spelt and walnut, as the mill in the valley has it.',
    result: ['Chosen: Rye with caraway and Spelt and walnut, as the mill in the valley has it.', '2 votes are enough for a seat.'],
  },
  {
    name: 'pairs',
    proposal: { method: 'schulze', option: flours },
    votes: [
      ['Bo', 'A>B'],
      ['Cy', 'B>C>A'],
      ['Dina', 'C>A>B'],
      ['Emre', 'D>C'],
      ['Ana', 'A>C=D'],
    ],
    counting: 'Chosen: Spelt and walnut, as the mill in the valley has it.',
    result: [
      'Chosen: Spelt and walnut, as the mill in the valley has it.',
      'Spelt and walnut, as the mill in the valley has it wins against each other option.',
    ],
  },
  {
    name: 'meeting times',
    proposal: {
      method: 'meeting-time',
      option: ['Thursday 19 November, from six in the evening on', 'Friday 20 November, 12:00', 'Sunday, 10:00'],
    },
    votes: [
      ['Bo', 'A=yes,B=no,C=if-need-be'],
      ['Cy', 'A=if-need-be,B=yes,C=yes'],
      ['Dina', 'A=yes,B=no,C=no'],
      ['Emre', 'abstain'],
      ['Ana', 'A=yes,B=if-need-be,C=no'],
    ],
    begin: (page) => page.getByRole('radiogroup', { name: /^A\. / }).getByRole('radio', { name: 'If need be' }).press('Space'),
    counting: 'Suits most: Thursday 19 November, from six in the evening on.',
    result: ['Suits most: Thursday 19 November, from six in the evening on.'],
    hasOwnBallot: true,
  },
];

describe('each way to vote', { skip }, () => {
  let browser: Browser;
  let cell: CellInMemory<Name>;
  let anas: PersonsPage;
  let addressOf: (id: string) => string;
  const over = new Map<Way, string>();
  const running = new Map<Way, string>();
  before(async () => {
    browser = await openBrowser();
    cell = await cellInMemory(NAMES, 10, async (past, people) => {
      for (const [daysAgo, ids, isOver] of [
        [9, over, true],
        [1, running, false],
      ] as const) {
        await past.to(daysAgo, '18:00');
        for (const way of WAYS) {
          const id = await past.proposes(people.Bo, { title: `By ${way.name}`, ...way.proposal });
          ids.set(way, id);
          for (const [who, choice, reason = ''] of way.votes)
            if (isOver || who !== 'Ana') await people[who].does('vote', { id, choice, reason });
        }
        await past.meanwhile();
      }
    });
    anas = await openPage(browser, await cell.serve('Ana'), { width: 1280 });
    await anas.page.waitForURL(/\/c\//);
    const [, , letters] = new URL(anas.page.url()).pathname.split('/');
    addressOf = (id) => new URL(`/c/${letters}/decisions/${id}`, anas.page.url()).href;
  });
  after(async () => {
    await browser?.close();
    await cell?.close();
  });

  for (const [at, way] of WAYS.entries())
    test(`by ${way.name}: a ballot, the counting, and what comes of it`, async () => {
      const { page, troubles } = anas;
      const looksWell = (what: string, turn: number): Promise<void> => {
        const name = `vote ${way.name} ${turn} ${what}`;
        return turn === 1 && way.hasOwnBallot === true
          ? isAccessibleInAllLooks(page, name)
          : isAccessibleInOneLook(page, name, LOOKS[(at + turn) % LOOKS.length] as Look);
      };
      const id = running.get(way) ?? '';
      await page.goto(addressOf(id));
      await page.getByRole('button', { name: /^(?:Vote|Give advice)$/ }).waitFor();
      await way.begin?.(page);
      await looksWell('ballot', 1);
      const [, choice = '', reason = ''] = way.votes.at(-1) ?? [];
      await cell.people.Ana.does('vote', { id, choice, reason });
      await page.getByRole('button', { name: 'Vote differently' }).waitFor();
      await page.getByText(way.counting).first().waitFor();
      await looksWell('counting', 2);
      await page.goto(addressOf(over.get(way) ?? ''));
      for (const words of way.result) await page.getByText(words, { exact: true }).first().waitFor();
      await looksWell('result', 3);
      assert.deepEqual(troubles, []);
    });
});

describe('a vote that was over before a device learned of it', { skip }, () => {
  let browser: Browser;
  let cell: CellInMemory<'Ana' | 'Bo' | 'Cy'>;
  let id: string;
  before(async () => {
    browser = await openBrowser();
    cell = await cellInMemory(['Ana', 'Bo', 'Cy'], 13, async (past, { Ana, Bo, Cy }) => {
      await past.to(12, '18:00');
      await Cy.switchOff();
      id = await past.proposes(Bo, { title: 'A second bell', method: 'majority' });
      for (const person of [Ana, Bo]) await person.does('vote', { id, choice: 'yes' });
      await past.to(3, '18:00');
      await Cy.switchOn();
      await past.meanwhile();
    });
  });
  after(async () => {
    await browser?.close();
    await cell?.close();
  });

  test('it closed when its proposer’s clock says, and not when the time of this device was over', async () => {
    const { page, troubles } = await openPage(browser, await cell.serve('Cy'), { width: 360 });
    await page.waitForURL(/\/c\//);
    const { ends, deadline } = await cell.people.Cy.does('decision', { id });
    assert.equal(Date.parse(deadline) - Date.parse(ends) > 86_400_000, true, 'the device to have learned of it late');
    const [, , letters] = new URL(page.url()).pathname.split('/');
    await page.goto(new URL(`/c/${letters}/decisions/${id}`, page.url()).href);
    const closed = page.locator('dd', { hasText: 'by the clock of Bo, who proposed it. This device learned of it later.' });
    const on = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(Date.parse(ends));
    assert.ok((await closed.innerText()).includes(on), `${await closed.innerText()} to name ${on}`);
    await isAccessibleInAllLooks(page, 'vote learned of late');
    assert.deepEqual(troubles, []);
  });
});
