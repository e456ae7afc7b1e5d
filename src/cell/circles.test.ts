import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../bytes/limits.ts';
import type { CircleId } from '../log/lane.ts';
import { newEpoch, respond, unopened } from './actions.ts';
import { recovering, removing, type TestDevice, Village } from './cell.fixture.ts';
import { circleIdOf, foundCircle, joinCircle, leaveCircle } from './circle.ts';
import { SPOILED_EPOCHS } from './epochs.ts';

/** A village, its founders by their letters, and what they do about circles. */
function settle(letters: string) {
  const village = new Village([...letters]);
  const devices = village.founders as unknown as TestDevice[];
  const all = (names: string) => [...names].map((name) => devices[letters.indexOf(name)] as TestDevice);
  const found = (by: TestDevice, names: string): CircleId => {
    const members = all(names).map(({ member }) => member);
    const [entry] = by.write([foundCircle.write({ members: members.sort() })]);
    assert.ok(entry !== undefined);
    return circleIdOf(entry.id);
  };
  const join = (by: TestDevice, circle: CircleId, who: TestDevice) => by.write([joinCircle.write({ circle, member: who.member })]);
  const leave = (by: TestDevice, circle: CircleId) => by.write([leaveCircle.write({ circle })]);
  const inside = (device: TestDevice, circle: CircleId) =>
    device.cell
      .membersOf(circle)
      .map((member) => device.charter.members.get(member)?.name)
      .sort()
      .join('');
  /** Everybody meets, and seals what is due, until nobody has anything to add. */
  const seal = (names: string) => {
    for (let due = 1; due > 0; ) {
      village.meet(...all(names));
      due = all(names).reduce((sum, device) => sum + device.sealWhatIsDue(), 0);
    }
  };
  const talk = { lane: 'talk', topic: 'circle', turn: 1 } as const;
  const say = (by: TestDevice, circle: CircleId, text: string) => by.write([text], {}, { ...talk, circle })[0]?.id ?? '';
  /** What a device reads of an entry; null where it cannot. */
  const read = (device: TestDevice, id: string) => {
    const entry = device.record.entry(id);
    assert.ok(entry !== undefined, 'an entry that everybody holds');
    if (entry.shut !== null) device.reopen([entry]);
    return entry.action;
  };
  return { village, devices: all(letters), all, found, join, leave, inside, seal, say, read };
}

test('a circle is of those with whom it was founded; whoever founds one is in it, and all are members', () => {
  const { village, devices, found, inside } = settle('ABCD');
  const [a, b] = devices as [TestDevice, TestDevice];
  const circle = found(a, 'AC');
  village.meet();
  for (const device of devices) assert.equal(inside(device, circle), 'AC');
  for (const members of [[a.member], [b.member, devices[2]?.member ?? ''].sort(), [a.member, a.member], [a.member, 'ff'.repeat(32)].sort()])
    a.write([foundCircle.write({ members })]);
  assert.deepEqual(a.inert, ['circle-malformed', 'circle-malformed', 'circle-malformed', 'member-unknown']);
});

test('whoever joins a circle needs the word of all who are in it, and of nobody else', () => {
  const { village, devices, found, join, inside } = settle('ABCD');
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  village.meet();
  join(a, circle, c);
  join(c, circle, c);
  join(d, circle, c);
  village.meet();
  assert.equal(inside(d, circle), 'AB');
  assert.deepEqual(b.cell.circles.joiningOf(circle, b.charter), [{ member: c.member, agreed: [a.member], missing: [b.member] }]);
  assert.deepEqual(a.inert, ['not-of-the-circle', 'not-of-the-circle']);
  join(a, circle, c);
  assert.equal(a.inert[2], 'already-agreed');
  join(b, circle, c);
  village.meet();
  for (const device of devices) assert.equal(inside(device, circle), 'ABC');
  assert.deepEqual(b.cell.circles.joiningOf(circle, b.charter), []);
});

