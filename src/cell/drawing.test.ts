import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import { sortIds } from '../bytes/id.ts';
import { signingKeys } from '../crypto/sign.ts';
import { amend, backupKey, linkDevice } from './actions.ts';
import { type TestDevice, Village } from './cell.fixture.ts';
import { drawnVersion } from './decision.ts';
import { signLink } from './devices.ts';
import { drawFix, drawOpen, drawPart } from './draw-actions.ts';
import { DRAW_TURN, DRAWS_AT_ONCE } from './draw-conduct.ts';
import type { Drawing } from './drawing.ts';
import { usualTerms } from './method.ts';

const OPTIONS = ['the kitchen', 'the hall', 'the garden'];

function village(names = 'ABCDEF', seats = 1, terms = {}) {
  const all = new Village([...names]);
  const people = all.founders as readonly TestDevice[];
  const [a] = people as [TestDevice];
  const id = a.ask('Who takes notes?', 'sortition', { seats, ...terms });
  all.meet();
  return { village: all, people, a, id };
}

function drawingOf(device: TestDevice, id: Id): Drawing {
  const drawing = device.cell.decisions.versions.get(id)?.drawing;
  assert.ok(drawing !== null && drawing !== undefined);
  return drawing;
}

const orderOf = (device: TestDevice, id: Id) => {
  const { drawn } = drawingOf(device, id);
  return drawn.ok ? drawn.value.order.join(' ') : drawn.reason;
};

/** Lets all devices but these do what is due, and lets these only listen. */
function goOn(all: Village, still: readonly TestDevice[] = []): void {
  for (;;) {
    all.meet();
    const moving = all.founders.filter((device) => !still.includes(device));
    if (moving.map((device) => device.drawWhatIsDue()).every((count) => count === 0)) return;
  }
}

const allAgree = (people: readonly TestDevice[], id: Id) => {
  for (const device of people) device.vote(id, 'agree');
};

test('devices put their parts in by themselves, and it is drawn once everybody agrees: on all devices the same', () => {
  const { village: all, people, a, id } = village();
  goOn(all);
  assert.equal(drawingOf(a, id).parts.length, 6);
  assert.equal(drawingOf(a, id).fixings.length, 0, 'people were asked, and have not said a word');
  assert.equal(a.state(id), 'open');
  allAgree(people, id);
  goOn(all);
  assert.equal(a.state(id), 'passed');
  const drawn = orderOf(a, id);
  assert.equal(drawn.split(' ').sort().join(''), '012345');
  for (const device of people) assert.equal(orderOf(device, id), drawn);
  assert.deepEqual(
    people.flatMap(({ inert, refused }) => [...inert, ...refused]),
    [],
  );
});

test('who does not answer consents when the time is up; who objects holds it up until it is fixed, and no longer', () => {
  const { village: all, people, a, id } = village();
  const objecting = a.ask('Who cleans?', 'sortition', { seats: 1, options: OPTIONS });
  all.meet();
  people[1]?.vote(objecting, 'object');
  all.pass(8);
  goOn(all);
  assert.equal(a.state(id), 'passed');
  assert.equal(orderOf(a, id).length, 11);
  assert.equal(a.state(objecting), 'not-passed');
  assert.equal(drawingOf(a, objecting).fixings.length, 0);
  people[2]?.vote(id, 'object');
  goOn(all);
  assert.equal(a.state(id), 'passed', 'too late');
});

test('nothing is opened before enough have fixed the same, and no device that withholds its shares stops it', () => {
  const { village: all, people, a, id } = village();
  const [, , , , e, f] = people as readonly TestDevice[] as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice, TestDevice];
  goOn(all);
  allAgree(people, id);
  all.meet();
  for (const device of people.slice(0, 3)) device.drawWhatIsDue();
  all.meet();
  assert.equal(drawingOf(a, id).fixings.length, 3);
  assert.deepEqual(
    people.slice(0, 3).map((device) => device.drawWhatIsDue()),
    [0, 0, 0],
    'three of four: they wait',
  );
  assert.equal(drawingOf(a, id).openings.length, 0);
  e.drawWhatIsDue();
  goOn(all, [e, f]);
  assert.equal(drawingOf(a, id).openings.length, 4);
  const drawn = orderOf(a, id);
  // The last two, seeing all the others, can say what they like.
  const [own, other] = drawingOf(e, id).parts as readonly { readonly entry: { readonly id: Id } }[];
  e.write([drawOpen.write({ version: id, opened: [{ ...lieOf(drawingOf(e, id)), part: own?.entry.id as Id }] })]);
  f.write([drawOpen.write({ version: id, opened: [{ ...lieOf(drawingOf(f, id)), part: other?.entry.id as Id }] })]);
  goOn(all, [e, f]);
  for (const device of people) assert.equal(orderOf(device, id), drawn);
});

