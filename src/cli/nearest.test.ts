import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

const verbs = ['found', 'invite', 'invitations', 'join', 'say', 'talk', 'people', 'respond', 'decisions', 'decision', 'safety-number'];

test('a slip of the finger finds the word that was meant', () => {
  const slips = {
    foudn: 'found',
    joni: 'join',
    peple: 'people',
    sya: 'say',
    tlak: 'talk',
    decison: 'decision',
    responde: 'respond',
    invit: 'invite',
    safety: 'safety-number',
  };
  for (const [typed, meant] of Object.entries(slips)) assert.equal(nearest(typed, verbs), meant, typed);
});

test('what resembles nothing finds nothing', () => {
  for (const typed of ['', 'x', 'elephant', 'zzz', 'constructor', 'x'.repeat(1000)]) assert.equal(nearest(typed, verbs), null, typed);
});
