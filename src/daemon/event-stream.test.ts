import assert from 'node:assert/strict';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { FakeService, fakeDaemon } from './daemon.fixture.ts';
import { EventStreams, HEARTBEAT_MS, MOST_LISTENERS, MOST_WAITING } from './event-stream.ts';

const links = (cell: string) => ({ type: 'links', cell }) as const;

/** Reads what a stream has at this moment. */
async function readNow(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  return new TextDecoder().decode(value);
}

function opened(streams: EventStreams): ReadableStream<Uint8Array> {
  const stream = streams.open();
  assert.ok(stream !== null);
  return stream;
}

test('a listener hears what happens, and between times that the stream is there', async () => {
  const [service, clock] = [new FakeService(), new StillClock()];
  const stream = opened(new EventStreams(service, clock));
  assert.equal(await readNow(stream), ': still here\n\n');
  service.happen(links('a'));
  assert.equal(await readNow(stream), 'data: {"type":"links","cell":"a"}\n\n');
  clock.pass(HEARTBEAT_MS);
  assert.equal(await readNow(stream), ': still here\n\n');
});

test('who listens slowly is told once of what happened often', async () => {
  const service = new FakeService();
  const stream = opened(new EventStreams(service, new StillClock()));
  for (let i = 0; i < 1000; i++) service.happen(links('a'));
  service.happen(links('b'));
  await readNow(stream);
  assert.equal(await readNow(stream), 'data: {"type":"links","cell":"a"}\n\ndata: {"type":"links","cell":"b"}\n\n');
});

test('for who does not listen at all only so much waits, and then the stream ends', async () => {
  const service = new FakeService();
  const streams = new EventStreams(service, new StillClock());
  const stream = opened(streams);
  for (let i = 0; i <= MOST_WAITING; i++) service.happen(links(String(i)));
  await readNow(stream);
  assert.deepEqual(await stream.getReader().read(), { done: true, value: undefined });
  for (let i = 0; i < MOST_LISTENERS; i++) assert.ok(streams.open(), 'its place is free again');
});

test('only so many listen, and who leaves makes room', async () => {
  const streams = new EventStreams(new FakeService(), new StillClock());
  const open = Array.from({ length: MOST_LISTENERS }, () => opened(streams));
  assert.equal(streams.open(), null);
  await open[3]?.cancel();
  assert.ok(streams.open());
});

test('over the wire: events come, one too many is told so, and closing ends all', async () => {
  const daemon = await fakeDaemon();
  const { port, token, service } = daemon;
  const requests: ClientRequest[] = [];
  const listenNow = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: '/api/events', headers: token, agent: false }, resolve);
      sent.on('error', reject);
      requests.push(sent);
      sent.end();
    });
  const responses = await Promise.all(Array.from({ length: MOST_LISTENERS }, listenNow));
  const [first] = responses;
  assert.equal(first?.headers['content-type'], 'text/event-stream; charset=utf-8');
  assert.equal((await listenNow()).statusCode, 503);
  let heard = '';
  first?.setEncoding('utf8').on('data', (chunk) => {
    heard += chunk;
  });
  service.happen({ type: 'cells' });
  while (!heard.includes('data: {"type":"cells"}\n\n')) await setImmediate();
  for (const sent of requests.slice(1)) sent.destroy();
  while ((await daemon.ask('GET', '/api', token)).status !== 200 || service.listeners.size !== 1) await setImmediate();
  const ended = new Promise((resolve) => first?.once('close', resolve));
  first?.on('error', () => {});
  await daemon.server.close();
  await ended;
  assert.equal(service.listeners.size, 0);
});
