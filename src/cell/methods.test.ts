import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { signingKeys } from '../crypto/sign.ts';
import { backupKey, linkDevice } from './actions.ts';
import { agreement } from './agreement.ts';
import { agreeing, removing, type TestDevice, Village } from './cell.fixture.ts';
import type { Count } from './count.ts';
import { currentVersion, standingAnswer } from './decision.ts';
import { signLink } from './devices.ts';
import { ALL_METHODS, type MethodTerms, methodShape, usualTerms, type VotingMethod } from './method.ts';
import { countOf, deadline, hearing } from './outcome.ts';
import type { Said } from './vote.ts';

const OPTIONS = ['Tea', 'Coffee', 'Milk'];

/** A question asked by the first of these people, that all of them know. */
function asked(names: string, method: VotingMethod, terms: Partial<MethodTerms> = {}) {
  const village = new Village([...names]);
  const id = village.founder(0).ask('Which', method, terms);
  village.meet();
  const say = (...said: readonly (Said | null)[]): void => {
    for (const [i, what] of said.entries()) if (what !== null) village.founder(i).vote(id, what);
    village.meet();
  };
  const state = () => {
    const states = village.founders.map((device) => device.state(id));
    assert.equal(new Set(states).size, 1, states.join(' '));
    return states[0];
  };
  return { village, id, say, state, devices: village.founders as unknown as readonly TestDevice[] };
}

function count(device: TestDevice, id: Id): Count {
  const proposal = device.cell.decisions.proposals.get(id);
  assert.ok(proposal !== undefined);
  const version = currentVersion(proposal);
  const isTimeUp = device.village.now >= deadline(version, device.firstSeen(id));
  const counted = countOf(version, hearing(version, device.charter, device.power), null, isTimeUp);
  assert.ok(counted !== null);
  return counted;
}

/** How a question ends if everybody says this at once. */
function ends(names: string, method: VotingMethod, terms: Partial<MethodTerms>, ...said: readonly (Said | null)[]): string {
  const story = asked(names, method, terms);
  story.say(...said);
  const early = story.state() ?? '';
  story.village.pass(7);
  return early === 'open' ? (story.state() ?? '') : `${early} early`;
}

test('consensus: enough agree and nobody blocks; who abstains or disagrees is heard and carries nothing', () => {
  assert.equal(ends('ABC', 'consensus', {}, 'agree', 'agree', 'agree'), 'passed early');
  assert.equal(ends('ABC', 'consensus', {}, 'agree', 'agree', 'disagree'), 'passed early');
  assert.equal(ends('ABC', 'consensus', {}, 'agree', 'abstain', 'disagree'), 'not-passed');
  assert.equal(ends('ABC', 'consensus', {}, 'agree', 'agree', 'block'), 'not-passed');
  assert.equal(ends('ABC', 'consensus', {}, 'agree', 'agree'), 'passed', 'silence does not hold it up for ever');
  assert.equal(ends('ABC', 'consensus', {}, 'agree'), 'not-passed', 'and passes nothing');
});

test('consensus carries effects: a block keeps them off, and one that comes late opens a review', () => {
  const village = new Village([...'ABC']);
  const [a, b, c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice];
  const id = a.ask('Name', 'consensus', {}, [agreeing('name', 'Hill')]);
  village.meet();
  for (const device of [a, b]) device.vote(id, 'agree');
  c.vote(id, 'block');
  village.settle();
  assert.deepEqual([a.state(id), a.hasCertificate(id)], ['open', false]);
  c.vote(id, 'disagree');
  village.settle();
  assert.deepEqual([a.state(id), a.cell.setting('name').value], ['in-effect', 'Hill']);

  const other = a.ask('Name', 'consensus', {}, [agreeing('name', 'Dale')]);
  village.meet();
  for (const device of [a, b]) device.vote(other, 'agree');
  c.vote(other, 'block', 'it floods');
  village.pass(7);
  village.settle(a, b);
  village.settle();
  for (const device of village.founders) assert.deepEqual([device.state(other), device.cell.setting('name').value], ['in-review', 'Dale']);
});

