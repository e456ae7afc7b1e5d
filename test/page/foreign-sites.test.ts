import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Device, loopbackDevice } from '../e2e/device.ts';
import { openBrowser, openPage, type PersonsPage, skip } from './browser.ts';
import { goTo } from './ways.ts';

/** Names that lead to this machine, as whoever owns them can let them: what a browser calls another site. */
const NAMES = 'MAP elsewhere.example 127.0.0.1, MAP rebound.example 127.0.0.1';
const SAYING = JSON.stringify({ text: 'harm' });

/** What a page of another origin got when it tried something at the address of Moot; `refused`: nothing that it can read. */
type Got = Readonly<Record<string, string>>;

/** Tries all ways in which a page can speak to another address, in that page. `at`: the address of Moot; `saying`: a body that says something. */
const TRY_ALL = `async ({ at, saying }) => {
  const got = {};
  const read = async (name, path, options) => {
    got[name] = await fetch(at + path, { credentials: 'include', ...options }).then(
      async (response) => (response.type === 'opaque' ? 'refused' : response.status + ' ' + (await response.text())),
      () => 'refused',
    );
  };
  const append = async (name, kind, fields) => {
    const made = Object.assign(document.createElement(kind), fields);
    const end = new Promise((resolve) => Object.assign(made, { onload: () => resolve('loaded'), onerror: () => resolve('refused') }));
    document.body.append(made);
    got[name] = await end;
  };
  const json = { 'content-type': 'application/json' };
  await read('fetch', '/api/status', {});
  await read('fetch of a page', '/', {});
  await read('fetch without cors', '/api/status', { mode: 'no-cors' });
  await read('post', '/api/say', { method: 'POST', body: saying });
  await read('post of json', '/api/say', { method: 'POST', body: saying, headers: json });
  await read('post without cors', '/api/say', { method: 'POST', mode: 'no-cors', body: saying });
  await read('lock without cors', '/api/lock', { method: 'POST', mode: 'no-cors', body: '{}' });
  await read('link', '/link', { method: 'POST' });
  await read('hello', '/hello?nonce=abcdefghijklmnop', {});
  await read('enter', '/enter?token=guess', { mode: 'no-cors' });
  await read('put', '/api/say', { method: 'PUT', body: saying });
  navigator.sendBeacon(at + '/api/say', saying);
  await append('image', 'img', { src: at + '/sign.svg' });
  await append('script', 'script', { src: at + '/api/status' });
  await append('style', 'link', { rel: 'stylesheet', href: at + '/api/status' });
  got['event stream'] = await new Promise((resolve) => {
    const stream = new EventSource(at + '/api/events', { withCredentials: true });
    const end = (how) => {
      stream.close();
      resolve(how);
    };
    stream.onopen = () => end('open');
    stream.onerror = () => end(stream.readyState === EventSource.CLOSED ? 'refused' : 'tries again');
  });
  got.socket = await new Promise((resolve) => {
    const socket = new WebSocket(at.replace('http', 'ws') + '/api/events');
    socket.onopen = () => resolve('open');
    socket.onerror = () => resolve('refused');
  });
  return got;
}`;

/** Sends a form to a window of its own. A form of plain text can be made to look like JSON. */
const SEND_FORM = `({ at, saying }) => {
  const form = document.createElement('form');
  Object.assign(form, { action: at + '/api/say', method: 'post', enctype: 'text/plain', target: 'sent' });
  form.append(Object.assign(document.createElement('input'), { name: saying.slice(0, -2), value: '"}' }));
  document.body.append(form);
  form.submit();
}`;

/** Frames Moot in all ways that there are. */
const FRAME = `async ({ at }) => {
  const frames = ['iframe', 'object', 'embed'].map((kind) => {
    const made = Object.assign(document.createElement(kind), kind === 'object' ? { data: at } : { src: at });
    const end = new Promise((resolve) => Object.assign(made, { onload: resolve, onerror: resolve }));
    document.body.append(made);
    return end;
  });
  await Promise.race([Promise.all(frames), new Promise((resolve) => setTimeout(resolve, 2000))]);
}`;

/** Opens Moot in a window, and keeps hold of it. */
const OPEN = `({ at }) => {
  globalThis.held = open(at + '/');
}`;

/** What can be seen of the window that was opened. */
const LOOK_AT_OPENED = `() => {
  const { held } = globalThis;
  try {
    return [held.closed, held.length, held.location.href, held.document.title].join();
  } catch {
    return [held.closed, held.length].join();
  }
}`;

function inPage<Result>(page: Page, script: string, at: string, saying = SAYING): Promise<Result> {
  return page.evaluate<Result>(`(${script})(${JSON.stringify({ at, saying })})`);
}

