import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Device, PASSPHRASE, quickDevice } from '../e2e/device.ts';
import { type Look, openBrowser, openPage, type PersonsPage } from './browser.ts';
import { cellOf } from './cell-of.ts';

/** What the tests of a suite happen on: a browser and people's devices, which are gone after the last of them, whatever became of these tests. */
export class Stage {
  readonly #devices: Device[] = [];
  #browser: Promise<Browser> | null = null;

  /** To be made in the suite itself. */
  constructor() {
    after(async () => {
      const browser = await this.#browser?.catch(() => null);
      await browser?.close();
      await Promise.all(this.#devices.map((device) => device.remove()));
    });
  }

  /** A device that others reach on loopback, and that nobody has started yet. */
  async device(): Promise<Device> {
    const device = await quickDevice();
    this.#devices.push(device);
    return device;
  }

  /** A device whose daemon runs. @param passphrase null: nobody has unlocked it yet */
  async running(passphrase: string | null = PASSPHRASE): Promise<Device> {
    this.#beginBrowser();
    const device = await this.device();
    await device.start(passphrase);
    return device;
  }

  /** The devices of people in one cell, the first of whom has founded it; nothing of their own waits for anybody. */
  async cell<const Names extends readonly string[]>(...names: Names): Promise<{ -readonly [At in keyof Names]: Device }> {
    const devices = await Promise.all(names.map(() => this.running()));
    await cellOf(names, devices);
    return devices as { -readonly [At in keyof Names]: Device };
  }

  /** Opens the page of a device whose daemon runs. */
  async open(device: Device, look: Look): Promise<PersonsPage> {
    return openPage(await this.#beginBrowser(), device, look);
  }

  /** The browser starts beside the daemons. What keeps it from starting shows itself where somebody opens a page. */
  #beginBrowser(): Promise<Browser> {
    this.#browser ??= openBrowser();
    this.#browser.catch(() => {});
    return this.#browser;
  }
}
