import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { fakeDaemon } from './daemon.fixture.ts';
import { LINK_MS, SESSION_MS } from './entrance.ts';

const daemon = await fakeDaemon();
const { ask, token, json, own, port, service, clock, entrance } = daemon;
after(() => daemon.server.close());
beforeEach(() => service.asked.splice(0));

test('everything is answered with headers that let nothing else in', async () => {
  for (const path of ['/', '/enter?token=x', '/api', '/nowhere', '/assets/page.css']) {
    const { headers } = await ask('GET', path);
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/, path);
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe|\*|https?:/);
    assert.equal(headers['cache-control'], 'no-store', path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['referrer-policy'], 'no-referrer', path);
    assert.equal(headers['access-control-allow-origin'], undefined, path);
  }
});

test('it listens on loopback only', async () => {
  const { networkInterfaces } = await import('node:os');
  const other = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal);
  if (other === undefined) return;
  await assert.rejects(
    new Promise((resolve, reject) => {
      request({ host: other.address, port, timeout: 2000 }, resolve).on('error', reject).end();
    }),
    { code: 'ECONNREFUSED' },
  );
});

test('a name that somebody else has pointed here is refused, with a token too', async () => {
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port + 1}`,
    `localhost.evil.example:${port}`,
    `0.0.0.0:${port}`,
  ]) {
    for (const path of ['/', '/api', '/hello?nonce=abcdefghijklmnop']) {
      const { status, body } = await ask('GET', path, { ...token, host });
      assert.equal(status, 403, `${host}${path}`);
      assert.equal(JSON.parse(body).reason, 'not-ours');
    }
  }
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
    assert.equal((await ask('GET', '/api', { ...token, host })).status, 200, host);
});

test('another page may ask for nothing, whatever it carries', async () => {
  const cookie = await daemon.enter();
  const foreign = [
    'http://evil.example',
    'null',
    `http://127.0.0.1:${port + 1}`,
    `https://127.0.0.1:${port}`,
    `http://localhost.evil.example:${port}`,
  ];
  for (const origin of foreign) {
    for (const carried of [token, cookie]) {
      for (const [method, path] of [
        ['POST', '/api/say'],
        ['GET', '/api/talk'],
        ['GET', '/api/events'],
        ['GET', '/api'],
        ['POST', '/link'],
        ['OPTIONS', '/api/say'],
        ['GET', '/'],
      ] as const) {
        const { status, body, headers } = await ask(
          method,
          path,
          { ...carried, ...json, origin },
          method === 'POST' ? '{"text":"x"}' : undefined,
        );
        assert.equal(status, 403, `${origin} ${method} ${path}`);
        assert.equal(JSON.parse(body).reason, 'foreign-origin');
        assert.equal(headers['access-control-allow-origin'], undefined);
      }
    }
  }
  assert.deepEqual(service.asked, []);
});

