import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, eventually, PASSPHRASE } from '../e2e/device.ts';
import { type PersonsPage, skip, takePicture } from './browser.ts';
import { Hand } from './hand.ts';
import { Stage } from './stage.ts';
import { WelcomePage } from './welcome-page.ts';

const CELL = 'Bakery on the Corner';
const TITLE = 'A name for both shops';
const FIRST = 'We are called Bakery on the Square, and paint the sign on Sunday.';
const SECOND = 'We are called Bakery on the Square, and paint the sign on Monday, when the shop is closed.';
const REASON = 'On Sunday nobody is here to paint.';
const SAID = ['Good morning. Thirty loaves are out.', 'I can drive on Friday.', 'Said while Ana’s laptop was dead.'] as const;

/** What has been reached on the way, in the order in which it was. */
interface Reached {
  readonly name: string;
  /** Since the daemons first started, in milliseconds. */
  readonly at: number;
  readonly presses: number;
}

/** Writes the recovery words on paper, and types those that are asked for. */
async function writesWordsDown(hand: Hand): Promise<void> {
  const welcome = new WelcomePage(hand.page);
  const words = await welcome.readWords();
  await hand.push('I have written them down');
  await hand.write(/^Word \d+ and word \d+$/, await welcome.wordsAsked(words));
  await hand.push('Compare');
}