/** A share that opens nothing. */
function lieOf({ parts }: Drawing) {
  const [part] = parts;
  assert.ok(part !== undefined);
  const { challenge, responses, shares } = part.shared;
  return { share: shares[0] as Uint8Array, challenge, response: responses[0] as Uint8Array };
}

test('a liar among those who open is found out, and changes nothing', () => {
  const { village: all, people, a, id } = village();
  const liar = people[0] as TestDevice;
  goOn(all);
  allAgree(people, id);
  for (;;) {
    all.meet();
    const lie = drawingOf(liar, id);
    if (Array.isArray(lie.fixedIn(null)) && lie.openings.length === 0)
      liar.write([drawOpen.write({ version: id, opened: lie.parts.map(({ entry }) => ({ part: entry.id, ...lieOf(lie) })) })]);
    if (people.map((device) => device.drawWhatIsDue()).every((count) => count === 0)) break;
  }
  assert.equal(drawingOf(a, id).openings.length, 6);
  const drawn = orderOf(a, id);
  assert.equal(drawn.length, 11);
  for (const device of people) assert.equal(orderOf(device, id), drawn);
});

test('a part whose shares do not fit what it commits to is named by nobody, and neither is one of a device that put in two', () => {
  const { village: all, people, a, id } = village();
  const [, b, c] = people as unknown as [TestDevice, TestDevice, TestDevice];
  // B swaps two shares; C puts in its own part, and then that of B as if it were its own.
  b.drawWhatIsDue();
  c.drawWhatIsDue();
  const dealt = drawingOf(b, id).parts[0]?.shared as Drawing['parts'][number]['shared'];
  const mine = drawingOf(c, id).parts[0]?.shared as Drawing['parts'][number]['shared'];
  c.write([drawPart.write({ version: id, ...dealt })]);
  const [first, second, ...rest] = mine.shares as [Uint8Array, Uint8Array, ...Uint8Array[]];
  const d = people[3] as TestDevice;
  d.write([drawPart.write({ version: id, ...mine, shares: [second, first, ...rest] })]);
  all.pass(8);
  goOn(all);
  const fixed = drawingOf(a, id).fixedIn(null);
  assert.ok(Array.isArray(fixed));
  const dealers = sortIds(fixed.map(({ member }) => member));
  assert.deepEqual(dealers, sortIds([people[0], people[1], people[4], people[5]].map((device) => (device as TestDevice).member)));
  assert.equal(orderOf(a, id).length, 11);
});

test('from the moment at which it is fixed nobody takes it back, amends it, or has it set aside', () => {
  const { village: all, people, a, id } = village();
  goOn(all);
  allAgree(people, id);
  goOn(all, [a]);
  // A has not opened anything yet, and has seen it fixed: what A does now is judged from its past.
  a.withdraw(id);
  assert.deepEqual(a.inert, ['already-decided']);
  assert.equal(a.state(id), 'passed');
  assert.equal(orderOf(a, id).length, 11);
  a.revoke(a.device);
  all.meet();
  const [, b] = people as [TestDevice, TestDevice];
  assert.equal(b.state(id), 'passed', 'what its opener set aside stands');
  assert.equal(orderOf(b, id), orderOf(a, id));
});

test('a proposer who keeps out of their past that it is fixed takes nothing back either', () => {
  const { village: all, people, a, id } = village();
  goOn(all);
  allAgree(people, id);
  all.meet();
  const others = people.slice(1);
  for (let i = 0; i < 4; i++) {
    all.meet(...others);
    for (const device of others) device.drawWhatIsDue();
  }
  const drawn = orderOf(others[0] as TestDevice, id);
  assert.equal(drawn.length, 11);
  a.withdraw(id);
  goOn(all);
  for (const device of people) {
    assert.equal(device.state(id), 'passed');
    assert.equal(orderOf(device, id), drawn);
  }
});

