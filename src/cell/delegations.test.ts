import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cbor } from '../bytes/cbor.ts';
import { LIMITS } from '../bytes/limits.ts';
import { proveFork } from '../log/fork.ts';
import type { Segment } from '../log/segment.ts';
import { showFork } from './actions.ts';
import { checkSetting } from './agreement.ts';
import { agreeing, removing, type TestDevice, Village } from './cell.fixture.ts';
import { agreedOnVoices, agreeOnVoices, countOn, daysFrom, give, secondDevice, takeBack, voicesOn } from './delegation.fixture.ts';
import { delegate } from './delegation.ts';
import { register } from './register.ts';

const yes = (device: TestDevice, id: string): number => countOn(device, id).stances.get('yes') ?? 0;

/** These people, in a village where one can speak for another, and a vote that all of them know. */
function voting(names: string, voices = '1') {
  const village = agreedOnVoices(names, voices);
  const devices = village.founders as readonly [TestDevice, TestDevice, TestDevice, TestDevice];
  const ask = (...effects: readonly Cbor[]): string => {
    const id = devices[0].ask('Which', 'majority', {}, effects);
    village.meet();
    return id;
  };
  /** A vote in which the second of these people says yes, that all of them know. */
  const voted = (): string => {
    const id = ask();
    devices[1].vote(id, 'yes');
    village.meet();
    return id;
  };
  return { village, devices, ask, voted };
}

const about = (subject: string) => register.action.write({ subject, owner: null, review: null, afterwards: 'stay', replaces: [] });

test('a voice that was given counts with the vote of whom it was given to, and in the quorum', () => {
  const { village, devices, ask } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b);
  const id = ask();
  assert.deepEqual(voicesOn(a, id), ['C by B']);
  assert.deepEqual([countOn(a, id).heard, yes(a, id)], [0, 0], 'nobody has voted');
  b.vote(id, 'yes');
  village.meet();
  for (const device of devices) assert.deepEqual([countOn(device, id).heard, yes(device, id)], [2, 2]);
  assert.equal(a.state(id), 'open');
  village.pass(7);
  assert.equal(a.state(id), 'passed', 'two of four are heard');
});

test('the own vote counts instead, until the time is up: so a given voice ends no vote early', () => {
  const { village, devices, ask } = voting('ABC');
  const [a, b, c] = devices;
  give(c, b);
  const id = ask();
  for (const device of [a, b]) device.vote(id, 'yes');
  village.meet();
  assert.equal(countOn(a, id).heard, 3);
  assert.equal(a.state(id), 'open', 'though everybody is heard');
  village.pass(6);
  c.vote(id, 'no');
  village.meet();
  assert.deepEqual([yes(a, id), countOn(a, id).stances.get('no')], [2, 1]);
  assert.equal(a.state(id), 'passed', 'now everybody has voted themselves');
});

test('a late own vote does not count, and the given voice does', () => {
  const { village, devices, voted } = voting('ABC');
  const [a, b, c] = devices;
  give(c, b);
  const id = voted();
  village.pass(8);
  c.vote(id, 'no');
  village.meet();
  assert.deepEqual([yes(a, id), countOn(a, id).stances.get('no')], [2, undefined]);
  assert.equal(a.state(id), 'in-review', 'with it, it would be another decision');
});

test('it is off until the cell agrees, and as the cell had agreed when the vote was opened', () => {
  const village = new Village(['A', 'B', 'C']);
  const [a, b, c] = village.founders as readonly [TestDevice, TestDevice, TestDevice];
  give(c, b);
  assert.deepEqual(c.inert, ['delegation-not-agreed']);
  const before = a.ask('Which', 'majority');
  village.meet();
  agreeOnVoices(village, '1');
  give(c, b);
  const after = a.ask('Which', 'majority');
  village.meet();
  b.vote(before, 'yes');
  b.vote(after, 'yes');
  village.meet();
  assert.deepEqual([yes(a, before), yes(a, after)], [1, 2]);
  agreeOnVoices(village, 'off');
  const last = a.ask('Which', 'majority');
  village.meet();
  b.vote(last, 'yes');
  village.meet();
  assert.deepEqual([yes(a, after), yes(a, last)], [2, 1]);
});

test('nothing is passed on: whom a voice was given to speaks by their own vote alone', () => {
  const { village, devices, ask } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b);
  give(b, a);
  const id = ask();
  a.vote(id, 'yes');
  village.meet();
  assert.deepEqual([yes(a, id), countOn(a, id).heard], [2, 2], 'A, also for B, and not for C');
  b.vote(id, 'no');
  village.meet();
  assert.deepEqual([yes(a, id), countOn(a, id).stances.get('no')], [1, 2], 'B, also for C');
});

