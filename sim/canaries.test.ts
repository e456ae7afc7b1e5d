import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CANARIES, canaryWorld } from './canaries.ts';
import { judge } from './judge.ts';

test('where all is well, no checker finds anything', async () => {
  assert.deepEqual(await judge(await canaryWorld()), []);
});

for (const { invariant, broken, sing } of CANARIES) {
  test(`${invariant.trim()} is found broken when ${broken}`, async () => {
    const findings = await sing(await canaryWorld());
    assert.ok(
      findings.some((finding) => finding.invariant.startsWith(invariant)),
      JSON.stringify(findings),
    );
  });
}

test('each checker has a canary', async () => {
  const { readdirSync } = await import('node:fs');
  const checkers = readdirSync(new URL('checkers', import.meta.url)).filter((name) => name !== 'finding.ts');
  assert.ok(checkers.length >= 11);
  assert.equal(new Set(CANARIES.map(({ invariant }) => invariant)).size, checkers.length);
});
