import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MUTANTS } from './all.ts';
import { mutate } from './mutant.ts';

const ROOT = new URL('../../', import.meta.url);

test('every mutant still takes something out, and what is to notice it is there', () => {
  for (const mutant of MUTANTS) {
    const source = readFileSync(new URL(mutant.file, ROOT), 'utf8');
    assert.notEqual(mutate(source, mutant), source, mutant.takesOut);
    assert.ok(mutant.noticedBy.length > 0);
    for (const what of mutant.noticedBy) assert.ok(/^seed \d+$/.test(what) || existsSync(fileURLToPath(new URL(what, ROOT))), what);
  }
});

test('each rule that is code, and each attack, has a mutant', () => {
  const all = MUTANTS.map(({ takesOut }) => takesOut).join('\n');
  for (let rule = 1; rule <= 19; rule++) assert.match(all, new RegExp(`^rule ${rule}:`, 'm'));
  // Snapshots, of which attack 14 is about, there are none.
  for (let attack = 1; attack <= 16; attack++) if (attack !== 14) assert.match(all, new RegExp(`^attack ${attack}:`, 'm'));
});
