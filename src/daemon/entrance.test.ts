import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemRandom } from '../adapters/system/random.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { Entrance, type KeptSession, SESSION_MS } from './entrance.ts';
import { readSessions, writeSessions } from './sessions-file.ts';

test('a session outlives the daemon, and a link and the token do not', () => {
  const clock = new StillClock();
  let kept: readonly KeptSession[] = [];
  const first = new Entrance(clock, systemRandom, { keep: (sessions) => (kept = sessions) });
  const session = first.enter(first.makeLink()) ?? '';
  const link = first.makeLink();
  assert.ok(!JSON.stringify(kept).includes(session), 'only its hash is kept');
  const second = new Entrance(clock, systemRandom, { sessions: kept });
  assert.deepEqual([second.isSession(session), second.enter(link), second.isToken(first.token)], [true, null, false]);
  clock.pass(SESSION_MS + 1);
  assert.equal(new Entrance(clock, systemRandom, { sessions: kept }).isSession(session), false);
});

test('a kept session lasts no longer than any other, whatever the file says', () => {
  const clock = new StillClock();
  const first = new Entrance(clock, systemRandom);
  const session = first.enter(first.makeLink()) ?? '';
  const [[hash = ''] = []] = first.sessions;
  const later = new Entrance(clock, systemRandom, { sessions: [[hash, Number.MAX_SAFE_INTEGER]] });
  clock.pass(SESSION_MS + 1);
  assert.equal(later.isSession(session), false);
});

test('the file of sessions is its owner’s alone, and one that is damaged holds none', async () => {
  const place = mkdtempSync(join(tmpdir(), 'moot-sessions-'));
  try {
    assert.deepEqual(await readSessions(place), []);
    await writeSessions(place, [['abc', 5]]);
    assert.deepEqual(await readSessions(place), [['abc', 5]]);
    if (process.platform !== 'win32') assert.equal(statSync(join(place, 'sessions.json')).mode & 0o077, 0);
    writeFileSync(join(place, 'sessions.json'), '{"format":1,"sessions":[["a",1],{"b":2},["c","d"]]}');
    assert.deepEqual(await readSessions(place), [['a', 1]]);
    writeFileSync(join(place, 'sessions.json'), '{');
    assert.deepEqual(await readSessions(place), []);
  } finally {
    rmSync(place, { recursive: true });
  }
});
