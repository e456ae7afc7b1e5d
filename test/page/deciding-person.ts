import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { DAY_MS, moveClockOn } from '../e2e/clock-ahead.ts';
import type { Device } from '../e2e/device.ts';
import { type Look, openPage, type PersonsPage } from './browser.ts';
import { Hand } from './hand.ts';
import { Keys } from './keys.ts';

/** The responses to a proposal, in the order in which they stand, with the field for their words. */
const FIELDS = {
  Consent: null,
  'Consent with a concern': 'Your concern, in a sentence or two',
  'Stand aside': 'Why, if you like to say it',
  Object: 'Your objection, and what would mend it',
} as const;
export type Response = keyof typeof FIELDS;

/** Somebody who takes part in a decision on the page of their own device: with a hand, or by the keyboard alone. */
export class DecidingPerson {
  readonly name: string;
  readonly device: Device;
  readonly #look: Look;
  readonly #isAtKeys: boolean;
  #opened: { readonly persons: PersonsPage; readonly hand: Hand; readonly keys: Keys } | null = null;

  constructor(name: string, device: Device, look: Look, at: 'hand' | 'keys' = 'hand') {
    this.name = name;
    this.device = device;
    this.#look = look;
    this.#isAtKeys = at === 'keys';
  }

  /** Opens their page. */
  async open(browser: Browser): Promise<void> {
    const persons = await openPage(browser, this.device, this.#look);
    this.#opened = { persons, hand: new Hand(persons.page), keys: new Keys(persons.page) };
    await this.keys.listen();
  }

  /** Their device was off for days and is on again: so many after the story began. Their page was open meanwhile, and finds it again by itself. */
  async comesBack(daysAhead: number): Promise<void> {
    await this.device.end('SIGTERM');
    await this.page.evaluate(moveClockOn, (daysAhead - this.device.daysAhead) * DAY_MS);
    this.device.daysAhead = daysAhead;
    await this.device.start();
  }

  /** What went wrong on their page. */
  get troubles(): readonly string[] {
    return this.#now.persons.troubles;
  }

  get page(): Page {
    return this.#now.persons.page;
  }

  /** Whoever is at the keys has no hand on a pointer. */
  get hand(): Hand {
    assert.ok(!this.#isAtKeys, `${this.name} to have a pointer`);
    return this.#now.hand;
  }

  get keys(): Keys {
    return this.#now.keys;
  }

  /** Waits until words are read on their page. */
  reads(words: string | RegExp): Promise<void> {
    return this.#now.hand.reads(words);
  }

  /** Waits until their page has this title. */
  isAt(title: string | RegExp): Promise<void> {
    return this.#now.hand.isAt(title);
  }

  /** Goes to Today. */
  async goesToToday(): Promise<void> {
    if (this.#isAtKeys) await this.keys.press('g', 'h');
    else await this.hand.follow(/^Today/);
    await this.isAt(/^\w+ things? waits? for you$/);
  }

  /** Goes to a decision by the list of them. */
  async goesTo(title: string): Promise<void> {
    if (this.#isAtKeys) {
      await this.keys.goTo(/^h1 Decisions/, 'g', 'd');
      await this.keys.take(new RegExp(`^a ${title}`));
      await this.keys.isOn(new RegExp(`^h1 ${title}`));
    } else {
      await this.hand.follow(/^Decisions/);
      await this.isAt('Decisions');
      await this.hand.press(this.page.getByRole('link', { name: title, exact: true }).first());
      await this.isAt(title);
    }
  }

  /** Gives a response on the page of the decision, where they are, once it is known there that this version asks them. */
  async responds(response: Response, words = ''): Promise<void> {
    const field = FIELDS[response];
    await this.page
      .getByRole('radio', { name: /^Consent/ })
      .first()
      .waitFor();
    if (this.#isAtKeys) {
      await this.keys.tabTo(/^radio Consent/);
      const steps = Object.keys(FIELDS).indexOf(response);
      await this.keys.press(...(steps === 0 ? ['Space'] : Array<string>(steps).fill('ArrowDown')));
      await this.keys.isOn(new RegExp(`^radio ${response}`));
      if (field !== null && words !== '') {
        await this.keys.tabTo(new RegExp(`^textarea ${field}`));
        await this.keys.write(words);
      }
      await this.keys.take(/^submit Give this response/);
    } else {
      await this.hand.choose(response);
      if (field !== null && words !== '') await this.hand.write(field, words);
      await this.hand.push('Give this response');
    }
    await this.reads(`You said: ${response}`);
  }

  get #now() {
    assert.ok(this.#opened !== null, `the page of ${this.name} to be open`);
    return this.#opened;
  }
}
