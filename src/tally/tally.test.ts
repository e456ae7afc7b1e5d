import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countApprovals } from './approval.ts';
import { ballotsOf, inLetters } from './ballots.fixture.ts';
import type { RankedBallots } from './ballots.ts';
import { countPairs, preferring } from './pairwise.ts';
import { isMajority, METHODS, type Method, type TallyOptions, type TallyResult, tally } from './tally.ts';

const OPTIONS: TallyOptions = { seats: 1, unranked: 'last', ties: { by: 'open' }, share: { numerator: 1, denominator: 2 } };

function tallied(method: Method, all: RankedBallots, options: Partial<TallyOptions> = {}): TallyResult {
  return tally(method, all, { ...OPTIONS, ...options });
}

function winnersOf(method: Method, all: RankedBallots, options: Partial<TallyOptions> = {}): string {
  return tallied(method, all, options)
    .winners.map((winner) => all.names.get(winner))
    .join('');
}

// Markus Schulze, "Schulze method examples", example 1: 45 people, five alternatives (en.wikipedia.org/wiki/User:MarkusSchulze/Schulze_method_examples).
const SCHULZE_31 = ballotsOf({
  'A>C>B>E>D': 5,
  'A>D>E>C>B': 5,
  'B>E>D>A>C': 8,
  'C>A>B>E>D': 3,
  'C>A>E>B>D': 7,
  'C>B>A>D>E': 2,
  'D>C>E>B>A': 7,
  'E>B>A>D>C': 8,
});

test('Schulze ranks his own example as he does, with his pairs and his strongest paths', () => {
  const result = tallied('schulze', SCHULZE_31);
  assert.equal(inLetters(SCHULZE_31, result.ranking), 'E>A>C>B>D');
  const row = (matrix: TallyResult['pairwise'] | null, a: number) =>
    [1, 2, 3, 4, 5].filter((b) => b !== a).map((b) => preferring(matrix ?? new Map(), a, b));
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((a) => row(result.pairwise, a)),
    [
      [20, 26, 30, 22],
      [25, 16, 33, 18],
      [19, 29, 17, 24],
      [15, 12, 28, 14],
      [23, 27, 21, 31],
    ],
  );
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((a) => row(result.paths, a)),
    [
      [28, 28, 30, 24],
      [25, 28, 33, 24],
      [25, 29, 29, 24],
      [25, 28, 28, 24],
      [25, 28, 28, 31],
    ],
  );
});

// Electowiki, "Schulze method", revision 70012, example 2: 30 people, four alternatives.
test('Schulze ranks his second example as he does, where nothing wins against each other one', () => {
  const all = ballotsOf({
    'A>C>B>D': 5,
    'A>C>D>B': 2,
    'A>D>C>B': 3,
    'B>A>C>D': 4,
    'C>B>D>A': 3,
    'C>D>B>A': 3,
    'D>A>C>B': 1,
    'D>B>A>C': 5,
    'D>C>B>A': 4,
  });
  const { ranking, beatsAll } = tallied('schulze', all);
  assert.equal(inLetters(all, ranking), 'D>A>C>B');
  assert.equal(beatsAll, null);
});

// The same page, example 4: nine people, four alternatives, and these paths; its two places are those of the test suite below, `testResult_2`.
const NINE = ballotsOf({ 'A>B>C>D': 3, 'D>A>B>C': 2, 'D>B>C>A': 2, 'C>B>D>A': 2 });

test('Schulze leaves a tie where nine people leave it, and a lot between those two alone ends it', () => {
  const { ranking, paths } = tallied('schulze', NINE);
  assert.equal(inLetters(NINE, ranking), 'B=D>A=C');
  assert.deepEqual(
    [1, 2, 3, 4].map((a) => [1, 2, 3, 4].filter((b) => b !== a).map((b) => preferring(paths ?? new Map(), a, b))),
    [
      [5, 5, 5],
      [5, 7, 5],
      [5, 5, 5],
      [6, 5, 5],
    ],
  );
  assert.equal(winnersOf('schulze', NINE), 'BD');
  assert.equal(winnersOf('schulze', NINE, { ties: { by: 'number' } }), 'B');
  const lots = Array.from({ length: 30 }, (_, i) => winnersOf('schulze', NINE, { ties: { by: 'lot', seed: `lot ${i}` } }));
  assert.deepEqual([...new Set(lots)].sort(), ['B', 'D']);
});

