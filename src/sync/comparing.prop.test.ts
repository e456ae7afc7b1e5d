import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Asking } from './asking.ts';
import { isSame } from './comparing.ts';
import { World } from './world.fixture.ts';

const LOGS = ['bread', 'garden', 'house'];

const change = fc.record({
  what: fc.constantFrom('told', 'forgotten', 'gone', 'accepted', 'waits', 'made-room', 'shelved', 'forked'),
  log: fc.constantFrom(...LOGS),
  count: fc.integer({ min: 1, max: 4 }),
  isAsked: fc.boolean(),
});

test('looking at what has changed alone says the same as looking at everything', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60, size: 'max' }), (changes) => {
      const asking = new Asking();
      const gone = new Set<string>();
      const partings = new Map<string, number>();
      const [accepted, waiting, shelved] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
      const of = (counts: ReadonlyMap<string, number>, log: string): number => counts.get(log) ?? 0;
      const reach = (log: string): number => of(accepted, log) + of(waiting, log);
      const record = {
        reach,
        chain: (log: string) => ({ logId: log, length: of(accepted, log) }) as never,
        isClosed: (log: string, here = reach(log)) => here >= (partings.get(log) ?? Number.POSITIVE_INFINITY),
      };
      const look = () => isSame({ asking, gone }, record, { count: (log) => of(shelved, log) });
      const plain = () =>
        LOGS.every((log) => {
          const theirs = of(asking.theirs, log);
          return record.isClosed(log) || (theirs <= reach(log) && (theirs >= of(shelved, log) || gone.has(log)));
        });
      for (const { what, log, count, isAsked } of changes) {
        if (what === 'told') asking.tells(log, count);
        if (what === 'forgotten' || what === 'gone') asking.forgets(log);
        if (what === 'gone') gone.add(log);
        // A fork may be proved before all that stands before the parting is here, and an earlier one after it.
        if (what === 'forked') partings.set(log, Math.min(count, partings.get(log) ?? count));
        if (what === 'accepted') accepted.set(log, of(accepted, log) + count);
        if (what === 'waits') waiting.set(log, count);
        if (what === 'made-room') waiting.delete(log);
        if (what === 'shelved' && of(accepted, log) > of(shelved, log)) {
          shelved.set(log, of(accepted, log));
          asking.uncompared.add(log);
        }
        if (isAsked) assert.equal(look(), plain());
      }
      assert.equal(look(), plain());
    }),
  );
});

test('both ends hold the same until one of them writes, and again once the other has told of it', () => {
  const world = new World(1);
  const [ana, bo] = [world.add('ana'), world.add('bo')];
  ana.write(['bread']);
  world.settle();
  world.link(ana, bo);
  const inSync = () => [ana, bo].map(({ machine }) => machine.links()[0]?.inSync);
  while (ana.machine.links()[0]?.hasTold !== true) assert.ok(world.step());
  assert.deepEqual(inSync(), [false, false]);
  world.settle();
  assert.deepEqual(inSync(), [true, true]);
  ana.write(['rye']);
  while (bo.record.size < 2) assert.ok(world.step());
  assert.deepEqual(inSync(), [false, true]);
  world.settle();
  assert.deepEqual(inSync(), [true, true]);
});
