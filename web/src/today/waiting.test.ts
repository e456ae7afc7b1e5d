import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Known, type Thing, whatItIsAbout } from './waiting.ts';

const thing = (kind: string, ...at: readonly string[]): Thing =>
  ({ key: `${kind} ${at.join(' ')}`, kind, since: null, until: null, title: '', from: null, at }) as unknown as Thing;

const KNOWN = {
  decisions: [
    {
      id: 'd1',
      questions: [{ id: 'q1' }],
      round: { qualifying: [{ objection: 'o1' }], waysOut: { asked: [{ id: 'w1' }] } },
    },
  ],
  people: [{ id: 'bo' }],
  channels: [
    { name: 'everyone', circle: null, calls: [{ id: 'm1' }] },
    { name: 'circle/c1', circle: { id: 'c1', channel: 'circle/c1', joining: [{ id: 'cy' }] }, calls: [] },
  ],
  agreements: [{ id: 'a1' }],
  clashes: [{ setting: 'quorum' }],
} as unknown as Known;

test('each thing that waits is shown with what it is about', () => {
  const things = [
    thing('turn', 'decisions', 'd1'),
    thing('question', 'decisions', 'd1', 'q1'),
    thing('help', 'decisions', 'd1', 'w1'),
    thing('qualify', 'decisions', 'd1', 'o1'),
    thing('clash', 'decisions', 'clash', 'quorum'),
    thing('suspended', 'people', 'bo'),
    thing('circle', 'talk', 'circle/c1', 'cy'),
    thing('agreement', 'agreements', 'a1'),
    thing('call', 'talk', 'everyone', 'm1'),
    thing('words', 'settings', 'words'),
  ];
  const shown = whatItIsAbout(things, KNOWN);
  assert.deepEqual(
    shown.map((one) => one.thing),
    things,
  );
  assert.deepEqual(
    shown.flatMap((one) =>
      Object.entries(one).flatMap(([name, value]) =>
        name === 'thing' || name === 'kind' ? [] : [`${name} ${(value as { id?: string }).id}`],
      ),
    ),
    [
      'decision d1',
      'decision d1',
      'question q1',
      'decision d1',
      'way w1',
      'decision d1',
      'qualifying undefined',
      'clash undefined',
      'person bo',
      'circle c1',
      'joining cy',
      'agreement a1',
      'message m1',
    ],
  );
});

test('what is not here yet waits for the next answer', () => {
  const early = [thing('turn', 'decisions', 'd2'), thing('question', 'decisions', 'd1', 'q2'), thing('circle', 'talk', 'circle/c2', 'cy')];
  assert.deepEqual(
    whatItIsAbout([...early, thing('call', 'talk', 'everyone', 'm2'), thing('clash', 'decisions', 'clash', 'name')], KNOWN),
    [],
  );
});