test('two words that did not know of each other are enough together, and two who join at once are both in', () => {
  const { village, devices, all, found, join, inside } = settle('ABCD');
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  village.meet();
  join(a, circle, c);
  join(b, circle, d);
  join(b, circle, c);
  join(a, circle, d);
  assert.equal(inside(a, circle), 'AB');
  village.meet(...all('AB'));
  assert.equal(inside(a, circle), 'ABCD');
  village.meet();
  for (const device of devices) assert.equal(inside(device, circle), 'ABCD');
});

test('a word lets nobody in past somebody whom its author knew to be in the circle', () => {
  const { village, devices, all, found, join, inside } = settle('ABCD');
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  village.meet();
  join(a, circle, c);
  join(b, circle, c);
  village.meet(...all('ABC'));
  join(a, circle, d);
  join(b, circle, d);
  village.meet();
  assert.equal(inside(d, circle), 'ABC', 'C has not agreed to D');
  join(c, circle, d);
  village.meet();
  assert.equal(inside(a, circle), 'ABCD');
});

test('whoever leaves a circle needs nobody, and who is left decides without them; they come back by the word of all', () => {
  const { village, devices, found, join, leave, inside } = settle('ABCD');
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'ABC');
  village.meet();
  join(a, circle, d);
  join(b, circle, d);
  leave(c, circle);
  leave(d, circle);
  village.meet();
  assert.equal(inside(a, circle), 'ABD', 'C, who was asked, is out, so A and B are all');
  assert.deepEqual(d.inert.slice(0, 1), ['not-of-the-circle']);
  for (const device of [a, b]) join(device, circle, c);
  village.meet();
  assert.equal(inside(a, circle), 'ABD', 'D is in it by now, and has not agreed');
  join(d, circle, c);
  village.meet();
  for (const device of devices) assert.equal(inside(device, circle), 'ABCD');
});

test('a word that did not know of somebody having left does not bring them back', () => {
  const { village, devices, all, found, join, leave, inside } = settle('ABC');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  village.meet();
  join(a, circle, c);
  join(b, circle, c);
  village.meet(...all('AC'), b);
  leave(c, circle);
  village.meet();
  for (const device of devices) assert.equal(inside(device, circle), 'AB');
});

test('whoever is removed from the cell is out of every circle at once, and the words of those who remain are enough', () => {
  const { village, devices, all, found, join, inside } = settle('ABCD');
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'ABC');
  village.meet();
  join(a, circle, d);
  join(b, circle, d);
  const removal = a.propose('out', [removing(c.member)]);
  village.meet(...all('ABD'));
  for (const device of [a, b, d]) device.consent(removal);
  village.settle(...all('ABD'));
  for (const device of [a, b, d]) assert.equal(inside(device, circle), 'ABD');
});

test('a member founds so many circles and no more', () => {
  const { devices, found } = settle('AB');
  const [a] = devices as [TestDevice];
  for (let i = 0; i < LIMITS.circlesOfMember; i++) found(a, 'AB');
  assert.deepEqual(a.inert, []);
  found(a, 'AB');
  assert.deepEqual(a.inert, ['too-many-circles']);
  assert.equal(a.cell.circlesOf(a.member).length, LIMITS.circlesOfMember);
});

test('I8: what is written in a circle opens for its members, and for nobody else who holds it', () => {
  const { village, devices, found, say, read } = settle('ABC');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  const id = say(a, circle, 'between us');
  village.meet();
  assert.equal(read(b, id), 'between us');
  assert.equal(read(c, id), null);
  assert.equal(c.record.entry(id)?.shut, 'key-unknown');
  assert.equal(c.record.waiting, 0);
});

