import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type SystemHome, systemHome } from '../../adapters/system/home.ts';
import { lookAtHome } from './home-findings.ts';

async function inHome(run: (home: SystemHome) => Promise<void>): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'moot-doctor-'));
  const home = await systemHome(place);
  try {
    await run(home);
  } finally {
    await home.close();
    rmSync(place, { recursive: true });
  }
}

async function names(home: SystemHome, state: 'new' | 'locked' | 'open'): Promise<string[]> {
  return (await lookAtHome(home, state)).map((found) => `${found.state} ${found.name}`);
}

test('a healthy home is good all over', () =>
  inHome(async (home) => {
    assert.deepEqual(await names(home, 'open'), ['good home', 'good space', 'good keyring-open']);
    for (const name of ['aa', 'bb']) await (await home.openStore(name)).close();
    assert.deepEqual((await names(home, 'open')).at(-1), 'good stores');
    assert.deepEqual((await names(home, 'locked'))[2], 'heed keyring-locked');
  }));

test('a home that others may look into is worth a look', { skip: process.platform === 'win32' }, () =>
  inHome(async (home) => {
    chmodSync(home.place, 0o750);
    const [folder] = await lookAtHome(home, 'new');
    assert.equal(folder?.state, 'heed');
    assert.match(folder?.text ?? '', /chmod 700/);
  }),
);

test('a damaged store is named, whether it is open or not, and the others are still looked at', () =>
  inHome(async (home) => {
    for (const name of ['aa', 'bb', 'cc']) await (await home.openStore(name)).close();
    for (const name of ['aa', 'cc']) writeFileSync(join(home.place, 'cells', `${name}.db`), 'x'.repeat(9000));
    const damaged = (await lookAtHome(home, 'open')).filter(({ state }) => state === 'bad');
    assert.deepEqual(
      damaged.map(({ name, text }) => [name, /cells.(\w+)\.db is damaged/.exec(text)?.[1]]),
      [
        ['store-damaged', 'aa'],
        ['store-damaged', 'cc'],
      ],
    );
  }));
