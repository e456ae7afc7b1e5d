import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { oneAtATime } from './one-at-a-time.js';
import { installPackages, packagesAreHere } from './packages.js';
import { fetchNode, findNode, runtimeFor } from './runtime.js';
import { OLDEST_MAJOR, RUNTIMES } from './runtimes.js';

const OLD = '20.11.0';
const RUNTIME = { name: 'node-test', version: '26.10.0', binary: 'bin/node', megabytes: 1 };
const onPosix = process.platform === 'win32' ? { skip: 'the made-up Node is a shell script' } : {};
const all = mkdtempSync(join(tmpdir(), 'moot bootstrap '));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(all, 'clone '));
});
after(() => rmSync(all, { recursive: true }));

/** Puts a made-up npm in the place of npm: a script with the arguments in `args`. @param {string} script */
function npmIs(script) {
  const path = join(folder, 'npm-cli.js');
  writeFileSync(path, `const fs = require('node:fs'); const args = process.argv.slice(2); ${script}`);
  process.env.npm_execpath = path;
}

/** Makes npm deliver a Node that says this version of itself. Gives the sum of the package. @param {string} version */
function npmDelivers(version) {
  const made = join(folder, 'made');
  mkdirSync(join(made, 'package/bin'), { recursive: true });
  writeFileSync(join(made, 'package/bin/node'), `#!/bin/sh\necho v${version}\n`, { mode: 0o755 });
  const archive = join(folder, 'made.tgz');
  execFileSync('tar', ['-czf', archive, '-C', made, 'package']);
  npmIs(`fs.copyFileSync(${JSON.stringify(archive)}, 'node-test-26.10.0.tgz');`);
  return createHash('sha512').update(readFileSync(archive)).digest('base64');
}

/** Makes npm install one package, as `npm ci` would, or fail halfway. @param {{ fails?: boolean }} [how] */
function npmInstalls({ fails = false } = {}) {
  writeFileSync(join(folder, 'package-lock.json'), '{"packages":1}');
  npmIs(`fs.rmSync('node_modules', { recursive: true, force: true }); fs.mkdirSync('node_modules/a', { recursive: true });
    fs.writeFileSync('args', args.join(' ')); ${fails ? 'console.error("npm error network"); process.exit(1)' : ''}`);
}

test('every runtime has a whole sum and a version that is new enough', () => {
  for (const { version, sha512 } of Object.values(RUNTIMES)) {
    assert.equal(Buffer.from(sha512, 'base64').length, 64);
    assert.ok(Number.parseInt(version, 10) >= OLDEST_MAJOR);
  }
});

test('a Node that is new enough is used as it is', () => {
  assert.equal(findNode(folder, { version: '26.0.0', platform: 'linux-x64' }), process.execPath);
  assert.equal(findNode(folder, { version: '100.0.0', platform: 'sunos-sparc' }), process.execPath);
});

test('an old Node is replaced, and where none can be fetched this is said', () => {
  assert.equal(findNode(folder, { version: OLD, platform: 'linux-x64' }), null);
  assert.throws(() => findNode(folder, { version: OLD, platform: 'sunos-sparc' }), /Node 20\.11\.0, and for sunos-sparc there is none/);
});

test('the fetched Node lies where it is looked for', onPosix, async () => {
  const here = { version: OLD, platform: 'linux-x64' };
  const { name, binary } = runtimeFor(here);
  const program = join(folder, `${name}-26.10.0`, binary);
  mkdirSync(join(program, '..'), { recursive: true });
  writeFileSync(program, '');
  assert.equal(findNode(folder, here), program);
  const fetched = await fetchNode(folder, { ...RUNTIME, sha512: npmDelivers('26.10.0') });
  assert.equal(fetched, join(folder, 'node-test-26.10.0', 'bin/node'));
  assert.equal(execFileSync(fetched, { encoding: 'utf8' }), 'v26.10.0\n');
});

