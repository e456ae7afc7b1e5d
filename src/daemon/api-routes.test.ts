import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { BODY_BYTES } from './api-routes.ts';
import { fakeDaemon, type Got } from './daemon.fixture.ts';

const daemon = await fakeDaemon();
const { ask, token, json, port, service, log } = daemon;
after(() => daemon.server.close());
beforeEach(() => {
  service.asked.splice(0);
  service.state = 'open';
});

const say = (body: string, more = {}): Promise<Got> => ask('POST', '/api/say', { ...token, ...json, ...more }, body);

/** Asserts that a problem as RFC 9457 has it came, and gives it. */
function assertProblem({ status, headers, body }: Got, expected: number, reason: string) {
  const problem = JSON.parse(body);
  assert.equal(headers['content-type'], 'application/problem+json');
  assert.deepEqual([status, problem.status, problem.reason], [expected, expected, reason]);
  assert.equal(problem.type, 'about:blank');
  assert.ok(problem.title.length > 3 && problem.detail.length > 10);
  return problem;
}

test('the API describes itself', async () => {
  const { status, body } = await ask('GET', '/api', token);
  const card = JSON.parse(body);
  assert.equal(status, 200);
  assert.deepEqual([card.state, card.place], ['open', '/somewhere/moot']);
  assert.match(card.version, /^\d+\.\d+\.\d+$/);
  assert.deepEqual(card.tasks[0].usage, { positional: ['text'], flags: ['channel'], switches: [] });
});

test('a task takes its input as JSON, and the choice of a cell beside it', async () => {
  const { status, headers, body } = await ask(
    'POST',
    '/api/say?cell=Bakery',
    { ...token, ...json },
    '{"text":"Grüß euch","channel":"oven"}',
  );
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'application/json');
  assert.deepEqual(JSON.parse(body), { said: { text: 'Grüß euch', channel: 'oven' }, cell: 'Bakery' });
});

test('a query takes its input from the address, or by POST', async () => {
  const { body } = await ask('GET', '/api/talk?channel=oven&newest&cell=Bakery', token);
  assert.deepEqual(JSON.parse(body), { said: { channel: 'oven', newest: true }, cell: 'Bakery' });
  assert.deepEqual(JSON.parse((await ask('POST', '/api/talk', { ...token, ...json }, '{"newest":false}')).body).said, { newest: false });
  assert.deepEqual(JSON.parse((await ask('GET', '/api/talk?newest=false', token)).body).said, { newest: false });
});

test('whoever knows an answer is told that it is the same, and whoever does not gets it with its tag', async () => {
  const askKnowing = (known: string, query = 'channel=oven'): Promise<Got> =>
    ask('GET', `/api/talk?${query}`, { ...token, 'moot-known': known });
  const first = await askKnowing('');
  const tag = String(first.headers['moot-tag']);
  assert.deepEqual([first.status, first.headers['content-type'], JSON.parse(first.body).said.channel], [200, 'application/json', 'oven']);
  const again = await askKnowing(tag);
  assert.deepEqual([again.status, again.body, again.headers['moot-tag']], [204, '', tag]);
  const other = await askKnowing(tag, 'channel=market');
  assert.equal(other.status, 200);
  assert.notEqual(other.headers['moot-tag'], tag);
});

test('what changes something is told whole, whatever one knows', async () => {
  const { status, headers } = await say('{"text":"x"}', { 'moot-known': '' });
  assert.deepEqual([status, headers['moot-tag']], [200, undefined]);
});

test('who accepts plain text is told what the terminal shows', async () => {
  const { headers, body } = await say('{"text":"x"}', { accept: 'text/plain' });
  assert.match(headers['content-type'] ?? '', /^text\/plain/);
  assert.equal(body, 'told: {"said":{"text":"x"},"cell":null}');
});

test('what changes something is not taken by GET', async () => {
  assertProblem(await ask('GET', '/api/say?text=x', token), 405, 'post-only');
  assert.deepEqual(service.asked, []);
});

test('an unknown task or path is said to be unknown', async () => {
  assertProblem(await ask('GET', '/api/fly', token), 404, 'task-unknown');
  assertProblem(await ask('POST', '/api/__proto__', { ...token, ...json }, '{}'), 404, 'task-unknown');
  assertProblem(await ask('GET', '/api/talk/more', token), 404, 'path-unknown');
  assertProblem(await ask('DELETE', '/api/say', token), 404, 'path-unknown');
  const { status, headers } = await ask('GET', '/nowhere');
  assert.deepEqual([status, headers['content-type']?.split(';', 1)[0]], [404, 'text/html']);
});

test('a body that is no JSON object is refused', async () => {
  for (const body of ['', '{', 'null', '"text"', '7', '{"text":"x"} more']) assertProblem(await say(body), 400, 'no-json');
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx'])
    assertProblem(await say('{"text":"x"}', { 'content-type': type }), 415, 'no-json');
  assertProblem(await say('[]'), 400, 'field-missing');
  assert.deepEqual(service.asked, []);
});

test('a wrong input names the field', async () => {
  const missing = assertProblem(await say('{}'), 400, 'field-missing');
  assert.equal(missing.field, 'text');
  assert.match(missing.detail, /^text: /);
  assert.equal(assertProblem(await say('{"text":7}'), 400, 'no-text').field, 'text');
  assert.equal(assertProblem(await say('{"text":"x","tone":"loud"}'), 400, 'field-unknown').field, 'tone');
  assertProblem(await ask('GET', '/api/talk?channel=a&channel=b', token), 400, 'no-text');
  assert.deepEqual(service.asked, []);
});

test('a body that is too large is refused, whether or not it says its length', async () => {
  const long = JSON.stringify({ text: 'x'.repeat(BODY_BYTES) });
  assertProblem(await say(long), 413, 'too-large');
  const chunked = await new Promise<number>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/api/say', method: 'POST', headers: { ...token, ...json }, agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    for (let at = 0; at < long.length; at += 65536) sent.write(long.slice(at, at + 65536));
    sent.end();
  });
  assert.equal(chunked, 413);
  assert.deepEqual(service.asked, []);
});

test('a refusal by a rule comes with its reason and words', async () => {
  const problem = assertProblem(await say('{"text":"refuse"}'), 409, 'tired');
  assert.equal(problem.detail, 'The service is tired. Let it sleep.');
});

test('an operating error comes with its name and words, and says whether trying again helps', async () => {
  assert.equal(assertProblem(await say('{"text":"fill the disk"}'), 500, 'DiskFull').detail, 'The disk is full. Free some of it.');
  assertProblem(await say('{"text":"later"}'), 503, 'StoreBusy');
  assert.deepEqual(log, []);
});

test('a fault of ours tells nothing of the inside, and is logged', async () => {
  const { body } = await say('{"text":"break"}');
  assert.doesNotMatch(body, /secret/);
  assert.equal(JSON.parse(body).reason, 'fault');
  assert.match(log.join(), /say: TypeError: a secret of the inside/);
});