test('what is taken back before it is fixed is drawn by nobody; an amended one is drawn anew', () => {
  const { village: all, people, a, id } = village();
  goOn(all);
  a.withdraw(id);
  allAgree(people, id);
  goOn(all);
  assert.equal(a.state(id), 'withdrawn');
  assert.equal(drawingOf(a, id).fixings.length, 0);
});

test('two sets that are both fixed show who said two things, and nothing is drawn from either', () => {
  const { village: all, people, a, id } = village('ABCD');
  goOn(all);
  allAgree(people, id);
  all.meet();
  const parts = sortIds(drawingOf(a, id).parts.map(({ entry }) => entry.id));
  const [, b, c, d] = people as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  for (const device of [a, c, d]) device.write([drawFix.write({ version: id, parts })]);
  for (const device of [b, c, d]) device.write([drawFix.write({ version: id, parts: parts.slice(1) })]);
  all.meet();
  for (const device of people) {
    assert.equal(drawingOf(device, id).fixedIn(null), 'clash');
    assert.equal(device.state(id), 'not-passed');
    assert.equal(device.drawWhatIsDue(), 0);
  }
  assert.equal(orderOf(a, id), 'draw-clash');
});

test('one who says two things fixes no two sets, whoever hears which of them first', () => {
  for (const names of ['ABC', 'ABCD', 'ABCDE', 'ABCDEF', 'ABCDEFG']) {
    const { people, a, id } = village(names);
    const { quorum, draw, voters } = drawingOf(a, id);
    assert.ok(2 * quorum - voters.length > 1, `${names}: two quorums share an honest one`);
    assert.ok(draw.threshold < voters.length && draw.threshold * 2 > voters.length, names);
    assert.equal(people.length, voters.length);
  }
});

test('what does not fit does nothing: parts of a wrong size, sets that are too few, not in order, unknown or of one member twice, shares that one does not hold', () => {
  const { village: all, people, a, id } = village();
  goOn(all);
  const parts = sortIds(drawingOf(a, id).parts.map(({ entry }) => entry.id));
  const shared = drawingOf(a, id).parts[0]?.shared as Drawing['parts'][number]['shared'];
  const [, b] = people as [TestDevice, TestDevice];
  const reasonFor = (device: TestDevice, action: Parameters<TestDevice['write']>[0][number]) => {
    const before = device.inert.length;
    device.write([action]);
    return device.inert[before];
  };
  assert.equal(reasonFor(b, drawPart.write({ version: id, ...shared, commitments: shared.commitments.slice(1) })), 'draw-part-malformed');
  assert.equal(reasonFor(b, drawPart.write({ version: id, ...shared, shares: shared.shares.slice(1) })), 'draw-part-malformed');
  assert.equal(reasonFor(b, drawFix.write({ version: id, parts: parts.slice(0, 3) })), 'draw-parts-wrong');
  assert.equal(reasonFor(b, drawFix.write({ version: id, parts: parts.toReversed() })), 'draw-parts-wrong');
  assert.equal(reasonFor(b, drawFix.write({ version: id, parts: [...parts.slice(0, 5), id] })), 'draw-part-unknown');
  b.write([drawPart.write({ version: id, ...shared })]);
  const own = drawingOf(b, id)
    .parts.filter(({ member }) => member === b.member)
    .map(({ entry }) => entry.id);
  assert.equal(
    reasonFor(b, drawFix.write({ version: id, parts: sortIds([...own, ...parts.slice(0, 3)]) })),
    own.length === 2 ? 'draw-parts-wrong' : undefined,
  );
  assert.equal(reasonFor(b, drawPart.write({ version: id, ...shared })), 'draw-said-already', 'a third says nothing new');
  assert.equal(reasonFor(b, drawOpen.write({ version: id, opened: [{ part: id, ...lieOf(drawingOf(b, id)) }] })), 'draw-part-unknown');
  assert.equal(reasonFor(b, drawFix.write({ version: b.propose('Something else'), parts })), 'version-unknown');
});

test('a draw needs three, and more to draw from than it draws', () => {
  const { a, id } = village('AB');
  assert.equal(a.cell.decisions.versions.get(id)?.methodFault, 'draw-too-few');
  const three = village('ABC', 3);
  assert.equal(three.a.cell.decisions.versions.get(three.id)?.methodFault, 'method-seats');
  const some = village('ABCD', 2, { ask: [] });
  assert.equal(some.a.cell.decisions.versions.get(some.id)?.methodFault, null);
});

