import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { compareEntries } from '../log/order.ts';
import { hasSeen } from '../log/past.ts';
import { propose } from './actions.ts';
import { agreeing, removing, type TestDevice } from './cell.fixture.ts';
import { countedVotes } from './count.ts';
import { currentVersion, standingAnswer, type Version } from './decision.ts';
import { agreedOnVoices, daysFrom, give, secondDevice, takeBack } from './delegation.fixture.ts';
import { delegate } from './delegation.ts';
import { hearing } from './outcome.ts';
import { register } from './register.ts';
import { settle } from './settings.ts';
import { entriesOf } from './state.fixture.ts';

const SUBJECTS = ['', '', 'Money', 'House'];
const METHODS = ['majority', 'majority', 'schulze', 'dot', 'rough-consensus'] as const;

/** One thing that happens; `pick` chooses among what there is. */
const step = fc.record({
  who: fc.nat(4),
  what: fc.constantFrom('give', 'give', 'give', 'take-back', 'ask', 'vote', 'vote', 'meet', 'meet', 'pass', 'agree', 'remove', 'revoke'),
  pick: fc.nat(1_000_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Lets a story happen among four people, one of them with two devices that do not always know of each other. */
function live(story: readonly Step[]): readonly TestDevice[] {
  const village = agreedOnVoices('ABCD', '1');
  const devices = [...village.founders, secondDevice(village.founder(1))];
  for (const { who, what, pick } of story) {
    const device = devices[who % devices.length] as TestDevice;
    if (!device.speaks) continue;
    const other = devices[pick % 4] as TestDevice;
    const votes = votesOn(device);
    const version = votes[pick % (votes.length || 1)];
    const subject = SUBJECTS[pick % SUBJECTS.length] ?? '';
    const clock = Math.floor(village.now / 1000) + ((pick % 11) - 5) * (pick % 3 === 0 ? 86_400 : 0);
    const otherwise = pick % 5 === 0 && version !== undefined ? [version.id] : [];
    if (what === 'give') give(device, other, { subject, until: daysFrom(village, pick % 40), otherwise }, { time: clock });
    if (what === 'take-back') takeBack(device, { subject, otherwise }, { time: clock });
    if (what === 'ask') {
      const method = METHODS[pick % METHODS.length] ?? 'majority';
      const options = method === 'schulze' || method === 'dot' ? ['Tea', 'Coffee'] : [];
      const terms = { subject, owner: null, review: null, afterwards: 'stay', replaces: [] } as const;
      device.ask('Which', method, { options }, subject === '' ? [] : [register.action.write(terms)]);
    }
    if (what === 'vote' && version !== undefined && version.content.method !== 'consent') {
      const { options } = version.content.method;
      const stances = version.content.method.name === 'rough-consensus' ? (['agree', 'disagree'] as const) : (['yes', 'no'] as const);
      device.vote(version.id, options.length > 0 ? [1 + (pick % 2), 2 - (pick % 2)] : (stances[pick % 2] ?? 'abstain'));
    }
    if (what === 'meet') village.meet(device, devices[(who + 1 + (pick % 3)) % devices.length] as TestDevice);
    if (what === 'pass') village.pass(1 + (pick % 5));
    if (what === 'agree') decide(devices, device, agreeing('delegation', ['off', '1', '2', '3'][pick % 4] ?? 'off'));
    if (what === 'remove' && pick % 4 === 0) decide(devices, device, removing(other.member));
    if (what === 'revoke' && pick % 4 === 0) device.revoke(device.device);
  }
  village.meet(...devices);
  return devices;
}

function votesOn(device: TestDevice): Version[] {
  const all = [...device.cell.decisions.proposals.values()].map(currentVersion);
  return all.filter(({ content }) => content.method !== 'consent').sort((a, b) => compareEntries(a.entry, b.entry));
}

function decide(devices: readonly TestDevice[], proposer: TestDevice, effect: Cbor): void {
  const id = proposer.propose('Together', [effect]);
  proposer.village.meet(...devices);
  const speaking = devices.filter(({ speaks }) => speaks);
  for (const device of speaking) device.consent(id);
  proposer.village.settle(...speaking);
}

/** The votes that count, as plain text to compare. */
function countedOn(device: TestDevice): string[] {
  return votesOn(device).map((version) => {
    const { asked } = hearing(version, device.charter, device.power);
    const votes = countedVotes(version, { asked, seen: null, late: 'in-time' });
    return `${version.id}: ${votes.map(({ voice, answer }) => `${voice} by ${answer.entry.id}`).join(', ')}`;
  });
}

/** The same, found the long way, by the words of design/deciding.md and without the code that it checks. */
function countedTheLongWay(device: TestDevice): string[] {
  const { cell, power } = device;
  const said = entriesOf(device).flatMap((entry) => {
    const content = delegate.read(entry.action);
    const member = cell.memberOf(entry);
    if (content === undefined || member === undefined || cell.quarantine.reasonFor(entry) !== null) return [];
    const today = Math.floor(entry.time / 86_400);
    const fits =
      content.to === null ||
      (content.to !== member &&
        power.charterOf(entry)?.members.has(content.to) === true &&
        agreedBefore(device, entry) > 0 &&
        content.until >= today &&
        content.until <= today + 184);
    return fits ? [{ ...content, entry, member }] : [];
  });
  return votesOn(device).map((version) => {
    const { asked } = hearing(version, device.charter, power);
    const end = version.entry.time + version.within;
    const method = version.content.method === 'consent' ? '' : version.content.method.name;
    const most = method === 'rough-consensus' ? 0 : agreedBefore(device, version.entry);
    const subject = subjectIn(version);
    const standing = (member: Id, about: string) => {
      const own = said.filter((one) => one.member === member && one.subject === about);
      const known = own.filter((one) => one.entry.time <= end !== one.otherwise.includes(version.id));
      const newest = known.filter((one) => !known.some((later) => hasSeen(later.entry, one.entry)));
      const last = newest.sort((a, b) => compareEntries(b.entry, a.entry))[0];
      const isBack = newest.some(({ to }) => to === null);
      return isBack || last === undefined || Math.floor(end / 86_400) > last.until ? undefined : last;
    };
    const given = asked.flatMap((member) => (subject === '' ? undefined : standing(member, subject)) ?? standing(member, '') ?? []);
    const holds = given.filter(
      ({ member, to }) => asked.includes(to ?? '') && speaksAt(device, member, end) && speaksAt(device, to ?? '', end),
    );
    const counting = holds.filter(
      (one) => holds.filter(({ to, entry }) => to === one.to && compareEntries(entry, one.entry) < 0).length < most,
    );
    const votes = asked.flatMap((voice) => {
      const by = counting.find(({ member }) => member === voice)?.to;
      const answer = standingAnswer(version, voice, null) ?? (by == null ? undefined : standingAnswer(version, by, null));
      return answer === undefined ? [] : [`${voice} by ${answer.entry.id}`];
    });
    return `${version.id}: ${votes.join(', ')}`;
  });
}

function agreedBefore({ cell, power }: TestDevice, entry: Entry): number {
  const counts = entriesSeen(entry);
  const { value } = settle('delegation', 'off', power, cell.decisions.versions, counts);
  return value === 'off' ? 0 : Number(value);
}

function entriesSeen({ past, chain, seq }: Entry): Counts {
  const counts = Array.from({ length: Math.max(past.scope.length, chain.place + 1) }, (_, place) => past.scope[place] ?? 0);
  counts[chain.place] = seq;
  return counts;
}

function subjectIn({ entry }: Version): string {
  for (const effect of propose.read(entry.action)?.effects ?? []) {
    const [kind, fields] = effect as [string, [string]];
    if (kind === 'register') return fields[0];
  }
  return '';
}

/** Whether somebody still had a device that nobody had revoked by then. */
function speaksAt({ cell, charter }: TestDevice, member: Id, end: number): boolean {
  const found = charter.members.get(member);
  const all = found === undefined ? [] : [...cell.devices.everOf(found)];
  return all.some((device) => cell.devices.revocationsOf(device, null).every(({ entry }) => entry.time > end));
}

const stories = fc.array(step, { minLength: 20, maxLength: 60 });

test('whatever is given and taken back, all devices count the same, and so do the plain words of the rules', () => {
  let spokenFor = 0;
  fc.assert(
    fc.property(stories, fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), (story, ranks) => {
      const devices = live(story);
      const [first] = devices as readonly [TestDevice];
      const expected = countedTheLongWay(first);
      for (const device of devices) assert.deepEqual(countedOn(device), expected);
      const late = first.village.newcomer('Late');
      const ranked = [...first.segments].map((segment, i) => ({ segment, rank: ranks[i % ranks.length] ?? 0 }));
      for (let left = ranked.sort((a, b) => a.rank - b.rank); left.length > 0; ) {
        const still = left.filter(({ segment }) => late.take(segment) !== null);
        assert.ok(still.length < left.length, 'each round brings something');
        left = still;
      }
      assert.deepEqual(countedOn(late), expected);
      for (const version of votesOn(first)) {
        const { asked } = hearing(version, first.charter, first.power);
        for (const { voice, answer } of countedVotes(version, { asked, seen: null, late: 'in-time' }))
          if (voice !== answer.member) spokenFor++;
      }
    }),
    { numRuns: 30 },
  );
  assert.ok(spokenFor > 0, 'somebody spoke for somebody');
});

test('nobody speaks for more others than agreed, nothing is passed on, and whoever votes speaks for themselves', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const [device] = live(story) as readonly [TestDevice];
      for (const version of votesOn(device)) {
        const { asked } = hearing(version, device.charter, device.power);
        const votes = countedVotes(version, { asked, seen: null, late: 'in-time' });
        assert.equal(new Set(votes.map(({ voice }) => voice)).size, votes.length, 'each voice counts once');
        for (const member of asked) {
          const others = votes.filter(({ voice, answer }) => answer.member === member && voice !== member);
          assert.ok(others.length <= version.mostVoices);
          const own = standingAnswer(version, member, null);
          if (own === undefined) assert.equal(others.length, 0, 'nobody speaks for others who does not vote');
          else assert.equal(votes.find(({ voice }) => voice === member)?.answer, own);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('whoever takes their voices back speaks for themselves in whatever has not ended, and changes nothing that has', () => {
  fc.assert(
    fc.property(stories, fc.nat(3), (story, who) => {
      const devices = live(story);
      const device = devices[who] as TestDevice;
      if (!device.speaks) return;
      const now = Math.floor(device.village.now / 1000);
      const before = countedOn(device);
      const [open, ended] = [true, false].map((isOpen) => votesOn(device).filter((one) => one.entry.time + one.within >= now === isOpen));
      for (const subject of new Set(SUBJECTS)) takeBack(device, { subject }, { time: now });
      const after = countedOn(device);
      for (const { id } of ended ?? [])
        assert.equal(
          after.find((line) => line.startsWith(id)),
          before.find((line) => line.startsWith(id)),
        );
      for (const version of open ?? []) {
        const { asked } = hearing(version, device.charter, device.power);
        const found = countedVotes(version, { asked, seen: null, late: 'in-time' }).find(({ voice }) => voice === device.member);
        assert.ok(found === undefined || found.answer.member === device.member);
      }
    }),
    { numRuns: 20 },
  );
});
