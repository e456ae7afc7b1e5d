import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Device, loopbackDevice } from '../e2e/device.ts';
import { isAccessibleInAllLooks, openBrowser, openPage, skip } from './browser.ts';

/** A systemd that keeps what it was told, and believes what is placed to be turned on. */
const SYSTEMCTL = `#!/bin/sh
echo "$@" >> "$XDG_CONFIG_HOME/told"
case "$2" in is-enabled) echo enabled ;; esac
`;
const onLinux = process.platform === 'linux' ? skip : 'systemd is a matter of Linux';

describe('starting at login', { skip: onLinux }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'moot-login-'));
  const { PATH, XDG_CONFIG_HOME } = process.env;
  let browser: Browser;
  let ana: Device;
  let page: Page;
  before(async () => {
    writeFileSync(join(folder, 'systemctl'), SYSTEMCTL, { mode: 0o755 });
    process.env.PATH = `${folder}${delimiter}${PATH}`;
    process.env.XDG_CONFIG_HOME = folder;
    [browser, ana] = await Promise.all([openBrowser(), loopbackDevice()]);
    await ana.start();
    await ana.api('found', { name: 'Bakery on the Corner', as: 'Ana' });
    ({ page } = await openPage(browser, ana, { width: 1280 }));
    await page.waitForURL(/\/c\//);
    await page.goto(new URL('settings', `${page.url()}/`).href);
  });
  after(async () => {
    process.env.PATH = PATH;
    if (XDG_CONFIG_HOME === undefined) delete process.env.XDG_CONFIG_HOME;
    else process.env.XDG_CONFIG_HOME = XDG_CONFIG_HOME;
    await browser?.close();
    await ana?.remove();
    rmSync(folder, { recursive: true });
  });

  const units = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.service'));

  test('nothing is written before a question that shows what and where', async () => {
    await page.getByText('Moot starts only when you start it').waitFor();
    await page.getByRole('button', { name: 'Start Moot when I log in' }).click();
    const question = page.getByRole('dialog', { name: 'Start Moot when you log in?' });
    await question.getByText(join(folder, 'systemd', 'user')).waitFor();
    await question.getByText('All that it says').click();
    await question.getByText('WantedBy=default.target').waitFor();
    await isAccessibleInAllLooks(page, 'settings, asked before starting at login');
    await question.getByRole('button', { name: 'Leave it as it is' }).click();
    await question.waitFor({ state: 'detached' });
    assert.deepEqual(units(), []);
  });

  test('by a yes it is written and turned on, and taken away again by another', async () => {
    await page.getByRole('button', { name: 'Start Moot when I log in' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start Moot when I log in' }).click();
    await page.getByText('Moot starts when you log in to this device').waitFor();
    const [unit = '', ...more] = units();
    assert.deepEqual(more, []);
    const text = readFileSync(join(folder, unit), 'utf8');
    assert.match(
      text,
      new RegExp(`^ExecStart=\\S+ \\S+/bootstrap/run\\.js start --no-open --home ${ana.home} --listen \\S+ --no-lan$`, 'm'),
    );
    assert.match(readFileSync(join(folder, 'told'), 'utf8'), /--user daemon-reload\n--user enable moot-[0-9a-f]{8}\.service\n/);
    await page.getByRole('button', { name: 'Start Moot only by hand' }).click();
    await isAccessibleInAllLooks(page, 'settings, asked before not starting at login any more');
    await page.getByRole('dialog').getByRole('button', { name: 'Start Moot only by hand' }).click();
    await page.getByText('Moot starts only when you start it').waitFor();
    assert.deepEqual(units(), []);
  });
});