test('a package with a wrong sum is thrown away, and nothing of it is run', onPosix, async () => {
  npmDelivers('26.10.0');
  const wrong = createHash('sha512').digest('base64');
  await assert.rejects(fetchNode(folder, { ...RUNTIME, sha512: wrong }), /is not the file it should be/);
  assert.deepEqual(traces(), []);
});

test('a Node that does not run here is not kept', onPosix, async () => {
  await assert.rejects(fetchNode(folder, { ...RUNTIME, sha512: npmDelivers('25.0.0') }), /this machine cannot run it \(v25\.0\.0\)/);
  assert.deepEqual(traces(), []);
});

test('a Node that was half unpacked when the power went is not believed, and is cleared away', onPosix, async () => {
  const half = join(folder, 'unfinished-x', 'package/bin');
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'node'), 'half');
  assert.equal(findNode(folder, { version: OLD, platform: 'linux-x64' }), null);
  await fetchNode(folder, { ...RUNTIME, sha512: npmDelivers('26.10.0') });
  assert.deepEqual(traces(), ['node-test-26.10.0']);
});

test('packages are believed for the lock file that they came with, and the working set serves users too', async () => {
  npmInstalls();
  assert.equal(packagesAreHere(folder, 'use'), false);
  await installPackages(folder, 'use');
  assert.match(readFileSync(join(folder, 'args'), 'utf8'), /^ci --ignore-scripts --omit=dev/);
  assert.deepEqual([packagesAreHere(folder, 'use'), packagesAreHere(folder, 'work')], [true, false]);
  await installPackages(folder, 'work');
  assert.match(readFileSync(join(folder, 'args'), 'utf8'), /^ci --ignore-scripts --include=dev/);
  assert.deepEqual([packagesAreHere(folder, 'use'), packagesAreHere(folder, 'work')], [true, true]);
  writeFileSync(join(folder, 'package-lock.json'), '{"packages":2}');
  assert.deepEqual([packagesAreHere(folder, 'use'), packagesAreHere(folder, 'work')], [false, false]);
});

test('people fetch no compiler, and no package of icons', () => {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const fetched = Object.keys(packages).filter((path) => !packages[path].dev);
  assert.ok(fetched.includes('node_modules/react'));
  assert.deepEqual(
    fetched.filter((path) => /typescript|\/tsc$|lucide/.test(path)),
    [],
  );
});

test('packages of an interrupted installation are not believed', async () => {
  npmInstalls();
  await installPackages(folder, 'use');
  npmInstalls({ fails: true });
  await assert.rejects(installPackages(folder, 'use'), /npm error network/);
  assert.equal(packagesAreHere(folder, 'use'), false);
});

test('one start prepares at a time', async () => {
  const lock = join(folder, 'lock');
  /** @type {string[]} */
  const story = [];
  const work = (/** @type {string} */ name) => async () => {
    story.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    story.push(`${name} ends`);
    return name;
  };
  const fails = async () => Promise.reject(new Error('no'));
  await assert.rejects(oneAtATime(lock, fails), /no/);
  assert.deepEqual(await Promise.all([oneAtATime(lock, work('a')), oneAtATime(lock, work('b'))]), ['a', 'b']);
  assert.deepEqual(story, ['a begins', 'a ends', 'b begins', 'b ends']);
  assert.equal(existsSync(lock), false);
});

test('the lock of a process that is gone, or has fallen silent, holds nobody up', async () => {
  const lock = join(folder, 'lock');
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => gone.on('exit', resolve));
  writeFileSync(lock, String(gone.pid));
  assert.equal(await oneAtATime(lock, async () => 1), 1);
  writeFileSync(lock, String(process.ppid));
  const minuteAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, minuteAgo, minuteAgo);
  assert.equal(await oneAtATime(lock, async () => 2), 2);
});

/** What lies in the folder, apart from what the test itself put there. */
function traces() {
  return readdirSync(folder).filter((name) => !['npm-cli.js', 'made', 'made.tgz'].includes(name));
}
