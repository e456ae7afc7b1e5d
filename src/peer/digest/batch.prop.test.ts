import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { APART_MS, afterTelling, dueNow, NEAR_MS, type Thing } from './batch.ts';
import { type Choices, NOTICE_KINDS, RHYTHMS, USUAL_CHOICES } from './choices.ts';
import { isQuiet } from './local-time.ts';
import { MOST_TOLD, Told } from './told.ts';

const RUNS = { numRuns: 60 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2027-03-25T12:00Z');
const DAYS = 20;
/** Paris: its clock is put ahead on the third day. */
const offset = (at: number): number => (at < Date.parse('2027-03-28T01:00Z') ? 60 : 120);

const minute = fc.integer({ min: 0, max: 1439 });
const choices = fc.record<Choices>({
  rhythm: fc.constantFrom(...RHYTHMS),
  at: minute,
  day: fc.integer({ min: 0, max: 6 }),
  quiet: fc.option(fc.record({ from: minute, until: minute })),
  sooner: fc.boolean(),
  inQuiet: fc.boolean(),
  kinds: fc.subarray([...NOTICE_KINDS], { minLength: 1 }),
});

interface Life extends Thing {
  readonly comes: number;
  readonly goes: number;
}

const lives = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...NOTICE_KINDS),
      comes: fc.integer({ min: 0, max: DAYS * 24 * 60 }),
      stays: fc.integer({ min: 1, max: 12 * 24 * 60 }),
      hasEnd: fc.boolean(),
    })
    .map(({ kind, comes, stays, hasEnd }) => {
      const [from, until] = [START + comes * 60_000, START + (comes + stays) * 60_000];
      return { kind, isTalk: kind === 'talk', comes: from, goes: until, until: hasEnd ? until : null };
    }),
  { maxLength: 12 },
);

interface Telling {
  readonly at: number;
  readonly keys: readonly string[];
}

/** Lives through weeks: somebody looks whenever something comes and whenever the digest says so, as a page that is open but hidden does. */
function live(things: readonly Life[], by: Choices): readonly Telling[] {
  const told: Telling[] = [];
  let known = Told.begin();
  let now = START;
  const end = START + (DAYS + 30) * DAY;
  while (now < end) {
    const there = things.filter(({ comes, goes }) => comes <= now && now < goes);
    const parts = { things: there, told: known, choices: by, now, offset };
    const { batch, isTime, next } = dueNow(parts);
    if (batch.length > 0) told.push({ at: now, keys: batch.map(({ key }) => key) });
    if (batch.length > 0 || isTime) known = afterTelling(parts, batch);
    const changes = things.flatMap(({ comes, goes }) => [comes, goes]).filter((at) => at > now);
    assert.ok(next === null || next > now, 'to look again later, and not at once for ever');
    now = Math.min(next ?? end, ...changes, end);
  }
  return told;
}

const world = fc.tuple(lives, choices).map(([all, by]) => ({ by, things: all.map((one, at) => ({ ...one, key: `thing ${at}` })) }));

test('nothing is told twice, but once more when its time is nearly up', () => {
  fc.assert(
    fc.property(world, ({ things, by }) => {
      const told = live(things, by);
      for (const { key, until } of things) {
        const times = told.filter(({ keys }) => keys.includes(key)).map(({ at }) => at);
        assert.ok(times.length <= (until === null ? 1 : 2), `${key} was told ${times.length} times`);
        const [first = 0, again] = times;
        if (again === undefined || until === null) continue;
        const gap = by.rhythm === 'weekly' ? 7 * DAY + NEAR_MS : NEAR_MS + DAY;
        assert.ok(until - again <= gap && until - first > NEAR_MS, 'a reminder comes near the end, and not of what was told near it');
      }
    }),
    RUNS,
  );
});

test('quiet hours are silent but for what cannot wait, by choice, and two notices are well apart', () => {
  fc.assert(
    fc.property(world, ({ things, by }) => {
      const told = live(things, by);
      const cannotWait = new Set(things.filter(({ kind, until }) => kind === 'door' || until !== null).map(({ key }) => key));
      for (const { at, keys } of told.filter((one) => isQuiet(one.at, by.quiet, offset))) {
        assert.ok(by.inQuiet, `told at ${new Date(at).toISOString()}`);
        assert.ok(keys.every((key) => cannotWait.has(key)));
      }
      for (const [index, { at }] of told.entries()) if (index > 0) assert.ok(at - (told[index - 1]?.at ?? 0) >= APART_MS);
    }),
    RUNS,
  );
});

test('nothing is lost: what waits until the next moment of telling is told by then, and whoever wants none hears nothing', () => {
  // A day, or a week, and another day for a moment that lies in quiet hours and for a clock that is changed.
  const longest = { never: 0, 'at-once': DAY, few: 2 * DAY, daily: 2 * DAY + HOUR, weekly: 8 * DAY + HOUR };
  fc.assert(
    fc.property(world, ({ things, by }) => {
      const told = live(things, by);
      if (by.rhythm === 'never') return assert.deepEqual(told, []);
      for (const { key, kind, comes, goes } of things) {
        const first = told.find(({ keys }) => keys.includes(key));
        if (!by.kinds.includes(kind)) assert.equal(first, undefined, 'nobody asked for this kind');
        else if (goes - comes > longest[by.rhythm] + APART_MS)
          assert.ok(first !== undefined && first.at <= comes + longest[by.rhythm] + APART_MS);
      }
    }),
    RUNS,
  );
});

test('once a day is once a day, once a week once a week, and a few times three, where nothing comes sooner', () => {
  const rhythms = { daily: [1, DAY], weekly: [1, 7 * DAY], few: [3, DAY] } as const;
  fc.assert(
    fc.property(world, fc.constantFrom('daily', 'weekly', 'few'), ({ things, by }, rhythm) => {
      // The first comes at once: nobody has been told anything yet.
      const [, ...told] = live(things, { ...by, rhythm, sooner: false, inQuiet: false, kinds: NOTICE_KINDS });
      const [times, period] = rhythms[rhythm];
      for (const [index, { at }] of told.entries())
        if (index >= times) assert.ok(at - (told[index - times]?.at ?? 0) >= period - HOUR, 'but for the hour that a clock is put ahead');
    }),
    RUNS,
  );
});

test('what is seen counts as told, and of more than can be remembered nothing is told again', () => {
  const by: Choices = { ...USUAL_CHOICES, rhythm: 'at-once', quiet: null };
  const many = Array.from(
    { length: MOST_TOLD + 200 },
    (_, at): Thing => ({ key: `thing ${at}`, kind: 'asked', isTalk: false, until: null }),
  );
  const counts: number[] = [];
  let told = Told.begin();
  for (let look = 0; look < 4; look++) {
    // Each time in another order.
    const things = look % 2 === 0 ? many : [...many].reverse();
    const parts = { things, told, choices: by, now: START + look * HOUR, offset };
    const { unseen, batch } = dueNow(parts);
    counts.push(batch.length);
    told = afterTelling(parts, look === 0 ? unseen : batch);
  }
  assert.deepEqual(counts, [MOST_TOLD, 0, 0, 0]);
});
