import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Entrance } from './entrance.ts';
import { type Problem, requestProblem } from './problem.ts';

/** Headers of everything that the daemon answers: only what it serves itself is ever loaded, nobody frames it, nothing is left in a cache
 * but what says so itself. The camera is for the page alone, to scan a picture; what it sees stays on the page. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** Gives every answer its headers. */
export const withHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS))
    if (name !== 'cache-control' || !c.res.headers.has(name)) c.res.headers.set(name, value);
};

/** Sends a problem. */
export function sendProblem(c: Context, problem: Problem): Response {
  return c.body(JSON.stringify(problem), problem.status, { 'content-type': 'application/problem+json' });
}

/** The cookie of a session. Cookies know no ports, so its name does: two homes on one device do not sign each other out. */
export function cookieName(port: number): string {
  return `moot-${port}`;
}

/** Refuses requests for another host's name: a page elsewhere may have made that name point here (DNS rebinding). */
export function onlyOurHost(port: number): MiddlewareHandler {
  const ours: ReadonlySet<string | undefined> = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  return async (c, next) => (ours.has(c.req.header('host')) ? next() : sendProblem(c, requestProblem(403, 'request.not-ours')));
}

/**
 * Refuses what other pages ask for: their origin, or by Fetch Metadata (W3C) their site, is named by the browser. A page on another port of
 * this device counts as the same site for cookies, which is why `SameSite` alone does not do. Following a link to a page is allowed.
 * @param pages paths that may be followed to from anywhere
 */
export function onlyOurOrigin(port: number, pages: readonly string[]): MiddlewareHandler {
  const ours: ReadonlySet<string> = new Set([`http://127.0.0.1:${port}`, `http://localhost:${port}`]);
  const isForeign = (c: Context): boolean => {
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site') ?? 'none';
    return (origin !== undefined && !ours.has(origin)) || (site !== 'same-origin' && site !== 'none');
  };
  const isFollowed = (c: Context): boolean =>
    c.req.method === 'GET' &&
    pages.includes(c.req.path) &&
    (c.req.header('sec-fetch-mode') ?? 'navigate') === 'navigate' &&
    !c.req.header('origin');
  return async (c, next) => (isForeign(c) && !isFollowed(c) ? sendProblem(c, requestProblem(403, 'request.foreign-origin')) : next());
}

/** Whether this request comes with a session. */
export function hasSession(c: Context, entrance: Entrance, port: number): boolean {
  const session = getCookie(c, cookieName(port));
  return session !== undefined && entrance.isSession(session);
}

/** Whether this request comes with the CLI's token. */
export function hasToken(c: Context, entrance: Entrance): boolean {
  const token = /^Bearer ([\w-]{1,64})$/.exec(c.req.header('authorization') ?? '')?.[1];
  return token !== undefined && entrance.isToken(token);
}

/** Lets in the CLI by its token and pages by their session; a page that changes something also has to say that it is ours, as every browser does. */
export function onlyThoseWhoMay(entrance: Entrance, port: number): MiddlewareHandler {
  return async (c, next) => {
    if (hasToken(c, entrance)) return next();
    if (!hasSession(c, entrance, port)) return sendProblem(c, requestProblem(401, 'request.no-session'));
    if (c.req.method !== 'GET' && c.req.header('origin') === undefined)
      return sendProblem(c, requestProblem(403, 'request.foreign-origin'));
    return next();
  };
}
