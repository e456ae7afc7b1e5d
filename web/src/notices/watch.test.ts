import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type NoticeChoices, type NoticeKind, readChoices } from './choices.ts';
import type { Happening } from './happening.ts';
import { addSeen, readSeen, type SeenPlace } from './seen.ts';
import { APART_MS, GATHER_MS, Watch } from './watch.ts';

/** Noon of some day, by this device's clock. */
const NOON = new Date(2026, 4, 12, 12, 0).getTime();
const CHOICES: NoticeChoices = { ...readChoices(null), isOn: true };

/** A browser's tabs, a clock that goes when it is told to, and a page that is hidden until somebody looks. */
class Tabs {
  now = NOON;
  isHidden = true;
  readonly told: string[] = [];
  readonly #place: SeenPlace;
  #timers: { at: number; act(): void }[] = [];
  #kept: string | null = null;

  constructor() {
    this.#place = {
      read: () => this.#kept,
      write: (text) => {
        this.#kept = text;
      },
    };
  }

  open(choices: NoticeChoices = CHOICES): Watch {
    const after = (ms: number, act: () => void): (() => void) => {
      const timer = { at: this.now + ms, act };
      this.#timers.push(timer);
      return () => {
        this.#timers = this.#timers.filter((one) => one !== timer);
      };
    };
    return new Watch(
      {
        seen: this.#place,
        now: () => this.now,
        isHidden: () => this.isHidden,
        after,
        alone: (act) => act(),
        tell: (news) =>
          void this.told.push(news.map(({ cell, happenings }) => `${cell}: ${happenings.map(({ key }) => key).join(' ')}`).join(', ')),
      },
      choices,
    );
  }

  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.now = next.at;
      next.act();
    }
    this.now = end;
  }
}

function happening(key: string, kind: NoticeKind = 'asked'): Happening {
  return { key, kind, about: { kind: 'talk', channel: { name: key, circle: null, unread: 1, last: null, calls: [] } } };
}

test('what comes together is told together, and each thing once', () => {
  const tabs = new Tabs();
  const watch = tabs.open();
  watch.report('bakery', [happening('a')]);
  tabs.pass(GATHER_MS - 1);
  assert.deepEqual(tabs.told, []);
  watch.report('bakery', [happening('a'), happening('b', 'door')]);
  watch.report('garden', [happening('c', 'calls')]);
  tabs.pass(1);
  assert.deepEqual(tabs.told, ['bakery: a b, garden: c']);
  watch.report('bakery', [happening('b', 'door'), happening('a')]);
  tabs.pass(10 * APART_MS);
  assert.equal(tabs.told.length, 1);
});

test('two notices are well apart', () => {
  const tabs = new Tabs();
  const watch = tabs.open();
  watch.report('bakery', [happening('a')]);
  tabs.pass(GATHER_MS);
  for (const key of ['b', 'c', 'd']) {
    watch.report('bakery', [happening(key)]);
    tabs.pass(GATHER_MS);
  }
  assert.deepEqual(tabs.told, ['bakery: a']);
  tabs.pass(APART_MS);
  assert.deepEqual(tabs.told, ['bakery: a', 'bakery: d']);
});

test('nothing is told to whoever looks at the page, now or later', () => {
  const tabs = new Tabs();
  const watch = tabs.open();
  tabs.isHidden = false;
  watch.report('bakery', [happening('a')]);
  tabs.isHidden = true;
  watch.looked();
  watch.report('bakery', [happening('a'), happening('b')]);
  tabs.pass(1000);
  tabs.isHidden = false;
  watch.looked();
  tabs.isHidden = true;
  watch.looked();
  tabs.pass(APART_MS);
  assert.deepEqual(tabs.told, []);
});

test('what has been dealt with elsewhere meanwhile is not told', () => {
  const tabs = new Tabs();
  const watch = tabs.open();
  watch.report('bakery', [happening('a')]);
  watch.report('bakery', []);
  tabs.pass(APART_MS);
  assert.deepEqual(tabs.told, []);
});

test('of several tabs one tells it, and a page that is loaded again tells nothing again', () => {
  const tabs = new Tabs();
  const [one, other] = [tabs.open(), tabs.open()];
  one.report('bakery', [happening('a')]);
  other.report('bakery', [happening('a')]);
  tabs.pass(APART_MS);
  tabs.open().report('bakery', [happening('a')]);
  tabs.pass(APART_MS);
  assert.deepEqual(tabs.told, ['bakery: a']);
});

test('what nobody wants to be told of is not told, and choices count at once', () => {
  const tabs = new Tabs();
  const watch = tabs.open();
  watch.report('bakery', [happening('a', 'talk')]);
  tabs.pass(APART_MS);
  assert.deepEqual(tabs.told, []);
  watch.choose({ ...CHOICES, kinds: ['talk'] });
  watch.report('bakery', [happening('a', 'talk'), happening('b')]);
  tabs.pass(GATHER_MS);
  assert.deepEqual(tabs.told, ['bakery: a']);
});

test('in quiet hours nothing is told, and afterwards all of it in one notice', () => {
  const tabs = new Tabs();
  const watch = tabs.open({ ...CHOICES, quiet: { from: '12:00', until: '14:00' } });
  watch.report('bakery', [happening('a')]);
  tabs.pass(60 * 60_000);
  watch.report('bakery', [happening('a'), happening('b')]);
  tabs.pass(59 * 60_000);
  assert.deepEqual(tabs.told, []);
  tabs.pass(2 * 60_000);
  assert.deepEqual(tabs.told, ['bakery: a b']);
});

test('a closed watch tells nothing any more', () => {
  const tabs = new Tabs();
  const watch = tabs.open();
  watch.report('bakery', [happening('a')]);
  watch.close();
  tabs.pass(APART_MS);
  assert.deepEqual(tabs.told, []);
});

test('only so much is remembered, and the oldest is forgotten first', () => {
  let kept: string | null = null;
  const place: SeenPlace = {
    read: () => kept,
    write: (text) => {
      kept = text;
    },
  };
  for (let i = 0; i < 1100; i++) addSeen(place, [`key ${i}`]);
  const seen = readSeen(place);
  assert.deepEqual([seen.size, seen.has('key 99'), seen.has('key 100'), seen.has('key 1099')], [1000, false, true, true]);
});
