import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { cellOf, consentOfAll, linkDevices, neighbourhood } from './peers.fixture.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

test('two people found, invite, join, decide and talk, and find it all again after a restart', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await ana.do('say', { text: 'Bread is in the oven.' });
  await bo.do('say', { text: 'On my way.' });
  await ana.until('talk', (talk) => talk.length === 2 && talk.every(({ reach }: { reach: { on: number } }) => reach.on === 2));
  const { id } = await bo.do('propose', {
    title: 'A longer name',
    effect: '{"kind":"agreement","setting":"name","value":"Bakery on the Corner"}',
  });
  await consentOfAll([bo, ana], 'A longer name');
  assert.equal((await ana.do('decision', { id })).certificate.attestations.length, 2);
  assert.equal((await ana.do('safety-number', { member: 'Bo' })).number, (await bo.do('safety-number', { member: 'Ana' })).number);

  await bo.stop();
  await ana.do('say', { text: 'Said while Bo was away.' });
  await ana.stop();
  await Promise.all([ana.start(), bo.start()]);
  const shown = await bo.until('talk', (talk) => talk.length === 3);
  assert.deepEqual(
    shown.map(({ author, text }: { author: string; text: string }) => [author, text]),
    [
      ['Ana', 'Bread is in the oven.'],
      ['Bo', 'On my way.'],
      ['Ana', 'Said while Bo was away.'],
    ],
  );
  assert.equal((await bo.do('cells'))[0].name, 'Bakery on the Corner');
  await bo.until('status', ({ cells }) => cells[0].peers.length === 1 && cells[0].peers[0].inSync);
  await Promise.all([ana.stop(), bo.stop()]);
});

test('an invitation works while its inviter is away, and the waiting survives a restart', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo);
  const { invitation } = await ana.do('invite');
  await bo.until('invitations', (list) => list.length === 2);
  await ana.stop();
  const joined = await cy.do('join', { invitation, as: 'Cy' });
  assert.deepEqual([joined.state, joined.reached], ['waiting', true]);
  await cy.stop();
  const [proposal] = await bo.until('decisions', (all) => all.some(({ title }: { title: string }) => title === 'Cy asks to join'), {
    state: 'open',
  });
  assert.equal(proposal.title, 'Cy asks to join');
  await ana.start();
  await consentOfAll([ana, bo], 'Cy asks to join');
  await cy.start();
  await cy.until('people', (list) => list.length === 3 && list.every(({ state }: { state: string }) => state === 'member'));
  await Promise.all([ana.stop(), bo.stop(), cy.stop()]);
});

test('what is wrong with an invitation is said', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const given = await ana.do('invite');
  const reason = async (text: string, name = 'Bo') => {
    const verdict = await bo.ask('join', { invitation: text, as: name });
    return verdict.ok ? 'none' : verdict.reason;
  };
  assert.equal(await reason('come in'), 'invitation-none');
  assert.equal(await reason(given.invitation.slice(0, -3)), 'invitation-incomplete');
  assert.equal(await reason(given.invitation, 'ANA'), 'name-taken');
  await ana.do('revoke', { id: given.id.slice(0, 8) });
  assert.equal(await reason(given.invitation), 'invitation-revoked');
  const once = await ana.do('invite');
  await cy.do('join', { invitation: once.invitation, as: 'Cy' });
  assert.equal(await reason(once.invitation), 'invitation-used-up');
  await Promise.all([ana.stop(), bo.stop(), cy.stop()]);
});

test("a cell of one decides at once, by its one member's response", async () => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start(false);
  await ana.do('found', { name: 'Solo', as: 'Ana' });
  const { id } = await ana.do('propose', { title: 'A name', effect: '{"kind":"agreement","setting":"name","value":"One Room"}' });
  await ana.do('respond', { id, response: 'consent' });
  assert.equal((await ana.do('decision', { id })).state, 'in-effect');
  assert.equal((await ana.do('cells'))[0].name, 'One Room');
  await ana.stop();
});

