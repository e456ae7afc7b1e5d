import type { Page } from 'playwright-core';

/** What people do on the welcome. */
export class WelcomePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Founds a cell on a new device. */
  async found(cell: string, as: string, passphrase: string): Promise<void> {
    await this.#page.getByRole('link', { name: 'Found a cell' }).click();
    await this.#page.getByLabel('Name of the cell').fill(cell);
    await this.#page.getByLabel('Your name in it').fill(as);
    await this.#page.getByLabel('A passphrase for this device').fill(passphrase);
    await this.#page.getByRole('button', { name: 'Found the cell' }).click();
    await this.writeWordsDown();
  }

  /** Asks to join on a new device. */
  async join(invitation: string, as: string, passphrase: string): Promise<void> {
    await this.#page.getByRole('link', { name: 'Join with an invitation' }).click();
    await this.#page.getByLabel('Your invitation').fill(invitation);
    await this.#page.getByLabel('Your name in it').fill(as);
    await this.#page.getByLabel('A passphrase for this device').fill(passphrase);
    await this.#page.getByRole('button', { name: 'Ask to join' }).click();
    await this.writeWordsDown();
  }

  /** Reads the recovery words that are shown. */
  async readWords(): Promise<readonly string[]> {
    const list = this.#page.getByRole('list', { name: 'Your recovery words' });
    await list.waitFor();
    return list.getByRole('listitem').allTextContents();
  }

  /** Writes the recovery words down, and types the two that are asked for. Gives all of them. */
  async writeWordsDown(): Promise<readonly string[]> {
    const words = await this.readWords();
    await this.#page.getByRole('button', { name: 'I have written them down' }).click();
    const field = this.#page.getByLabel(/^Word \d+ and word \d+$/);
    await field.fill(await this.wordsAsked(words));
    await this.#page.getByRole('button', { name: 'Compare' }).click();
    await field.waitFor({ state: 'detached' });
    return words;
  }

  /** The two words that are asked for, as somebody types them. */
  async wordsAsked(words: readonly string[]): Promise<string> {
    const label = await this.#page.getByText(/^Word \d+ and word \d+$/).innerText();
    return [...label.matchAll(/\d+/g)].map(([place]) => words[Number(place) - 1]).join(' ');
  }

  /** Unlocks a device. */
  async unlock(passphrase: string): Promise<void> {
    await this.#page.getByLabel('Your passphrase').fill(passphrase);
    await this.#page.getByRole('button', { name: 'Unlock' }).click();
  }
}
