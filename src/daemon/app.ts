import { type Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { answer } from './answer.ts';
import { apiRoutes } from './api-routes.ts';
import { readAssets } from './assets.ts';
import { backupRoutes } from './backup-routes.ts';
import { Stage } from './demonstration/stage.ts';
import { type Entrance, proofOf, SESSION_MS } from './entrance.ts';
import { EventStreams } from './event-stream.ts';
import { cookieName, hasSession, hasToken, onlyOurHost, onlyOurOrigin, onlyThoseWhoMay, sendProblem, withHeaders } from './gate.ts';
import { doorPage, enteringPage, homePage, nothingHerePage, type ShownCell } from './page.ts';
import type { PageFile, PageFiles } from './page-files.ts';
import { failure, requestProblem } from './problem.ts';
import type { Service } from './service.ts';

/** What the web application works with. */
export interface AppParts {
  readonly service: Service;
  readonly entrance: Entrance;
  readonly clock: Clock;
  readonly random: Random;
  /** The page as it was built; null where it was not: then a small page says how this device stands. */
  readonly page: PageFiles | null;
  /** The port that it is served on. */
  readonly port: number;
  /** Told of faults in Moot. */
  log(line: string): void;
}

/** The web application, and how to end its event streams. */
export interface App {
  readonly fetch: Hono['fetch'];
  close(): void;
}

/** Makes the web application: pages for people who came by a one-time link, and the API for those pages and for the CLI. */
export function makeApp({ service, entrance, clock, random, page, port, log }: AppParts): App {
  const streams = new EventStreams(service, clock);
  const stage = new Stage({ service, clock, random, log });
  const assets = readAssets();
  const app = new Hono();
  app.use(withHeaders, onlyOurHost(port), onlyOurOrigin(port, ['/', '/enter']));

  app.get('/hello', (c) => {
    const nonce = c.req.query('nonce') ?? '';
    if (!/^[\w-]{16,64}$/.test(nonce)) return sendProblem(c, requestProblem(404, 'request.path-unknown'));
    return c.json({ proof: proofOf(entrance.token, nonce) });
  });

  app.get('/enter', (c) => {
    const session = entrance.enter(c.req.query('token') ?? '');
    if (session === null) return hasSession(c, entrance, port) ? c.redirect('/', 303) : c.html(doorPage(true), 403);
    setCookie(c, cookieName(port), session, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: SESSION_MS / 1000 });
    return c.html(enteringPage());
  });

  app.post('/link', (c) => {
    if (!hasToken(c, entrance)) return sendProblem(c, requestProblem(401, 'request.no-session'));
    return c.json({ link: enterLink(port, entrance) });
  });

  app.get('/', async (c) => {
    if (!hasSession(c, entrance, port)) return c.html(doorPage(false));
    if (page !== null) return c.html(page.index);
    return c.html(homePage(service.state, service.place, await shownCells(service, log)));
  });

  app.get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    return asset === undefined ? c.notFound() : c.body(asset.content, 200, { 'content-type': asset.type });
  });

  app.get('/hashed/:name', (c) => sendFile(c, page?.files.get(`hashed/${c.req.param('name')}`)));
  app.get('/:name{[\\w-]+\\.svg}', (c) => sendFile(c, page?.files.get(c.req.param('name'))));

  app.use('/api/*', onlyThoseWhoMay(entrance, port));
  app.route('/api', backupRoutes(service, log));
  app.route('/api', apiRoutes(service, streams, log));

  // A demonstration has the same API and the same page at an address of its own.
  for (const path of ['/demonstration/begin', '/demonstration/end', '/demonstration/api/*']) app.use(path, onlyThoseWhoMay(entrance, port));
  app.post('/demonstration/begin', (c) => stage.begin().then(() => c.json({})));
  app.post('/demonstration/end', (c) => stage.end().then(() => c.json({})));
  app.mount('/demonstration/api', (request) => stage.answer(request));

  app.notFound((c) => {
    if (c.req.path.startsWith('/api/')) return sendProblem(c, requestProblem(404, 'request.path-unknown'));
    // The page finds its own way: each of its places has an address.
    if (page !== null && c.req.method === 'GET' && isAddress(c.req.path) && hasSession(c, entrance, port)) return c.html(page.index);
    return c.html(nothingHerePage(), 404);
  });
  app.onError((error, c) => {
    log(error.stack ?? error.message);
    return sendProblem(c, failure(error));
  });
  const close = (): void => {
    streams.close();
    stage.end().catch((error: unknown) => log(String(error)));
  };
  return { fetch: app.fetch, close };
}

/** A fresh link that lets a browser in, once. */
export function enterLink(port: number, entrance: Entrance): string {
  return `http://127.0.0.1:${port}/enter?token=${entrance.makeLink()}`;
}

/** Whether a path looks like a place of the page and not like a file. */
function isAddress(path: string): boolean {
  return !path.startsWith('/assets/') && !path.startsWith('/hashed/') && !/\.\w+$/.test(path);
}

/** What has its content's hash in its name never changes, so a browser may keep it. */
function sendFile(c: Context, file: PageFile | undefined): Response | Promise<Response> {
  if (file === undefined) return c.notFound();
  const keep = file.isHashed ? 'public, max-age=31536000, immutable' : 'no-store';
  return c.body(file.content, 200, { 'content-type': file.type, 'cache-control': keep });
}

async function shownCells(service: Service, log: (line: string) => void): Promise<readonly ShownCell[]> {
  if (service.state !== 'open') return [];
  const cells = await answer(service, 'cells', {}, undefined, log);
  const list = cells.ok && Array.isArray(cells.output) ? cells.output : [];
  return list.map(({ id, name }) => ({ id: String(id), name: String(name) }));
}