/**
 * Examples of Schulze's as the test suite of Condorcet has them, by winning votes: github.com/julien-boudry/Condorcet, Tests/src/Algo/Methods/Schulze/SchulzeTest.php at
 * 02f46fced681b534d448c4e5f6c5bc704ddbbaac, `testSchulzeOfficialExampleResult_` with these numbers.
 */
const OF_SCHULZE: readonly (readonly [name: string, winners: string, ballots: Readonly<Record<string, number>>])[] = [
  ['1', 'D', { 'A>C>D': 8, 'B>A>D': 2, 'C>D>B': 4, 'D>B>A': 4, 'D>C>B': 3 }],
  ['3', 'D', { 'A>B>C': 12, 'A>D>B': 6, 'B>C>D': 9, 'C>D>A': 15, 'D>B>A': 21 }],
  ['4', 'AD', { 'A>C>D': 6, 'B>A>D': 1, 'C>B>D': 3, 'D>B>A': 3, 'D>C>B': 2 }],
  [
    '5, situation 1',
    'A',
    { 'A>D>E>B>C': 3, 'B>F>E>C>D': 3, 'C>A>B>F>D': 4, 'D>B>C>E>F': 1, 'D>E>F>A>B': 4, 'E>C>B>D>F': 2, 'F>A>C>D>B': 2 },
  ],
  [
    '5, situation 2',
    'D',
    { 'A>D>E>B>C': 3, 'B>F>E>C>D': 3, 'C>A>B>F>D': 4, 'D>B>C>E>F': 1, 'D>E>F>A>B': 4, 'E>C>B>D>F': 2, 'F>A>C>D>B': 2, 'A>E>F>C>B': 2 },
  ],
  ['6, situation 1', 'A', { 'A>B>D': 3, 'A>D>B': 5, 'A>D>C': 1, 'B>A>D': 2, 'B>D>C': 2, 'C>A>B': 4, 'C>B>A': 6, 'D>B>C': 2, 'D>C>A': 5 }],
  [
    '6, situation 2',
    'B',
    { 'A>B>D>E': 3, 'A>D>E>B': 5, 'A>D>E>C': 1, 'B>A>D>E': 2, 'B>D>E>C': 2, 'C>A>B>D': 4, 'C>B>A>D': 6, 'D>B>E>C': 2, 'D>E>C>A': 5 },
  ],
  [
    '7',
    'D',
    {
      'A>B>C>D': 6,
      'A=B': 8,
      'A=C': 8,
      'A=C>D': 18,
      'A=C=D': 8,
      B: 40,
      'C>B>D': 4,
      'C>D>A': 9,
      'C=D': 8,
      'D>A>B': 14,
      'D>B>C': 11,
      'D>C>A': 4,
    },
  ],
  ['8', 'B', { 'A>D>B>E': 9, 'B>C>A>D': 6, 'B>C>D>E': 5, 'C>D>B>E': 2, 'D>E>C>B': 6, 'E>A>C>B': 14, 'E>C>A>B': 2, 'E>D>A>C': 1 }],
  ['9', 'E', { 'A>D>B>E': 9, 'B>A>C>E': 1, 'C>B>A>D': 6, 'C>D>B>E': 2, 'C>D>E>A': 5, 'D>E>C>A': 6, 'E>B>A>C': 14, 'E>B>C>A': 2 }],
];

for (const [name, winners, counts] of OF_SCHULZE)
  test(`Schulze’s example ${name} is won as another program has it`, () => assert.equal(winnersOf('schulze', ballotsOf(counts)), winners));

// Capitals of Tennessee, the example of the English Wikipedia's articles on voting methods: Memphis, Nashville, Chattanooga, Knoxville.
const TENNESSEE = ballotsOf({ 'M>N>C>K': 42, 'N>C>K>M': 26, 'C>K>N>M': 15, 'K>C>N>M': 17 });

test('the capital of Tennessee depends on the method, as is known', () => {
  assert.equal(winnersOf('schulze', TENNESSEE), 'N');
  assert.equal(inLetters(TENNESSEE, tallied('schulze', TENNESSEE).ranking), 'N>C>K>M');
  assert.equal(winnersOf('irv', TENNESSEE), 'K');
  assert.equal(winnersOf('majority', TENNESSEE), '');
  assert.equal(tallied('irv', TENNESSEE).rounds.length, 4);
});