test('nothing can be read or written while locked, and the wrong passphrase changes nothing', async () => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start();
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  await ana.do('say', { text: 'Bread' });
  await ana.do('lock');
  assert.deepEqual(await ana.ask('talk'), { ok: false, reason: 'locked' });
  assert.deepEqual(await ana.peer.unlock('something else'), { ok: false, reason: 'passphrase-wrong' });
  assert.ok((await ana.peer.unlock('passphrase of Ana')).ok);
  assert.equal((await ana.do('talk')).length, 1);
  await ana.stop();
});

test('a restored device reads what was sealed after its backup, when somebody had come in meanwhile', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo);
  const { words } = await ana.do('backup', { file: 'ana.moot' });
  const { invitation } = await bo.do('invite');
  await cy.do('join', { invitation, as: 'Cy' });
  await consentOfAll([ana, bo], 'Cy asks to join');
  await cy.until('cells', ([cell]) => cell?.state === 'member');
  await cy.do('say', { text: 'Sealed under an epoch that no backup has.' });
  await bo.until('talk', (talk) => talk.length === 1);
  await ana.stop();

  const again = await person('Ana').start();
  await again.do('restore', { file: 'ana.moot', words });
  await again.until('talk', (talk) => talk.length === 1);
  await again.do('say', { text: 'Everything is here.' });
  await cy.until('talk', (talk) => talk.length === 2);
  assert.equal((await again.do('people')).length, 3);
  await Promise.all([bo.stop(), cy.stop(), again.stop()]);
});

test('a restored device and one that was linked after the backup find each other, with nobody there who knows both', async () => {
  const { person } = neighbourhood();
  const [ana, phone] = [await person('Ana').start(), await person('Phone').start()];
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const { words } = await ana.do('backup', { file: 'ana.moot' });
  await linkDevices(ana, phone);
  await ana.stop();

  const again = await person('Ana').start();
  await again.do('restore', { file: 'ana.moot', words });
  for (const one of [again, phone]) await one.until('people', ([you]) => you.devices.length === 2);
  await phone.do('say', { text: 'Where is the laptop?' });
  await again.until('talk', (talk) => talk.length === 1);
  await again.do('say', { text: 'In the canal. I am the new one.' });
  await phone.until('talk', (talk) => talk.length === 2);
  await Promise.all([phone.stop(), again.stop()]);
});

test('a restored backup is a new device of the same member, and the old one speaks no more', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await ana.do('say', { text: 'Before the backup.' });
  const { words } = await ana.do('backup', { file: 'ana.moot' });
  await bo.until('talk', (talk) => talk.length === 1);
  await ana.stop();
  await bo.do('say', { text: 'After the backup.' });

  const again = await person('Ana').start();
  assert.deepEqual(await again.ask('restore', { file: 'ana.moot', words: words.replace(/^\w+/, 'bakery') }), {
    ok: false,
    reason: 'recovery-words-unclear',
  });
  await again.do('restore', { file: 'ana.moot', words });
  await again.until('talk', (talk) => talk.length === 2);
  await again.do('say', { text: 'From the new device.' });
  const talk = await bo.until('talk', (all) => all.length === 3);
  assert.equal(talk[2].author, 'Ana');
  const people = await bo.until('people', (list) => list.find(({ name }: { name: string }) => name === 'Ana').devices.length === 1);
  assert.notEqual(
    people.find(({ name }: { name: string }) => name === 'Ana').devices[0].id,
    (await bo.do('people')).find(({ name }: { name: string }) => name === 'Bo').devices[0].id,
  );

  await ana.start();
  await ana.until('cells', ([cell]) => cell.state !== 'member');
  assert.deepEqual(await ana.ask('say', { text: 'From the lost device.' }), { ok: false, reason: 'device-revoked' });
  await pause(100);
  assert.equal((await bo.do('talk')).length, 3);
  await Promise.all([ana.stop(), bo.stop(), again.stop()]);
});