test('whoever joins a circle is sealed what was written before, by one of those who hold it, also through somebody who cannot read it', () => {
  const { village, devices, all, found, join, say, read, seal } = settle('ABCD');
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  const before = say(a, circle, 'first words');
  village.meet();
  join(a, circle, c);
  join(b, circle, c);
  seal('ABD');
  // C has met nobody of the circle since.
  village.meet(...all('DC'));
  assert.equal(read(c, before), 'first words');
  assert.equal(read(d, before), null);
  const seals = [...d.record.scope('record')]
    .flatMap(({ entries }) => entries)
    .filter(({ action }) => newEpoch.read(action)?.circle === circle);
  assert.equal(seals.length, 2, 'one made it, and one of the two sealed it to C');
});

test('I8: whoever has left a circle reads nothing that is written after it is known, though they relay it', () => {
  const { village, devices, found, leave, say, read } = settle('ABC');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'ABC');
  const before = say(a, circle, 'with C');
  village.meet();
  assert.equal(read(c, before), 'with C');
  const old = b.cell.currentEpoch(circle)?.id;
  leave(c, circle);
  village.meet();
  assert.equal(b.cell.currentEpoch(circle), null);
  const after = say(b, circle, 'without C');
  village.meet();
  assert.equal(read(a, after), 'without C');
  assert.equal(read(c, after), null);
  assert.notEqual(a.cell.currentEpoch(circle)?.id, old);
});

test('I8: who left and came back and left again holds what was made meanwhile: it is not written under, though the readers are the same', () => {
  const { village, devices, found, join, leave, say } = settle('ABC');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  say(a, circle, 'one');
  const first = a.cell.currentEpoch(circle)?.id;
  village.meet();
  for (const device of [a, b]) join(device, circle, c);
  village.meet();
  leave(c, circle);
  village.meet();
  assert.equal(a.cell.currentEpoch(circle), null, `not ${first}`);
});

test('epochs of a circle that two make at once merge: all write under the lowest, and read both', () => {
  const { village, devices, all, found, say, read } = settle('ABC');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  village.meet();
  const ids = [say(a, circle, 'by A'), say(b, circle, 'by B')];
  village.meet(...all('ABC'));
  for (const device of [a, b])
    assert.deepEqual(
      ids.map((id) => read(device, id)),
      ['by A', 'by B'],
    );
  assert.deepEqual(
    ids.map((id) => read(c, id)),
    [null, null],
  );
  assert.equal(a.cell.currentEpoch(circle)?.id, b.cell.currentEpoch(circle)?.id);
});

test('attack 4 in a circle: an epoch with rubbish for one of its readers locks them out of nothing, once they have said so', () => {
  const { village, devices, found, say, read, seal } = settle('ABC');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'ABC');
  village.meet();
  const { epoch, action } = a.cell.makeEpoch(circle, (size) => village.random(size));
  const seals = action.seals.map((one) => (one.device === b.device ? { ...one, sealed: village.random(one.sealed.length) } : one));
  a.write([newEpoch.write({ ...action, seals })]);
  const id = a.write(['can you read this?'], { epoch }, { lane: 'talk', topic: 'circle', turn: 1, circle })[0]?.id ?? '';
  village.meet();
  assert.equal(read(c, id), 'can you read this?');
  assert.equal(read(b, id), null);
  assert.deepEqual(b.cell.epochs.untold(), [epoch.id]);
  b.write([unopened.write({ epoch: epoch.id })]);
  seal('ABC');
  assert.equal(read(b, id), 'can you read this?');
  assert.deepEqual(a.cell.dueSeals(a.member), []);
  assert.equal(say(b, circle, 'I can').length, 64);
});

