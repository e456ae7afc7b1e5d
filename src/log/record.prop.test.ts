import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import type { Entry } from './chain.ts';
import { decodeEntry } from './entry.ts';
import { compareEntries } from './order.ts';
import { hasSeen, holds, recordSeen } from './past.ts';
import type { Accepted, Record } from './record.ts';
import { openHead } from './sealing.ts';
import type { Segment } from './segment.ts';
import { signTip } from './tip-signature.ts';
import { type Device, stateOf, World } from './world.fixture.ts';

const SCOPES = ['', 'garden#0', 'garden#1', 'kitchen#0'];

interface Step {
  readonly writer: number;
  readonly hears: number;
  readonly scope: number;
  readonly count: number;
}

const steps = fc.array(
  fc.record({ writer: fc.nat(3), hears: fc.nat(5), scope: fc.nat(SCOPES.length - 1), count: fc.integer({ min: 1, max: 3 }) }),
  {
    minLength: 1,
    maxLength: 14,
  },
);

/** Four devices that hear each other now and then, and write. */
function live(story: readonly Step[]): { world: World; devices: Device[]; all: Accepted[] } {
  const world = new World('history');
  const devices = Array.from({ length: 4 }, () => world.device());
  for (const [i, { writer, hears, scope, count }] of story.entries()) {
    const [device, other] = [devices[writer] as Device, devices[hears]];
    if (other !== undefined && other !== device) device.hear(other);
    device.write(
      Array.from({ length: count }, (_, k) => `${i}.${k}`),
      SCOPES[scope],
    );
  }
  const all = new Map(devices.flatMap(({ taken }) => taken).map((accepted) => [accepted.entry.id, accepted]));
  return { world, devices, all: [...all.values()] };
}

/** The logs cut into signed segments at places that chance chooses, some twice and overlapping, in an order that chance chooses. */
function shuffled(world: World, all: readonly Accepted[], chances: readonly number[]): Segment[] {
  let drawn = 0;
  const chance = (below: number) => (chances[drawn++ % chances.length] as number) % below;
  const logs = Map.groupBy(all, ({ entry }) => entry.chain.logId);
  const segments: Segment[] = [];
  for (const log of logs.values()) {
    const run = log.toSorted((a, b) => a.entry.seq - b.entry.seq);
    for (let from = 0; from < run.length; ) {
      const end = Math.min(run.length, from + 1 + chance(4));
      const begin = Math.max(0, from - chance(3));
      const last = run[end - 1] as Accepted;
      const signature = signTip(world.secretOf(last.entry.chain.opening.device), bytesOf(last.entry.id));
      const segment = { log: last.entry.chain.log, from: begin, entries: run.slice(begin, end).map(({ bytes }) => bytes), signature };
      segments.push(segment, ...(chance(3) === 0 ? [segment] : []));
      from = end;
    }
  }
  for (let i = segments.length - 1; i > 0; i--) {
    const j = chance(i + 1);
    [segments[i], segments[j]] = [segments[j] as Segment, segments[i] as Segment];
  }
  return segments;
}

/** Hands over the segments in this order; what came before its place is handed over again, until nothing is left. */
function deliver(record: Record, segments: readonly Segment[]): Accepted[] {
  const all: Accepted[] = [];
  let left = [...segments];
  for (let round = 0; left.length > 0; round++) {
    assert.ok(round <= segments.length, 'every round to bring something');
    left = left.filter((segment) => {
      const { refused, accepted } = record.receive(segment);
      assert.ok(refused === null || refused === 'segment-has-a-gap', refused ?? '');
      all.push(...accepted);
      return refused !== null;
    });
  }
  return all;
}

function inOrder(record: Record): Entry[] {
  return [...record.chains()].flatMap(({ entries }) => entries).sort(compareEntries);
}

