import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cellOf, consentOfAll, neighbourhood, type Person as P } from './peers.fixture.ts';
import type { Person } from './people.ts';
import type { SetAside } from './set-aside.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

interface Line {
  readonly id: string;
  readonly text: string;
  readonly name: string;
  readonly state: string;
  readonly reason: string;
  readonly title: string;
}
const textsOf = (list: readonly Line[]): string[] => list.map(({ text }) => text).sort();

test('a member is removed by decision, learns of it, and looks on', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy, dee] = [
    await person('Ana').start(),
    await person('Bo').start(),
    await person('Cy').start(),
    await person('Dee').start(),
  ];
  await cellOf(ana, bo, cy, dee);
  await dee.do('say', { text: 'Hello.' });
  for (const one of [ana, bo, cy]) await one.until('talk', (talk) => talk.length === 1);
  assert.deepEqual(await ana.ask('propose', { title: 'Part', remove: 'Eve' }), { ok: false, reason: 'member-unknown' });
  await ana.do('propose', { title: 'Part from Dee', remove: 'dee' });
  const shown = await dee.until('decisions', (all: Line[]) => all.some(({ title }) => title === 'Part from Dee'));
  assert.deepEqual(shown.find(({ title }: Line) => title === 'Part from Dee').effects[0].name, 'Dee');
  await dee.stop();
  // Dee writes by herself, and cannot know yet what the others decide.
  await dee.start(false);
  await dee.do('say', { text: 'I was not here.' });
  const { invitation } = await dee.do('invite');
  await dee.stop();
  await consentOfAll([ana, bo, cy], 'Part from Dee');
  const people = (await ana.do('people')) as Line[];
  assert.deepEqual(people.map(({ name, state }) => `${name} ${state}`).sort(), ['Ana member', 'Bo member', 'Cy member', 'Dee removed']);
  const [removal] = ((await ana.do('decisions')) as Line[]).filter(({ title }) => title === 'Part from Dee');
  const gone = people.find(({ name }) => name === 'Dee') as unknown as Person;
  assert.deepEqual([gone.removal, gone.you, gone.invitedBy, gone.devices], [removal?.id, false, 'Ana', []]);
  assert.ok(Date.parse(gone.since ?? '') <= Date.parse(gone.until ?? ''), 'they came before they went');

  await dee.start();
  await dee.until('cells', ([cell]) => cell.state === 'removed');
  assert.deepEqual(textsOf(await dee.do('talk')), ['Hello.'], 'who was removed goes on to read what was written before');
  assert.deepEqual(await dee.ask('say', { text: 'And now?' }), { ok: false, reason: 'not-a-member' });
  await ana.do('say', { text: 'Among us three.' });
  await bo.until('talk', (talk) => talk.length === 2);
  assert.equal((await dee.do('talk')).length, 1);
  // The invitation that she gave out meanwhile has come to the others, and opens no door.
  await ana.until('set-aside', (list: Line[]) => list.length === 1);
  const given = (await ana.do('invitations')).find((one: { readonly by: string }) => one.by === 'Dee');
  assert.equal(given.state, 'revoked');
  assert.deepEqual(await ana.ask('revoke', { id: given.id }), { ok: false, reason: 'already-revoked' });
  const eve = await person('Eve').start();
  await eve.ask('join', { invitation, as: 'Eve' });
  await eve.until('cells', ([cell]) => cell.refused === 'invitation-revoked');
  const own = ((await dee.do('people')) as Person[]).find(({ you }) => you);
  assert.deepEqual([own?.state, own?.removal], ['removed', removal?.id], 'she sees by which decision');
  await Promise.all([ana, bo, cy, dee, eve].map((one) => one.stop()));
});