test('another page on this device, which the browser counts as the same site, is refused too', async () => {
  const cookie = await daemon.enter();
  for (const site of ['same-site', 'cross-site']) {
    assert.equal((await ask('GET', '/api/talk', { ...cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).status, 403);
    assert.equal((await ask('GET', '/api/talk', { ...cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' })).status, 403);
    assert.equal((await ask('GET', '/assets/page.css', { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).status, 403);
    assert.equal((await ask('GET', '/', { ...cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' })).status, 403);
    assert.equal(
      (await ask('GET', '/', { ...cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' })).status,
      200,
      'a link may be followed',
    );
  }
  assert.equal((await ask('GET', '/api/talk', { ...cookie, 'sec-fetch-site': 'same-origin' })).status, 200);
});

test('without a session nothing is told', async () => {
  for (const headers of [
    {},
    { authorization: 'Bearer x' },
    { authorization: `Bearer ${entrance.token}x` },
    { cookie: `moot-${port}=x` },
    { cookie: `moot-1=${entrance.token}` },
  ]) {
    for (const [method, path] of [
      ['GET', '/api'],
      ['GET', '/api/talk'],
      ['POST', '/api/say'],
      ['GET', '/api/events'],
      ['GET', '/api/nowhere'],
    ] as const) {
      const got = await ask(method, path, { ...headers, ...json, ...own }, method === 'POST' ? '{"text":"x"}' : undefined);
      assert.equal(got.status, 401, `${method} ${path}`);
      assert.equal(got.headers['content-type'], 'application/problem+json');
      assert.equal(JSON.parse(got.body).reason, 'no-session');
    }
  }
  assert.deepEqual(service.asked, []);
});

test('the page without a session is HTML that says how to get in, and shows no data', async () => {
  const { status, headers, body } = await ask('GET', '/');
  assert.equal(status, 200);
  assert.match(headers['content-type'] ?? '', /^text\/html/);
  assert.match(body, /npm start/);
  assert.doesNotMatch(body, /Bakery|somewhere|<script/);
  assert.equal(headers['set-cookie'], undefined);
  assert.deepEqual(service.asked, []);
});

test('a link lets in once', async () => {
  const path = `/enter?token=${entrance.makeLink()}`;
  const first = await ask('GET', path, { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' });
  assert.equal(first.status, 200);
  const [cookie = ''] = first.headers['set-cookie'] ?? [];
  assert.match(cookie, new RegExp(`^moot-${port}=[\\w-]{43};`));
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; SameSite=Strict/);
  assert.match(cookie, /; Path=\//);
  assert.doesNotMatch(cookie, /Domain/);
  const second = await ask('GET', path);
  assert.equal(second.status, 403);
  assert.equal(second.headers['set-cookie'], undefined);
  assert.match(second.body, /has been used/);
  const again = await ask('GET', path, { cookie: cookie.split(';', 1)[0] ?? '' });
  assert.equal(again.status, 303, 'whoever is in already goes on to the page');
  assert.equal(again.headers.location, '/');
});

test('a link ends after its time, and so does a session that nobody uses', async () => {
  const link = entrance.makeLink();
  clock.pass(LINK_MS);
  assert.equal((await ask('GET', `/enter?token=${link}`)).status, 403);
  const cookie = await daemon.enter();
  for (let use = 0; use < 3; use++) {
    clock.pass(SESSION_MS - 1);
    assert.equal((await ask('GET', '/api/talk', { ...cookie, ...own })).status, 200);
  }
  clock.pass(SESSION_MS);
  assert.equal((await ask('GET', '/api/talk', { ...cookie, ...own })).status, 401);
});

test('only the token makes links', async () => {
  const cookie = await daemon.enter();
  assert.equal((await ask('POST', '/link', { ...cookie, ...own, ...json }, '{}')).status, 401);
  const { link } = JSON.parse((await ask('POST', '/link', { ...token, ...json }, '{}')).body);
  assert.ok(link.startsWith(`http://127.0.0.1:${port}/enter?token=`));
  assert.equal((await ask('GET', link.slice(`http://127.0.0.1:${port}`.length))).status, 200);
});

test('a session changes things only from our own page', async () => {
  const cookie = await daemon.enter();
  assert.equal(
    (await ask('POST', '/api/say', { ...cookie, ...json }, '{"text":"x"}')).status,
    403,
    'a browser always says whose page it is',
  );
  assert.equal((await ask('POST', '/api/say', { ...cookie, ...json, ...own }, '{"text":"x"}')).status, 200);
  assert.equal((await ask('POST', '/api/say', { ...cookie, ...json, origin: `http://localhost:${port}` }, '{"text":"x"}')).status, 200);
  assert.equal(service.asked.length, 2);
});

test('the page with a session shows how this device stands, and what people wrote cannot be markup', async () => {
  const cookie = await daemon.enter();
  const show = async (): Promise<string> => (await ask('GET', '/', cookie)).body;
  assert.match(await show(), /Bakery &lt;b&gt;on&lt;\/b&gt; the Corner/);
  for (const state of ['locked', 'new'] as const) {
    service.state = state;
    assert.match(await show(), /moot unlock/);
    assert.doesNotMatch(await show(), /Bakery &lt;/);
  }
  service.state = 'open';
  assert.doesNotMatch(await show(), /<script|style=|onclick/);
});

test('who holds the token shows it without saying it', async () => {
  const { proofOf } = await import('./entrance.ts');
  const nonce = 'abcdefghijklmnop';
  const { body } = await ask('GET', `/hello?nonce=${nonce}`);
  assert.equal(JSON.parse(body).proof, proofOf(entrance.token, nonce));
  assert.ok(!body.includes(entrance.token));
  assert.equal((await ask('GET', '/hello?nonce=short')).status, 404);
  assert.equal((await ask('GET', '/hello')).status, 404);
});

test('many links and sessions do not pile up', () => {
  const first = entrance.makeLink();
  for (let i = 0; i < 1000; i++) entrance.makeLink();
  assert.equal(entrance.enter(first), null);
  const session = entrance.enter(entrance.makeLink()) ?? '';
  assert.ok(entrance.isSession(session));
  for (let i = 0; i < 1000; i++) assert.ok(entrance.enter(entrance.makeLink()));
  assert.ok(!entrance.isSession(session));
});