/** Everything behind each entry, by walking previous entries and deps one by one. */
function pasts(world: World, all: readonly Accepted[]): Map<Id, Set<Id>> {
  const record = world.record();
  const past = new Map<Id, Set<Id>>();
  for (const { entry, bytes } of all.toSorted((a, b) => compareEntries(a.entry, b.entry))) {
    const sealed = decodeEntry(bytes);
    assert.ok(sealed.ok);
    const head = openHead(entry.chain.log, sealed.value, record.keys);
    assert.ok(head.ok);
    const seen = new Set<Id>();
    const parents = [...head.value.head.deps, ...(entry.seq === 0 ? [] : [(entry.chain.entries[entry.seq - 1] as Entry).id])];
    for (const parent of parents) for (const id of [parent, ...(past.get(parent) as Set<Id>)]) seen.add(id);
    past.set(entry.id, seen);
  }
  return past;
}

test('any order, duplication and splitting of segments gives the same entries, the same past and the same order', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.nat(), { minLength: 20 }), (story, chances) => {
      const { world, all } = live(story);
      const folded: Entry[] = [];
      const record = world.record(undefined, (entry) => folded.push(entry));
      deliver(record, shuffled(world, all, chances));
      assert.equal(record.size, all.length);
      assert.equal(record.waiting, 0);

      const ordered = inOrder(record);
      assert.deepEqual(
        ordered.map(({ id, action, lamport }) => ({ id, action, lamport })),
        all
          .map(({ entry }) => entry)
          .sort(compareEntries)
          .map(({ id, action, lamport }) => ({ id, action, lamport })),
      );
      const past = pasts(world, all);
      const before = new Set<Id>();
      for (const entry of folded) {
        for (const id of past.get(entry.id) as Set<Id>) assert.ok(before.has(id), 'each entry to be folded after its past');
        before.add(entry.id);
      }
      for (const [i, entry] of ordered.entries()) {
        for (const [j, other] of ordered.entries()) {
          const seen = (past.get(entry.id) as Set<Id>).has(other.id);
          assert.equal(hasSeen(entry, other), seen);
          if (seen) assert.ok(j < i, 'order to extend causality');
          if (other.chain.scope === 'record') assert.equal(holds(recordSeen(entry), other), seen || entry === other);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('a record restored from a store is the one that received it', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.nat(), { minLength: 20 }), (story, chances) => {
      const { world, all } = live(story);
      const received = world.record();
      const stored = deliver(received, shuffled(world, all, chances));
      const restored = world.record();
      for (const { entry, bytes } of stored) assert.ok(restored.restore(entry.chain.log, entry.seq, bytes).ok);
      for (const chain of received.chains())
        for (const [seq, signature] of chain.signatures) restored.keepSignature(chain.logId, seq, signature);
      assert.deepEqual(stateOf(restored), stateOf(received));
      assert.deepEqual(
        inOrder(restored).map(({ id, lamport, action, arrival }) => ({ id, lamport, action, arrival })),
        inOrder(received).map(({ id, lamport, action, arrival }) => ({ id, lamport, action, arrival })),
      );
      // Out of order, or twice, it refuses and stays as it is.
      for (const { entry, bytes } of stored) assert.equal(restored.restore(entry.chain.log, entry.seq, bytes).ok, false);
      assert.deepEqual(stateOf(restored), stateOf(received));
    }),
    { numRuns: 60 },
  );
});

test('a changed segment is refused, nothing throws, and what is refused changes nothing', () => {
  const { world, all } = live([
    { writer: 0, hears: 5, scope: 0, count: 3 },
    { writer: 1, hears: 0, scope: 0, count: 3 },
    { writer: 1, hears: 5, scope: 1, count: 2 },
    { writer: 0, hears: 1, scope: 0, count: 2 },
  ]);
  const segments = shuffled(world, all, [0, 2, 1, 3, 1, 2, 0]);
  fc.assert(
    fc.property(
      fc.nat(segments.length),
      fc.nat(),
      fc.record({
        what: fc.constantFrom('byte', 'cut', 'log', 'from', 'signature', 'empty', 'swap'),
        at: fc.nat(),
        octet: fc.integer({ min: 1, max: 255 }),
      }),
      (known, which, change) => {
        const record = world.record();
        for (const segment of segments.slice(0, known)) record.receive(segment);
        const before = stateOf(record);
        const waiting = record.waiting;
        const good = segments[which % segments.length] as Segment;
        const received = record.receive(changed(good, change, segments));
        if (received.accepted.length === 0 && record.waiting === waiting) assert.deepEqual(stateOf(record), before);
        if (received.refused !== null) {
          assert.deepEqual(received.accepted, []);
          assert.equal(record.waiting, waiting);
        }
        deliver(record, segments);
        assert.equal(record.size, all.length);
      },
    ),
    { numRuns: 600 },
  );
});

