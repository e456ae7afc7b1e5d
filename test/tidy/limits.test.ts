import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LIMITS } from '../../src/bytes/limits.ts';
import { SYNC } from '../../src/sync/limits.ts';

// LIMITS.md says what the code does: the same bounds with the same numbers, enforced where it says, and tried by the test that it names.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Row {
  readonly name: string;
  readonly is: string;
  readonly where: string;
  readonly test: string;
}

const unquoted = (cell: string): string => cell.replace(/^`(.*)`$/, '$1');

const rows: readonly Row[] = read('LIMITS.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [name = '', is = '', why = '', at = '', where = '', tried = ''] = line.slice(2, -2).split(' | ').map(unquoted);
    assert.ok(why !== '' && at !== '', `${name}: why it is there, and what happens at it`);
    return { name, is, where, test: tried };
  });

const tables = { LIMITS, SYNC };
const ofTables = rows.filter(({ name }) => name.includes('.'));

test('LIMITS.md holds each constant of the tables, once, with its number', () => {
  const told = ofTables.map(({ name, is }) => `${name} ${is}`);
  const real = Object.entries(tables).flatMap(([table, limits]) => Object.entries(limits).map(([key, is]) => `${table}.${key} ${is}`));
  assert.deepEqual([...told].sort(), [...real].sort());
});

test('each is enforced where LIMITS.md says, and the test that it names speaks of it', () => {
  for (const { name, where, test: tried } of ofTables) {
    assert.ok(read(where).includes(name), `${name} is not in ${where}`);
    assert.ok(existsSync(join(ROOT, tried)) && read(tried).includes(name), `${name} is not in ${tried}`);
  }
});

test('bounds that stand elsewhere are as LIMITS.md says', () => {
  const elsewhere = rows.filter(({ name }) => !name.includes('.'));
  assert.ok(elsewhere.length > 20);
  for (const { name, is, where, test: tried } of elsewhere) {
    const source = read(where);
    const said = [` ${name} = ${is}`, ` ${name}: ${is}`].some((form) => source.includes(form));
    assert.ok(said, `${name} is not ${is} in ${where}`);
    if (tried !== 'none') assert.ok(existsSync(join(ROOT, tried)), `${name}: there is no ${tried}`);
  }
});