test('two who gave each other their voices speak for each other only by their own votes', () => {
  const { village, devices, ask } = voting('ABC');
  const [a, b, c] = devices;
  give(c, b);
  give(b, c);
  const id = ask();
  assert.equal(countOn(a, id).heard, 0);
  b.vote(id, 'yes');
  village.meet();
  assert.equal(yes(a, id), 2);
});

test('nobody speaks for more others than agreed: by the order of entries, whether or not the owners vote', () => {
  const { village, devices, voted } = voting('ABCD');
  const [a, b, c, d] = devices;
  give(c, b);
  village.meet();
  give(d, b);
  const id = voted();
  assert.deepEqual(voicesOn(a, id), ['C by B', 'D by B, beyond']);
  assert.equal(yes(a, id), 2);
  c.vote(id, 'no');
  village.meet();
  assert.equal(yes(a, id), 1, 'the place stays with C');
  takeBack(c);
  village.meet();
  assert.deepEqual(voicesOn(a, id), ['D by B']);
  assert.equal(yes(a, id), 2, 'until C takes the voice back');
});

test('a voice that is taken back counts no more in what has not ended, and stays counted in what has', () => {
  const { village, devices, voted } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b);
  const ended = voted();
  village.pass(8);
  const open = voted();
  assert.deepEqual([yes(a, ended), yes(a, open)], [2, 2]);
  takeBack(c);
  village.meet();
  assert.deepEqual([yes(a, ended), yes(a, open)], [2, 1]);
  assert.equal(a.state(ended), 'passed');
  village.pass(1);
  give(c, a);
  village.meet();
  assert.deepEqual(voicesOn(a, ended), ['C by B'], 'nor does what is given afterwards reach back');
});

test('a voice comes back by itself: what ends after its last day goes without it', () => {
  const { village, devices, ask } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b, { until: daysFrom(village, 7) });
  const within = ask();
  village.pass(1);
  const after = ask();
  for (const id of [within, after]) b.vote(id, 'yes');
  village.meet();
  assert.deepEqual([yes(a, within), yes(a, after)], [2, 1]);
  village.pass(30);
  assert.deepEqual([yes(a, within), yes(a, after)], [2, 1], 'and time changes no count');
});

test('by two devices that know nothing of each other, taking back holds', () => {
  const { village, devices, voted } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b);
  village.meet();
  const id = voted();
  const elsewhere = secondDevice(c);
  takeBack(elsewhere);
  give(c, a);
  give(c, b);
  assert.deepEqual([voicesOn(elsewhere, id), voicesOn(c, id)], [[], ['C by B']]);
  village.meet(...village.founders, elsewhere);
  assert.deepEqual([voicesOn(a, id), voicesOn(elsewhere, id)], [[], []]);
  assert.equal(yes(a, id), 1);
  give(c, b);
  village.meet(...village.founders, elsewhere);
  assert.equal(yes(a, id), 2, 'until it is given anew');
});

test('for its subject a voice goes to whom it was given for that, else to whom it was given for all', () => {
  const { village, devices, ask } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b);
  give(c, a, { subject: 'Money' });
  const [money, else_] = [ask(about('Money')), ask(about('House'))];
  assert.deepEqual([voicesOn(b, money), voicesOn(b, else_)], [['C by A'], ['C by B']]);
  b.vote(money, 'yes');
  village.meet();
  assert.equal(yes(a, money), 1, 'the other one does not step in');
  takeBack(c, { subject: 'Money' });
  village.meet();
  assert.equal(yes(a, money), 2);
});

test('where an objection holds a decision up, and where people speak of themselves, nobody speaks for others', () => {
  const { village, devices } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b);
  for (const [method, said] of [
    ['consensus', 'agree'],
    ['rough-consensus', 'agree'],
    ['lazy-consensus', 'agree'],
    ['sense-check', 'good'],
  ] as const) {
    const id = a.ask('Which', method);
    village.meet();
    b.vote(id, said);
    village.meet();
    assert.deepEqual(voicesOn(a, id), [], method);
    if (method !== 'consensus') assert.equal(countOn(a, id).heard, 1, method);
  }
  const setting = a.propose('Name', [agreeing('name', 'Village on the hill')]);
  village.meet();
  for (const device of [a, b]) device.consent(setting);
  village.settle();
  assert.ok(!a.hasCertificate(setting), 'two of four, and power goes by own answers');
});

