import type { Browser, Page } from 'playwright-core';
import { Device } from '../../test/e2e/device.ts';
import { openBrowser, openPage } from '../../test/page/browser.ts';
import { PASSPHRASE } from '../group.ts';

/** A device on a home that is full, and a browser. */
interface FullHome {
  readonly browser: Browser;
  readonly device: Device;
  /** Opens its page, in a context of its own, on Today. */
  open(): Promise<Page>;
}

/** Starts a device on a home in which much has been said, all of it read, and uses it. */
export async function withFullHome<Value>(home: string, use: (full: FullHome) => Promise<Value>): Promise<Value> {
  const device = new Device({ home, start: ['--no-lan', '--listen', '/ip4/127.0.0.1/tcp/0'] });
  const browser = await openBrowser();
  try {
    await device.start(PASSPHRASE);
    for (const { name } of await device.api('channels', {})) await device.api('read', { channel: name });
    const open = async (): Promise<Page> => {
      const { page } = await openPage(browser, device, { width: 1280, height: 800 });
      await page.getByRole('heading', { level: 1, name: /wait/ }).waitFor();
      return page;
    };
    return await use({ browser, device, open });
  } finally {
    await browser.close();
    await device.end('SIGTERM');
  }
}
