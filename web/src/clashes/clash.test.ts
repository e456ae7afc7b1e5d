import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clashesIn } from './clash.ts';

type Agreed = Parameters<typeof clashesIn>[0];
type Decisions = Parameters<typeof clashesIn>[1];

const settled = (value: string) => ({ value, decision: `of ${value}`, clash: [] });
const agreed: Agreed = {
  name: { value: 'Mill', decision: 'a', clash: [{ decision: 'b', value: 'Oven' }] },
  quorum: settled('2/3'),
  respondWithin: { value: '7d', decision: null, clash: [] },
  methods: settled('consent'),
  waysOutAfter: settled('2'),
  waysOut: settled('trial'),
  retention: settled('90d'),
  delegation: settled('off'),
};
const named = (state: string, setting: string) => [{ id: 'c', state, effects: [{ kind: 'agreement', setting }] }] as unknown as Decisions;

test('a setting that was decided twice at once is a clash, with what holds and what does not', () => {
  assert.deepEqual(clashesIn(agreed, []), [
    { setting: 'name', holds: { decision: 'a', value: 'Mill' }, others: [{ decision: 'b', value: 'Oven' }], open: null },
  ]);
});

test('an open proposal about that setting settles it, and nothing else does', () => {
  assert.equal(clashesIn(agreed, named('open', 'name'))[0]?.open, 'c');
  assert.equal(clashesIn(agreed, named('in-effect', 'name'))[0]?.open, null);
  assert.equal(clashesIn(agreed, named('open', 'quorum'))[0]?.open, null);
});