describe('another site in the same browser', { skip }, () => {
  let browser: Browser;
  let ana: Device;
  let anas: PersonsPage;
  let server: Server;
  let moot = '';
  const port = (): number => (server.address() as AddressInfo).port;

  /** A page of another origin, in the browser that has the session. */
  const foreignPage = async (host: string): Promise<Page> => {
    const page = await anas.context.newPage();
    await page.goto(`http://${host}:${port()}/`);
    return page;
  };
  const nothingChanged = async (): Promise<void> => {
    const [talk, decisions, { state }] = await Promise.all([ana.api('talk', {}), ana.api('decisions', {}), ana.api('status', {})]);
    assert.deepEqual([talk, decisions, state], [[], [], 'open']);
  };

  before(async () => {
    server = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Elsewhere'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    [browser, ana] = await Promise.all([openBrowser([`--host-resolver-rules=${NAMES}`]), loopbackDevice()]);
    await ana.start();
    await ana.api('found', { name: 'Bakery on the Corner', as: 'Ana' });
    anas = await openPage(browser, ana, { width: 1280 });
    moot = new URL(anas.page.url()).origin;
  });
  after(async () => {
    await browser?.close();
    await ana?.remove();
    await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
  });

  test('what others are refused the page itself can do: the tries are good ones', async () => {
    const got = await inPage<Got>(anas.page, TRY_ALL, moot, '{}');
    assert.match(got.fetch ?? '', /^200 \{"state":"open"/);
    assert.deepEqual([got.image, got['event stream']], ['loaded', 'open']);
    assert.match(got['post of json'] ?? '', /^4\d\d .*"reason":"(?!foreign-origin)/, 'a body without words is refused for that');
    await ana.api('unlock', { passphrase: 'correct horse battery staple' });
    await nothingChanged();
  });

  for (const host of ['127.0.0.1', 'localhost', 'elsewhere.example']) {
    test(`a page of ${host} on another port reads nothing and changes nothing`, async () => {
      const page = await foreignPage(host);
      for (const at of [moot, moot.replace('127.0.0.1', 'localhost')]) {
        const got = await inPage<Got>(page, TRY_ALL, at);
        assert.deepEqual(new Set(Object.values(got)), new Set(['refused']), `${at}: ${JSON.stringify(got)}`);
        assert.equal(Object.keys(got).length, 16);
      }
      const [sent] = await Promise.all([anas.context.waitForEvent('page'), inPage(page, SEND_FORM, moot)]);
      await sent.waitForLoadState();
      assert.match((await sent.textContent('body')) ?? '', /"reason":"foreign-origin"/);
      await nothingChanged();
      await sent.close();
      await page.close();
    });

    test(`a page of ${host} cannot frame Moot, nor hold on to a window of it`, async () => {
      const page = await foreignPage(host);
      await inPage(page, FRAME, moot);
      assert.ok(page.frames().length > 1, 'a frame was tried');
      for (const frame of page.frames().slice(1))
        assert.equal(await frame.locator('#root').count(), 0, `${frame.url()} shows nothing of Moot`);
      const [opened] = await Promise.all([anas.context.waitForEvent('page'), inPage(page, OPEN, moot)]);
      await opened.getByRole('heading', { level: 1 }).waitFor();
      assert.equal(await opened.evaluate('window.opener'), null);
      assert.equal(await inPage(page, LOOK_AT_OPENED, moot), 'true,0', 'to whoever opened it, the window is gone');
      await nothingChanged();
      await opened.close();
      await page.close();
    });
  }

  test('a name that was pointed to this machine after its page was loaded gets nothing', async () => {
    const at = moot.replace('127.0.0.1', 'rebound.example');
    const page = await anas.context.newPage();
    // The page comes from elsewhere; all that it asks for later comes to Moot, as after a change of the name's address.
    await page.route(`${at}/first`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Elsewhere' }));
    await page.goto(`${at}/first`);
    const got = await inPage<Got>(page, TRY_ALL, at);
    for (const [how, what] of Object.entries(got)) assert.match(what, /^refused$|^403 .*"reason":"not-ours"/, `${how}: ${what}`);
    await page.goto(`${at}/`);
    assert.match((await page.textContent('body')) ?? '', /"reason":"not-ours"/);
    assert.deepEqual(await anas.context.cookies(at), [], 'the session is not for this name');
    await nothingChanged();
    await page.close();
  });

  test('through all of it the page goes on', async () => {
    await goTo(anas.page, 'Talk');
    await anas.page.getByLabel('To everyone in the cell').fill('Still here.');
    await anas.page.getByRole('button', { name: 'Say it' }).click();
    await anas.page.getByRole('listitem').filter({ hasText: 'Still here.' }).waitFor();
    assert.deepEqual(
      anas.troubles.filter((text) => !/api\/status|stylesheet/.test(text)),
      [],
    );
  });
});
