import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayingsOf } from './said.ts';
import type { Decision } from './standing.ts';

type Said = Decision['responses'][number];

const said = (id: string, memberId: string, response: Said['response'], reason = '') =>
  ({ id, member: memberId, memberId, response, reason, time: `2026-11-0${id}` }) as Said;

/** A decision of so many versions, of each what was said to it. */
function decision(...versions: readonly (readonly Said[])[]): Decision {
  return {
    version: versions.length,
    versions: versions.map((responses, at) => ({ number: at + 1, responses })),
    responses: versions.at(-1) ?? [],
    questions: [],
    proposerId: 'ana',
    round: { waysOut: { asked: [] } },
  } as unknown as Decision;
}

/** Of each objection to a former version: whose, to which one, and in which it was integrated. */
const objections = (of: Decision) =>
  sayingsOf(of).flatMap((one) => (one.kind === 'former' ? [[one.said.memberId, one.version, one.into]] : []));

test('an objection is integrated in the version that its author could live with first, and stays so', () => {
  const first = [said('1', 'dina', 'object', 'Alone at four.')];
  const second = [said('2', 'dina', 'consent'), said('3', 'emre', 'object', 'Who pays?')];
  const third = [said('4', 'dina', 'consent'), said('5', 'emre', 'object', 'Not the tips.')];
  assert.deepEqual(objections(decision(first, second)), [['dina', 1, 2]]);
  assert.deepEqual(objections(decision(first, second, third)), [
    ['dina', 1, 2],
    ['emre', 2, 0],
  ]);
  assert.deepEqual(objections(decision(first, second, third, [said('6', 'emre', 'consent')])), [
    ['dina', 1, 2],
    ['emre', 2, 4],
    ['emre', 3, 4],
  ]);
});
