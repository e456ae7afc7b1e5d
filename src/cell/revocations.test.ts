import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../log/chain.ts';
import type { TestDevice } from './cell.fixture.ts';
import { Village } from './cell.fixture.ts';
import { cutsOf, endOf, keptBy } from './cuts.ts';
import { Revocations } from './revocations.ts';

/** So many revocations of one device by another, as entries; and the device's own logs. */
function revocationsBy(count: number): { readonly entries: readonly Entry[]; readonly revoker: TestDevice; readonly revoked: TestDevice } {
  const village = new Village([...'AB']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice];
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    b.write([['talk/say', `${i}`]]);
    if (i % 3 === 0) village.meet(a, b);
    entries.push(...a.write([['talk/say', 'as good as a revocation']]));
  }
  return { entries, revoker: a, revoked: b };
}

test('what all that are known make is carried on: each is looked at once, however often one asks', () => {
  for (const count of [20, 200]) {
    const { entries, revoker, revoked } = revocationsBy(count);
    let looks = 0;
    const decided = { isUndone: () => ++looks < 0, reinstating: () => [] };
    const revocations = new Revocations(decided);
    const cuts = cutsOf(revoker.record, new Set([revoked.device]));
    for (const [i, entry] of entries.entries()) {
      revocations.add({ entry, cuts });
      assert.equal(revocations.holding(null).length, i + 1);
      assert.equal(revocations.ends(null).length, 1);
      assert.ok(!revocations.areSeenBy(entry));
    }
    assert.equal(looks, count);
  }
});

test('carried on, it is what all of them together make, also after the cell has decided', () => {
  const { entries, revoked } = revocationsBy(12);
  let decisions: readonly string[] = [];
  const isUndone = ({ seq }: Entry) => decisions.length > 0 && seq % 2 === 0;
  const revocations = new Revocations({ isUndone, reinstating: () => decisions });
  const chain = revoked.record.chain([...revoked.record.chains()].find(({ opening }) => opening.device === revoked.device)?.logId ?? '');
  assert.ok(chain !== undefined);
  for (const [i, entry] of entries.entries()) {
    if (i === 7) decisions = ['f'.repeat(64)];
    revocations.add({ entry, cuts: [] });
    const holding = entries.slice(0, i + 1).filter((one) => !isUndone(one));
    assert.deepEqual(
      revocations.holding(null).map((one) => one.entry.id),
      holding.map(({ id }) => id),
    );
    const plain = endOf(
      'revoked',
      holding.map((one) => ({ entry: one, cuts: [] })),
    );
    assert.deepEqual(
      revocations.ends(null).map((end) => [end.reason, keptBy(end, chain)]),
      [['revoked', keptBy(plain, chain)]],
    );
  }
});