function changed(segment: Segment, { what, at, octet }: { what: string; at: number; octet: number }, others: readonly Segment[]): Segment {
  const flip = (octets: Uint8Array): Uint8Array => octets.map((value, i) => (i === at % octets.length ? value ^ octet : value));
  const which = at % segment.entries.length;
  const entries = segment.entries.map((entry, i) => (i === which ? flip(entry) : entry));
  if (what === 'byte') return { ...segment, entries };
  if (what === 'cut') return { ...segment, entries: segment.entries.map((entry, i) => (i === which ? entry.subarray(0, octet) : entry)) };
  if (what === 'log') return { ...segment, log: flip(segment.log) };
  if (what === 'from') return { ...segment, from: segment.from + octet };
  if (what === 'signature') return { ...segment, signature: flip(segment.signature) };
  if (what === 'empty') return { ...segment, entries: [] };
  return { ...segment, entries: (others[at % others.length] as Segment).entries };
}

test('an entry that does not count takes what follows it in its log and what stands on it along, and nothing else', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.nat(), { minLength: 20 }), fc.nat(), (story, chances, which) => {
      const { world, all } = live(story);
      const banned = (all[which % all.length] as Accepted).entry.id;
      const past = pasts(world, all);
      const record = world.record((entry) => (entry.id === banned ? refuse('banned') : accept(null)));
      for (let round = 0; round < all.length; round++) for (const segment of shuffled(world, all, chances)) record.receive(segment);
      const expected = all.filter(({ entry }) => entry.id !== banned && !(past.get(entry.id) as Set<Id>).has(banned));
      assert.deepEqual(new Set(inOrder(record).map(({ id }) => id)), new Set(expected.map(({ entry }) => entry.id)));
      assert.equal(new Set(inOrder(record).map(({ id }) => id)).size, record.size);
    }),
    { numRuns: 40 },
  );
});

test('whatever a segment holds, it is refused or waits, and nothing throws', () => {
  const { world, all } = live([{ writer: 0, hears: 5, scope: 0, count: 3 }]);
  const known = (all[0] as Accepted).entry.chain.log;
  const octets = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(known), ...all.map(({ bytes }) => fc.constant(bytes)));
  const segments = fc.record({
    log: octets,
    from: fc.oneof(fc.integer(), fc.nat(4), fc.double()),
    entries: fc.array(octets, { maxLength: 4 }),
    signature: fc.uint8Array({ maxLength: 70 }),
  });
  fc.assert(
    fc.property(segments, (segment) => {
      const record = world.record();
      deliver(record, shuffled(world, all, [0, 1, 2]));
      const before = stateOf(record);
      const { accepted, refused } = record.receive(segment);
      assert.deepEqual(accepted, []);
      assert.notEqual(refused, null);
      assert.deepEqual(stateOf(record), before);
      assert.equal(record.frozen.size, 0);
    }),
    { numRuns: 500 },
  );
});

test('a log id tells of an opening alone', () => {
  const world = new World();
  const device = world.device();
  const ids = ['', 'garden#0', 'garden#1', 'kitchen#0'].map((scope) => idOf(device.record.logOf(device.opening(scope))));
  assert.equal(new Set(ids).size, 4);
  assert.deepEqual(
    ids,
    ['', 'garden#0', 'garden#1', 'kitchen#0'].map((scope) => idOf(world.record().logOf(device.opening(scope)))),
  );
});
