import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedFor, asRead, type Message, type Page, pageFrom, pageOf, sharedWith } from './pages.ts';

/** Messages that have a number as their id. @param unread those that are */
const said = (from: number, to: number, unread: readonly number[] = []): Message[] =>
  Array.from({ length: to - from }, (_, i) => ({ id: String(from + i), text: 'bread', unread: unread.includes(from + i) }) as Message);

const page = (messages: readonly Message[], hasEarlier = true): Page => ({ messages, hasEarlier });

test('a page is fetched by its size at first, and then from the message with which it begins', () => {
  assert.deepEqual(askedFor('oven', {}, undefined), { channel: 'oven', limit: 200 });
  assert.deepEqual(askedFor('oven', {}, page(said(40, 240))), { channel: 'oven', limit: 1000, from: '40' });
  assert.deepEqual(askedFor('oven', { before: '40' }, undefined), { channel: 'oven', limit: 500, before: '40' });
  assert.deepEqual(askedFor('oven', { before: '940' }, page(said(440, 940))), { channel: 'oven', limit: 1000, from: '440', before: '940' });
  assert.deepEqual(askedFor('oven', { after: '40' }, page(said(41, 541))), { channel: 'oven', limit: 500, after: '40' });
});

test('what stands before all is asked for too while a page is the first of its channel', () => {
  assert.deepEqual(askedFor('oven', {}, page(said(0, 150), false)), { channel: 'oven', limit: 1000 });
});

test('a page that is as long as can be asked for begins anew', () => {
  assert.deepEqual(askedFor('oven', {}, page(said(0, 999))), { channel: 'oven', limit: 1000, from: '0' });
  assert.deepEqual(askedFor('oven', {}, page(said(0, 1000))), { channel: 'oven', limit: 200 });
});

test('there may be something earlier unless all that was asked for has come', () => {
  const hasEarlier = (messages: readonly Message[], input: object): boolean => pageFrom(messages, { channel: 'oven', ...input }).hasEarlier;
  assert.equal(hasEarlier(said(0, 200), { limit: 200 }), true);
  assert.equal(hasEarlier(said(0, 150), { limit: 200 }), false);
  assert.equal(hasEarlier(said(0, 210), { limit: 1000 }), false);
  assert.equal(hasEarlier(said(40, 150), { limit: 1000, from: '40' }), true);
  assert.equal(hasEarlier(said(41, 150), { limit: 500, after: '40' }), true);
  assert.equal(hasEarlier([], { limit: 500, before: '0' }), false);
});

test('a page is found by its span', () => {
  const [newest, earlier] = [page(said(500, 700)), page(said(0, 500))];
  const data = { pages: [newest, earlier], pageParams: [{}, { before: '500' }] };
  assert.equal(pageOf({}, data), newest);
  assert.equal(pageOf({ before: '500' }, data), earlier);
  assert.equal(pageOf({ before: '499' }, data), undefined);
  assert.equal(pageOf({}, undefined), undefined);
});

test('messages are shared with those of before by their ids, wherever they stand', () => {
  const before = said(0, 3);
  const now = said(1, 4);
  const shared = sharedWith(before, now, (last) => last);
  assert.deepEqual([shared[0] === before[1], shared[1] === before[2], shared[2] === now[2]], [true, true, true]);
});

test('a page that has been read has nothing unread, and nothing else is touched', () => {
  const unread = page(said(0, 3, [1]));
  const read = asRead(unread);
  assert.deepEqual(read.messages, said(0, 3));
  assert.equal(read.messages[0], unread.messages[0]);
  assert.equal(asRead(read), read);
});
