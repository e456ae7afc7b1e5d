import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Verdict } from '../bytes/verdict.ts';
import { AGREED_OPERATIONS } from './agreed.ts';
import { cellOf, consentOfAll, neighbourhood } from './peers.fixture.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

function reasonOf(verdict: Verdict<unknown>): string | null {
  return verdict.ok ? null : verdict.reason;
}

test('of each member it is told since when, by which decision, and who invited them', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const [founder, joined] = await ana.do('people');
  const [admission] = await ana.do('decisions');
  assert.deepEqual([founder.name, founder.decision, founder.invitedBy], ['Ana', null, null]);
  assert.deepEqual([joined.name, joined.decision, joined.invitedBy], ['Bo', admission.id, 'Ana']);
  assert.ok(Date.parse(founder.since) <= Date.parse(joined.since));
  assert.deepEqual(
    [...founder.devices, ...joined.devices].map(({ own, restored }) => [own, restored]),
    [
      [true, false],
      [false, false],
    ],
  );
  const agreed = await bo.until('agreed', ({ members }) => members === 2);
  assert.deepEqual([agreed.needed, agreed.quorum.value, agreed.quorum.decision], [2, '2/3', null]);
  assert.equal(agreed.founded, founder.since);
  const told = AGREED_OPERATIONS[0]?.tell?.({ ...agreed, retention: { ...agreed.retention, value: '1w; kitchen=14d; archive=never' } });
  assert.match(told ?? '', /Everybody has 7 days to respond\..*kept after its week: 1 week; kitchen=14 days; archive=never\.$/);
  const { id } = await ana.do('propose', {
    title: 'All of us',
    effect: '{"kind":"agreement","setting":"quorum","value":"1/1"}',
  });
  await consentOfAll([ana, bo], 'All of us');
  const now = await bo.until('agreed', ({ quorum }) => quorum.value === '1/1');
  assert.equal(now.quorum.decision, id);
  await Promise.all([ana.stop(), bo.stop()]);
});

test('what came of comparing safety numbers is kept on this device, until a device comes that nobody has compared', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const safetyOfBo = async () => (await ana.do('people')).find(({ name }: { name: string }) => name === 'Bo').safety;
  assert.equal(await safetyOfBo(), 'not-compared');
  assert.equal(reasonOf(await ana.ask('compare', { member: 'Ana', result: 'same' })), 'that-is-you');
  await ana.do('compare', { member: 'Bo', result: 'differ' });
  assert.equal(await safetyOfBo(), 'differ');
  await ana.do('compare', { member: 'bo', result: 'same' });
  await ana.stop();
  await ana.start();
  assert.equal(await safetyOfBo(), 'same');
  const { words } = await bo.do('backup', { file: '/bo.backup' });
  await bo.stop();
  const again = await person('Bo again').start();
  await again.do('restore', { file: '/bo.backup', words });
  await ana.until('people', (people) => people.some(({ safety }: { safety: string }) => safety === 'new-device'));
  const shown = await ana.do('safety-number', { member: 'Bo' });
  const [device] = (await ana.do('people')).find(({ name }: { name: string }) => name === 'Bo').devices;
  assert.deepEqual([shown.state, shown.newDevices, device.restored], ['new-device', [device.id], true]);
  await ana.do('compare', { member: 'Bo', result: 'same' });
  assert.equal(await safetyOfBo(), 'same');
  await Promise.all([ana.stop(), again.stop()]);
});

test('an invitation can be read before it is used, and shown again by whoever made it', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  const { id, invitation, expires } = await ana.do('invite', { uses: 3, expires: '2d' });
  assert.deepEqual(await bo.do('read-invitation', { invitation: invitation.toUpperCase() }), {
    cell: { id: (await ana.do('cells'))[0].id, name: 'Bakery' },
    expires,
  });
  assert.equal(reasonOf(await bo.ask('read-invitation', { invitation: invitation.slice(0, -4) })), 'invitation-incomplete');
  assert.equal(reasonOf(await bo.ask('read-invitation', { invitation: 'hello' })), 'invitation-none');
  const ofAna = (await ana.do('invitations')).find((one: { id: string }) => one.id === id);
  assert.deepEqual([ofAna.own, ofAna.invitation, ofAna.uses, ofAna.used], [true, invitation, 3, 0]);
  await bo.until('invitations', (list) => list.some((one: { id: string }) => one.id === id));
  const ofBo = (await bo.do('invitations')).find((one: { id: string }) => one.id === id);
  assert.deepEqual([ofBo.own, ofBo.invitation, ofBo.by], [false, null, 'Ana']);
  await ana.do('revoke', { id });
  assert.equal((await ana.do('invitations')).find((one: { id: string }) => one.id === id).invitation, null);
  await Promise.all([ana.stop(), bo.stop()]);
});
