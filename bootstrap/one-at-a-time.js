import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tell, WORDS } from './words.js';

const BEAT_MS = 1000;
const SILENT_MS = 15_000;
const LOOK_AGAIN_MS = 200;

/**
 * Does some work while no other process does it: two starts in one fresh clone must not unpack over each other.
 * Whoever holds the lock touches it every second, so that the lock of a dead process (or of one before a power cut) is soon known for one.
 * @template T
 * @param {string} lock path of the lock file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work gives
 */
export async function oneAtATime(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; !take(lock); told = true) {
    if (!told) tell(WORDS.waitingForOther);
    await sleep(LOOK_AGAIN_MS);
  }
  const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(lock, { force: true });
  }
}

/** Takes the lock if it is free, and frees it if its holder is gone. @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** @param {string} lock */
function isAbandoned(lock) {
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age > SILENT_MS || !isAlive(holder(lock));
}

/** @param {string} lock the process that holds it, or 0 if it has not yet written its name */
function holder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