// The mayor of Burlington, Vermont, 2009: Kiss, Montroll, Wright, with everybody else struck off the ballots. Its pairs stand in electowiki.org/wiki/2009_Burlington_mayoral_election.
const BURLINGTON = ballotsOf({
  'M>K>W': 1332,
  'M>W>K': 767,
  M: 455,
  'K>M>W': 2043,
  'K>W>M': 371,
  K: 568,
  'W>M>K': 1513,
  'W>K>M': 495,
  W: 1289,
});

test('the mayor of Burlington was Kiss by instant run-off, though Montroll beat each other one', () => {
  const result = tallied('irv', BURLINGTON);
  assert.equal(winnersOf('irv', BURLINGTON), 'K');
  assert.deepEqual(
    result.rounds[1]?.votes,
    new Map([
      [1, 4314],
      [3, 4064],
    ]),
  );
  assert.equal(result.rounds[1]?.exhausted, 455);
  assert.equal(BURLINGTON.names.get(result.beatsAll ?? 0), 'M');
  assert.equal(winnersOf('schulze', BURLINGTON), 'M');
  const pairs = countPairs(BURLINGTON, 'last');
  assert.deepEqual(
    [
      [2, 1],
      [1, 2],
      [2, 3],
      [3, 2],
      [1, 3],
      [3, 1],
    ].map(([a = 0, b = 0]) => preferring(pairs, a, b)),
    [4067, 3477, 4597, 3668, 4314, 4064],
  );
});

// The food for a party, the example of the English Wikipedia's article on the single transferable vote: Orange, Pear, Chocolate, Strawberry, Burger.
const PARTY = ballotsOf({ O: 4, 'P>O': 2, 'C>S': 8, 'C>B': 4, S: 1, B: 1 });

test('three foods for a party are elected as is known', () => {
  const result = tallied('stv', PARTY, { seats: 3 });
  assert.equal(result.winners.map((winner) => PARTY.names.get(winner)).join(''), 'COS');
  assert.equal(result.quota, 6);
  assert.deepEqual(
    result.rounds[1]?.votes,
    new Map([
      [1, 3],
      [2, 6],
      [3, 4],
      [4, 2],
      [5, 5],
    ]),
  );
});

// Owners of dogs (D, E), cats (C, G) and a fish: yingtongli.me/blog/2022/06/16/stv-primer-5.html, weighted inclusive Gregory method.
const OWNERS = ballotsOf({ 'D>E>F>C>G': 21, 'E>D>F>C>G': 19, 'C>G>F>D>E': 40, 'G>C>F>D>E': 6, 'F>D>E>C>G': 7, 'F>D>C>G>E': 6, 'F>D': 1 });

test('a surplus goes on by all the ballots that somebody holds, each at its weight', () => {
  const { rounds, winners, quota } = tallied('stv', OWNERS, { seats: 3 });
  const votes = (round: number, letter: string) =>
    rounds[round]?.votes.get([...OWNERS.names].find(([, name]) => name === letter)?.[0] ?? 0);
  assert.equal(quota, 26);
  assert.deepEqual(
    ['D', 'E', 'C', 'G', 'F'].map((letter) => votes(2, letter)),
    [35, 19, 26, 20, undefined],
  );
  // 9/35 of 28 ballots to the second owner of a dog, of 6 to the second owner of a cat; one names nobody else.
  assert.deepEqual([votes(3, 'E'), votes(3, 'G')], [26.19992, 21.54284]);
  assert.equal(winners.map((winner) => OWNERS.names.get(winner)).join(''), 'CDE');
});

test('ballots with equal places are split, and none of a vote is lost in a run-off', () => {
  const all = ballotsOf({ 'A=B=C': 1, 'A=B': 1, C: 1 });
  const [first] = tallied('irv', all).rounds;
  assert.deepEqual(
    first?.votes,
    new Map([
      [1, 5 / 6],
      [2, 5 / 6],
      [3, 4 / 3],
    ]),
  );
});

test('what a ballot does not name is worse than what it names, or nothing is said of it', () => {
  const all = ballotsOf({ A: 3, 'B>C': 2 });
  const [last, ignored] = [countPairs(all, 'last'), countPairs(all, 'ignored')];
  assert.deepEqual([preferring(last, 1, 2), preferring(last, 2, 1), preferring(last, 2, 3)], [3, 2, 2]);
  assert.deepEqual([preferring(ignored, 1, 2), preferring(ignored, 2, 1), preferring(ignored, 2, 3)], [0, 0, 2]);
});

