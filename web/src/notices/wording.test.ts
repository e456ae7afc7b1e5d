import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { ENGLISH } from '../texts/catalogue.ts';
import type { Say } from '../texts/words.tsx';
import { type News, tellNews } from './wording.ts';

type Thing = News['things'][number];

const say: Say = (key, gaps) => String(new IntlMessageFormat(ENGLISH[key], 'en').format(gaps));
const nameOf = (): string => 'Bakery';
const thing = (kind: string, more: object = {}): Thing =>
  ({
    key: kind,
    kind,
    since: null,
    until: null,
    title: 'Bread for the shelter',
    from: 'Bo',
    at: ['decisions', 'd1'],
    ...more,
  }) as unknown as Thing;
const TALK = thing('talk', { title: 'oven', unread: 2, at: ['talk', 'oven'] });
const CALL = thing('call', { title: 'Who has the key?', at: ['talk', 'oven', 'm1'] });
const news = (...things: readonly Thing[]): News => ({ cell: 'c1', count: things.length, things });

test('unless it is chosen otherwise, a notice says nothing of what is inside', () => {
  const told = tellNews([news(thing('turn'), CALL, TALK)], 'little', nameOf, say);
  assert.deepEqual(told, { title: 'Moot: 3 things wait for you', body: '', cell: 'c1', steps: [] });
  assert.equal(tellNews([news(thing('turn'))], 'little', nameOf, say).title, 'Moot: one thing waits for you');
  const talk = tellNews([news(TALK)], 'little', nameOf, say);
  assert.deepEqual(talk, { title: 'Moot: something new was said', body: '', cell: 'c1', steps: ['talk', 'oven'] });
});

test('whoever wants to know more is told what it is, and from whom', () => {
  const { title, body } = tellNews([news(thing('door'), CALL, TALK)], 'much', nameOf, say);
  assert.deepEqual(
    [title, body],
    ['Bakery', 'Somebody is at the door: Bread for the shelter\nBo to you: Who has the key?\n2 new messages in oven'],
  );
  const many = { ...news(...Array.from({ length: 6 }, () => thing('turn'))), count: 60 };
  assert.match(tellNews([many], 'much', nameOf, say).body, /\nand 56 more$/);
});

test('each kind of thing has a line', () => {
  const kinds = [
    ...['turn', 'anew', 'door', 'objection', 'review', 'about-you', 'question', 'help', 'stuck', 'wish', 'qualify', 'agreement', 'call'],
    ...['circle', 'suspended', 'words', 'backup', 'device'],
  ];
  const lines = kinds.map((kind) => tellNews([news(thing(kind))], 'much', nameOf, say).body);
  assert.ok(lines.every((line) => line.length > 5));
  assert.equal(new Set(lines).size, kinds.length);
  const clash = thing('clash', { title: 'quorum', at: ['decisions', 'clash', 'quorum'] });
  assert.equal(tellNews([news(clash)], 'much', nameOf, say).body, 'Decided twice at once: How many have to agree');
});

test('what several cells tell together is one notice, and one thing alone is led to', () => {
  const two = [news(CALL), { ...news(thing('turn')), cell: 'c2' }];
  const { title, steps } = tellNews(two, 'much', (cell) => (cell === 'c1' ? 'Bakery' : 'Garden'), say);
  assert.deepEqual([title, steps], ['Bakery, Garden', []]);
  assert.deepEqual(tellNews([news(CALL)], 'little', nameOf, say).steps, ['talk', 'oven', 'm1']);
});
