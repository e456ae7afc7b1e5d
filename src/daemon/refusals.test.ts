import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { OPERATIONS } from '../peer/operations.ts';
import { SERVICE_TEXTS, TASK_CARDS } from './open-service.ts';

const SRC = fileURLToPath(new URL('..', import.meta.url));

/** Rooms whose refusals can reach a person through an operation. */
const SPEAKING = ['practices', 'peer', 'bytes/name.ts', 'cell/duration.ts', 'cell/effect.ts', 'cell/agreement.ts', 'cell/invitation.ts'];

/** Refusals of these rooms that stay among devices, and so need no words. */
const AMONG_DEVICES: ReadonlySet<string> = new Set([
  'agreement-unread',
  'decision-outside-record',
  'message-in-another-week',
  'message-unknown',
  'note-outside-record',
  'proposal-unknown',
  'question-unknown',
  'talk-out-of-lane',
  'try-again',
  'welcome-not-for-us',
]);

function filesOf(place: string): string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(join(SRC, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
    .map((name) => join(place, name));
}

test('every refusal that a person can meet has words', () => {
  const wordless = SPEAKING.flatMap(filesOf).flatMap((file) =>
    [...readFileSync(join(SRC, file), 'utf8').matchAll(/refuse\(\s*(?:[^)']*\? )?'([^']+)'(?: : '([^']+)')?/g)]
      .flatMap(([, one, other]) => [one, other])
      .filter((reason) => reason !== undefined && !AMONG_DEVICES.has(reason) && !(`refused.${reason}` in SERVICE_TEXTS))
      .map((reason) => `${file}: ${reason}`),
  );
  assert.deepEqual(wordless, []);
});

test('every task has words on what it does, and no name twice', () => {
  assert.deepEqual(
    TASK_CARDS.filter(({ help }) => help === '').map(({ name }) => name),
    [],
  );
  assert.equal(new Set(TASK_CARDS.map(({ name }) => name)).size, TASK_CARDS.length);
});

test('what an input may be complained of with has words', () => {
  const messages = new Set<string>();
  const walk = (value: unknown, seen: Set<unknown>): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'message' && typeof inner === 'string') messages.add(inner);
      walk(inner, seen);
    }
  };
  for (const { input } of OPERATIONS) walk(input, new Set());
  assert.ok(messages.size > 5);
  assert.deepEqual(
    [...messages].filter((message) => !(message in SERVICE_TEXTS)),
    [],
  );
});
