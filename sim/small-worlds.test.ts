import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../src/bytes/id.ts';
import { everybodyMeets, type Moment, nameOf, SmallWorld, writtenIn } from './small-worlds.ts';

/** What is tried in one small world. */
interface Plan {
  readonly name: string;
  readonly size: number;
  /** What the quorum was set to before it begins; null where it never was. */
  readonly quorum: string | null;
  /** What is proposed, by members in turn: fractions for the quorum, numbers of members who shall go, and who is to be given a new device. */
  readonly changes: readonly (string | number)[];
  /** Who objects to which proposal, unheard at the beginning: everybody else has consented to all. */
  readonly objection: { readonly by: number; readonly to: number } | null;
  /** Whether two halves each begin with having heard everybody's consent to another one of two changes. */
  readonly isSplit: boolean;
  /** Who attests whatever they like, up to so many times, and hands their own log to whom they like. */
  readonly cheater: { readonly who: number; readonly times: number } | null;
  /** Whether everybody has waited as long as rule 14 asks before they begin to wait. */
  readonly isPatienceOver: boolean;
  /** How many different moments are looked at, nearest to the beginning first; fewer when there are no more. */
  readonly moments: number;
  /** Whether what everybody agreed to has to take effect in the end. */
  readonly takesEffect: boolean;
  /** Whether two changes can come to be certified on one charter: what these rules cannot prevent (design/charter.md). */
  readonly canPart: boolean;
}

/** So many ends of each world are compared with the plain rules. */
const COMPARED = 20;

const simple = { quorum: null, objection: null, isSplit: false, cheater: null, isPatienceOver: false };
const plain = { ...simple, moments: 1500, takesEffect: true, canPart: false };
const removal = { ...plain, takesEffect: false };
const PLANS: readonly Plan[] = [
  { ...plain, name: 'two members, two changes', size: 2, changes: ['1/2', '3/4'], moments: 60_000 },
  { ...plain, name: 'two members, three changes', size: 2, changes: ['1/2', '3/4', '2/3'], moments: 60_000 },
  { ...plain, name: 'three members, two changes', size: 3, changes: ['1/2', '3/5'], moments: 60_000 },
  { ...plain, name: 'three, an unheard objection', size: 3, changes: ['1/2', '3/5'], objection: { by: 2, to: 0 }, moments: 10_000 },
  { ...plain, name: 'two, split', size: 2, changes: ['1/2', '3/5'], isSplit: true, moments: 10_000 },
  { ...plain, name: 'three, split', size: 3, changes: ['1/2', '3/5'], isSplit: true, moments: 20_000 },
  { ...plain, name: 'four, split', size: 4, changes: ['1/2', '3/5'], isSplit: true, moments: 10_000 },
  { ...plain, name: 'five, split', size: 5, changes: ['1/2', '3/5'], isSplit: true },
  { ...removal, name: 'two, one shall go', size: 2, changes: [0] },
  { ...removal, name: 'three, each shall go', size: 3, changes: [0, 1, 2] },
  { ...removal, name: 'three, one shall go, and the quorum changes', size: 3, changes: [0, '1/2'], takesEffect: true },
  { ...removal, name: 'four, two shall go', size: 4, changes: [0, 1] },
  { ...removal, name: 'four, two shall go, split', size: 4, changes: [0, 1], isSplit: true },
  { ...removal, name: 'four, three shall go', size: 4, changes: [0, 1, 2] },
  { ...removal, name: 'five, two shall go, split', size: 5, changes: [0, 1], isSplit: true },
  {
    ...removal,
    name: 'five, two shall go, split, after a long wait',
    size: 5,
    changes: [0, 1],
    isSplit: true,
    isPatienceOver: true,
    canPart: true,
  },
  { ...removal, name: 'two, one is to come back', size: 2, changes: ['recover 0'] },
  { ...plain, name: 'three, one is to come back, and the quorum changes', size: 3, changes: ['1/2', 'recover 0'] },
  { ...removal, name: 'three, one is to come back, who objects unheard', size: 3, changes: ['recover 2'], objection: { by: 2, to: 0 } },
  { ...removal, name: 'four, one is to come back, or to go', size: 4, changes: ['recover 0', 0] },
  { ...removal, name: 'four, two are to come back, split', size: 4, changes: ['recover 0', 'recover 1'], isSplit: true },
  {
    ...removal,
    name: 'four and the finder of a device, which is to be replaced',
    size: 4,
    changes: ['recover 3', '3/5'],
    cheater: { who: 3, times: 2 },
  },
  { ...removal, name: 'two and a cheat', size: 2, changes: ['1/2', '3/5'], cheater: { who: 1, times: 3 } },
  { ...removal, name: 'three and a cheat, one shall go', size: 3, changes: [0, '3/5'], cheater: { who: 2, times: 2 }, canPart: true },
  { ...removal, name: 'four and a cheat, two changes', size: 4, changes: ['3/4', '3/5'], cheater: { who: 3, times: 2 }, isSplit: true },
  { ...removal, name: 'four and a cheat, two shall go', size: 4, changes: [0, 1], cheater: { who: 3, times: 2 }, isSplit: true },
  { ...removal, name: 'four and a cheat, who shall go', size: 4, changes: [3, 0], cheater: { who: 3, times: 2 }, isSplit: true },
  {
    ...removal,
    name: 'five and a cheat, two shall go',
    size: 5,
    changes: [0, 1],
    cheater: { who: 4, times: 2 },
    isSplit: true,
    canPart: true,
  },
  {
    ...removal,
    name: 'five and a cheat, four attest',
    size: 5,
    quorum: '4/5',
    changes: ['3/4', '3/5'],
    cheater: { who: 4, times: 2 },
    isSplit: true,
  },
];

