import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../src/bytes/id.ts';
import { everybodyMeets, type Moment, nameOf, SmallWorld, writtenIn } from './small-worlds.ts';

/** What is tried in one small world. */
interface Plan {
  readonly name: string;
  readonly size: number;
  /** Fractions that are proposed, by members in turn. */
  readonly proposals: readonly string[];
  /** Who objects to which proposal, unheard at the beginning: everybody else has consented to all. */
  readonly objection: { readonly by: number; readonly to: number } | null;
  /** Whether two halves each begin with having heard everybody's consent to another one of two changes. */
  readonly isSplit: boolean;
  /** How many different moments are looked at, nearest to the beginning first; fewer when there are no more. */
  readonly moments: number;
}

const plain = { objection: null, isSplit: false };
const PLANS: readonly Plan[] = [
  { ...plain, name: 'two members, two changes', size: 2, proposals: ['1/2', '3/4'], moments: 60_000 },
  { ...plain, name: 'two members, three changes', size: 2, proposals: ['1/2', '3/4', '2/3'], moments: 60_000 },
  { ...plain, name: 'three members, two changes', size: 3, proposals: ['1/2', '3/5'], moments: 60_000 },
  { ...plain, name: 'three, an unheard objection', size: 3, proposals: ['1/2', '3/5'], objection: { by: 2, to: 0 }, moments: 10_000 },
  { ...plain, name: 'two, split', size: 2, proposals: ['1/2', '3/5'], isSplit: true, moments: 10_000 },
  { ...plain, name: 'three, split', size: 3, proposals: ['1/2', '3/5'], isSplit: true, moments: 20_000 },
  { ...plain, name: 'four, split', size: 4, proposals: ['1/2', '3/5'], isSplit: true, moments: 10_000 },
  { ...plain, name: 'five, split', size: 5, proposals: ['1/2', '3/5'], isSplit: true, moments: 4_000 },
];

function setUp({ size, proposals, objection, isSplit }: Plan): { world: SmallWorld; versions: Id[] } {
  const world = new SmallWorld(size);
  const versions = proposals.map((fraction, i) => world.propose(i % size, fraction));
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
function nextOf(world: SmallWorld, moment: Moment): Moment[] {
  const next: Moment[] = [];
  for (let from = 0; from < world.size; from++) {
    if (world.due(moment, from).length > 0) next.push(world.attest(moment, from));
    for (let to = 0; to < world.size; to++) if (to !== from) next.push(world.send(moment, from, to));
  }
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

/** Never two changes on one charter, and nobody false, over all that was written. */
function check(world: SmallWorld, versions: readonly Id[], moment: Moment): void {
  const { power } = world.wholeCell(moment);
  assert.ok(power !== null);
  const charters = versions.flatMap((version) => power.certificates(version).map(({ charter }) => charter.id));
  assert.equal(new Set(charters).size, charters.length, 'two changes were certified on one charter');
  assert.equal(power.falseDevices.size, 0, 'rule 19');
}

for (const plan of PLANS) {
  test(`small world: ${plan.name}: never two changes on one charter, and all that everybody agrees to takes effect`, () => {
    const { world, versions } = setUp(plan);
    const seen = new Set([nameOf(world.start)]);
    const checked = new Set<string>();
    const rests = new Set<string>();
    const queue: Moment[] = [world.start];
    for (let at = 0; at < queue.length && at < plan.moments; at++) {
      const moment = queue[at] as Moment;
      for (const next of nextOf(world, moment)) {
        const name = nameOf(next);
        if (seen.has(name)) continue;
        seen.add(name);
        queue.push(next);
      }
      const written = writtenIn(moment);
      if (checked.has(written)) continue;
      checked.add(written);
      check(world, versions, moment);
      const rest = comeToRest(world, moment);
      if (rests.has(writtenIn(rest))) continue;
      rests.add(writtenIn(rest));
      const end = world.wholeCell(rest).charter;
      const hindered = plan.objection === null ? null : versions[plan.objection.to];
      for (const version of versions) assert.ok(end?.changes.has(version) || version === hindered, 'what everybody agreed to takes effect');
    }
    assert.ok(seen.size > 20 && rests.size > 0);
  });
}
