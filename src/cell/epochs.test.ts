import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WHOLE_CELL } from '../log/lane.ts';
import { newEpoch, unopened } from './actions.ts';
import { admitting, removing, type TestDevice, Village } from './cell.fixture.ts';
import { SPOILED_EPOCHS } from './epochs.ts';

/** The device brings a new epoch for everybody who reads now, or as `make` has it. */
function bringEpoch(device: TestDevice, make = device.cell.makeEpoch(WHOLE_CELL, (size) => device.village.random(size))): string {
  device.write([newEpoch.write(make.action)]);
  device.cell.epochs.keys.add(make.epoch);
  return make.epoch.id;
}

function admit(village: Village, newcomer: TestDevice): void {
  const by = village.founder(0);
  const proposal = by.propose(newcomer.name, [admitting(newcomer, by.invite())]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.settle();
  village.meet(...village.founders, newcomer);
}

function removeAll(village: Village, out: TestDevice, rest: readonly TestDevice[]): void {
  const removal = (rest[0] as TestDevice).propose('out', [removing(out.member)]);
  village.meet(...rest);
  for (const device of rest) device.consent(removal);
  village.settle(...rest);
  assert.ok(rest.every((device) => device.hasCertificate(removal)));
}

/** Five people, of whom B, C and E have removed A; D was away, and knows nothing of it. */
function withoutD() {
  const village = new Village([...'ABCDE']);
  const [a, b, c, d, e] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  const removal = b.propose('out', [removing(a.member)]);
  village.meet(b, c, e);
  for (const device of [b, c, e]) device.consent(removal);
  village.pass(8);
  village.settle(b, c, e);
  assert.ok(b.hasCertificate(removal));
  return { village, a, b, c, d, e };
}

test('I8: after a removal nobody writes under an epoch that was made before, and the new one is not sealed to who was removed', () => {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  assert.notEqual(b.cell.currentEpoch(WHOLE_CELL), null);
  removeAll(village, a, [b, c, d]);
  assert.equal(b.cell.currentEpoch(WHOLE_CELL), null);
  const fresh = bringEpoch(b);
  village.meet();
  for (const device of [b, c, d]) assert.equal(device.cell.currentEpoch(WHOLE_CELL)?.id, fresh);
  assert.equal(a.cell.epochs.keys.get(fresh), undefined);
});

test('I8: where the readers are the same as once before, the old epoch is not taken up: who came and went was handed it', () => {
  const village = new Village([...'ABC']);
  const [a] = village.founders as unknown as [TestDevice];
  const x = village.newcomer('X');
  const first = a.cell.currentEpoch(WHOLE_CELL)?.id;
  admit(village, x);
  const second = bringEpoch(a);
  village.meet(...village.founders, x);
  assert.equal(a.cell.currentEpoch(WHOLE_CELL)?.id, second);
  removeAll(village, x, village.founders);
  assert.deepEqual(a.people, ['A', 'B', 'C']);
  assert.equal(a.cell.currentEpoch(WHOLE_CELL), null, `neither ${second} nor ${first}`);
});

test('I8: nor is one that was brought before they came, though it was sealed to none but those who stay', () => {
  const village = new Village([...'ABC']);
  const [a] = village.founders as unknown as [TestDevice];
  const x = village.newcomer('X');
  const old = bringEpoch(a);
  village.meet();
  assert.equal(a.cell.currentEpoch(WHOLE_CELL)?.id, old);
  admit(village, x);
  assert.equal(a.cell.currentEpoch(WHOLE_CELL), null, 'X reads from here on');
  removeAll(village, x, village.founders);
  assert.equal(a.cell.currentEpoch(WHOLE_CELL), null, 'X may have been handed it');
});

test('attack 6: an epoch that somebody made for all others before they were removed is never written under', () => {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  const made = a.cell.makeEpoch(WHOLE_CELL, (size) => village.random(size));
  const seals = made.action.seals.filter(({ device }) => device !== a.device);
  const trap = bringEpoch(a, { epoch: made.epoch, action: { ...made.action, seals } });
  village.meet();
  assert.notEqual(b.cell.epochs.keys.get(trap), undefined, 'B could open it');
  removeAll(village, a, [b, c, d]);
  assert.equal(b.cell.currentEpoch(WHOLE_CELL), null);
});

test('I8: whoever was given an epoch without the entry that brings it hands it to nobody: it does not know who was removed before', () => {
  const { village, a, b, c, d, e } = withoutD();
  const fresh = bringEpoch(b);
  // D was away, and another device of theirs gives it all the keys before it has heard of anything.
  const given = b.cell.epochs.keys.get(fresh);
  assert.ok(given !== undefined);
  d.cell.epochs.keys.add(given);
  assert.ok(d.cell.currentDevices().has(a.device));
  assert.ok(!d.cell.unsealedTo(a.device).some(({ id }) => id === fresh));
  village.meet(b, c, d, e);
  assert.ok(!d.cell.currentDevices().has(a.device));
});

test('I8: an epoch of before a removal that is sealed anew to those who stay is not written under', () => {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  const made = a.cell.makeEpoch(WHOLE_CELL, (size) => village.random(size));
  const old = bringEpoch(a, made);
  village.meet();
  assert.equal(b.cell.currentEpoch(WHOLE_CELL)?.id, old);
  removeAll(village, d, [a, b, c]);
  const anew = a.cell.epochs.seal(made.epoch, a.cell.readersOf(WHOLE_CELL), (size) => village.random(size));
  bringEpoch(a, { epoch: made.epoch, action: anew });
  village.meet(a, b, c);
  for (const device of [a, b, c]) assert.equal(device.cell.currentEpoch(WHOLE_CELL), null);
});

test('I8: before anything was decided, too, an epoch is handed on with the entry that brings it alone: devices are revoked without a decision', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const fresh = bringEpoch(b);
  const given = b.cell.epochs.keys.get(fresh);
  assert.ok(given !== undefined && given.charter === c.power.beginning.id);
  c.cell.epochs.keys.add(given);
  const asked = { epochs: [fresh], tags: [] };
  assert.deepEqual(c.cell.askedBy(a.device, asked), []);
  assert.ok(!c.cell.unsealedTo(a.device).some(({ id }) => id === fresh));
  village.meet();
  assert.deepEqual(
    c.cell.askedBy(a.device, asked).map(({ id }) => id),
    [fresh],
  );
});

