import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitingAgreements } from './of-agreements.ts';
import { type Standing, whatWaits } from './what-waits.ts';

type Decision = Standing['decisions'][number];
type People = Standing['people'];
type Channels = Standing['channels'];
type Agreement = Standing['agreements'][number];

/** An agreement as far as it matters here. */
function agreement(id: string, more: object): Agreement {
  const base = {
    id,
    title: id,
    state: 'due',
    clashes: 0,
    review: '2026-11-30',
    afterwards: 'stay',
    overdue: false,
    owner: null,
    decided: '2026-05-30',
  };
  return { ...base, ...more } as Agreement;
}

/** A decision as far as it matters here. */
function decision(id: string, more: object): Decision {
  const base = {
    id,
    version: 1,
    state: 'open',
    awaitsYou: false,
    proposerId: 'bo',
    deadline: '2026-11-25',
    proposer: 'Bo',
    opened: '2026-11-20',
    title: id,
    objections: [],
    review: [],
    questions: [],
    versions: [],
    effects: [],
    responses: [],
    ballots: [],
    round: { qualifying: [], unresolved: [], waysOut: { offered: [], asked: [] } },
  };
  return { ...base, ...more } as unknown as Decision;
}

const TODAY = Date.parse('2026-11-21T12:00Z');

/** What waits for Ana, by keys. */
function keys(standing: Partial<Standing>): string[] {
  const nothing = { decisions: [], people: [], channels: [], agreements: [], clashes: [], isWithoutWords: false, backupSince: null };
  return whatWaits({ me: 'ana', now: TODAY, ...nothing, ...standing }).map(({ key }) => key);
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
    { id: 'cy', awaitsYou: true, agreed: [] },
    { id: 'dina', awaitsYou: false, agreed: [] },
  ];
  const channels = [
    { name: 'everyone', circle: null, unread: 2, calls: [{ id: 'second', time: '2026-11-21T10' }] },
    { name: 'Oven', circle: null, unread: 9, calls: [{ id: 'first', time: '2026-11-21T09' }] },
    { name: 'circle/c1', circle: { id: 'c1', joining: JOINING }, unread: 0, calls: [] },
  ] as unknown as Channels;
  const agreements = [agreement('due', {})];
  const own = { isWithoutWords: true, backupSince: '2026-11-20T00:00:00Z' };
  assert.deepEqual(keys({ decisions, people, channels, agreements, clashes: ['quorum'], ...own }), [
    'turn soon 1',
    'door door 1',
    'objection mine 1',
    'question mine q',
    'anew again 2',
    'turn late 1',
    'objection objected 1',
    'review review 1',
    'clash quorum',
    'circle c1 cy',
    'agreement due due false',
    'call first',
    'call second',
    'own proposed 1',
    'words',
    'backup 2026-11-20T00:00:00Z',
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
  assert.deepEqual(keys({ decisions }), []);
});

const removal = { effects: [{ kind: 'remove', member: 'ana' }], awaitsYou: false };

test('what decides on the reader waits for them until they have said something to that version', () => {
  const part = (more: object) => keys({ decisions: [decision('part', { ...removal, ...more })] });
  assert.deepEqual(part({}), ['about-you part 1']);
  assert.deepEqual(part({ responses: [{ memberId: 'ana' }] }), []);
  assert.deepEqual(part({ questions: [{ ...question('q', 'ana'), version: 1 }] }), []);
  assert.deepEqual(
    part({ questions: [{ ...question('q', 'ana'), version: 1 }], version: 2 }),
    ['about-you part 2'],
    'a new version asks anew',
  );
  assert.deepEqual(part({ effects: [{ kind: 'remove', member: 'bo' }] }), [], 'it is about somebody else');
});

test('a clash and devices that revoked each other wait for everybody, until somebody has proposed what is to be', () => {
  const silent = [{ id: 'bo', gone: [{ state: 'suspended' }, { state: 'suspended' }] }] as unknown as People;
  assert.deepEqual(keys({ people: silent, clashes: ['name'] }), ['suspended bo', 'clash name']);
  const settling = decision('speaks', { effects: [{ kind: 'reinstate', member: 'bo' }] });
  const named = decision('named', { effects: [{ kind: 'agreement', setting: 'name' }] });
  assert.deepEqual(keys({ decisions: [settling, named], people: silent, clashes: ['name'] }), []);
});

