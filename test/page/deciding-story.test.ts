import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Device, eventually, quickDevice } from '../e2e/device.ts';
import { isAccessible, openBrowser, skip, takePicture } from './browser.ts';
import { cellOf } from './cell-of.ts';
import { DecidingPerson, type Response } from './deciding-person.ts';

const TITLE = 'Bread for the night shelter';
const BREAD = 'We bake forty loaves for the night shelter every Tuesday, and bring them there by six.';
const VAN = 'Whoever opens the shop loads the van.';
const TWO = 'Two of us load the van, so that nobody lifts the crates alone.';
const PAID = 'Two of us load the van, so that nobody lifts the crates alone. The flour is paid from the tips.';
const ALONE = 'Whoever opens lifts the crates alone, at four in the morning.';
const FLOUR = 'Nobody has said who pays the flour. It is sixty euros a month.';
const TIPS = 'The tips are Farida’s and mine. They cannot pay for it.';
const CONCERN = 'Tuesday is also the day of the market.';
const NOTED = 'The shelter pays half of the flour since last week.';
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280 };
/** Everybody is asked within seven days; a trial of four weeks is then near its end. */
const AFTER_THE_ROUND = 9;
const NEAR_THE_END = 28;

/** What one of them says to a version when it is their turn; who is not named consents. */
type Said = Readonly<Record<string, readonly [Response, string]>>;

// biome-ignore lint/suspicious/noExplicitAny: the API's answers, of which each line takes what it compares.
type Answer = any;