test('rough consensus: four of five who take a side agree, and objections stay to be read', () => {
  assert.equal(ends('ABCDE', 'rough-consensus', {}, 'agree', 'agree', 'agree', 'agree', 'object'), 'passed early');
  assert.equal(ends('ABCDE', 'rough-consensus', {}, 'agree', 'agree', 'agree', 'abstain', 'object'), 'not-passed');
  assert.equal(ends('ABCDE', 'rough-consensus', {}, 'agree', 'agree'), 'not-passed', 'half of five is three');
  assert.equal(ends('ABCDE', 'rough-consensus', { silence: 'abstention' }, 'agree', 'agree'), 'passed');
  assert.equal(ends('ABC', 'rough-consensus', {}, 'abstain', 'abstain', 'abstain'), 'not-passed');
});

test('advice: whoever proposed it decides, once those who are to be asked have been read or had the time', () => {
  const story = asked('ABCD', 'advice');
  const [a, b, c, d] = story.devices as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  story.say(null, 'advise', 'advise');
  a.vote(story.id, 'yes');
  story.village.meet();
  assert.equal(story.state(), 'open', 'D has not been read');
  b.vote(story.id, 'yes');
  a.vote(story.id, 'advise');
  assert.deepEqual([b.inert, a.inert], [['only-the-proposer-decides'], ['only-the-proposer-decides']]);
  d.vote(story.id, 'advise', 'wait');
  story.village.meet();
  assert.equal(story.state(), 'open', 'what was said after the decision was not read');
  a.vote(story.id, 'yes');
  story.village.meet();
  assert.equal(story.state(), 'passed');
  c.vote(story.id, 'advise', 'once more');
  a.vote(story.id, 'no');
  story.village.meet();
  assert.equal(story.state(), 'in-review', 'it is decided; the change of mind is shown');

  assert.equal(ends('ABC', 'advice', {}, 'yes'), 'passed', 'the others had the time');
  assert.equal(ends('ABC', 'advice', {}, 'no', 'advise', 'advise'), 'not-passed');
});

test('advice can be asked of some', () => {
  const village = new Village([...'ABC']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice];
  const id = a.ask('Paint', 'advice', { ask: [b.member] });
  village.meet();
  b.vote(id, 'advise', 'blue');
  village.meet();
  a.vote(id, 'yes');
  assert.equal(a.state(id), 'passed');
});

test('lazy consensus: silence is consent, an objection in time is not, and one that comes late opens a review', () => {
  assert.equal(ends('ABC', 'lazy-consensus', {}), 'passed');
  assert.equal(ends('ABC', 'lazy-consensus', {}, 'agree', 'agree', 'abstain'), 'passed early');
  assert.equal(ends('ABC', 'lazy-consensus', {}, null, null, 'object'), 'not-passed');
  const story = asked('ABC', 'lazy-consensus');
  story.village.pass(7);
  assert.equal(story.state(), 'passed');
  story.say(null, null, 'object');
  assert.equal(story.state(), 'in-review');
  story.say(null, null, 'agree');
  assert.equal(story.state(), 'passed', 'whoever objected late takes it back');
});

test('a sense check ends with a picture', () => {
  const story = asked('ABC', 'sense-check');
  story.say('good', 'unsure');
  assert.equal(story.state(), 'open');
  story.say(null, null, 'concerned');
  assert.equal(story.state(), 'passed');
  assert.deepEqual(Object.fromEntries(count(story.devices[1] as TestDevice, story.id).stances), { good: 1, unsure: 1, concerned: 1 });
});

test('majority: more than half of yes and no, of half of those asked; a tie does not pass', () => {
  assert.equal(ends('ABCD', 'majority', {}, 'yes', 'yes', 'no', 'abstain'), 'passed early');
  assert.equal(ends('ABCD', 'majority', {}, 'yes', 'yes', 'no', 'no'), 'not-passed');
  assert.equal(ends('ABCD', 'majority', {}, 'yes', 'abstain'), 'passed');
  assert.equal(ends('ABCD', 'majority', {}, 'yes'), 'not-passed');
  assert.equal(ends('ABCD', 'majority', { quorum: null }, 'yes'), 'passed');
  assert.equal(ends('ABCD', 'majority', { silence: 'abstention' }, 'yes'), 'passed');
  assert.equal(ends('ABCD', 'majority', { silence: 'consent' }, 'no'), 'passed');
  assert.equal(ends('ABCD', 'majority', {}, 'abstain', 'abstain', 'abstain', 'abstain'), 'not-passed');
});