test('whoever is asked for help where a round is stuck finds it, until they have answered', () => {
  const way = (id: string, more: object) => ({ id, memberId: 'cy', way: 'helping-circle', who: [], isOpen: true, ...more });
  const stuck = ({ waysOut = {}, ...more }: { waysOut?: object; qualifying?: object; unresolved?: object }) => ({
    ...{ qualifying: [], unresolved: [], ...more },
    waysOut: { offered: [], asked: [], ...waysOut },
  });
  const asked = [
    way('circle', { who: [{ memberId: 'ana', will: null }] }),
    way('answered', { who: [{ memberId: 'ana', will: false }] }),
    way('over', { who: [{ memberId: 'ana', will: null }], isOpen: false }),
    way('trial', { way: 'trial' }),
    way('own', { way: 'trial', memberId: 'ana' }),
  ];
  const qualifying = [
    { objection: 'mine', asked: { member: 'Cy', time: '2026-11-21T08:00:00Z' }, said: [{ memberId: 'bo' }] },
    { objection: 'theirs', asked: { member: 'Cy', time: '2026-11-21T08:00:00Z' }, said: [] },
  ];
  const unresolved = [{ id: 'mine', memberId: 'ana' }];
  const decisions = [
    decision('theirs', { state: 'not-passed', round: stuck({ waysOut: { asked }, qualifying, unresolved }) }),
    decision('mine', { proposerId: 'ana', round: stuck({ waysOut: { asked: asked.slice(3) } }) }),
    decision('past', { state: 'passed', round: stuck({ waysOut: { asked } }) }),
  ];
  assert.deepEqual(keys({ decisions }), ['qualify mine', 'help circle', 'wish trial']);
});

test('a round that is stuck waits for all who were heard but its proposer, until somebody asks for a way out', () => {
  const waysOut = { offered: ['trial'], asked: [] };
  const stuck = (id: string, more: object = {}, ways: object = {}) =>
    decision(id, { round: { qualifying: [], unresolved: [], waysOut: { ...waysOut, ...ways } }, ...more });
  const trial = { id: 'trial', memberId: 'cy', way: 'trial', who: [] };
  const told = (...decisions: readonly Decision[]) => keys({ decisions });
  assert.deepEqual(told(stuck('new')), ['stuck new 1']);
  assert.deepEqual(told(stuck('own', { proposerId: 'ana' })), []);
  assert.deepEqual(told(stuck('asked', { awaitsYou: true })), ['turn asked 1'], 'once for one decision');
  assert.deepEqual(told(stuck('over', { state: 'not-passed' })), []);
  assert.deepEqual(told(stuck('not', {}, { offered: [] })), []);
  assert.deepEqual(told(stuck('tried', {}, { asked: [{ ...trial, isOpen: true }] })), []);
  assert.deepEqual(
    told(stuck('again', {}, { asked: [{ ...trial, isOpen: false }] })),
    ['stuck again 1'],
    'asked of words that are no more',
  );
});

test('somebody who says that they are the reader is told of once, however many doors they knocked at, until the reader has said something', () => {
  const claim = (id: string, applicant: string, more: object = {}) =>
    decision(id, { effects: [{ kind: 'recover', member: 'ana', applicant }], awaitsYou: false, ...more });
  const told = (...decisions: readonly Decision[]) => keys({ decisions });
  assert.deepEqual(told(claim('one', 'x'), claim('two', 'x'), claim('other', 'y')), ['about-you one 1', 'about-you other 1']);
  assert.deepEqual(told(claim('one', 'x'), claim('two', 'x', { responses: [{ memberId: 'ana' }] }), claim('other', 'y')), [
    'about-you other 1',
  ]);
});

test('a review waits for whoever looks after it, and for everybody where nobody does, where it lapses, and once it is overdue', () => {
  const BO = { member: 'Bo', memberId: 'bo' };
  const agreements = [
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
  const waits = (me: string) => waitingAgreements(agreements, me, TODAY).map(({ at }) => at[1]);
  assert.deepEqual(waits('ana'), ['clashes', 'overdue', 'lapsed', 'lapses', 'nobody']);
  assert.deepEqual(new Set(waits('bo')), new Set([...waits('ana'), 'bo']));
});

test('each says since when and until when, who asks, and where it stands', () => {
  const objection = { id: 'said', memberId: 'bo', member: 'Bo', time: '2026-11-21T08:00:00Z' };
  const decisions = [decision('mine', { proposerId: 'ana', proposer: 'Ana', objections: [objection] })];
  const standing = { me: 'ana', now: TODAY, people: [], channels: [], clashes: [], isWithoutWords: false, backupSince: null };
  assert.deepEqual(whatWaits({ ...standing, decisions, agreements: [agreement('due', {})] }), [
    {
      key: 'objection mine 1',
      kind: 'objection',
      since: '2026-11-21T08:00:00Z',
      until: '2026-11-25',
      title: 'mine',
      from: 'Bo',
      at: ['decisions', 'mine', 'said'],
    },
    {
      key: 'agreement due due false',
      kind: 'agreement',
      since: null,
      until: '2026-11-30T24:00:00Z',
      title: 'due',
      from: null,
      at: ['agreements', 'due'],
    },
  ]);
});
