import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { idOf as idOfBytes } from '../bytes/id.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Segment } from '../log/segment.ts';
import { cellOf, linkDevices, neighbourhood, type Person } from './peers.fixture.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

interface Device {
  readonly id: string;
  readonly name: string;
  readonly isThis: boolean;
  readonly state: string;
  readonly came: string;
}
const namesOf = (list: readonly Device[]): string[] => list.map(({ name, isThis, state }) => `${name}${isThis ? '!' : ''} ${state}`).sort();

test('another device of the same person: linked by number, seen by all, full in its rights, one voice', async () => {
  const { person } = neighbourhood();
  const [ana, bo, phone] = [await person('Ana').start(), await person('Bo').start(), await person('Phone').start()];
  await cellOf(ana, bo);
  await ana.do('say', { text: 'Before the phone came.' });
  const { id } = (await ana.do('devices')).devices[0];
  await ana.do('name-device', { id: id.slice(0, 8), name: 'Laptop' });
  await bo.do('compare', { member: 'Ana', result: 'same' });
  await linkDevices(ana, phone);

  assert.deepEqual(namesOf((await ana.do('devices')).devices), ['Laptop! speaks', 'Phone speaks']);
  assert.deepEqual(namesOf((await phone.until('devices', ({ devices }) => devices.length === 2)).devices), [
    'Laptop speaks',
    'Phone! speaks',
  ]);
  await phone.until('talk', (talk) => talk.length === 1);
  const people = await bo.until('people', (list) => list.some((one: { devices: Device[] }) => one.devices.length === 2));
  const shown = people.find(({ name }: { name: string }) => name === 'Ana');
  assert.equal(shown.safety, 'new-device', 'whoever has compared is told of it');
  assert.deepEqual(shown.devices.map(({ linked }: { linked: boolean }) => linked).sort(), [false, true]);

  // It says, proposes and decides; two devices of one member are one voice.
  await phone.do('say', { text: 'From my phone.' });
  await bo.until('talk', (talk) => talk.length === 2);
  const { id: proposal } = await phone.do('propose', { title: 'Soup on Friday' });
  await ana.until('decisions', (all: { id: string }[]) => all.some((one) => one.id === proposal));
  await ana.do('respond', { id: proposal, response: 'consent' });
  await phone.until('decision', ({ heard }) => heard.count === 1, { id: proposal });
  await phone.do('respond', { id: proposal, response: 'consent' });
  await bo.until('decision', ({ heard }) => heard.count === 1, { id: proposal });
  await bo.do('respond', { id: proposal, response: 'consent' });
  await phone.until('decision', ({ state }) => state === 'passed', { id: proposal });

  // It links others, lives through a restart, and is revoked like any.
  await phone.stop();
  await phone.start();
  const tablet = await person('Tablet').start();
  await linkDevices(phone, tablet, 'Tablet');
  await bo.until('people', (list) => list.some((one: { devices: Device[] }) => one.devices.length === 3));
  const all = (await tablet.do('devices')).devices as Device[];
  const own = all.find(({ name }) => name === 'Phone');
  assert.ok(own);
  await ana.until('devices', ({ devices }) => devices.length === 3);
  await ana.do('revoke-device', { id: own.id });
  await phone.until('cells', ([cell]) => cell.state === 'revoked');
  await tablet.until('devices', ({ devices }) => devices.some(({ id, state }: Device) => id === own.id && state === 'revoked'));
  await tablet.do('say', { text: 'Still here.' });
  await bo.until('talk', (talk) => talk.length === 3);
  await Promise.all([ana, bo, phone, tablet].map((one) => one.stop()));
});