test('supermajority: at least the share that the proposal names', () => {
  assert.equal(ends('ABC', 'supermajority', {}, 'yes', 'yes', 'no'), 'passed early');
  assert.equal(ends('ABCD', 'supermajority', { share: { over: 3, under: 4 } }, 'yes', 'yes', 'no', 'abstain'), 'not-passed');
  assert.equal(ends('ABCD', 'supermajority', { share: { over: 3, under: 4 } }, 'yes', 'yes', 'no', 'yes'), 'passed early');
});

test('approval, score and dots: most wins, and a tie stays open unless the proposal says otherwise', () => {
  const winners = (method: VotingMethod, terms: Partial<MethodTerms>, ...said: Said[]) => {
    const story = asked('ABC', method, { options: OPTIONS, ...terms });
    story.say(...said);
    return count(story.devices[2] as TestDevice, story.id).result?.winners;
  };
  assert.deepEqual(winners('approval', {}, [1, 1, 0], [0, 1, 0], [0, 1, 1]), [2]);
  assert.deepEqual(winners('approval', {}, [1, 1, 0], [1, 1, 0], 'abstain'), [1, 2]);
  assert.deepEqual(winners('approval', { ties: 'number' }, [0, 1, 1], [0, 1, 1], 'abstain'), [2]);
  assert.equal(winners('approval', { ties: 'lot' }, [0, 1, 1], [0, 1, 1], 'abstain')?.length, 1);
  assert.deepEqual(winners('approval', {}, [0, 0, 0], [0, 0, 0], 'abstain'), []);
  assert.deepEqual(winners('score', {}, [5, 0, 3], [0, 1, 3], [0, 4, 3]), [3]);
  assert.deepEqual(winners('dot', {}, [5, 0, 0], [0, 1, 4], [0, 2, 3]), [3]);
});

test('a ranking is counted by pairs, in rounds, or for several seats', () => {
  for (const [method, terms, expected] of [
    ['schulze', {}, [2]],
    ['irv', {}, [1]],
    ['stv', { seats: 2 }, [1, 3]],
  ] as const) {
    const story = asked('ABCDE', method, { options: OPTIONS, ...terms });
    // Coffee is second to all, and wins against each other; in rounds it goes first.
    story.say([1, 2, 3], [1, 2, 3], [3, 2, 1], [3, 2, 1], [2, 1, 3]);
    const { result } = count(story.devices[0] as TestDevice, story.id);
    assert.deepEqual([story.state(), result?.beatsAll, result?.winners], ['passed', 2, expected], method);
    assert.equal(result?.pairwise.get(2)?.get(1), 3);
  }
});

test('a time suits when most can come, and then when most like to', () => {
  const story = asked('ABC', 'meeting-time', { options: ['Monday', 'Tuesday', 'Friday'] });
  story.say([2, 1, 2], [0, 1, 2], [2, 2, 1]);
  const { result } = count(story.devices[1] as TestDevice, story.id);
  assert.deepEqual([story.state(), result?.ranking, result?.winners], ['passed', [[3], [2], [1]], [3]]);
  assert.deepEqual([result?.votes?.get(2), result?.ifNeedBe?.get(2)], [3, 2]);
});

test('where nobody chooses anything, nothing is chosen', () => {
  for (const method of ['approval', 'score', 'dot', 'schulze', 'irv', 'stv'] as const) {
    const terms = { options: OPTIONS, ...(method === 'stv' ? { seats: 1 } : {}) };
    assert.equal(ends('ABC', method, terms, 'abstain', 'abstain', 'abstain'), 'not-passed', method);
    assert.equal(ends('ABC', method, terms), 'not-passed', method);
    assert.equal(ends('ABC', method, { ...terms, silence: 'abstention' }), 'not-passed', method);
  }
});

test('a later vote replaces an earlier one, until everybody has voted; what comes after the end is shown and does not count', () => {
  const story = asked('ABC', 'majority');
  const [a, b, c] = story.devices as unknown as [TestDevice, TestDevice, TestDevice];
  story.say('no', 'no');
  a.vote(story.id, 'yes');
  b.vote(story.id, 'yes');
  story.village.meet();
  assert.deepEqual(Object.fromEntries(count(c, story.id).stances), { yes: 2 });
  c.vote(story.id, 'no');
  story.village.meet();
  assert.equal(story.state(), 'passed');
  a.vote(story.id, 'no');
  story.village.meet();
  assert.deepEqual(Object.fromEntries(count(b, story.id).stances), { yes: 2, no: 1 });
  assert.equal(story.state(), 'in-review');
});