test('it is drawn from options, or from some members, as the proposal says; all take part in drawing', () => {
  const { village: all, people, a } = village();
  const ask = people.slice(2, 5).map(({ member }) => member);
  const [members, options] = [a.ask('Who?', 'sortition', { seats: 1, ask }), a.ask('Where?', 'sortition', { seats: 2, options: OPTIONS })];
  all.meet();
  all.pass(8);
  goOn(all);
  for (const id of [members, options]) {
    assert.equal(orderOf(a, id).split(' ').sort().join(''), '012');
    assert.equal(drawingOf(a, id).voters.length, 6);
  }
});

test('whoever comes first in turn names what it is drawn from, and the others join them', () => {
  const { village: all, people, a, id } = village();
  const away = people[5] as TestDevice;
  const there = people.slice(0, 5);
  for (let i = 0; i < 3; i++) {
    all.meet(...there);
    for (const device of there) device.drawWhatIsDue();
  }
  all.pass(7);
  const inTurn = there.toSorted((x, y) => (x.member < y.member ? -1 : 1));
  const early = inTurn.map((device) => device.drawWhatIsDue());
  const first = drawingOf(a, id).voters.indexOf((inTurn[0] as TestDevice).member);
  assert.deepEqual(early, first === 0 ? [1, 0, 0, 0, 0] : [0, 0, 0, 0, 0]);
  all.now += first * DRAW_TURN;
  for (let i = 0; i < 3; i++) {
    all.meet(...there);
    for (const device of there) device.drawWhatIsDue();
  }
  const drawn = orderOf(a, id);
  assert.equal(drawn.length, 11);
  goOn(all);
  assert.equal(orderOf(away, id), drawn);
  assert.equal(drawnVersion(away.cell.decisions.proposals.get(id) as never)?.id, id);
});

test('nobody joins a set in which a part cannot be opened', () => {
  const { village: all, people, a, id } = village('ABCD');
  const liar = people[3] as TestDevice;
  a.drawWhatIsDue();
  const [mine] = drawingOf(a, id).parts;
  assert.ok(mine !== undefined);
  all.meet();
  liar.write([drawPart.write({ version: id, ...mine.shared })]);
  goOn(all, [liar]);
  const [own, ...others] = drawingOf(liar, id).parts.toSorted((x) => (x.member === liar.member ? -1 : 1));
  assert.ok(own?.member === liar.member && others.length === 3);
  const parts = sortIds([own, ...others.slice(1)].map(({ entry }) => entry.id));
  all.pass(8);
  all.meet();
  liar.write([drawFix.write({ version: id, parts })]);
  assert.equal(drawingOf(liar, id).fixings.length, 1);
  goOn(all, [liar]);
  const fixed = drawingOf(a, id).fixedIn(null);
  assert.ok(Array.isArray(fixed));
  assert.ok(fixed.every(({ member }) => member !== liar.member));
  assert.equal(orderOf(a, id).length, 7);
});

test('of two versions that come to be fixed only the later can become known: whoever fixed it opens none before it', () => {
  const { village: all, people, a, id } = village('ABCD');
  const [, b, c, d] = people as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  goOn(all);
  allAgree(people, id);
  all.meet();
  a.drawWhatIsDue();
  b.drawWhatIsDue();
  all.meet();
  assert.equal(drawingOf(d, id).fixings.length, 2, 'one is missing');
  const method = { ...usualTerms('sortition'), seats: 1 };
  const [entry] = a.write([amend.write({ proposal: id, title: 'Anew', text: '', effects: [], within: 604_800, method })]);
  const later = entry?.id as Id;
  goOn(all);
  allAgree(people, later);
  all.meet();
  b.drawWhatIsDue();
  c.drawWhatIsDue();
  const parts = drawingOf(d, id).fixings[0]?.parts ?? [];
  d.write([drawFix.write({ version: id, parts })]);
  goOn(all);
  assert.ok(Array.isArray(drawingOf(a, id).fixedIn(null)), 'the first is fixed after all');
  assert.deepEqual([orderOf(a, id), drawingOf(a, id).openings.length], ['part-shut', 2], 'by A and D, who did not fix the later one');
  d.write([drawFix.write({ version: later, parts: drawingOf(d, later).fixings[0]?.parts ?? [] })]);
  goOn(all);
  assert.equal(orderOf(a, later).length, 7);
  assert.equal(orderOf(a, id), 'part-shut');
  assert.equal(drawnVersion(a.cell.decisions.proposals.get(id) as never)?.id, later);
});