test('SPOILED_EPOCHS: whoever keeps ever more epochs of a circle from one who reads it has others write for so many of them and no more', () => {
  const { village, devices, found, join, seal } = settle('ABCD');
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'ABC');
  village.meet();
  const keep = (from: TestDevice): void => {
    const { epoch, action } = a.cell.makeEpoch(circle, (size) => village.random(size));
    a.write([newEpoch.write({ ...action, seals: action.seals.filter(({ device }) => device !== from.device) })]);
    a.cell.epochs.keys.add(epoch);
  };
  const lacking = (device: TestDevice) => b.cell.unsealedTo(device.device).filter((epoch) => epoch.circle === circle).length;
  for (let i = 0; i < SPOILED_EPOCHS + 4; i++) keep(c);
  village.meet();
  assert.equal(lacking(c), SPOILED_EPOCHS + 4);
  seal('ABCD');
  village.meet();
  assert.equal(lacking(c), 4);
  seal('ABCD');
  village.meet();
  assert.equal(lacking(c), 4, 'for those it asks');
  // Whoever joins later was kept from nothing: all that is there is sealed to them.
  join(a, circle, d);
  join(b, circle, d);
  join(c, circle, d);
  seal('ABCD');
  village.meet();
  assert.equal(lacking(d), 0);
});

test('attack 4 in a circle: nobody brings a circle an epoch from outside of it, and one that was handed over without an entry is never written under', () => {
  const { village, devices, found } = settle('ABC');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  village.meet();
  const { epoch, action } = c.cell.makeEpoch(circle, (size) => village.random(size));
  c.write([newEpoch.write(action)]);
  village.meet();
  assert.ok(b.inert.includes('not-of-the-circle'));
  assert.equal(b.cell.epochs.keys.get(epoch.id), undefined);
  b.cell.epochs.keys.add(epoch);
  assert.equal(b.cell.currentEpoch(circle), null);
  assert.ok(
    b.cell.unsealedTo(c.device).every((one) => one.circle !== circle),
    'nothing of the circle is handed to C',
  );
});

test('attack 5: what is said in a circle, or beside the record, decides nothing for the cell', () => {
  const { village, devices, found } = settle('ABC');
  const [a, b, c] = devices as [TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AB');
  village.meet();
  const proposal = a.propose('paint the door');
  village.meet();
  const yes = respond.write({ version: proposal, response: 'consent', reason: '' });
  b.write([yes], {}, { lane: 'talk', topic: 'circle', turn: 1, circle });
  b.write([yes], {}, { lane: 'talk', topic: 'everyone', turn: 1 });
  village.meet();
  for (const device of [a, b, c]) assert.equal(device.cell.decisions.versions.get(proposal)?.everyAnswer.size, 0);
});

test('whoever is given a new device by the cell is in a circle once the circle has agreed: the cell lets no device in', () => {
  const { village, devices, found, join, inside, seal, say, read } = settle('ABCD');
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  const circle = found(a, 'AC');
  village.meet();
  seal('ABCD');
  const secret = say(c, circle, 'for us two');
  village.meet();
  const fresh = village.newcomer('A');
  const own = b.charter.members.get(a.member);
  assert.ok(own !== undefined);
  const recovery = b.propose('recover', [recovering(fresh, own, b.invite())]);
  village.meet(b, c, d);
  for (const device of [b, c, d]) device.consent(recovery);
  village.settle(b, c, d);
  village.meet(fresh, b, c, d);
  assert.equal(fresh.speaksFor, a.member);
  for (const device of [b, c, fresh]) assert.equal(inside(device, circle), 'C');
  assert.ok(c.sealWhatIsDue() === 0, 'nothing is sealed to a device that the circle has not let in');
  assert.equal(read(fresh, secret), null);
  join(c, circle, fresh);
  assert.ok(c.inert.includes('member-unknown'), 'they are asked about by who they are');
  c.write([joinCircle.write({ circle, member: a.member })]);
  for (let due = 1; due > 0; ) {
    village.meet(fresh, b, c, d);
    due = [c, fresh].reduce((sum, device) => sum + device.sealWhatIsDue(), 0);
  }
  for (const device of [b, c, fresh]) assert.equal(inside(device, circle), 'AC');
  assert.notEqual(read(fresh, secret), null);
});