test('a vote by a clock whose time is up is late, also where the others have not heard of the end', () => {
  const story = asked('ABC', 'approval', { options: OPTIONS });
  const c = story.devices[2] as TestDevice;
  story.say([1, 0, 0], [1, 0, 0]);
  story.village.pass(7);
  assert.equal(story.state(), 'passed');
  c.vote(story.id, [0, 1, 0]);
  story.village.meet();
  assert.equal(story.state(), 'passed', 'it would have changed nothing');
  assert.equal(count(c, story.id).result?.voters, 2);
});

test('two devices of a member that contradict each other unknowingly: a block stands, else the later in the order of entries', () => {
  for (const [method, here, there, expected] of [
    ['consensus', 'block', 'agree', ['block']],
    ['consensus', 'agree', 'block', ['block']],
    ['majority', 'yes', 'no', ['yes', 'no']],
  ] as const) {
    const { village, id, devices } = asked('AB', method);
    const [a, b] = devices as unknown as [TestDevice, TestDevice];
    const second = village.newcomer('A again');
    const { publicKey: key, secretKey } = signingKeys(village.random(32));
    a.write([backupKey.write({ key })]);
    village.meet(a, b, second);
    const content = { member: a.member, bundle: second.bundle, revokes: [] };
    second.write([linkDevice.write({ ...content, key, proof: signLink(secretKey, village.id, content) })]);
    second.vote(id, here);
    a.vote(id, there);
    village.meet(a, b, second);
    const stood = [a, b, second, b.restarted()].map((device) => {
      const version = device.cell.decisions.versions.get(id);
      return version && standingAnswer(version, a.member, null)?.said;
    });
    assert.equal(new Set(stood).size, 1, 'the same everywhere');
    assert.ok((expected as readonly unknown[]).includes(stood[0]), String(stood[0]));
  }
});

test('who is removed is not counted any more, and who came later was not asked', () => {
  const story = asked('ABCD', 'majority', { quorum: { over: 1, under: 1 } });
  const [a, b, c, d] = story.devices as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  story.say('yes', 'no', null, 'no');
  const removal = a.propose('D goes', [removing(d.member)]);
  story.village.meet();
  for (const device of [a, b, c]) device.consent(removal);
  story.village.settle(a, b, c);
  assert.ok(a.hasCertificate(removal));
  c.vote(story.id, 'yes');
  story.village.meet(a, b, c);
  assert.deepEqual([a.state(story.id), Object.fromEntries(count(a, story.id).stances)], ['passed', { yes: 2, no: 1 }]);
});

