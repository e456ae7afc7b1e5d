import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newEpoch, unopened } from '../cell/actions.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { cellOf, consentOfAll, linkDevices, neighbourhood, type Person } from './peers.fixture.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

interface Message {
  readonly text: string;
}
/** Waits until somebody reads these words in a circle. */
async function reads(who: Person, circle: string, ...words: readonly string[]): Promise<void> {
  const areThere = (all: readonly Message[]) => words.every((one) => all.some(({ text }) => text === one));
  await who.until('talk', areThere, { circle });
}

/** How one's only cell stands. */
async function standing(who: Person): Promise<{ readonly sealedForOthers: number; readonly incomplete: number; readonly waiting: number }> {
  return (await who.do('status')).cells[0];
}

test('some talk in a circle; others carry it and cannot read it; whoever joins reads what was said before, also after a restart', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy, dina] = [
    await person('Ana').start(),
    await person('Bo').start(),
    await person('Cy').start(),
    await person('Dina').start(),
  ] as const;
  await cellOf(ana, bo, cy, dina);
  const { id } = await ana.do('circle-found', { name: 'Oven', with: ['Bo'] });
  await ana.do('say', { text: 'Shall we?', circle: 'Oven' });
  await reads(bo, 'Oven', 'Shall we?');
  await bo.do('say', { text: 'We shall.', circle: 'Oven' });
  await reads(ana, 'Oven', 'We shall.');
  await cy.until('status', ({ cells }) => cells[0].sealedForOthers === 3);
  assert.deepEqual([(await standing(cy)).incomplete, (await standing(cy)).waiting], [0, 0]);
  assert.match(await cy.told('status'), /3 of them are carried for circles that you are not in/);

  // Only Dina carries things to Cy now.
  await cy.stop();
  await ana.do('circle-invite', { circle: 'Oven', who: 'Cy' });
  await bo.until('circles', ([circle]) => circle.joining.length === 1);
  await bo.do('circle-invite', { circle: 'Oven', who: 'Cy' });
  const isSealed = (who: Person) =>
    who.peer.cells.some(({ cell }) => {
      const seat = who.peer.presence(cell)?.seat;
      const records = seat?.record.scope('record').flatMap(({ entries }) => entries) ?? [];
      return records.filter(({ action }) => newEpoch.read(action)?.circle === id).length > 1;
    });
  await dina.until('status', () => isSealed(dina));
  for (const who of [ana, bo]) await who.stop();
  await cy.start();
  await reads(cy, 'Oven', 'Shall we?', 'We shall.');
  assert.deepEqual((await cy.do('circles'))[0].name, 'Oven');
  assert.deepEqual([(await standing(cy)).sealedForOthers, (await standing(cy)).incomplete], [0, 0]);
  await cy.do('say', { text: 'I am here.', circle: 'Oven' });
  await cy.stop();
  await cy.start();
  await reads(cy, 'Oven', 'Shall we?', 'We shall.', 'I am here.');

  // Whoever leaves reads on no more, and goes on reading what they could read.
  for (const who of [ana, bo]) await who.start();
  await reads(bo, 'Oven', 'I am here.');
  await cy.do('circle-leave', { circle: 'Oven' });
  await bo.until('circles', ([circle]) => circle.members.length === 2);
  await bo.do('say', { text: 'Cy has gone.', circle: 'Oven' });
  await cy.until('status', ({ cells }) => cells[0].sealedForOthers === 1);
  const [{ isIn, wasIn, name, channel }] = await cy.do('circles');
  assert.deepEqual([isIn, wasIn, name], [false, true, 'Oven']);
  await reads(cy, 'Oven', 'Shall we?', 'We shall.', 'I am here.');
  assert.equal((await cy.do('talk', { channel })).length, 3, 'and nothing since');
  assert.ok((await cy.do('channels')).some(({ circle }: { circle: { id: string; wasIn: boolean } | null }) => circle?.wasIn === true));
  assert.match(await cy.told('circles'), /You have left it: what was said until then you can still read/u);
  assert.deepEqual(await cy.ask('say', { text: 'May I?', channel }), { ok: false, reason: 'not-of-the-circle' });
  assert.equal((await dina.do('circles'))[0].wasIn, false);
  assert.deepEqual(await dina.ask('talk', { channel }), { ok: false, reason: 'not-of-the-circle' });
  await Promise.all([ana, bo, cy, dina].map((one) => one.stop()));
});

