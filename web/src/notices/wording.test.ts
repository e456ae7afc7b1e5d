import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Output } from '../api/client.ts';
import { ENGLISH } from '../texts/catalogue.ts';
import type { Say } from '../texts/words.tsx';
import { happeningsOf } from './happening.ts';
import { tellNews } from './wording.ts';

type Channel = Output<'channels'>[number];
type Decision = Output<'decisions'>[number];

const say: Say = (key, gaps) => String(new IntlMessageFormat(ENGLISH[key], 'en').format(gaps));
const nameOf = (): string => 'Bakery';
const message = { id: 'm1', author: 'Bo', channel: 'oven', text: 'Who has the key?', mine: false } as Channel['calls'][number];
const channel: Channel = { name: 'oven', circle: null, unread: 2, last: message, calls: [message] };
const decision = { id: 'd1', version: 1, title: 'Bread for the shelter' } as Decision;

test('unless it is chosen otherwise, a notice says nothing of what is inside', () => {
  const happenings = happeningsOf(
    [
      { kind: 'turn', decision },
      { kind: 'call', message },
    ],
    [channel],
  );
  const told = tellNews([{ cell: 'c1', happenings }], 'little', nameOf, say);
  assert.deepEqual(told, { title: 'Something waits for you in Moot', body: '', cell: 'c1', steps: [] });
  const talk = tellNews([{ cell: 'c1', happenings: happeningsOf([], [channel]) }], 'little', nameOf, say);
  assert.deepEqual(talk, { title: 'Something new was said in Moot', body: '', cell: 'c1', steps: ['talk', 'oven'] });
});

test('whoever wants to know more is told what it is, and from whom', () => {
  const happenings = happeningsOf(
    [
      { kind: 'door', decision },
      { kind: 'call', message },
    ],
    [channel],
  );
  const { title, body } = tellNews([{ cell: 'c1', happenings }], 'much', nameOf, say);
  assert.deepEqual(
    [title, body],
    ['Bakery', 'Somebody is at the door: Bread for the shelter\nBo to you: Who has the key?\n2 new messages in oven'],
  );
  const many = happeningsOf(
    Array.from({ length: 6 }, (_, at) => ({ kind: 'turn' as const, decision: { ...decision, id: `d${at}` } })),
    [],
  );
  assert.match(tellNews([{ cell: 'c1', happenings: many }], 'much', nameOf, say).body, /\nand 2 more$/);
});

test('one thing alone is led to, and the reader’s own words are no news', () => {
  const [turn] = happeningsOf([{ kind: 'turn', decision }], []);
  assert.ok(turn !== undefined);
  assert.deepEqual(tellNews([{ cell: 'c1', happenings: [turn] }], 'little', nameOf, say).steps, ['decisions', 'd1']);
  assert.deepEqual(happeningsOf([], [{ ...channel, last: { ...message, mine: true } }]), []);
  assert.deepEqual(happeningsOf([], [{ ...channel, unread: 0 }]), []);
});
