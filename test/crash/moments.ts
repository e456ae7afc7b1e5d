import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '../../sim/dice.ts';
import { readRecoveryWords } from '../../src/crypto/recovery-words.ts';
import { openBackup } from '../../src/peer/backup.ts';
import type { Subject } from './subject.ts';

/**
 * What a device is doing when it is killed, and how often it is: `both` at once under writing, as in a power cut; `opening` its home; `syncing` what
 * the other one wrote while it was away; writing the `keyring`; changing the `passphrase`; making a `backup`.
 */
export const MOMENTS = { writing: 6, both: 2, opening: 4, syncing: 4, keyring: 3, passphrase: 2, backup: 2 } as const;
export type Moment = keyof typeof MOMENTS;

/** Brings a device to a moment and kills it there. Everything is dead, or as alive as before, when it is over. */
type Killing = (victim: Subject, other: Subject, dice: Dice) => Promise<void>;

export const KILLINGS: Readonly<Record<Moment, Killing>> = { writing, both, opening, syncing, keyring, passphrase, backup };

async function writing(victim: Subject, other: Subject, dice: Dice): Promise<void> {
  let isOver = false;
  const work = [victim.say(() => false), other.say(() => isOver), ...(dice.chance(0.3) ? [victim.propose()] : [])];
  await sleep(dice.between(5, 500));
  await victim.kill();
  isOver = true;
  await Promise.all(work);
}

async function both(victim: Subject, other: Subject, dice: Dice): Promise<void> {
  const work = [victim.say(() => false), other.say(() => false)];
  await sleep(dice.between(5, 500));
  await Promise.all([victim.kill(), other.kill()]);
  await Promise.all(work);
}

async function opening(victim: Subject, other: Subject, dice: Dice): Promise<void> {
  await victim.kill();
  await other.say(() => false, 5);
  await startAndKill(victim, dice.between(0, Math.ceil(victim.startTook * 1.1)));
}

async function syncing(victim: Subject, other: Subject, dice: Dice): Promise<void> {
  await victim.kill();
  await other.say(() => false);
  await victim.device.start(victim.passphrases[0]);
  // It links with the other one, fetches and stores: with luck just now.
  await sleep(dice.between(0, 300));
  await victim.kill();
}

async function keyring(victim: Subject, _other: Subject, dice: Dice): Promise<void> {
  const setting = (async () => {
    for (let i = 0; ; i++) {
      const next = i % 2 === 0 ? '15' : '60';
      const before = victim.lockTimes;
      victim.lockTimes = [...before, next];
      const set = await victim.call('set-safeguards', { 'lock-after': next });
      if (set === undefined) return;
      victim.lockTimes = [next];
    }
  })();
  await untilWritten(victim, dice, 400);
  await victim.kill();
  await setting;
}

async function passphrase(victim: Subject, _other: Subject, dice: Dice): Promise<void> {
  const [old = ''] = victim.passphrases;
  const next = `battery staple ${dice.word()}`;
  victim.passphrases = [old, next];
  const changing = victim.call('passphrase', { old, new: next });
  await untilWritten(victim, dice, 3000);
  await victim.kill();
  if ((await changing) !== undefined) victim.passphrases = [next];
}

async function backup(victim: Subject, _other: Subject, dice: Dice): Promise<void> {
  const file = join(victim.device.home, `${dice.word()}.backup`);
  const before = (await victim.ask('status')).cells[0].entries;
  const making = victim.call('backup', { file });
  await untilWritten(victim, dice, 600);
  await victim.kill();
  if ((await making) !== undefined) {
    const words = readRecoveryWords(victim.words);
    const opened = words.ok ? openBackup(await readFile(file), words.value) : words;
    assert.ok(opened.ok, `${victim.name}: a backup that was made does not open`);
    const entries = opened.value.cells[0]?.entries.length ?? 0;
    assert.ok(entries > before, `${victim.name}: a backup has ${entries} entries, and ${before} were there before it`);
  }
  await rm(file, { force: true });
}

async function startAndKill(victim: Subject, ms: number): Promise<void> {
  // Whether it had got as far as to say so is chance.
  const started = victim.device.start(victim.passphrases[0]).catch(() => {});
  await sleep(ms);
  await victim.kill();
  await started;
}

/** Waits until the device begins to write a file in its home and a few milliseconds more, or for some random time. */
async function untilWritten({ device }: Subject, dice: Dice, most: number): Promise<void> {
  const later = dice.between(0, most);
  if (dice.chance(0.5)) {
    await sleep(later);
    return;
  }
  const { promise, resolve } = Promise.withResolvers<void>();
  const watcher = watch(device.home, (_event, name) => {
    if (name !== null && /keyring|\.backup/.test(name)) resolve();
  });
  await Promise.race([promise, sleep(most)]);
  watcher.close();
  await sleep(dice.below(4));
}
