import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Say } from '../../../texts/words.tsx';
import { agreeingOn, alsoForInWords, heardInWords, proposedOn, type VoteVoice, voicesOfReader } from './voices.ts';

const say = ((key: string, gaps: Record<string, string> = {}) => [key, ...Object.values(gaps)].join(' ')) as Say;
const voice = (member: string, to: string, state: VoteVoice['state']): VoteVoice => ({
  ...{ id: member, member, memberId: member, to, toId: to },
  ...{ subject: '', until: '2027-05-21', state },
});

test('whoever votes is told who speaks for them, and for whom they speak, where it counts', () => {
  const voices = [voice('Cy', 'Bo', 'waits'), voice('Dan', 'Bo', 'beyond'), voice('Bo', 'Ana', 'own')];
  assert.deepEqual(voicesOfReader({ voices }, 'Bo', say), ['voices.vote-you-speak Cy']);
  assert.deepEqual(voicesOfReader({ voices }, 'Cy', say), ['voices.vote-speaks-for-you Bo']);
  assert.deepEqual(voicesOfReader({ voices }, 'Dan', say), [], 'nobody speaks for Dan');
  assert.deepEqual(voicesOfReader({ voices }, 'Ana', say), [], 'Bo has voted');
});

test('who is heard by the vote of another is counted, and said to be', () => {
  const heard = { count: 2, of: 4, unheard: [], unheardIds: [] };
  const method = { name: 'majority' } as never;
  const voices = [voice('Cy', 'Bo', 'counts'), voice('Dan', 'Bo', 'beyond')];
  assert.equal(heardInWords({ heard, voices: [], method }, say), 'vote.heard 2 4');
  assert.equal(heardInWords({ heard, voices, method }, say), 'voices.vote-heard 2 4 1');
  assert.equal(
    heardInWords({ heard, voices: [], method: { name: 'advice' } as never }, say),
    'decision.heard-now 2 4',
    'advice is no vote',
  );
});

test('a vote names all for whom it counts', () => {
  const also = (...names: string[]) => ({ alsoFor: names.map((member) => ({ member, memberId: member })) }) as never;
  assert.equal(alsoForInWords(also(), say), null);
  assert.equal(alsoForInWords(also('Cy'), say), 'voices.also-for Cy');
});

test('what is proposed is found, and what is agreed on is off or a number', () => {
  assert.deepEqual(
    [0, 1, 3].map((most) => agreeingOn(most).value),
    ['off', '1', '3'],
  );
  const decision = (id: string, state: string, setting: string) => ({
    id,
    state,
    effects: [agreeingOn(1), { setting }].slice(setting === 'delegation' ? 0 : 1),
  });
  const decisions = [decision('a', 'in-effect', 'delegation'), decision('b', 'open', 'name'), decision('c', 'open', 'delegation')] as never;
  assert.equal(proposedOn(decisions)?.id, 'c');
});
