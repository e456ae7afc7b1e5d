import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../program.fixture.ts';
import { ENTRANTS, type Entrant } from './entrants.ts';
import { MEASURED } from './measured.fixture.ts';
import type { PeerResult } from './race.ts';

const PROGRAM = new URL('main.ts', import.meta.url);
const run = (...args: string[]) => runProgram(PROGRAM, ...args);

test('Moot runs alone without the packages of others, and gives one JSON document', { timeout: 170_000 }, async () => {
  const { code, out, err } = await run('--only', 'moot', '--entries', '200', '--rounds', '1', '--json');
  assert.equal(code, 0, err);
  const { machine, entrants, results, failures } = JSON.parse(out);
  assert.equal(machine.node, process.versions.node);
  assert.deepEqual([entrants.map(({ name }: Entrant) => name), failures], [['moot'], []]);
  assert.deepEqual(results.map(({ name }: PeerResult) => name).sort(), MEASURED);
});

test('it says who can run when asked for somebody else', async () => {
  const { code, out, err } = await run('--only', 'nobody');
  assert.deepEqual([code, out], [2, '']);
  assert.ok(err.startsWith(`--only takes ${ENTRANTS.map(({ name }) => name).join(', ')}\nUsage: npm run bench:peers`), err);
  assert.equal((await run('--entries', '0')).code, 2);
  assert.equal((await run('--rounds', '0')).code, 2);
  assert.equal((await run('--limit', 'never')).code, 2);
});