describe('from the first start to a decision by both', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let bo: Device;
  let anas: PersonsPage;
  let bos: PersonsPage;
  let anasHand: Hand;
  let bosHand: Hand;
  const began = performance.now();
  const stages: Reached[] = [];
  const reach = (name: string): Reached => {
    const stage = { name, at: performance.now() - began, presses: anasHand.presses + (bosHand?.presses ?? 0) };
    stages.push(stage);
    return stage;
  };
  before(async () => {
    [ana, bo] = await Promise.all([stage.running(null), stage.running(null)]);
    anas = await stage.open(ana, { width: 360, height: 740, theme: 'dark' });
    bos = await stage.open(bo, { width: 1280, theme: 'light' });
    anasHand = new Hand(anas.page);
    bosHand = new Hand(bos.page);
  });

  test('somebody founds a cell on a phone in the dark, with six presses at most', async () => {
    await anasHand.follow('Found a cell');
    await anasHand.write('Name of the cell', CELL);
    await anasHand.write('Your name in it', 'Ana');
    await anasHand.write('A passphrase for this device', PASSPHRASE);
    await anasHand.push('Found the cell');
    await writesWordsDown(anasHand);
    await anasHand.isAt('Nothing waits for you');
    const { presses } = reach('a cell is founded');
    assert.ok(presses <= 6, `${presses} presses`);
  });

  test('somebody else joins on a desk in the light, and is let in by the group', async () => {
    await anasHand.follow('People');
    await anasHand.push('Invite somebody');
    await anasHand.push('Make the invitation');
    // What goes from her to him, as a picture or a message, is this text.
    const invitation = await anas.page.getByRole('dialog').locator('code').innerText();
    await anasHand.push('Done');
    await anasHand.follow(/^Today/);
    await bosHand.follow('Join with an invitation');
    await bosHand.write('Your invitation', invitation);
    await bosHand.write('Your name in it', 'Bo');
    await bosHand.write('A passphrase for this device', PASSPHRASE);
    await bosHand.push('Ask to join');
    await writesWordsDown(bosHand);
    await bosHand.isAt(/^You stand at the door of/);
    await anasHand.isAt('One thing waits for you');
    await anasHand.reads('Somebody is at the door');
    await anasHand.follow('Respond');
    await anasHand.choose('Consent');
    await anasHand.push('Give this response');
    await bosHand.isAt('Nothing waits for you');
    reach('the second person is in');
    assert.deepEqual([await groundOf(anas.page), await groundOf(bos.page)], ['rgb(18, 17, 16)', 'rgb(237, 234, 225)'], 'two looks at once');
  });

  test('both talk', async () => {
    await anasHand.follow(/^Talk/);
    await anasHand.write('To everyone in the cell', SAID[0]);
    await anasHand.push('Say it');
    await bosHand.follow(/^Talk/);
    await bosHand.reads(SAID[0]);
    await bosHand.write('To everyone in the cell', SAID[1]);
    await bosHand.push('Say it');
    await anasHand.reads(SAID[1]);
    reach('both have said something');
  });

  test('one proposes, the other objects, and a new version meets the objection', async () => {
    await anasHand.follow(/^Decisions/);
    await anasHand.follow('Propose something');
    await anasHand.write('What do you propose, in a few words?', TITLE);
    await anasHand.write('At length', FIRST);
    await anasHand.choose('The name of the cell');
    await anasHand.write('New name of the cell', 'Bakery on the Square');
    await anasHand.push('Propose it');
    await anasHand.isAt(TITLE);
    await bosHand.follow(/^Today/);
    await bosHand.follow('Respond');
    await bosHand.choose('Object');
    await bosHand.write('Your objection, and what would mend it', REASON);
    await bosHand.push('Give this response');
    await bosHand.reads('You said: Object');
    await anasHand.reads(REASON);
    await anasHand.follow('Meet it with new words');
    await anasHand.isAt('A new version of your proposal');
    await anasHand.press(anas.page.getByLabel('At length'));
    await anas.page.keyboard.press('Control+A');
    await anasHand.write('At length', SECOND);
    await anasHand.push('Propose this version');
    await anasHand.reads('Version 2, and what changed');
    await anasHand.reads('You said: Consent');
    reach('an objection is answered by a new version');
  });

  test('one of the two is killed while the other goes on, and comes back', async () => {
    await bosHand.reads('Version 2, and what changed');
    await ana.end('SIGKILL');
    await anasHand.reads('Moot on this device does not answer');
    await bosHand.follow(/^Talk/);
    await bosHand.write('To everyone in the cell', SAID[2]);
    await bosHand.push('Say it');
    await bosHand.reads('on this device only, until it meets another');
    await bosHand.follow(/^Decisions/);
    await bosHand.follow(TITLE);
    await bosHand.choose('Consent');
    await bosHand.push('Give this response');
    await bosHand.reads('You said: Consent');
    await ana.start(null);
    // Her page is still open, and finds Moot again by itself: locked.
    await anasHand.write('Your passphrase', PASSPHRASE);
    await anasHand.push('Unlock');
    await anasHand.isAt(TITLE);
    reach('the one that was killed is back');
  });

  test('it is decided by both, and both pages show the same', async (t) => {
    await anasHand.follow(/^Decisions/);
    await anasHand.follow(TITLE);
    for (const hand of [anasHand, bosHand]) {
      await hand.reads('It is in effect. 2 of 2 heard.');
      await hand.reads(/^Attested by 2 of 2: the devices of (Ana and Bo|Bo and Ana)\. Every device checks this by itself\.$/);
      await hand.reads('Integrated in version 2.');
    }
    reach('the first decision of both is in effect');
    for (const [who, { page }] of [
      ['Ana', anas],
      ['Bo', bos],
    ] as const)
      await takePicture(page, `story, decided, ${who}`);

    const truth = async (device: Device): Promise<unknown> => {
      const [talk, decisions, people] = await Promise.all([device.api('talk', {}), device.api('decisions', {}), device.api('people', {})]);
      return {
        said: talk.map(({ id, author, text }: Truth) => [id, author, text]),
        decided: decisions.map(({ id, state, version, hash, heard }: Truth) => [id, state, version, hash, heard]),
        members: people.map(({ id, name, state }: Truth) => [id, name, state]),
      };
    };
    const bosTruth = await truth(bo);
    await eventually(
      () => truth(ana),
      (anasTruth) => JSON.stringify(anasTruth) === JSON.stringify(bosTruth),
    );
    const shown: string[][] = [];
    for (const hand of [anasHand, bosHand]) {
      await hand.follow(/^Talk/);
      for (const text of SAID) await hand.reads(text);
      shown.push(await hand.page.locator('.script .written').allTextContents());
      await hand.page.locator('.cell-name', { hasText: 'Bakery on the Square' }).waitFor();
    }
    assert.deepEqual(shown, [[...SAID], [...SAID]]);
    assert.deepEqual([...anas.troubles, ...bos.troubles], []);
    t.diagnostic(
      stages
        .map(({ name, at, presses }) => `${(at / 1000).toFixed(1).padStart(7)} s ${String(presses).padStart(4)} presses  ${name}`)
        .join('\n'),
    );
  });
});

// biome-ignore lint/suspicious/noExplicitAny: the API's answers, of which each line takes what it compares.
type Truth = any;

/** The colour that the page lies on. */
function groundOf(page: Page): Promise<string> {
  return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
}
