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
  }

  /** Asks to join on a new device. */
  async join(invitation: string, as: string, passphrase: string): Promise<void> {
    await this.#page.getByRole('link', { name: 'Join with an invitation' }).click();
    await this.#page.getByLabel('Your invitation').fill(invitation);
    await this.#page.getByLabel('Your name in it').fill(as);
    await this.#page.getByLabel('A passphrase for this device').fill(passphrase);
    await this.#page.getByRole('button', { name: 'Ask to join' }).click();
  }

  /** Unlocks a device. */
  async unlock(passphrase: string): Promise<void> {
    await this.#page.getByLabel('Your passphrase').fill(passphrase);
    await this.#page.getByRole('button', { name: 'Unlock' }).click();
  }
}
