import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementsWaiting, withAgreements } from './agreements-waiting.ts';
import type { Waiting } from './waiting.ts';

type Agreement = Parameters<typeof agreementsWaiting>[0][number];

const agreement = (id: string, more: Partial<Agreement>): Agreement =>
  ({ id, state: 'due', clashes: 0, review: '2026-11-30', afterwards: 'stay', overdue: false, owner: null, ...more }) as Agreement;
const BO = { member: 'Bo', memberId: 'bo' };

test('a review waits for whoever looks after it, and for everybody where nobody does, where it lapses, and once it is overdue', () => {
  const register = [
    agreement('nobody', {}),
    agreement('bo', { owner: BO }),
    agreement('lapses', { owner: BO, afterwards: 'lapse', review: '2026-11-22' }),
    agreement('overdue', { owner: BO, overdue: true, review: '2026-11-01' }),
    agreement('reviewed', { state: 'in-review' }),
    agreement('holds', { state: 'in-force' }),
    agreement('clashes', { state: 'in-force', clashes: 1, review: null }),
    agreement('lapsed', { state: 'lapsed', review: '2026-11-10' }),
    agreement('long-lapsed', { state: 'lapsed', review: '2026-11-06' }),
  ];
  const waits = (me: string) =>
    agreementsWaiting(register, me, '2026-11-21').map((one) => (one.kind === 'agreement' ? one.agreement.id : one.kind));
  assert.deepEqual(waits('ana'), ['clashes', 'overdue', 'lapsed', 'lapses', 'nobody']);
  assert.deepEqual(new Set(waits('bo')), new Set([...waits('ana'), 'bo']));
});

test('they stand after what the group asks, and before what was said to the reader', () => {
  const [turn, call, own] = [{ kind: 'turn' }, { kind: 'call' }, { kind: 'own' }] as unknown as [Waiting, Waiting, Waiting];
  const due = agreementsWaiting([agreement('due', {})], 'ana', '2026-11-21');
  assert.deepEqual(
    withAgreements([turn, call, own], due).map(({ kind }) => kind),
    ['turn', 'agreement', 'call', 'own'],
  );
});
