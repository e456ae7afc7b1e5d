import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHome } from '../adapters/memory/home.ts';
import { systemFiles } from '../adapters/system/files.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { LEAST_PASSPHRASE_COST } from '../crypto/passphrase.ts';
import { OPERATIONS } from '../peer/operations.ts';
import { Peer } from '../peer/peer.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { answer } from './answer.ts';
import { AutoLock, type Idle, WARNING_MS } from './auto-lock.ts';
import { serviceOf } from './peer-service.ts';

const MINUTE = 60_000;

/** An unlocked home in memory with a cell, and a clock that is moved by hand. */
async function device() {
  const clock = new StillClock();
  const parts = { home: memoryHome(), clock, random: systemRandom, files: systemFiles, openNetwork: null, listen: [], lan: false };
  const peer = await Peer.open({ ...parts, log: assert.fail, passphraseCost: LEAST_PASSPHRASE_COST });
  const autoLock = new AutoLock(peer, clock);
  const service = serviceOf(peer, OPERATIONS, {}, [], autoLock);
  const told: string[] = [];
  service.onEvent(({ type }) => told.push(type));
  const run = async (name: string, input: object = {}) => {
    const done = await answer(service, name, input, undefined, assert.fail);
    return done.ok ? done.output : done.problem.reason;
  };
  await run('unlock', { passphrase: 'open sesame' });
  await run('found', { name: 'Bakery', as: 'Ana' });
  const idle = async (): Promise<Idle> => (await run('idle')) as Idle;
  return { clock, peer, autoLock, service, run, idle, told };
}

test('unused for the time that was chosen, Moot warns, locks, and forgets its keys', async () => {
  const { clock, service, run, idle, told } = await device();
  await run('set-safeguards', { 'lock-after': '5' });
  clock.pass(4 * MINUTE - 1);
  assert.equal((await idle()).locksAt, null);
  clock.pass(1);
  assert.equal(Date.parse((await idle()).locksAt ?? ''), clock.now() + WARNING_MS);
  assert.ok(told.includes('idle'));
  clock.pass(WARNING_MS - 1);
  assert.equal(service.state, 'open');
  clock.pass(1);
  assert.equal(await run('talk'), 'locked');
  assert.equal(service.state, 'locked');
});

test('keys, hands and deeds keep it open; what pages look at by themselves does not', async () => {
  const { clock, service, run, idle } = await device();
  await run('set-safeguards', { 'lock-after': '5' });
  for (const name of ['active', 'say']) {
    clock.pass(4.5 * MINUTE);
    assert.notEqual((await idle()).locksAt, null, 'it warns');
    await run(name, name === 'say' ? { text: 'Bread' } : {});
    assert.equal((await idle()).locksAt, null, `${name} is use`);
  }
  clock.pass(4.5 * MINUTE);
  for (const name of ['talk', 'people', 'decisions', 'status', 'visit', 'read', 'take-digest']) await run(name);
  clock.pass(0.5 * MINUTE);
  assert.equal(await run('people'), 'locked');
  assert.equal(service.state, 'locked');
});

test('after a night in which the laptop slept it is locked before anything is shown, and a clock set back keeps nothing open', async () => {
  const { clock, run } = await device();
  clock.pass(-3 * 60 * MINUTE);
  assert.deepEqual(await run('talk'), []);
  clock.pass(60 * MINUTE);
  await run('active');
  assert.equal(await run('talk'), 'locked');
});

test('never is never; what a passphrase at hand has opened stays open until it is locked', async () => {
  const { clock, run, service, autoLock, idle } = await device();
  await run('set-safeguards', { 'lock-after': 'never' });
  clock.pass(30 * 24 * 60 * MINUTE);
  assert.equal(Array.isArray(await run('talk')), true);
  await run('set-safeguards', { 'lock-after': '15' });
  autoLock.stayOpen();
  clock.pass(60 * MINUTE);
  assert.equal(service.state, 'open');
  assert.equal((await idle()).staysOpen, true);
  await run('lock');
  await run('unlock', { passphrase: 'open sesame' });
  assert.equal((await idle()).staysOpen, false);
  clock.pass(15 * MINUTE);
  assert.equal(await run('talk'), 'locked');
});

test('what is under way is not locked away', async () => {
  const { clock, peer, run, service } = await device();
  peer.isAtWork({ kind: 'backup', done: 1, of: 2 });
  clock.pass(2 * 60 * MINUTE);
  assert.equal(Array.isArray(await run('talk')), true);
  peer.isAtWork(null);
  clock.pass(20_000);
  assert.equal(await run('talk'), 'locked');
  assert.equal(service.state, 'locked');
});