function setUp({ size, quorum, changes, objection, isSplit, isPatienceOver }: Plan): { world: SmallWorld; versions: Id[] } {
  const world = new SmallWorld(size);
  if (quorum !== null) {
    const version = world.propose(0, quorum);
    world.meet();
    for (let member = 0; member < size; member++) world.respond(member, version, 'consent');
    world.start = comeToRest(world, world.start);
  }
  world.isPatienceOver = isPatienceOver;
  const versions = changes.map((change, i) => world.propose(i % size, change));
  world.meet();
  const half = (member: number): number => (member * 2 < size ? 0 : 1);
  if (isSplit) {
    const [low, high] = [...versions].sort() as [Id, Id];
    for (let member = 0; member < size; member++) {
      for (const version of half(member) === 0 ? [low, high] : [high, low]) world.respond(member, version, 'consent');
    }
    world.part(half);
    return { world, versions };
  }
  for (const version of versions) for (let member = 0; member < size; member++) world.respond(member, version, 'consent');
  world.meet();
  if (objection !== null) world.respond(objection.by, versions[objection.to] as Id, 'object');
  return { world, versions };
}

/** All that can happen next. */
function nextOf(world: SmallWorld, moment: Moment, versions: readonly Id[], { cheater }: Plan): Moment[] {
  const next: Moment[] = [];
  for (let from = 0; from < world.size; from++) {
    if (from !== cheater?.who && world.due(moment, from).length > 0) next.push(world.attest(moment, from));
    for (let to = 0; to < world.size; to++) if (to !== from) next.push(world.send(moment, from, to));
  }
  if (cheater === null) return next;
  const { who, times } = cheater;
  const lies = (moment.logs[who]?.length ?? 0) - (world.start.logs[who]?.length ?? 0);
  for (const version of versions)
    for (const round of [1, 2])
      for (const namesAll of [true, false])
        if (lies < times && world.isMember(moment, who)) next.push(world.cheat(moment, who, { version, round, cuts: [] }, namesAll));
  for (let to = 0; to < world.size; to++) if (to !== who) next.push(world.sendOwn(moment, who, to) ?? moment);
  return next;
}

/** Everybody meets and attests until nothing is left. */
function comeToRest(world: SmallWorld, moment: Moment): Moment {
  let now = everybodyMeets(moment);
  for (let round = 0; round < 50; round++) {
    const there = now;
    const writers = there.held.map((_counts, i) => i).filter((i) => world.due(there, i).length > 0);
    if (writers.length === 0) return now;
    for (const writer of writers) now = world.attest(now, writer);
    now = everybodyMeets(now);
  }
  assert.fail('attesting comes to an end');
}

/** Over all that was written: two at least remain, nobody honest is false, and never are two changes certified on one charter, unless nothing can prevent it. */
function check(world: SmallWorld, versions: readonly Id[], moment: Moment, { cheater, canPart }: Plan): void {
  const { power } = world.wholeCell(moment);
  assert.ok(power !== null);
  assert.ok(power.newest.members.size >= 2, 'two remain');
  const charters = versions.flatMap((version) => power.certificates(version).map(({ charter }) => charter.id));
  assert.ok(canPart || new Set(charters).size === charters.length, 'two changes were certified on one charter');
  const honest = [...power.falseDevices].filter((device) => cheater === null || device !== world.deviceOf(cheater.who));
  assert.deepEqual(honest, [], 'rule 19');
}

/** The plain rules come to the same certificates. */
function compare(world: SmallWorld, moment: Moment): void {
  const { power } = world.wholeCell(moment);
  const naive = world.plainPower(moment);
  const plainly = naive.certifiedIn(naive.everything).map(({ version, charter }) => `${version} on ${charter}`);
  const really = [...(power?.certified() ?? [])].flatMap((id) =>
    (power?.certificates(id) ?? []).map((one) => `${id} on ${one.charter.id}`),
  );
  assert.deepEqual(really.sort(), plainly.sort(), 'the plain rules certify the same');
}

for (const plan of PLANS) {
  test(`small world: ${plan.name}: ${plan.canPart ? 'two remain' : 'never two changes on one charter'}, whatever comes first`, () => {
    const { world, versions } = setUp(plan);
    const seen = new Set([nameOf(world.start)]);
    const checked = new Set<string>();
    const rests = new Set<string>();
    const queue: Moment[] = [world.start];
    for (let at = 0; at < queue.length && at < plan.moments; at++) {
      const moment = queue[at] as Moment;
      for (const next of nextOf(world, moment, versions, plan)) {
        const name = nameOf(next);
        if (seen.has(name)) continue;
        seen.add(name);
        queue.push(next);
      }
      const written = writtenIn(moment);
      if (checked.has(written)) continue;
      checked.add(written);
      check(world, versions, moment, plan);
      const rest = comeToRest(world, moment);
      if (rests.has(writtenIn(rest))) continue;
      rests.add(writtenIn(rest));
      check(world, versions, rest, plan);
      if (rests.size <= COMPARED) compare(world, rest);
      const end = world.wholeCell(rest).charter;
      const hindered = plan.objection === null ? null : versions[plan.objection.to];
      for (const version of plan.takesEffect ? versions : [])
        assert.ok(end?.changes.has(version) || version === hindered, 'what everybody agreed to takes effect');
    }
    // Where nobody may attest anything, all that can happen is that they meet.
    assert.ok(rests.size > 0);
    assert.ok(seen.size > 10 || [...world.start.logs.keys()].every((member) => world.due(world.start, member).length === 0));
  });
}
