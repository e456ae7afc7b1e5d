import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from '../e2e/device.ts';

/** More presses of Tab than any screen of these tests needs. */
const MOST_TABS = 80;
/** Milliseconds after which keys that led nowhere are pressed again. */
const UNHEARD = 5000;

/** What has the focus: its role and name as a screen reader says them, near enough, and whether one sees that it has it. */
const FOCUSED = `(() => {
  const it = document.activeElement;
  if (it === null || it === document.body) return { says: 'nothing', isSeen: false };
  const labelled = (it.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  const name = it.getAttribute('aria-label') ?? (labelled || it.labels?.[0]?.textContent || it.textContent);
  const kind = it.getAttribute('role') || it.type || it.tagName.toLowerCase();
  const rings = [it, it.closest('label'), it.querySelector(':scope .words')].filter((one) => one !== null);
  const isSeen = rings.some((one) => getComputedStyle(one).outlineStyle !== 'none' && Number.parseFloat(getComputedStyle(one).outlineWidth) >= 2);
  return { says: (kind + ' ' + name.replaceAll(/\\s+/g, ' ').trim()).slice(0, 120), isSeen };
})()`;

/** Keeps what the page says to whoever listens. */
const LISTEN = `(() => {
  if (globalThis.heard !== undefined) return;
  globalThis.heard = [];
  const listen = () => {
    const said = document.querySelector('#announcer')?.textContent.replace(/\\u00a0$/, '') ?? '';
    if (said !== '' && said !== globalThis.heard.at(-1)) globalThis.heard.push(said);
  };
  new MutationObserver(listen).observe(document, { childList: true, characterData: true, subtree: true });
})()`;

interface Focused {
  readonly says: string;
  readonly isSeen: boolean;
}

/** A person at the keyboard of a page, without a pointer. */
export class Keys {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What has the focus, such as `button Say it`. */
  async focused(): Promise<string> {
    return (await this.page.evaluate<Focused>(FOCUSED)).says;
  }

  /** Waits until this has the focus. */
  async isOn(what: RegExp): Promise<void> {
    await eventually(
      () => this.focused(),
      (says) => what.test(says),
    );
  }

  /** Presses keys that lead elsewhere, until this has the focus: a page that is just finding its device again hears none. */
  async goTo(what: RegExp, ...keys: readonly string[]): Promise<void> {
    let due = 0;
    await eventually(
      async () => {
        if (performance.now() > due) {
          await this.press(...keys);
          due = performance.now() + UNHEARD;
        }
        return this.focused();
      },
      (says) => what.test(says),
    );
  }

  /** Presses keys, one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Writes where the focus is. */
  async write(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Goes on by Tab (or back by Shift and Tab) until this has the focus. Whatever has it on the way shows it. Gives what had it. */
  async tabTo(what: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<readonly string[]> {
    const way: string[] = [];
    for (let i = 0; i < MOST_TABS; i++) {
      await this.press(key);
      const { says, isSeen } = await this.page.evaluate<Focused>(FOCUSED);
      way.push(says);
      assert.ok(isSeen || says === 'nothing', `one sees that ${says} has the focus`);
      if (what.test(says)) return way;
    }
    assert.fail(`Tab never came to ${what}: ${way.slice(0, 20).join(', ')}`);
  }

  /** Goes to something by Tab, and presses it. */
  async take(what: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.tabTo(what, key);
    await this.press('Enter');
  }

  /** Listens to what the page says from now on, also after it is loaded again. */
  async listen(): Promise<void> {
    await this.page.addInitScript(LISTEN);
    await this.page.evaluate(LISTEN);
  }

  /** Waits until the page has said this to whoever listens. */
  async hears(text: string | RegExp): Promise<void> {
    await eventually(
      () => this.page.evaluate<readonly string[]>('globalThis.heard'),
      (heard) => heard.some((said) => (typeof text === 'string' ? said === text : text.test(said))),
    );
    await this.page.evaluate('void (globalThis.heard.length = 0)');
  }
}