test('it rests while its owner or whoever has it is out, and takes no place meanwhile', () => {
  const { village, devices, voted } = voting('ABCDE');
  const [a, b, c, d] = devices;
  give(c, b);
  village.meet();
  give(d, b);
  const id = voted();
  const out = a.propose('Out', [removing(c.member)]);
  village.meet();
  for (const device of village.founders) if (device !== c) device.consent(out);
  village.settle();
  assert.equal(a.charter.members.has(c.member), false);
  assert.deepEqual(voicesOn(a, id), ['D by B']);
  b.leave();
  village.meet();
  assert.deepEqual(voicesOn(a, id), ['D by gone, rests']);
  assert.equal(yes(a, id), 0);
});

test('it rests once no device speaks for its owner, who could not take it back; what had ended stays', () => {
  const { village, devices, voted } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b);
  const before = voted();
  village.pass(8);
  const after = voted();
  assert.deepEqual([yes(a, before), yes(a, after)], [2, 2]);
  c.revoke(c.device);
  village.meet();
  assert.deepEqual([voicesOn(a, before), voicesOn(a, after)], [['C by B'], ['C by B, rests']]);
  assert.deepEqual([yes(a, before), yes(a, after)], [2, 1]);
});

test('it rests once the only device of its owner is proved to have told two stories', () => {
  const { village, devices, voted } = voting('ABCD');
  const [a, b, c, d] = devices;
  give(c, b);
  const before = voted();
  village.pass(8);
  const after = voted();
  const copy = c.restarted();
  c.propose('told to B');
  copy.propose('told to A');
  const [one, other] = [c, copy].map((device) => [...device.segments].at(-1) as Segment) as [Segment, Segment];
  b.take(one);
  const { fork } = b.record.receive(other);
  const proof = fork === null ? null : proveFork(fork, one.entries);
  assert.ok(proof !== null);
  b.write([showFork.write({ proof, cuts: [] })]);
  village.meet(a, b, d);
  for (const device of [a, b, d]) {
    assert.deepEqual([voicesOn(device, before), voicesOn(device, after)], [['C by B'], ['C by B, rests']]);
    assert.deepEqual([yes(device, before), yes(device, after)], [2, 1]);
  }
});

test('clocks: who knew that a vote was still open, or over, says so; nobody takes a voice back from what has ended', () => {
  const { village, devices } = voting('ABCD');
  const [a, b, c] = devices;
  give(c, b);
  const slow = a.ask('Which', 'majority');
  village.pass(8);
  village.meet();
  b.vote(slow, 'yes');
  village.meet();
  assert.equal(c.state(slow), 'open', 'it came to C only now');
  takeBack(c);
  village.meet();
  assert.deepEqual(voicesOn(a, slow), ['C by B'], 'by the clocks it had ended');
  takeBack(c, { otherwise: [slow] });
  village.meet();
  assert.deepEqual(voicesOn(a, slow), [], 'C knew that it had not');
});

test('what does not fit does nothing: to oneself, to strangers, for too long, in the past', () => {
  const { village, devices } = voting('ABC');
  const [, b, c] = devices;
  const inert = (act: () => void): string | undefined => {
    const before = c.inert.length;
    act();
    return c.inert[before];
  };
  assert.equal(
    inert(() => give(c, c)),
    'delegation-to-oneself',
  );
  assert.equal(
    inert(() => give(c, 'ab'.repeat(32))),
    'member-unknown',
  );
  assert.equal(
    inert(() => give(c, b, { until: daysFrom(village, -1) })),
    'delegation-over',
  );
  assert.equal(
    inert(() => give(c, b, { until: daysFrom(village, LIMITS.delegationDays + 1) })),
    'delegation-too-long',
  );
  assert.equal(
    inert(() => give(c, b, { until: daysFrom(village, LIMITS.delegationDays) })),
    undefined,
  );
  assert.equal(
    inert(() => takeBack(c)),
    undefined,
  );
  const action = { to: c.member, subject: '', until: 1, otherwise: [] };
  const ids = (count: number) => Array.from({ length: count }, () => c.member);
  assert.notEqual(delegate.read(delegate.write({ ...action, otherwise: ids(LIMITS.otherwise) })), undefined);
  assert.equal(delegate.read(delegate.write({ ...action, otherwise: ids(LIMITS.otherwise + 1) })), undefined);
});

test('a cell agrees on off, or on a digit', () => {
  for (const value of ['off', '1', '9']) assert.ok(checkSetting('delegation', value).ok, value);
  for (const value of ['', 'on', '0', '10', '-1', ' 1']) assert.ok(!checkSetting('delegation', value).ok, value);
});
