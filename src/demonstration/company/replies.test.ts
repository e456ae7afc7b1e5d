import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MEMBERS as ALL, type Speaker } from '../people.ts';
import { answers } from './answers.ts';
import { repliesTo } from './replies.ts';

const MEMBERS: readonly Speaker[] = ALL;
const HERE: readonly Speaker[] = ['ana', 'bo', 'cy', 'dina', 'farida'];

const replyTo = (text: string, to: Speaker | null = null): string =>
  repliesTo({ text, repliesTo: to, here: HERE }, () => 0)
    .map(({ who, occasion }) => `${who} ${occasion}`)
    .join(', ');

test('people answer to the point', () => {
  const told: Readonly<Record<string, string>> = {
    'Good morning': 'ana greeting, bo greeting-too',
    'Hello Farida': 'farida greeting',
    'How are you, Bo?': 'bo how-are-you',
    'Thank you all': 'ana thanks',
    'I can take the bread tonight.': 'ana offer',
    'I can’t help tonight': 'ana what-to-do',
    'We should open a second shop': 'bo idea',
    'Farida, how do you make the sourdough?': 'farida bread',
    'What does a roll cost?': 'dina money',
    'Is the oven warm again?': 'cy oven',
    'Dina, have you seen my hat?': 'dina asked-by-name',
    'Cy, I left it on the table': 'cy told-by-name',
    'Has Emre come back?': 'dina emre-is-off',
    'Who is the boss here?': 'ana who',
    'What can I do?': 'ana what-to-do',
    'See you': 'ana goodbye',
    ok: 'ana yes',
    'Does it rain?': 'bo question',
    'It rains.': 'ana statement',
  };
  for (const [text, reply] of Object.entries(told)) assert.equal(replyTo(text), reply, text);
});

test('whoever is replied to answers', () => {
  assert.equal(replyTo('I see it differently.', 'farida'), 'farida told-by-name');
  assert.equal(replyTo('Good morning', 'cy'), 'cy greeting');
});

test('whatever is said, somebody who is here answers once or twice, after a moment', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.subarray([...MEMBERS], { minLength: 1 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (text, here, roll) => {
        const replies = repliesTo({ text, repliesTo: null, here: ['ana', ...here] }, () => roll);
        assert.ok(replies.length === 1 || replies.length === 2);
        for (const { who, occasion, after } of replies) {
          assert.ok(who === 'ana' || here.includes(who) || occasion === 'emre-is-off');
          assert.ok(answers[occasion].length > 0 && after >= 3000 && after <= 15_000);
        }
      },
    ),
  );
});