test('I8: who asks for an epoch is given what it may read, by id or tag, and by whoever knows what its maker knew', () => {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  const fresh = bringEpoch(a);
  village.meet();
  const asked = { epochs: [fresh], tags: [] };
  const given = (by: TestDevice, to: TestDevice, what: typeof asked | { epochs: never[]; tags: string[] } = asked) =>
    by.cell.askedBy(to.device, what).map(({ id }) => id);
  assert.deepEqual(given(a, b), [fresh], 'though the record says that it was sealed to B');
  assert.deepEqual(given(a, b, { epochs: [], tags: [fresh.slice(0, 8)] }), [fresh]);
  assert.deepEqual(given(a, b, { epochs: [], tags: ['00000000'] }), []);
  removeAll(village, d, [a, b, c]);
  const next = bringEpoch(a);
  village.meet(a, b, c);
  assert.deepEqual(given(b, d, { ...asked, epochs: [next] }), []);
  assert.deepEqual(given(b, c, { ...asked, epochs: [next, fresh] }), [next, fresh]);
  assert.deepEqual(given(b, village.newcomer('X')), [], 'who is no member gets none');
  // Whoever was given a secret without the entry that brings it does not know who was removed before.
  const stale = new Village([...'AB']);
  const [e, f] = stale.founders as unknown as [TestDevice, TestDevice];
  const { epoch } = e.cell.makeEpoch(WHOLE_CELL, (size) => stale.random(size));
  const later = { ...epoch, charter: 'ab'.repeat(32) };
  f.cell.epochs.keys.add(later);
  assert.deepEqual(given(f, e, { ...asked, epochs: [later.id] }), []);
});

test('when a device made its last epoch is told by the last one, though its clock was put back since', () => {
  const village = new Village([...'AB']);
  const [a] = village.founders as unknown as [TestDevice];
  const random = (size: number) => village.random(size);
  for (const time of [1_900_000_000, 1_800_000_000]) {
    const { epoch, action } = a.cell.makeEpoch(WHOLE_CELL, random);
    a.write([newEpoch.write(action)], { time });
    a.cell.epochs.keys.add(epoch);
  }
  assert.equal(a.cell.epochs.lastMadeBy(a.device, WHOLE_CELL), 1_800_000_000);
});

test('whoever says of an epoch in use that they have sealed it to somebody else costs nobody another one', () => {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  removeAll(village, d, [a, b, c]);
  const current = bringEpoch(a);
  village.meet(a, b, c);
  const epoch = c.cell.epochs.keys.get(current);
  assert.ok(epoch !== undefined);
  const action = c.cell.epochs.seal(epoch, c.cell.readersOf(WHOLE_CELL), (size) => village.random(size));
  for (const device of ['ab'.repeat(32), d.device]) {
    const seals = [...action.seals, { device, prekey: '00'.repeat(8), sealed: new Uint8Array(0) }];
    c.write([newEpoch.write({ ...action, seals })]);
    village.meet(a, b, c);
    for (const one of [a, b, c]) assert.equal(one.cell.currentEpoch(WHOLE_CELL)?.id, current, `${one.name}, ${device}`);
  }
});

test('nor does whoever says so in an entry that stands on nothing of it', () => {
  const { village, b, c, d, e } = withoutD();
  const current = bringEpoch(b);
  village.meet(b, c, e);
  const epoch = b.cell.epochs.keys.get(current);
  assert.ok(epoch !== undefined);
  // D knows of no removal, and has the epoch by hand.
  d.write([newEpoch.write(d.cell.epochs.seal(epoch, d.cell.readersOf(WHOLE_CELL), (size) => village.random(size)))]);
  village.meet(b, c, d, e);
  for (const device of [b, c, e]) assert.equal(device.cell.currentEpoch(WHOLE_CELL)?.id, current, device.name);
});

test('SPOILED_EPOCHS: whoever seals rubbish to somebody again and again has them say so that often, and no more', () => {
  const village = new Village([...'AB']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice];
  const spoil = (by: TestDevice, out: TestDevice): void => {
    const { epoch, action } = by.cell.makeEpoch(WHOLE_CELL, (size) => village.random(size));
    const seals = action.seals.map((one) => (one.device === out.device ? { ...one, sealed: new Uint8Array(0) } : one));
    bringEpoch(by, { epoch, action: { ...action, seals } });
  };
  for (let i = 0; i < SPOILED_EPOCHS + 3; i++) spoil(a, b);
  village.meet();
  const due = b.cell.epochs.untold();
  assert.equal(due.length, SPOILED_EPOCHS);
  b.write(due.map((epoch) => unopened.write({ epoch })));
  assert.deepEqual(b.cell.epochs.untold(), []);
  assert.equal(b.cell.epochs.unheld(() => true).length, SPOILED_EPOCHS + 3, 'it asks for all of them');
});
