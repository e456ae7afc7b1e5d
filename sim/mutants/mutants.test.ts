import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MUTANTS } from './all.ts';
import { changesOf, mutate } from './mutant.ts';

const ROOT = new URL('../../', import.meta.url);

test('every mutant still takes something out, and what is to notice it is there', () => {
  for (const mutant of MUTANTS) {
    for (const change of changesOf(mutant)) {
      const source = readFileSync(new URL(change.file, ROOT), 'utf8');
      assert.notEqual(mutate(source, change), source, mutant.takesOut);
    }
    assert.ok(mutant.noticedBy.length > 0);
    for (const what of mutant.noticedBy) assert.ok(/^seed \d+$/.test(what) || existsSync(fileURLToPath(new URL(what, ROOT))), what);
  }
});

test('each rule that is code has a mutant', () => {
  const all = MUTANTS.map(({ takesOut }) => takesOut).join('\n');
  for (let rule = 1; rule <= 19; rule++) assert.match(all, new RegExp(`^rule ${rule}:`, 'm'));
});