test("another device of somebody's reads what their circles say, as does one from a backup, and both write in them", async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()] as const;
  await cellOf(ana, bo, cy);
  await ana.do('circle-found', { name: 'Oven', with: ['Bo'] });
  await ana.do('say', { text: 'Before.', circle: 'Oven' });
  const phone = await person('Phone').start();
  await linkDevices(ana, phone);
  await reads(phone, 'Oven', 'Before.');
  await phone.do('say', { text: 'From my phone.', circle: 'Oven' });
  await reads(bo, 'Oven', 'Before.', 'From my phone.');

  await reads(ana, 'Oven', 'From my phone.');
  const { words } = await ana.do('backup', { file: 'ana.moot' });
  await phone.stop();
  await ana.stop();
  const again = await person('Ana again').start();
  await again.do('restore', { file: 'ana.moot', words });
  await again.until('circles', ([circle]) => circle?.isIn === true);
  await reads(again, 'Oven', 'Before.', 'From my phone.');
  await bo.do('say', { text: 'Is it you?', circle: 'Oven' });
  await reads(again, 'Oven', 'Is it you?');
  await again.do('say', { text: 'It is.', circle: 'Oven' });
  await reads(bo, 'Oven', 'It is.');
  assert.equal((await standing(cy)).incomplete, 0);
  await Promise.all([bo, cy, again].map((one) => one.stop()));
});

test('whoever comes into the cell is welcomed into no circle', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()] as const;
  await cellOf(ana, bo);
  const { id } = await ana.do('circle-found', { name: 'Oven', with: ['Bo'] });
  await ana.do('say', { text: 'Before Cy came.', circle: 'Oven' });
  const { invitation } = await ana.do('invite');
  await cy.do('join', { invitation, as: 'Cy' });
  await consentOfAll([ana, bo], 'Cy asks to join');
  await cy.until('status', ({ cells }) => cells[0]?.sealedForOthers === 2);
  const keys = cy.peer.cells.flatMap(({ cell }) => cy.peer.presence(cell)?.seat.record.keys.all() ?? []);
  assert.ok(keys.length > 0);
  assert.deepEqual(
    keys.filter(({ circle }) => circle === id),
    [],
  );
  await Promise.all([ana, bo, cy].map((one) => one.stop()));
});

test("who says again and again that they cannot open a circle's epoch is sealed it once more, and not each time", async () => {
  const { person } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()] as const;
  await cellOf(ana, bo);
  const { id } = await ana.do('circle-found', { name: 'Oven', with: ['Bo'] });
  await ana.do('say', { text: 'Shall we?', circle: 'Oven' });
  await reads(bo, 'Oven', 'Shall we?');
  const { cell, record, device } = ana.seat;
  const epoch = cell.latestEpoch(id).id;
  const brought = () => {
    const own = record.scope('record').find(({ opening }) => opening.device === device)?.entries ?? [];
    return own.filter(({ action }) => newEpoch.read(action)?.epoch === epoch).length;
  };
  assert.equal(brought(), 1);
  for (let i = 0; i < 3; i++) {
    const draft = { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: unopened.write({ epoch }) } as const;
    const [told = ''] = await bo.seat.write([draft]);
    await ana.until('status', () => record.entry(told) !== undefined);
    // What it has brought about is written before this.
    await ana.do('say', { text: 'Yes?' });
    assert.equal(brought(), 2);
  }
  await Promise.all([ana, bo].map((one) => one.stop()));
});