test('whoever opens draw after draw has devices take part in the first of them, until those are over', () => {
  const { village: all, people, a, id } = village('ABC');
  const more = Array.from({ length: DRAWS_AT_ONCE }, (_, i) => a.ask(`And ${i}?`, 'sortition', { seats: 1 }));
  const other = (people[1] as TestDevice).ask('Mine?', 'sortition', { seats: 1 });
  goOn(all);
  const parts = (draw: Id): number => drawingOf(a, draw).parts.length;
  assert.deepEqual([parts(id), ...more.map(parts)], [...Array(DRAWS_AT_ONCE).fill(3), 0]);
  assert.equal(parts(other), 3);
  a.withdraw(id);
  goOn(all);
  assert.equal(parts(more.at(-1) as Id), 3);
});

/** Another device of somebody, linked by the key of their backup. */
function secondDevice(all: Village, a: TestDevice): TestDevice {
  const second = all.newcomer(a.name);
  const keys = signingKeys(all.random(32));
  a.write([backupKey.write({ key: keys.publicKey })]);
  all.meet(a, second);
  const link = { member: a.member, bundle: second.bundle, revokes: [] };
  second.write([linkDevice.write({ ...link, key: keys.publicKey, proof: signLink(keys.secretKey, all.id, link) })]);
  return second;
}

test('a draw that is fixed stands, with all that was put in, though the devices that wrote it are cut off before it', () => {
  const all = new Village([...'ABCD']);
  const people = all.founders as readonly TestDevice[];
  const [a, b] = people as [TestDevice, TestDevice];
  const others = [a, b].map((device) => secondDevice(all, device));
  all.meet(...people, ...others);
  const [id, unfixed] = [a.ask('Who cooks?', 'sortition', { seats: 1 }), a.ask('Who cleans?', 'sortition', { seats: 1 })];
  all.meet();
  all.now += DRAW_TURN;
  goOn(all);
  allAgree(people, id);
  goOn(all);
  const drawn = orderOf(b, id);
  assert.equal(drawn.length, 7);
  // Their other devices have seen none of it, and cut off what the first ones wrote.
  for (const [i, device] of others.entries()) device.revoke((people[i] as TestDevice).device);
  all.meet(...people, ...others);
  const [, , c] = people as [TestDevice, TestDevice, TestDevice];
  assert.equal(c.cell.decisions.proposals.has(unfixed), false, 'what was not fixed is set aside with its proposer');
  assert.equal(c.state(id), 'passed');
  assert.equal(orderOf(c, id), drawn);
  const late = all.newcomer('late');
  c.sendTo(late);
  assert.deepEqual([late.state(id), orderOf(late, id)], ['passed', drawn]);
});

test('two devices of a member hold one share, put in one part, and are one voice', () => {
  const { village: all, people, a } = village('ABC');
  const second = secondDevice(all, a);
  const devices = [...people, second];
  all.meet(...devices);
  const id = a.ask('Who cooks?', 'sortition', { seats: 1 });
  all.meet(...devices);
  const { draw, holders } = drawingOf(a, id);
  assert.deepEqual([holders.length, new Set(draw.recipients.map(({ place }) => place)).size], [4, 3]);
  const settle = (there: readonly TestDevice[]) => {
    for (let more = 1; more > 0; ) {
      all.meet(...there);
      more = there.reduce((sum, device) => sum + device.drawWhatIsDue(), 0);
    }
  };
  // The first of A's devices stays away: after its turn the other steps in.
  const present = devices.filter(
    (device) =>
      device.device !== holders[draw.recipients.findIndex(({ place }) => place === drawingOf(a, id).voters.indexOf(a.member) + 1)],
  );
  assert.equal(present.length, 3);
  settle(present);
  const other = present.find((device) => device.speaksFor === a.member) as TestDevice;
  assert.equal(drawingOf(other, id).parts.length, 2);
  all.now += DRAW_TURN;
  settle(present);
  assert.equal(drawingOf(other, id).parts.length, 3);
  for (const device of present) device.vote(id, 'agree');
  settle(devices);
  assert.equal(orderOf(a, id).length, 5);
  const { parts, fixings, openings } = drawingOf(a, id);
  assert.deepEqual([parts.length, fixings.length, new Set(openings.map(({ member }) => member)).size], [3, 3, 3]);
});