describe('six people on six devices decide', { skip }, () => {
  let browser: Browser;
  let devices: Device[] = [];
  let people: Readonly<Record<'ana' | 'bo' | 'cy' | 'dina' | 'emre' | 'farida', DecidingPerson>>;
  let all: readonly DecidingPerson[] = [];
  let id: string;
  /** The decision that was a trial, once there is another one about it. */
  let trial: string;

  before(async () => {
    browser = await openBrowser();
    devices = await Promise.all(Array.from({ length: 6 }, quickDevice));
    await Promise.all(devices.map((device) => device.start()));
    await cellOf(['Ana', 'Bo', 'Cy', 'Dina', 'Emre', 'Farida'], devices);
    const [ana, bo, cy, dina, emre, farida] = devices as [Device, Device, Device, Device, Device, Device];
    people = {
      ana: new DecidingPerson('Ana', ana, PHONE),
      bo: new DecidingPerson('Bo', bo, DESK),
      cy: new DecidingPerson('Cy', cy, PHONE, 'keys'),
      dina: new DecidingPerson('Dina', dina, { ...PHONE, theme: 'dark' }),
      emre: new DecidingPerson('Emre', emre, PHONE),
      farida: new DecidingPerson('Farida', farida, { ...PHONE, theme: 'dark' }),
    };
    all = Object.values(people);
    for (const person of all) await person.open(browser);
  });
  after(async () => {
    await browser?.close();
    await Promise.all(devices.map((device) => device.remove()));
  });

  // It is one story: where a part of it fails, the rest is not waited for.
  let failed: string | null = null;
  beforeEach(() => assert.equal(failed, null, 'a part that failed before'));
  afterEach((t) => {
    if ('passed' in t && !t.passed) failed ??= t.name;
  });

  /** Whatever page they are on: axe finds nothing, nothing stands out, and a picture is kept. */
  async function looksWell(person: DecidingPerson, what: string): Promise<void> {
    await isAccessible(person.page, what);
    await takePicture(person.page, `deciding ${what}`);
  }

  const decisionOf = ({ device }: DecidingPerson): Promise<Answer> => device.api('decision', { id });

  /** One after the other says where they stand, as the round has it: nobody begins before their page says that it is their turn. */
  async function goRound(version: number, said: Said): Promise<void> {
    for (;;) {
      const { round, heard, state } = await eventually(
        () => decisionOf(people.ana),
        (decision) => decision.version === version,
      );
      const [next] = round.next;
      if (next === undefined) return;
      const person = all.find(({ name }) => name === next.member);
      assert.ok(person !== undefined && state === 'open');
      await person.page
        .locator('.ring-next')
        .getByText(/Now you( \(said later\))?\./)
        .waitFor();
      const [response, words] = said[person.name] ?? ['Consent', ''];
      await person.responds(response, words);
      await eventually(
        () => decisionOf(people.ana),
        (decision) => decision.heard.count === heard.count + 1,
      );
    }
  }

  /** All six pages show it. */
  async function allRead(words: string | RegExp): Promise<void> {
    for (const person of all) await person.reads(words);
  }

  /** Whoever proposed it puts it in new words. */
  async function amend(from: string, to: string, why: string, version: number): Promise<void> {
    const { hand, page } = people.ana;
    await hand.press(page.getByRole('link', { name: 'Meet it with new words' }).last());
    await hand.isAt('A new version of your proposal');
    const text = page.getByLabel('At length');
    await text.fill((await text.inputValue()).replace(from, to));
    await hand.write('Why, in a sentence or two', why);
    await looksWell(people.ana, `writing version ${version}`);
    await hand.push('Propose this version');
    await allRead(`Version ${version}, and what changed`);
    for (const { page: shown } of all) {
      await shown
        .locator('ins', { hasText: to.split(' ').at(-1)?.replace('.', '') ?? to })
        .first()
        .waitFor();
      assert.equal(await shown.locator('.path [aria-current=step]').innerText(), 'Presented');
    }
  }

  /** They open the register, on a phone by way of More. */
  async function toRegister(person: DecidingPerson): Promise<void> {
    if (person === people.cy) {
      await person.keys.press('g', 'a');
      await person.keys.isOn(/^h1 Agreements/);
      return;
    }
    if (person !== people.bo) await person.hand.follow(/^More/);
    await person.hand.follow(/^Agreements/);
    await person.isAt('Agreements');
  }

  async function openAgreement(person: DecidingPerson): Promise<void> {
    if (person === people.cy) await person.keys.take(new RegExp(`^a ${TITLE}`));
    else await person.hand.press(person.page.getByRole('link', { name: TITLE, exact: true }).first());
    await person.isAt(TITLE);
  }

  test('one proposes, from the phone', async () => {
    const { hand } = people.ana;
    await hand.follow(/^Decisions/);
    await hand.follow('Propose something');
    await hand.write('What do you propose, in a few words?', TITLE);
    await hand.write('At length', `${BREAD}\n\n${VAN}`);
    await hand.push('Propose it');
    await hand.isAt(TITLE);
    const [one] = await people.ana.device.api('decisions', { state: 'open' });
    id = one.id;
    for (const person of all) {
      if (person === people.ana) continue;
      await person.isAt('One thing waits for you');
      await person.reads(TITLE);
    }
    await looksWell(people.emre, 'asked, today');
    for (const person of all) if (person !== people.ana) await person.goesTo(TITLE);
    await looksWell(people.emre, 'presented');
  });

  test('one asks by the keyboard, and is answered', async () => {
    const { cy, ana } = people;
    await cy.keys.tabTo(/^radio Consent/);
    await cy.keys.press('ArrowUp');
    await cy.keys.isOn(/^radio Ask first/);
    await cy.keys.tabTo(/^textarea Your question/);
    await cy.keys.write('Does the van start when it is cold?');
    await cy.keys.take(/^submit Ask/);
    await cy.keys.hears('Your question is kept.');
    await ana.reads('Does the van start when it is cold?');
    await ana.page.locator('.path [aria-current=step]').getByText('Questions', { exact: true }).waitFor();
    await ana.hand.push('Answer');
    await ana.hand.write('Your answer', 'It has a new battery since May.');
    await ana.hand.push('Give this answer');
    await allRead('It has a new battery since May.');
    await looksWell(cy, 'question answered');
  });

  test('some react in a line before the round', async () => {
    for (const [person, line] of [
      [people.dina, 'My hands like it, my mornings do not.'],
      [people.bo, 'Warm.'],
    ] as const) {
      await person.hand.push('React in a line');
      await person.hand.write('Your reaction, in a line', line);
      await person.hand.push('Say it');
      await allRead(line);
    }
    await looksWell(people.dina, 'reactions');
  });

  test('the round goes from one to the next; one says later, one objects', async () => {
    const { bo, cy } = people;
    await bo.hand.push('Hold the round');
    await allRead(/^(Bo holds|You hold) the round\.$/);
    // Whoever is first lets the others go first.
    const { round } = await decisionOf(bo);
    const first = all.find(({ name }) => name === round.next[0].member);
    assert.ok(first !== undefined);
    if (first === cy) await cy.keys.take(/^button Later/);
    else await first.hand.push('Later');
    for (const person of [people.ana, first])
      await eventually(
        () => decisionOf(person),
        (decision) => decision.round.next.at(-1).member === first.name,
      );
    await goRound(1, { Dina: ['Object', ALONE] });
    await allRead(ALONE);
    for (const { page } of all) await page.locator('.path [aria-current=step]').getByText('Objections', { exact: true }).waitFor();
    await looksWell(people.dina, 'first objection');
    await looksWell(bo, 'first objection, holding the round');
  });

  test('the objection is met by new words, and another one comes up', async () => {
    const { ana, cy, emre } = people;
    await amend(VAN, TWO, 'Two is what the crates weigh.', 2);
    await looksWell(cy, 'version 2');
    await goRound(2, { Emre: ['Object', FLOUR] });
    await allRead(FLOUR);
    await allRead('Integrated in version 2.');
    // Whether it names a harm is looked at together, the one at the keys asks.
    await cy.keys.take(/^button Look together/);
    await emre.hand.choose('Yes');
    await emre.hand.write('Why, in a line', 'In March the till was empty.');
    await emre.hand.push('Say it');
    await ana.reads('In March the till was empty.');
    await looksWell(emre, 'second objection');
  });

  test('amended once more it is still objected to: the round is stuck, and shown as that', async () => {
    const { ana, emre, farida } = people;
    await amend(TWO, PAID, 'Then nobody pays out of their own pocket.', 3);
    await goRound(3, { Emre: ['Object', TIPS] });
    await allRead(TIPS);
    await allRead('An objection still stands after 2 amendments.');
    await looksWell(farida, 'stuck');
    await emre.hand.follow(/^Decisions/);
    await emre.reads('An objection stands');
    await looksWell(emre, 'stuck, in the list');
    const { state, agreeing, needed, certificate } = await decisionOf(ana);
    assert.deepEqual([state, certificate], ['open', null], 'nothing passes against it');
    assert.ok(agreeing >= needed, 'though enough can live with it');
  });

  test('days go by, the time is up, and it has not passed', async () => {
    await Promise.all(all.map((person) => person.comesBack(AFTER_THE_ROUND)));
    for (const person of all) {
      await person.goesTo(TITLE);
      await person.reads('It did not pass: an objection stands. A response still counts, and so does a new version.');
    }
    await looksWell(people.ana, 'time is up');
  });

  test('one asks for a trial, and it is written as one', async () => {
    const { ana, farida } = people;
    await farida.hand.push('Look at the ways out');
    await farida.hand.choose('A trial');
    await farida.page.getByRole('textbox', { name: 'For how long?' }).fill('4');
    await farida.hand.write('Why, and what you hope for', 'Four weeks from the tips, and meanwhile we ask the shelter.');
    await looksWell(farida, 'ways out');
    await farida.hand.push('Ask for it');
    await ana.hand.follow(/^Today/);
    await ana.reads('Farida would like a trial');
    await looksWell(ana, 'today, a trial is wished for');
    await ana.hand.follow('Look at it');
    await ana.isAt(TITLE);
    await ana.hand.push('Write it as a trial');
    await ana.isAt('A new version of your proposal');
    assert.match(await ana.page.getByLabel('At length').inputValue(), /\n\nThis is a trial: when its time is over, we look at it again\.$/);
    await ana.page.getByLabel('What it is about').fill('Neighbours');
    await ana.page.getByRole('combobox', { name: /^Who looks after it/ }).selectOption({ label: 'Dina' });
    await ana.hand.write('Why, in a sentence or two', 'So that we try before we argue.');
    await looksWell(ana, 'writing the trial');
    await ana.hand.push('Propose this version');
    await allRead('Version 4, and what changed');
    await looksWell(farida, 'trial');
  });

  test('it is decided by all six, and certified', async () => {
    const { bo, emre } = people;
    await goRound(4, { Cy: ['Consent with a concern', CONCERN] });
    await allRead('It is in effect. 6 of 6 heard.');
    await allRead(/^Attested by \d of 6: the devices of .* Every device checks this by itself\.$/);
    await emre.reads('Integrated in version 4.');
    await looksWell(emre, 'decided');
    await looksWell(bo, 'decided, on a desk');
  });

  test('the register holds it on every page: its words, concerns and reasons, and what it rests on', async () => {
    const { dina } = people;
    for (const person of all) {
      await toRegister(person);
      await openAgreement(person);
      await person.reads(PAID);
      await person.reads(CONCERN);
      await person.reads(/; then it lapses, unless we renew it$/);
      await person.reads(/Attested by the devices of .*Every device checks this by itself/);
    }
    await looksWell(people.bo, 'agreement, on a desk');
    await looksWell(dina, 'agreement');
    await dina.hand.push('Note how it goes');
    await dina.hand.write('What you have noticed', NOTED);
    await dina.hand.push('Note it');
    await allRead(NOTED);
  });

  test('weeks later its review comes to all of them', async () => {
    await Promise.all(all.map((person) => person.comesBack(NEAR_THE_END)));
    for (const person of all) {
      await person.goesToToday();
      await person.reads('An agreement is about to lapse');
      await person.reads('After that day it holds no more, unless you renew it before.');
    }
    await looksWell(people.dina, 'today, near its end');
  });

  test('the one at the keys looks at it again, and proposes to go on', async () => {
    const { cy, ana } = people;
    await cy.keys.take(/^a Look at it/);
    await cy.keys.isOn(new RegExp(`^h1 ${TITLE}`));
    await cy.keys.take(/^a Go on with it/);
    await cy.keys.isOn(/^h1 Go on with an agreement/);
    for (const words of [CONCERN, NOTED]) await cy.reads(words);
    await cy.keys.tabTo(/^radio It lapses/);
    await cy.keys.press('ArrowUp');
    await cy.keys.isOn(/^radio It goes on/);
    await looksWell(cy, 'renewing');
    await cy.keys.take(/^submit Propose it/);
    await cy.keys.hears('Proposed. Everybody is asked.');
    await cy.keys.isOn(new RegExp(`^h1 ${TITLE}`));
    const open = await eventually(
      () => ana.device.api('decisions', { state: 'open' }),
      (list) => list.length === 1,
    );
    trial = id;
    id = open[0].id;
    assert.notEqual(id, trial);
    for (const person of all)
      if (person !== cy) {
        await person.reads(/^(Your turn in the round|You are asked in a round)$/);
        await person.goesTo(TITLE);
        await person.reads('What comes up at this review');
      }
    await looksWell(ana, 'a review');
  });

  test('all six renew it, and their devices show the same register', async () => {
    await goRound(1, {});
    await allRead('It is in effect. 6 of 6 heard.');
    const shown: string[] = [];
    for (const person of all) {
      await toRegister(person);
      await person.page.locator(`a[href*="/agreements/${id.slice(0, 8)}"]`).waitFor();
      shown.push(await person.page.locator('main').innerText());
      await openAgreement(person);
      await person.reads('The words stayed as they were.');
      assert.equal(await person.page.getByText(/^It lapses after/).count(), 0, 'the trial is over');
    }
    await looksWell(people.farida, 'renewed');
    assert.equal(new Set(shown.filter((_, at) => all[at] !== people.bo)).size, 1, shown.join('\n---\n'));
    const registers: unknown[] = [];
    for (const { device } of all) {
      const register = await device.api('agreements', { all: true });
      const [last, first] = await Promise.all([id, trial].map((one) => device.api('decision', { id: one })));
      const kept = ({ hash, state, versions, certificate }: Answer) => ({
        hash,
        state,
        attested: certificate.attestations.map(({ member }: Answer) => member).sort(),
        said: versions.map(({ responses }: Answer) => responses.map(({ member, response, reason }: Answer) => [member, response, reason])),
      });
      registers.push({ register, last: kept(last), first: kept(first) });
    }
    for (const register of registers) assert.deepEqual(register, registers[0]);
    assert.deepEqual(
      all.flatMap(({ troubles }) => troubles),
      [],
    );
  });
});
