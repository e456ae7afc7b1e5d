import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answer, inputFromQuery } from './answer.ts';
import type { EventStreams } from './event-stream.ts';
import { sendProblem } from './gate.ts';
import { requestProblem } from './problem.ts';
import { type Service, serviceCard } from './service.ts';
import { VERSION } from './version.ts';

/** The longest request: several times the longest thing that can be said. */
export const BODY_BYTES = 1 << 18;

/**
 * The API, behind the gate: `GET /` describes it, `GET /events` is the stream of events, `POST /NAME` runs any task, and `GET /NAME?…` those
 * that change nothing. `?cell=` chooses among cells. Whoever accepts only `text/plain` is told what the CLI shows. An answer to whoever asks with a header
 * `moot-known` has a `moot-tag`; whoever hands that back as `moot-known` and would be told the same gets 204 and no body. (`if-none-match` would mean
 * something else in a POST: RFC 9110, section 13.1.2.)
 */
export function apiRoutes(service: Service, streams: EventStreams, log: (line: string) => void): Hono {
  const api = new Hono();

  const run = async (c: Context, name: string, input: unknown): Promise<Response> => {
    const done = await answer(service, name, input, c.req.query('cell'), log);
    if (!done.ok) return sendProblem(c, done.problem);
    if (c.req.header('accept') === 'text/plain') return c.text(done.told());
    const known = service.tasks.get(name)?.changes === false ? c.req.header('moot-known') : undefined;
    return known === undefined ? c.json(done.output as object) : tagged(c, JSON.stringify(done.output), known);
  };

  api.get('/', (c) => c.json(serviceCard(service, VERSION)));

  api.get('/events', (c) => {
    const stream = streams.open();
    if (stream === null) return sendProblem(c, requestProblem(503, 'request.too-many-listeners'));
    return c.body(stream, 200, { 'content-type': 'text/event-stream; charset=utf-8' });
  });

  api.get('/:name', (c) => {
    const name = c.req.param('name');
    const task = service.tasks.get(name);
    if (task?.changes) return sendProblem(c, requestProblem(405, 'request.post-only'));
    return run(c, name, task === undefined ? {} : inputFromQuery(task, new URL(c.req.url).searchParams));
  });

  const tooLarge = (c: Context): Response => sendProblem(c, requestProblem(413, 'request.too-large'));
  api.post('/:name', bodyLimit({ maxSize: BODY_BYTES, onError: tooLarge }), async (c) => {
    const isJson = /^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '');
    const input = isJson ? await c.req.json().catch(() => undefined) : undefined;
    if (typeof input !== 'object' || input === null) return sendProblem(c, requestProblem(isJson ? 400 : 415, 'request.no-json'));
    return run(c, c.req.param('name'), input);
  });
  return api;
}

/** An answer with its tag; without a body for whoever knows it. @param known the tag of what they know, or anything else */
function tagged(c: Context, body: string, known: string): Response {
  const tag = createHash('sha256').update(body).digest('base64');
  const headers = { 'moot-tag': tag };
  return known === tag ? c.body(null, 204, headers) : c.body(body, 200, { ...headers, 'content-type': 'application/json' });
}