test('ties stay open, or go by number, or by a lot that its seed decides', () => {
  const all = ballotsOf({ 'A>B>C': 1, 'B>C>A': 1, 'C>A>B': 1 });
  assert.equal(winnersOf('schulze', all), 'ABC');
  assert.equal(winnersOf('schulze', all, { ties: { by: 'number' } }), 'A');
  const bySeed = new Set(Array.from({ length: 40 }, (_, i) => winnersOf('schulze', all, { ties: { by: 'lot', seed: `meeting ${i}` } })));
  assert.deepEqual([...bySeed].sort(), ['A', 'B', 'C']);
  assert.equal(winnersOf('irv', all, { ties: { by: 'lot', seed: 'x' } }), winnersOf('irv', all, { ties: { by: 'lot', seed: 'x' } }));
  assert.equal(tallied('irv', all).rounds[0]?.byTie, true);
});

test('an earlier round tells apart who is equal now', () => {
  // D goes first and makes B and C equal; C had fewer before.
  const all = ballotsOf({ A: 5, B: 4, C: 3, 'D>C': 1 });
  const { rounds } = tallied('irv', all);
  assert.deepEqual(
    rounds.map(({ excluded, byTie }) => [excluded.map((each) => all.names.get(each)).join(''), byTie]),
    [
      ['D', false],
      ['C', false],
      ['B', false],
      ['', false],
    ],
  );
});

test('whoever ranks everything does not approve of the last; whoever leaves somebody out approves of all they name', () => {
  const all = ballotsOf({ 'A>B>C': 1, 'A>B': 1, C: 1, 'A=B=C': 1 });
  assert.deepEqual(
    countApprovals(all),
    new Map([
      [1, 3],
      [2, 3],
      [3, 2],
    ]),
  );
  assert.equal(winnersOf('approval', all), 'AB');
});

test('a majority is more than a half, and two thirds are at least two thirds', () => {
  const half = { numerator: 1, denominator: 2 };
  const thirds = { numerator: 2, denominator: 3 };
  assert.deepEqual(
    [isMajority(3, 6, half), isMajority(4, 6, half), isMajority(4, 6, thirds), isMajority(3, 6, thirds)],
    [false, true, true, false],
  );
  assert.equal(winnersOf('majority', ballotsOf({ A: 2, B: 1 }), { share: thirds }), 'A');
});

/**
 * Of how many votes how many are needed. Majorities: Nancy Sylvester, "The Complete Idiot's Guide to Robert's Rules", "Meaning of Vote" (oreilly.com/library/view/the-complete-idiots/9781615640348/h1_id_57.xhtml). Two
 * thirds: Henry M. Robert, "Robert's Rules of Order", 4th ed. 1915, section 48, page 204 (en.wikisource.org/wiki/Page:Robert's_Rules_of_Order_-_1915.djvu/210).
 */
test('majorities and two thirds are as Robert’s Rules count them', () => {
  const half = { numerator: 1, denominator: 2 };
  const thirds = { numerator: 2, denominator: 3 };
  const least = (all: number, share: typeof half) =>
    Array.from({ length: all + 1 }, (_, votes) => votes).find((votes) => isMajority(votes, all, share));
  assert.deepEqual(
    [19, 20].map((all) => least(all, half)),
    [10, 11],
  );
  assert.deepEqual(
    [14, 20, 70].map((all) => least(all, thirds)),
    [10, 14, 47],
  );
});

// Brams and Fishburn (see approval.ts): whoever is approved of gets one vote from each. The same cities, each approving of itself and its next choice.
test('by approval the capital of Tennessee is Nashville, and options of the same number share their place', () => {
  const near = ballotsOf({ 'M=N': 42, 'N=C': 26, 'C=K': 15, 'K=C': 17 });
  const { votes, winners, ranking } = tallied('approval', near);
  assert.deepEqual(
    winners.map((winner) => near.names.get(winner)),
    ['N'],
  );
  assert.deepEqual(
    [...(votes ?? new Map<number, number>()).values()].sort((a, b) => b - a),
    [68, 58, 42, 32],
  );
  assert.equal(inLetters(near, ranking), 'N>C>M>K');
});

test('one alternative and one voter are enough for every method', () => {
  for (const method of METHODS) assert.equal(winnersOf(method, ballotsOf({ A: 1 })), 'A', method);
});

test('more seats than alternatives elect them all', () => {
  assert.equal(winnersOf('stv', ballotsOf({ A: 1, B: 2 }), { seats: 5 }), 'BA');
});
