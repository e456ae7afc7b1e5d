import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemRandom } from '../adapters/system/random.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { FakeService } from './daemon.fixture.ts';
import { type Daemon, startDaemon } from './daemon.ts';
import { readDaemonFile, writeDaemonFile } from './daemon-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'moot-daemon-'));
after(() => rmSync(folder, { recursive: true }));
const log: string[] = [];

function begin(place: string, port: number | null): Promise<Daemon> {
  const service = Object.assign(new FakeService(), { place });
  return startDaemon({ service, page: null, port, clock: new StillClock(), random: systemRandom, log: (line) => log.push(line) });
}

/** Holds a port of loopback. */
async function holdPort(port: number): Promise<() => void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () => server.close();
}

test('a daemon tells how to reach it by a file that only its owner reads, and takes that back', async () => {
  const place = mkdtempSync(join(folder, 'home-'));
  const daemon = await begin(place, null);
  const file = await readDaemonFile(place);
  assert.equal(file?.port, daemon.port);
  assert.equal(file?.running?.pid, process.pid);
  assert.match(file?.running?.token ?? '', /^[\w-]{43}$/);
  if (process.platform !== 'win32') assert.equal(statSync(join(place, 'daemon.json')).mode & 0o777, 0o600);
  await daemon.close();
  assert.deepEqual(await readDaemonFile(place), { port: daemon.port, running: null });
  assert.doesNotMatch(readFileSync(join(place, 'daemon.json'), 'utf8'), /token/);
});

test('the port stays the same from start to start; when it is taken, another one is, and that is said', async () => {
  const place = mkdtempSync(join(folder, 'home-'));
  const first = await begin(place, null);
  await first.close();
  const second = await begin(place, null);
  assert.equal(second.port, first.port);
  await second.close();
  const release = await holdPort(first.port);
  const third = await begin(place, null);
  release();
  assert.notEqual(third.port, first.port);
  assert.ok(log.some((line) => line.includes(`Port ${first.port}`)));
  await third.close();
});

test('a port that was asked for and is taken is an error with words, and changes nothing', async () => {
  const place = mkdtempSync(join(folder, 'home-'));
  await writeDaemonFile(place, { port: 4000, running: null });
  const held = await begin(mkdtempSync(join(folder, 'home-')), null);
  await assert.rejects(begin(place, held.port), { name: 'PortTaken', message: new RegExp(`port ${held.port}.*--port`) });
  assert.deepEqual(await readDaemonFile(place), { port: 4000, running: null });
  await held.close();
});

test('a daemon file that is damaged counts as none', async () => {
  const place = mkdtempSync(join(folder, 'home-'));
  assert.equal(await readDaemonFile(place), null);
  for (const text of [
    '',
    '{',
    'null',
    '7',
    '{"port":4000}',
    ...['"4000"', '0', '70000', '4000.5'].map((port) => `{"format":1,"port":${port}}`),
  ]) {
    writeFileSync(join(place, 'daemon.json'), text);
    assert.equal(await readDaemonFile(place), null, text);
  }
});

test('closing ends the connections that are still open', async () => {
  const daemon = await begin(mkdtempSync(join(folder, 'home-')), null);
  const { connect } = await import('node:net');
  const socket = connect(daemon.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.on('error', () => {});
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.write('GET / HTTP/1.1\r\n');
  await daemon.close();
  await ended;
});