test('a number that differs, a stop and a second use end the link, and nothing is linked', async () => {
  const { person } = neighbourhood();
  const [ana, fresh, other] = [await person('Ana').start(), await person('Fresh').start(), await person('Other').start()];
  assert.deepEqual(await ana.ask('link'), { ok: false, reason: 'no-cell' });
  await cellOf(ana);
  assert.deepEqual(await ana.ask('confirm-link', { number: '123456' }), { ok: false, reason: 'nothing-to-compare' });
  const { link } = await ana.do('link');
  const { invitation } = await ana.do('invite');
  assert.deepEqual(await fresh.ask('take-link', { link: invitation }), { ok: false, reason: 'link-is-an-invitation' });
  assert.deepEqual(await fresh.ask('join', { invitation: link, as: 'Eve' }), { ok: false, reason: 'invitation-is-a-link' });
  assert.deepEqual(await fresh.ask('take-link', { link: `${link.slice(0, -1)}` }), { ok: false, reason: 'link-incomplete' });
  const { number } = await fresh.do('take-link', { link });
  const wrong = number === '000000' ? '000001' : '000000';
  assert.deepEqual(await ana.ask('confirm-link', { number: wrong }), { ok: false, reason: 'numbers-differ' });
  await fresh.until('linking', ({ taken }) => taken.state === 'stopped' && taken.reason === 'numbers-differ');
  assert.deepEqual(await fresh.do('cells'), []);

  const { link: second } = await ana.do('link');
  await fresh.do('take-link', { link: second });
  await ana.until('linking', ({ given }) => given.state === 'comparing');
  await ana.do('stop-link');
  await fresh.until('linking', ({ taken }) => taken.state === 'stopped' && taken.reason === 'link-stopped');
  assert.equal((await ana.do('devices')).devices.length, 1);

  const { link: third } = await ana.do('link');
  const taken = await fresh.do('take-link', { link: third });
  await ana.until('linking', ({ given }) => given.state === 'comparing');
  await other.peer.takeLink(third, '');
  assert.equal((await ana.do('confirm-link', { number: taken.number })).state, 'linked');
  assert.equal((await other.do('linking')).taken.state, 'reaching', 'one link is good for one device');
  assert.deepEqual(await ana.ask('confirm-link', { number: taken.number }), { ok: false, reason: 'nothing-to-compare' });
  assert.equal((await ana.do('devices')).devices.length, 2);
  await Promise.all([ana, fresh, other].map((one) => one.stop()));
});

test('a device with a cell of its own becomes another device in the cells that were chosen', async () => {
  const { person } = neighbourhood();
  const [ana, bo, laptop] = [await person('Ana').start(), await person('Bo').start(), await person('Laptop').start()];
  await laptop.do('found', { name: 'Garden', as: 'Ana' });
  await cellOf(ana, bo);
  await ana.do('found', { name: 'Choir', as: 'Ana' });
  const { link, cells } = await ana.do('link', { cells: 'Choir' });
  assert.deepEqual(
    cells.map(({ name }: { name: string }) => name),
    ['Choir'],
  );
  const { number } = await laptop.do('take-link', { link });
  await ana.until('linking', ({ given }) => given.state === 'comparing');
  await ana.do('confirm-link', { number });
  const names = (list: { name: string; state: string }[]) => list.map(({ name, state }) => `${name} ${state}`).sort();
  await laptop.until('cells', (list) => names(list).join() === 'Choir member,Garden member');
  // The link for all cells brings the one that is lacking.
  const { link: all } = await ana.do('link');
  const again = await laptop.do('take-link', { link: all });
  await ana.until('linking', ({ given }) => given.state === 'comparing');
  await ana.do('confirm-link', { number: again.number });
  await laptop.until('cells', (list) => names(list).join() === 'Bakery member,Choir member,Garden member');
  const { link: third } = await ana.do('link');
  const last = await laptop.do('take-link', { link: third });
  await ana.until('linking', ({ given }) => given.state === 'comparing');
  assert.deepEqual(await ana.ask('confirm-link', { number: last.number }), { ok: false, reason: 'already-here' });
  await Promise.all([ana, bo, laptop].map((one) => one.stop()));
});

