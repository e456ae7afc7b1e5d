import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { writeDaemonFile } from '../daemon/daemon-file.ts';
import { callOn, fakeHome } from './call.fixture.ts';

const home = await fakeHome();
const { call, service } = home;
after(() => home.remove());
beforeEach(() => {
  service.asked.splice(0);
  service.state = 'open';
});

test('what is done is told, and ends with 0', async () => {
  const { exit, out, err } = await call(['say', 'hello', '--cell', 'Bakery']);
  assert.deepEqual([exit, err], [0, []]);
  assert.deepEqual(out, ['told: {"said":{"text":"hello"},"cell":"Bakery"}']);
});

test('a verb of two words is one, wherever options stand', async () => {
  for (const args of [
    ['knock-twice', 'hello'],
    ['knock', 'twice', 'hello'],
    ['--json', 'knock', '--cell', 'Bakery', 'twice', 'hello'],
  ]) {
    service.asked.splice(0);
    await call(args);
    assert.deepEqual(
      service.asked.map(({ name, input }) => [name, input]),
      [['knock-twice', { text: 'hello' }]],
      args.join(' '),
    );
  }
  assert.match((await call(['knock', 'twice', '--help'])).out.join('\n'), /Usage: moot knock-twice TEXT/);
  assert.equal((await call(['knock', 'once'])).exit, 2);
});

test('with --json it prints one document and nothing else', async () => {
  const { exit, out, err } = await call(['say', 'hello', '--json']);
  assert.deepEqual([exit, err, out.length], [0, [], 1]);
  assert.deepEqual(JSON.parse(out.join()), { said: { text: 'hello' }, cell: null });
});

test('each kind of failure has its exit, its words on stderr, and nothing on stdout', async () => {
  const failures: readonly (readonly [string[], number, string, RegExp])[] = [
    [['say', 'refuse'], 1, 'tired', /Let it sleep/],
    [['say'], 2, 'field-missing', /TEXT is missing.*Usage: moot say TEXT/s],
    [['say', 'a', 'b'], 2, 'too-many', /quotation marks/],
    [['say', 'a', '--tone', 'b'], 2, 'flag-unknown', /--tone/],
    [['syy', 'a'], 2, 'nearest', /Did you mean "say"/],
    [['elephant'], 2, 'unknown', /no command "elephant"/],
    [['say', 'fill the disk'], 3, 'DiskFull', /Free some of it/],
    [['say', 'later'], 3, 'StoreBusy', /Close it there/],
    [['say', 'break'], 3, 'fault', /fault in Moot/],
  ];
  for (const [args, exit, reason, words] of failures) {
    const plain = await call(args);
    assert.deepEqual([plain.exit, plain.out], [exit, []], args.join(' '));
    assert.match(plain.err.join('\n'), words);
    const json = await call([...args, '--json']);
    assert.deepEqual([json.exit, json.out, json.err.length], [exit, [], 1], args.join(' '));
    const { error } = JSON.parse(json.err.join());
    assert.equal(error.reason, reason);
    assert.match(error.message, words);
  }
});

test('whether something waits is said by the exit code to scripts that ask for it, and to nobody else', async () => {
  const nothing = await call(['waiting', '--exit-code']);
  assert.deepEqual([nothing.exit, nothing.out], [0, ['Nothing waits for you.']]);
  service.waits = [{ key: 'words', kind: 'words', since: null, until: null, title: '', from: null, at: ['settings', 'words'] }];
  const waits = await call(['waiting', '--exit-code']);
  assert.equal(waits.exit, 4);
  assert.match(waits.out.join(), /recovery words/);
  const json = await call(['waiting', '--exit-code', '--json']);
  assert.deepEqual([json.exit, JSON.parse(json.out.join())], [4, service.waits]);
  assert.equal((await call(['waiting'])).exit, 0);
  assert.match((await call(['waiting', '--help'])).out.join(), /--exit-code\s+ends with 4 when something waits/);
});

test('a file is meant from where the person stands', async () => {
  await call(['backup', 'backups/moot.backup']);
  assert.deepEqual(service.asked, [{ name: 'backup', input: { file: '/here/backups/moot.backup' }, cell: undefined }]);
});

test('help and version need nothing to be unlocked', async () => {
  service.state = 'locked';
  const general = await call(['--help']);
  assert.equal(general.exit, 0);
  assert.match(general.out.join(), /To begin:\n {2}start .*\n\nTo talk:\n {2}say TEXT {2}/s);
  assert.match((await call(['say', '--help'])).out.join(), /^Usage: moot say TEXT/);
  assert.match((await call(['help', 'say'])).out.join(), /^Usage: moot say TEXT/);
  assert.match((await call(['start', '--help'])).out.join(), /--no-lan/);
  assert.equal((await call([])).exit, 0);
  assert.match((await call(['--version'])).out.join(), /^\d+\.\d+\.\d+$/);
  assert.equal((await call(['help', 'sya'])).exit, 2);
  assert.equal(JSON.parse((await call(['--version', '--json'])).out.join()).version, (await call(['--version'])).out.join());
  assert.deepEqual(service.asked, []);
});

test('a passphrase at hand unlocks first', async () => {
  for (const state of ['locked', 'new'] as const) {
    service.state = state;
    const { exit, questions } = await call(['say', 'hello'], { env: { MOOT_PASSPHRASE: 'open sesame' } });
    assert.deepEqual([exit, questions], [0, []]);
  }
  service.state = 'locked';
  const file = join(home.place, 'passphrase');
  writeFileSync(file, 'open sesame\n');
  assert.equal((await call(['say', 'hello', '--passphrase-file', file], { env: { MOOT_PASSPHRASE: 'wrong' } })).exit, 0);
});

