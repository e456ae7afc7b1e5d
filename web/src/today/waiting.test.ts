import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, whatWaits } from './waiting.ts';

type Decisions = Parameters<typeof whatWaits>[0];
type People = Parameters<typeof whatWaits>[1];
type Channels = Parameters<typeof whatWaits>[2];
type Decision = Decisions[number];

/** A decision as far as it matters here. */
function decision(id: string, more: object): Decision {
  const base = {
    id,
    version: 1,
    state: 'open',
    awaitsYou: false,
    proposerId: 'bo',
    deadline: '2026-11-25',
    objections: [],
    questions: [],
    versions: [],
    effects: [],
    responses: [],
    ballots: [],
    round: { qualifying: [], unresolved: [], waysOut: { asked: [] } },
  };
  return { ...base, ...more } as unknown as Decision;
}

const question = (id: string, memberId: string, answers: readonly object[] = []) => ({ id, memberId, answers });

test('what ends soonest comes first, then reviews, what was said to the reader, and what they propose themselves', () => {
  const decisions = [
    decision('late', { awaitsYou: true, deadline: '2026-11-29' }),
    decision('review', { state: 'in-review', proposerId: 'ana' }),
    decision('soon', { awaitsYou: true, deadline: '2026-11-22' }),
    decision('mine', {
      proposerId: 'ana',
      deadline: '2026-11-24',
      objections: [{ memberId: 'bo' }],
      questions: [question('q', 'bo'), question('own', 'ana')],
    }),
    decision('proposed', { awaitsYou: true, proposerId: 'ana', deadline: '2026-11-22' }),
    decision('objected', { awaitsYou: true, proposerId: 'ana', deadline: '2026-11-30', objections: [{ memberId: 'bo' }] }),
    decision('door', { awaitsYou: true, proposerId: 'ana', deadline: '2026-11-23' }),
    decision('again', {
      awaitsYou: true,
      deadline: '2026-11-26',
      version: 2,
      versions: [
        { responses: [{ memberId: 'ana' }], ballots: [] },
        { responses: [], ballots: [] },
      ],
    }),
  ];
  const people = [{ state: 'waiting', decision: 'door', gone: [] }] as unknown as People;
  const JOINING = [
    { id: 'cy', awaitsYou: true },
    { id: 'dina', awaitsYou: false },
  ];
  const channels = [
    { name: 'everyone', circle: null, unread: 2, calls: [{ id: 'second', time: '2026-11-21T10' }] },
    { name: 'Oven', circle: null, unread: 9, calls: [{ id: 'first', time: '2026-11-21T09' }] },
    { name: 'circle/c1', circle: { id: 'c1', joining: JOINING }, unread: 0, calls: [] },
  ] as unknown as Channels;
  assert.deepEqual(whatWaits(decisions, people, channels, [], 'ana').map(keyOf), [
    'turn soon 1',
    'door door 1',
    'objection mine 1',
    'question mine q',
    'anew again 2',
    'turn late 1',
    'objection objected 1',
    'review review 1',
    'circle c1 cy',
    'call first',
    'call second',
    'own proposed 1',
  ]);
});

test('nothing waits that asks nobody, or asks somebody else', () => {
  const decisions = [
    decision('heard', {}),
    decision('objected', { objections: [{ memberId: 'cy' }], questions: [question('q', 'cy')] }),
    decision('own-objection', { proposerId: 'ana', objections: [{ memberId: 'ana' }], questions: [question('a', 'bo', [{}])] }),
    decision('passed', { state: 'passed', proposerId: 'ana', questions: [question('q', 'bo')] }),
    decision('others-review', { state: 'in-review' }),
  ];
  assert.deepEqual(whatWaits(decisions, [], [], [], 'ana'), []);
});

const removal = { effects: [{ kind: 'remove', member: 'ana' }], awaitsYou: false };

test('what decides on the reader waits for them until they have said something to that version', () => {
  const keys = (more: object) => whatWaits([decision('part', { ...removal, ...more })], [], [], [], 'ana').map(keyOf);
  assert.deepEqual(keys({}), ['about-you part 1']);
  assert.deepEqual(keys({ responses: [{ memberId: 'ana' }] }), []);
  assert.deepEqual(keys({ questions: [{ ...question('q', 'ana'), version: 1 }] }), []);
  assert.deepEqual(
    keys({ questions: [{ ...question('q', 'ana'), version: 1 }], version: 2 }),
    ['about-you part 2'],
    'a new version asks anew',
  );
  assert.deepEqual(keys({ effects: [{ kind: 'remove', member: 'bo' }] }), [], 'it is about somebody else');
});

test('a clash and devices that revoked each other wait for everybody, until somebody has proposed what is to be', () => {
  const clash = { setting: 'name', holds: { decision: 'a', value: 'Mill' }, others: [{ decision: 'b', value: 'Oven' }] } as const;
  const silent = [{ id: 'bo', gone: [{ state: 'suspended' }, { state: 'suspended' }] }] as unknown as People;
  assert.deepEqual(whatWaits([], silent, [], [{ ...clash, open: null }], 'ana').map(keyOf), ['suspended bo', 'clash name']);
  const settling = decision('speaks', { effects: [{ kind: 'reinstate', member: 'bo' }] });
  assert.deepEqual(whatWaits([settling], silent, [], [{ ...clash, open: 'c' }], 'ana'), []);
});

test('whoever is asked for help where a round is stuck finds it, until they have answered', () => {
  const way = (id: string, more: object) => ({ id, memberId: 'cy', way: 'helping-circle', who: [], isOpen: true, ...more });
  const stuck = (more: object) => ({ qualifying: [], unresolved: [], waysOut: { asked: [] }, ...more });
  const asked = [
    way('circle', { who: [{ memberId: 'ana', will: null }] }),
    way('answered', { who: [{ memberId: 'ana', will: false }] }),
    way('over', { who: [{ memberId: 'ana', will: null }], isOpen: false }),
    way('trial', { way: 'trial' }),
    way('own', { way: 'trial', memberId: 'ana' }),
  ];
  const qualifying = [
    { objection: 'mine', said: [{ memberId: 'bo' }] },
    { objection: 'theirs', said: [] },
  ];
  const unresolved = [{ id: 'mine', memberId: 'ana' }];
  const decisions = [
    decision('theirs', { state: 'not-passed', round: stuck({ waysOut: { asked }, qualifying, unresolved }) }),
    decision('mine', { proposerId: 'ana', round: stuck({ waysOut: { asked: asked.slice(3) } }) }),
    decision('past', { state: 'passed', round: stuck({ waysOut: { asked } }) }),
  ];
  assert.deepEqual(whatWaits(decisions, [], [], [], 'ana').map(keyOf), ['qualify mine', 'help circle', 'wish trial']);
});

test('somebody who says that they are the reader is told of once, however many doors they knocked at, until the reader has said something', () => {
  const claim = (id: string, applicant: string, more: object = {}) =>
    decision(id, { effects: [{ kind: 'recover', member: 'ana', applicant }], awaitsYou: false, ...more });
  const keys = (...decisions: ReturnType<typeof decision>[]) => whatWaits(decisions, [], [], [], 'ana').map(keyOf);
  assert.deepEqual(keys(claim('one', 'x'), claim('two', 'x'), claim('other', 'y')), ['about-you one 1', 'about-you other 1']);
  assert.deepEqual(keys(claim('one', 'x'), claim('two', 'x', { responses: [{ memberId: 'ana' }] }), claim('other', 'y')), [
    'about-you other 1',
  ]);
});