test('terms that fit no method decide nothing, and neither does a vote that fits no terms', () => {
  const village = new Village([...'AB']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice];
  const fault = (method: VotingMethod, terms: Partial<MethodTerms>, effects: Parameters<TestDevice['ask']>[3] = []) =>
    a.cell.decisions.versions.get(a.ask('x', method, terms, effects))?.methodFault;
  assert.equal(fault('majority', { options: OPTIONS }), 'method-without-options');
  assert.equal(fault('approval', { options: ['Tea'] }), 'method-needs-options');
  assert.equal(fault('approval', { options: ['Tea', 'Tea'] }), 'method-options-alike');
  assert.equal(fault('supermajority', { share: { over: 1, under: 3 } }), 'method-share');
  assert.equal(fault('supermajority', { share: { over: 3, under: 2 } }), 'method-share');
  assert.equal(fault('majority', { share: { over: 2, under: 3 } }), 'method-share');
  assert.equal(fault('majority', { quorum: { over: 0, under: 3 } }), 'method-quorum');
  assert.equal(fault('sense-check', { silence: 'consent' }), 'method-silence');
  assert.equal(fault('stv', { options: OPTIONS, seats: 3 }), 'method-seats');
  assert.equal(fault('schulze', { options: OPTIONS, seats: 1 }), 'method-seats');
  assert.equal(fault('score', { options: OPTIONS, marks: 0 }), 'method-marks');
  assert.equal(fault('irv', { options: OPTIONS, ties: 'open' }), 'method-ties');
  assert.equal(fault('majority', { ask: [b.member] }), 'method-ask');
  assert.equal(fault('advice', { ask: ['ab'.repeat(32)] }), 'method-ask');
  assert.equal(fault('majority', {}, [agreeing('name', 'Hill')]), 'method-without-effects');
  assert.equal(fault('advice', { ask: [b.member] }), null);

  const ballots: readonly (readonly [VotingMethod, Partial<MethodTerms>, Said, string])[] = [
    ['majority', {}, 'agree', 'vote-of-another-method'],
    ['majority', {}, [1], 'vote-of-another-method'],
    ['consensus', {}, 'yes', 'vote-of-another-method'],
    ['approval', { options: OPTIONS }, [1, 0], 'ballot-length'],
    ['approval', { options: OPTIONS }, [2, 0, 0], 'ballot-picks'],
    ['score', { options: OPTIONS }, [6, 0, 0], 'ballot-marks'],
    ['dot', { options: OPTIONS }, [3, 3, 0], 'ballot-dots'],
    ['schulze', { options: OPTIONS }, [1, 3, 0], 'ballot-ranks'],
    ['schulze', { options: OPTIONS }, [0, 0, 0], 'ballot-ranks'],
    ['meeting-time', { options: OPTIONS }, [3, 0, 0], 'ballot-marks'],
  ];
  for (const [method, terms, said, reason] of ballots) {
    a.vote(a.ask('x', method, terms), said);
    assert.equal(a.inert.at(-1), reason, `${method} ${said}`);
  }
  a.vote(a.ask('x', 'consensus'), 'block', ' ');
  assert.equal(a.inert.at(-1), 'vote-without-reason');
  a.consent(a.ask('x', 'majority'));
  a.vote(a.propose('x'), 'yes');
  assert.deepEqual(a.inert.slice(-2), ['response-by-another-method', 'response-by-another-method']);
});

test('a cell decides by the methods that it has agreed on, as they were agreed when it was asked', () => {
  const village = new Village([...'AB']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice];
  const before = a.ask('x', 'majority');
  const setting = a.propose('methods', [agreeing('methods', 'consent consensus approval')]);
  village.meet();
  for (const device of [a, b]) device.consent(setting);
  village.settle();
  assert.equal(a.cell.setting('methods').value, 'consent consensus approval');
  const after = a.ask('x', 'majority');
  village.meet();
  for (const device of [a, b]) for (const id of [before, after]) device.vote(id, 'yes');
  village.meet();
  assert.deepEqual([b.state(before), b.state(after)], ['passed', 'open']);
  assert.equal(b.cell.decisions.versions.get(after)?.methodFault, 'method-not-agreed');
  village.pass(7);
  assert.equal(b.state(after), 'not-passed');
});

test('options, their texts, marks and settings have bounds', () => {
  const terms = (more: object) => ({ ...usualTerms('score'), options: OPTIONS, ...more });
  const isRead = (more: object) => methodShape.read(methodShape.write(terms(more))) !== undefined;
  const many = (count: number) => Array.from({ length: count }, (_, i) => `Option ${i}`);
  assert.deepEqual([isRead({ options: many(LIMITS.options) }), isRead({ options: many(LIMITS.options + 1) })], [true, false]);
  const long = (bytes: number) => ['x'.repeat(bytes), 'y'];
  assert.deepEqual([isRead({ options: long(LIMITS.optionBytes) }), isRead({ options: long(LIMITS.optionBytes + 1) })], [true, false]);
  assert.deepEqual([isRead({ marks: LIMITS.marks }), isRead({ marks: LIMITS.marks + 1 })], [true, false]);
  const setting = (bytes: number) => agreement.action.read(agreement.action.write({ setting: 'methods', value: 'x'.repeat(bytes) }));
  assert.deepEqual([setting(LIMITS.settingBytes) !== undefined, setting(LIMITS.settingBytes + 1)], [true, undefined]);
  assert.ok(ALL_METHODS.length <= LIMITS.settingBytes);
  const village = new Village(['A']);
  const named = (bytes: number) => {
    const { effects } =
      village.founder(0).cell.decisions.versions.get(village.founder(0).propose('x', [agreeing('name', 'x'.repeat(bytes))])) ?? {};
    return effects?.ok ? 'sound' : effects?.reason;
  };
  assert.deepEqual([named(LIMITS.nameBytes), named(LIMITS.nameBytes + 1)], ['sound', 'name-too-long']);
});
