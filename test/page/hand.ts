import type { Locator, Page } from 'playwright-core';
import { isAt } from './ways.ts';

/** A person's hands on a page: they press where one presses, type where one types, and count each press. */
export class Hand {
  readonly page: Page;
  presses = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses something, as a finger or a pointer does: it has to be there and not covered by anything. */
  async press(what: Locator): Promise<void> {
    await what.click();
    this.presses++;
  }

  /** Presses a link of the contents or of the sheet. */
  async follow(name: string | RegExp): Promise<void> {
    await this.press(this.page.getByRole('link', { name }));
  }

  /** Presses a button. */
  async push(name: string | RegExp): Promise<void> {
    await this.press(this.page.getByRole('button', { name }));
  }

  /** Chooses a row by pressing on its words. */
  async choose(words: string): Promise<void> {
    await this.press(this.page.locator('.choice b', { hasText: new RegExp(`^${words}$`) }));
  }

  /** Writes into a field; where it has not got the cursor yet, it has to be pressed first. */
  async write(label: string | RegExp, text: string): Promise<void> {
    const field = this.page.getByLabel(label);
    await field.waitFor();
    if (!(await field.evaluate((it) => it === it.ownerDocument.activeElement))) await this.press(field);
    await this.page.keyboard.insertText(text);
  }

  /** Waits until words are read. */
  async reads(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).first().waitFor();
  }

  /** Waits until a page has this title. */
  async isAt(title: string | RegExp): Promise<void> {
    await isAt(this.page, title);
  }
}