test('a device that hears that it is revoked while something of its waits for its turn writes it no more', async () => {
  const { person } = neighbourhood();
  const [ana, bo, phone] = [await person('Ana').start(), await person('Bo').start(), await person('Phone').start()];
  await cellOf(ana, bo);
  await linkDevices(ana, phone);
  const { devices } = (await ana.do('devices')) as { devices: Device[] };
  await Promise.all([ana, bo, phone].map((one) => one.stop()));
  for (const one of [ana, phone]) await one.start(false);
  await ana.do('revoke-device', { id: devices.find((one) => !one.isThis)?.id });

  const [own, theirs] = [phone.seat, ana.seat];
  const segments: Segment[] = [];
  for (const { log, logId, entries } of theirs.record.chains()) {
    const from = own.record.reach(logId);
    const fresh = await theirs.store.read(log, from, entries.length, 1 << 20);
    const last = (await theirs.store.signatures()).find((one) => idOfBytes(one.log) === logId && one.seq === entries.length - 1);
    if (fresh.length > 0 && last !== undefined)
      segments.push({ log, from, entries: fresh.map(({ bytes }) => bytes), signature: last.signature });
  }
  const draft = { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: ['from/tomorrow', []] } as const;
  const wanted = own.write([draft]);
  const leaving = phone.ask('leave', { certain: true });
  for (const segment of segments) assert.equal(own.receive(segment, 0).refused, null);
  await assert.rejects(wanted, { name: 'NotAMember' });
  assert.deepEqual(await leaving, { ok: false, reason: 'not-a-member' });
  assert.deepEqual(await phone.ask('say', { text: 'Still me.' }), { ok: false, reason: 'device-revoked' });
  await Promise.all([ana, phone].map((one) => one.stop()));
});

test('two devices that revoked each other stay silent until the cell decides; the one that speaks again is handed all that it missed', async () => {
  const { person } = neighbourhood();
  const names = ['Ana', 'Bo', 'Cy', 'Phone'] as const;
  const [ana, bo, cy, phone] = (await Promise.all(names.map((name) => person(name).start()))) as [Person, Person, Person, Person];
  await cellOf(ana, bo, cy);
  // The last change of power, Cy's admission, stood on Ana and Bo: so these two can make the next one.
  await linkDevices(cy, phone);
  const { devices } = (await cy.do('devices')) as { devices: Device[] };
  const idOf = (isThis: boolean): string => devices.find((one) => one.isThis === isThis)?.id ?? '';
  // Each does it while it meets nobody.
  await Promise.all([ana, bo, cy, phone].map((one) => one.stop()));
  for (const [one, other] of [
    [cy, idOf(false)],
    [phone, idOf(true)],
  ] as const) {
    await one.start(false);
    await one.do('revoke-device', { id: other });
    await one.stop();
  }
  await Promise.all([ana, bo, cy, phone].map((one) => one.start()));
  for (const one of [cy, phone]) await one.until('cells', ([cell]) => cell.state === 'suspended');
  assert.deepEqual(
    namesOf((await cy.do('devices')).devices).map((line) => line.split(' ').at(-1)),
    ['suspended', 'suspended'],
  );
  await bo.do('say', { text: 'Whom are we to believe?' });
  const { id } = await bo.do('propose', {
    title: 'The laptop is Cy’s',
    effect: { kind: 'reinstate', member: (await cy.do('people')).find(({ you }: { you: boolean }) => you).id, device: idOf(true) },
  });
  for (const one of [bo, ana]) {
    await one.until('decisions', (all: { id: string }[]) => all.some((decision) => decision.id === id));
    await one.do('respond', { id, response: 'consent' });
  }
  await cy.until('cells', ([cell]) => cell.state === 'member');
  await cy.until('talk', (talk) => talk.length === 1);
  await cy.do('say', { text: 'Me.' });
  await bo.until('talk', (talk) => talk.length === 2);
  // What the group decides is sealed to those who speak: the other one does not hear of it, and says so, and what to do.
  await phone.until('status', ({ cells: [cell] }) => cell.state === 'suspended');
  assert.match(await phone.told('status'), /If it has decided for the other one.*"moot link" there/u);
  await Promise.all([ana, bo, cy, phone].map((one) => one.stop()));
});