test('whoever was removed asks again from the same device with a new invitation, and is somebody new', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo, cy);
  await cy.do('say', { text: 'Before.' });
  for (const one of [ana, bo]) await one.until('talk', (talk) => talk.length === 1);
  const { invitation } = await ana.do('invite');
  assert.deepEqual(await cy.ask('join', { invitation, as: 'Cy' }), { ok: false, reason: 'already-member' });
  await ana.do('propose', { title: 'Part from Cy', remove: 'Cy' });
  await consentOfAll([ana, bo], 'Part from Cy');
  await cy.until('cells', ([cell]) => cell.state === 'removed');
  await cy.do('join', { invitation, as: 'Cy' });
  await ana.until('people', (list: Line[]) => list.some(({ state }) => state === 'waiting'));
  await ana.until('decisions', (all: Line[]) => all.some(({ title, state }) => title === 'Cy asks to join' && state === 'open'));
  for (const one of [ana, bo]) {
    const all: Line[] = await one.until('decisions', (list: Line[]) =>
      list.some(({ title, state }) => title === 'Cy asks to join' && state === 'open'),
    );
    const again = all.find(({ title, state }) => title === 'Cy asks to join' && state === 'open');
    await one.do('respond', { id: again?.id, response: 'consent' });
  }
  await cy.until('cells', ([cell]) => cell.state === 'member');
  const people: Person[] = await cy.until('people', (list: Line[]) => list.length === 4);
  assert.deepEqual(people.map(({ name, state, you }) => `${name} ${state}${you ? ', you' : ''}`).sort(), [
    'Ana member',
    'Bo member',
    'Cy 2 member, you',
    'Cy removed',
  ]);
  await cy.until('talk', (talk) => talk.length === 1);
  await cy.do('say', { text: 'Back.' });
  await bo.until('talk', (talk) => talk.length === 2);
  await Promise.all([ana, bo, cy].map((one) => one.stop()));
});

test('what was set aside is listed with its reason, and readmitted by decision', async () => {
  const { person } = neighbourhood();
  const names = ['Ana', 'Bo', 'Cy', 'Dee', 'Eve'] as const;
  const [ana, bo, cy, dee, eve] = (await Promise.all(names.map((name) => person(name).start()))) as [P, P, P, P, P];
  await cellOf(ana, bo, cy, dee, eve);
  const { id } = await ana.do('propose', { title: 'Part from Dee', remove: 'Dee' });
  await eve.until('decisions', (all: Line[]) => all.some((one) => one.id === id));
  await eve.do('respond', { id, response: 'consent' });
  for (const one of [ana, bo, cy]) await one.until('decision', ({ heard }) => heard.count === 1, { id });
  await Promise.all([ana, bo, cy].map((one) => one.stop()));
  // Eve alone hears what Dee says last, and no attester of the removal does.
  await dee.do('say', { text: 'Only Eve has heard this.' });
  await eve.until('talk', (talk) => talk.length === 1);
  await Promise.all([dee.stop(), eve.stop()]);
  await Promise.all([ana.start(), bo.start(), cy.start()]);
  for (const one of [ana, bo, cy]) await one.do('respond', { id, response: 'consent' });
  for (const one of [ana, bo, cy]) await one.until('decision', ({ state }) => state === 'in-effect', { id });

  await eve.start();
  await eve.until('talk', (talk) => talk.length === 0);
  const [line] = await ana.until('set-aside', (list: Line[]) => list.length === 1);
  assert.deepEqual([line.member, line.reason, line.text], ['Dee', 'removed', 'Only Eve has heard this.']);
  const { id: lineId, member, memberId, deed, text, time } = line;
  assert.deepEqual((await ana.do('reach')).aside, [
    {
      reason: 'removed',
      count: 1,
      members: ['Dee'],
      memberIds: [memberId],
      entries: [{ id: lineId, member, memberId, deed, text, time }],
      decisions: [{ id, title: 'Part from Dee' }],
    },
  ]);
  assert.deepEqual([(await ana.do('status')).cells[0].quarantined, (await ana.do('talk')).length], [1, 0]);
  await ana.do('propose', { title: 'Hear Dee all the same', readmit: line.id.slice(0, 8) });
  await consentOfAll([ana, bo, cy, eve], 'Hear Dee all the same');
  for (const one of [ana, bo, cy, eve]) {
    await one.until('talk', (talk) => talk.length === 1);
    assert.deepEqual(await one.do('set-aside'), []);
  }
  await Promise.all([ana, bo, cy, eve].map((one) => one.stop()));
});

test('to leave needs nobody, asks once more, and leaves what was written', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo, cy);
  await bo.do('say', { text: 'So long.' });
  assert.deepEqual(await bo.ask('leave'), { ok: false, reason: 'leave-uncertain' });
  await bo.do('leave', { certain: true });
  assert.equal((await bo.do('cells'))[0].state, 'left');
  for (const one of [ana, cy]) {
    const people: Line[] = await one.until('people', (list: Line[]) => list.some(({ state }) => state === 'left'));
    assert.deepEqual(people.map(({ name, state }) => `${name} ${state}`).sort(), ['Ana member', 'Bo left', 'Cy member']);
    assert.deepEqual(textsOf(await one.do('talk')), ['So long.']);
  }
  await ana.do('say', { text: 'We go on.' });
  await cy.until('talk', (talk) => talk.length === 2);
  assert.equal((await bo.do('talk')).length, 1);
  assert.deepEqual(await bo.ask('leave', { certain: true }), { ok: false, reason: 'not-a-member' });
  await bo.stop();
  await bo.start();
  assert.equal((await bo.do('cells'))[0].state, 'left', 'also after a restart');
  await Promise.all([ana, bo, cy].map((one) => one.stop()));
});