test('what is missing is said before anybody is asked for a passphrase', async () => {
  for (const state of ['locked', 'new'] as const) {
    service.state = state;
    const { exit, err, questions } = await call(['say'], { answers: ['open sesame', 'open sesame'] });
    assert.deepEqual([exit, questions], [2, []]);
    assert.match(err.join('\n'), /TEXT is missing.*Usage: moot say TEXT/s);
  }
  assert.deepEqual(service.asked, []);
});

test('where several cells are meant, those that fit are named', async () => {
  const { cells } = service;
  const named = (id: string, name: string) => ({ id: id.repeat(32), name, state: 'member', refused: null });
  service.cells = [named('ab', 'Bakery'), named('cd', 'Bakehouse'), named('ef', 'Mill')];
  const { exit, err } = await call(['say', 'which cell', '--cell', 'bAKE']);
  service.cells = cells;
  assert.equal(exit, 1);
  assert.match(err.join('\n'), /These fit: Bakery \(abababab\), Bakehouse \(cdcdcdcd\)\.$/);
});

test('a wrong passphrase is refused; one that nobody can type is a matter of usage', async () => {
  service.state = 'locked';
  const wrong = await call(['say', 'hello', '--json'], { env: { MOOT_PASSPHRASE: 'wrong' } });
  assert.equal(wrong.exit, 1);
  assert.equal(JSON.parse(wrong.err.join()).error.reason, 'passphrase-wrong');
  const none = await call(['say', 'hello']);
  assert.equal(none.exit, 2);
  assert.match(none.err.join(), /MOOT_PASSPHRASE.*--passphrase-file/);
  assert.equal((await call(['say', 'hello', '--passphrase-file', '/not/there'])).exit, 2);
  assert.equal(service.state, 'locked');
});

test('a person is asked, and may mistype', async () => {
  service.state = 'locked';
  const { exit, questions } = await call(['say', 'hello'], { answers: ['opne sesame', 'open sesame'] });
  assert.deepEqual([exit, questions.length], [0, 2]);
  service.state = 'locked';
  assert.equal((await call(['say', 'hello'], { answers: ['a', 'b', 'c', 'open sesame'] })).exit, 1);
  const left = await call(['say', 'hello'], { answers: [null] });
  assert.deepEqual([left.exit, left.err], [130, ['Nothing was done.']]);
});

test('in a new home a passphrase is chosen, twice, with a word on it', async () => {
  service.state = 'new';
  const differ = await call(['say', 'hello'], { answers: ['open sesame', 'open sesamy'] });
  assert.deepEqual([differ.exit, service.state], [2, 'new']);
  const { exit, err } = await call(['unlock'], { answers: ['open sesame', 'open sesame'] });
  assert.equal(exit, 0);
  assert.match(err.join(), /Nobody can reset it/);
  assert.equal(service.state, 'open');
});

test('a daemon that has been killed is no obstacle, and whoever took its port is told nothing', async () => {
  const place = mkdtempSync(join(tmpdir(), 'moot-stale-'));
  const heard: string[] = [];
  const thief = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    response.end(JSON.stringify({ proof: 'x', state: 'locked', tasks: [] }));
  });
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  const { port } = thief.address() as AddressInfo;
  const circumstances = { env: { MOOT_PASSPHRASE: 'a secret' } };
  await writeDaemonFile(place, { port, running: { token: 'token-of-the-dead', pid: 1, version: '0.0.0' } });
  const { exit, out } = await callOn(place, ['cells', '--json'], circumstances);
  assert.deepEqual([exit, out], [0, ['[]']], 'it works by itself');
  assert.equal(heard.length, 1);
  assert.match(heard.join(), /^GET \/hello\?nonce=[\w-]+ $/);
  thief.close();
  assert.equal((await callOn(place, ['cells', '--json'], circumstances)).exit, 0, 'nobody answers at all');
  rmSync(place, { recursive: true });
});

test('joining waits for the decision, and leaving the waiting is safe', async () => {
  const id = 'cd'.repeat(32);
  const waiting = { id, name: 'Bakery', state: 'waiting', refused: null as string | null };
  service.cells = [waiting];
  const isWaiting = async (): Promise<void> => {
    while (service.asked.at(-1)?.name !== 'cells') await setImmediate();
  };
  const joining = call(['join', 'moot:x', '--wait', '--json']);
  await isWaiting();
  waiting.state = 'member';
  service.happen({ type: 'door', cell: id });
  const joined = await joining;
  assert.equal(joined.exit, 0);
  assert.deepEqual(JSON.parse(joined.out.join()), { cell: { id, name: 'Bakery' }, state: 'member' });

  Object.assign(waiting, { state: 'refused', refused: 'not-admitted' });
  const refused = await call(['join', 'moot:x', '--wait']);
  assert.equal(refused.exit, 1);
  assert.match(refused.err.join('\n'), /decided not to admit/);

  Object.assign(waiting, { state: 'waiting', refused: null });
  service.asked.splice(0);
  const left = await call(['join', 'moot:x', '--wait'], { interrupt: isWaiting() });
  assert.deepEqual([left.exit, left.out], [130, []]);
  assert.match(left.err.join('\n'), /Nothing is lost/);
});

test('waiting ends when Moot does', async () => {
  const other = await fakeHome();
  Object.assign(other.service.cells[0] ?? {}, { state: 'waiting' });
  const joining = other.call(['join', 'moot:x', '--wait']);
  while (other.service.asked.at(-1)?.name !== 'cells') await setImmediate();
  await other.remove();
  const { exit, err } = await joining;
  assert.equal(exit, 3);
  assert.match(err.join('\n'), /has stopped/);
});
