import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { indexOf } from './index-page.ts';
import { fileOf, PICTURED } from './pictures.ts';
import { SCREENS } from './screens.ts';

const FOLDER = fileURLToPath(new URL('../../docs/screens', import.meta.url));
const MOST_BYTES = 9e6;

test('of each screen there is a picture in each look, of no other one, and all stand in the index', () => {
  const there = readdirSync(FOLDER).filter((name) => name.endsWith('.webp'));
  assert.deepEqual(there.sort(), SCREENS.flatMap(({ name }) => PICTURED.map((look) => fileOf(name, look.name))).sort());
  const mocks = readdirSync(join(FOLDER, 'mocks'));
  assert.deepEqual(mocks.sort(), SCREENS.flatMap((screen) => screen.mocks.map((mock) => `${mock}.webp`)).sort());
  assert.equal(readFileSync(join(FOLDER, 'README.md'), 'utf8'), indexOf(SCREENS));
  const bytes = [...there, ...mocks.map((name) => `mocks/${name}`)].reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0);
  assert.ok(bytes < MOST_BYTES, `${bytes} bytes of pictures`);
});