test('who alone is left founds the cell anew, openly, with a link to its parent (rule 20)', async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await bo.do('leave', { certain: true });
  await ana.until('people', (list: Line[]) => list.some(({ state }) => state === 'left'));
  const [{ id: parent }] = await ana.do('cells');
  assert.deepEqual(await ana.ask('found', { name: 'Bakery II', as: 'Ana', parent: 'Mill' }), { ok: false, reason: 'cell-unknown' });
  const { cell } = await ana.do('found', { name: 'Bakery II', as: 'Ana', parent: 'Bakery' });
  const status: { id: string; parent: string | null }[] = (await ana.do('status')).cells;
  assert.deepEqual(status.map((one) => [one.id, one.parent]).sort(), [[cell.id, parent] as const, [parent, null] as const].sort());
  await Promise.all([ana.stop(), bo.stop()]);
});

test('a device whose disk was copied tells two stories: all take both, set them aside, and it speaks for nobody', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy, twin] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start(), person('Ana')];
  await cellOf(ana, bo, cy);
  await ana.do('say', { text: 'Before.' });
  for (const one of [bo, cy]) await one.until('talk', (talk) => talk.length === 1);
  await ana.stop();
  twin.disk.keyring = ana.disk.keyring;
  for (const [name, { entries, logs, signatures, notes }] of ana.disk.stores) {
    const copied = { entries: [...entries], logs: new Map(), signatures: new Map(signatures), notes: new Map(notes), holder: null };
    for (const [log, list] of logs) copied.logs.set(log, [...list]);
    twin.disk.stores.set(name, copied);
  }
  await cy.stop();
  await ana.start();
  await ana.do('propose', { title: 'Told to Bo' });
  await bo.until('decisions', (all: Line[]) => all.some(({ title }) => title === 'Told to Bo'));
  await bo.do('say', { text: 'Bo stands on it.' });
  await Promise.all([ana.stop(), bo.stop()]);
  await Promise.all([cy.start(), twin.start()]);
  await twin.do('propose', { title: 'Told to Cy' });
  await cy.until('decisions', (all: Line[]) => all.some(({ title }) => title === 'Told to Cy'));
  await cy.do('say', { text: 'Cy stands on it.' });
  await Promise.all([twin.stop(), cy.stop()]);

  await Promise.all([bo.start(), cy.start()]);
  for (const one of [bo, cy]) {
    await one.until('talk', (talk) => talk.length === 3);
    await one.until('set-aside', (list: Line[]) => textsOf(list).join() === 'Told to Bo,Told to Cy');
    const list: Line[] = await one.do('set-aside');
    assert.ok(list.every(({ reason }) => reason === 'two-stories'));
    const { aside }: { aside: readonly SetAside[] } = await one.do('reach');
    const its = aside.filter(({ entries }) => entries.length > 0);
    assert.deepEqual(
      its.map(({ reason, count, members, entries, decisions }) => [reason, count, members, entries.length, decisions]),
      [['two-stories', 2, ['Ana'], 2, []]],
    );
    assert.ok(!((await one.do('decisions')) as Line[]).some(({ title }) => title.startsWith('Told')));
    await one.until('status', ({ cells: [cell] }) => cell.forked === 1 && cell.waiting === 0 && cell.devices === 2);
  }
  await bo.stop();
  await bo.start();
  assert.deepEqual(textsOf(await bo.do('set-aside')), ['Told to Bo', 'Told to Cy'], 'also after a restart');
  await ana.start();
  await ana.until('cells', ([cell]) => cell.state === 'frozen');
  const [own] = (await ana.do('devices')).devices;
  assert.deepEqual([own.isThis, own.state, own.until !== null], [true, 'frozen', true]);
  const ofAna = ((await bo.do('people')) as Person[]).find(({ name }) => name === 'Ana');
  assert.deepEqual([ofAna?.state, ofAna?.devices, ofAna?.gone.map(({ state }) => state)], ['member', [], ['frozen']]);
  await Promise.all([ana, bo, cy].map((one) => one.stop()));
});
