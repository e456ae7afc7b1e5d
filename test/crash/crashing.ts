import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Dice } from '../../sim/dice.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/store.ts';
import { type Device, eventually, foundAndJoin, loopbackDevice } from '../e2e/device.ts';
import { KILLINGS, MOMENTS, type Moment } from './moments.ts';
import { Subject } from './subject.ts';

/** After so many moments both devices are compared. */
const COMPARED_EVERY = 10;
/** How long two devices may take until both have everything, in milliseconds, on a machine that has other work too. */
const HEALING_MS = 90_000;

/** What came of killing two devices again and again. */
export interface CrashReport {
  readonly times: number;
  /** How often a device was killed at which moment. */
  readonly killed: Readonly<Record<Moment, number>>;
  /** How often a home was opened again, with all that it had acknowledged. */
  readonly reopened: number;
  readonly messages: number;
  readonly proposals: number;
  /** How often both were compared, and how many entries both hold at the end. */
  readonly compared: number;
  readonly entries: number;
  /** What went wrong first, and after how many moments; null: nothing. */
  readonly failure: { readonly after: number; readonly moment: Moment | null; readonly error: unknown } | null;
  readonly devices: readonly Device[];
}

/**
 * Lets two people's devices write and meet, and kills one of them, or both, at `times` random moments. Each time the home must open, with all that it has
 * acknowledged; each ten times, and at the end, both must come to hold the same, with nothing lost and no log that tells two stories.
 * Real processes take their own time, so the same seed gives the same moments and not the same microseconds.
 * @param tell takes a line for people @returns also where something went wrong; the devices, and with them the homes, are the caller's to end
 */
export async function crash(times: number, seed: number, tell: (line: string) => void): Promise<CrashReport> {
  const dice = new Dice(`crash/${seed}`);
  const subjects = [new Subject('Ana', await loopbackDevice()), new Subject('Bo', await loopbackDevice())] as const;
  const killed: Record<Moment, number> = { writing: 0, both: 0, opening: 0, syncing: 0, keyring: 0, passphrase: 0, backup: 0 };
  const sums = { reopened: 0, messages: 0, proposals: 0, compared: 0, entries: 0 };
  let failure: CrashReport['failure'] = null;
  let after = 0;
  let moment: Moment | null = null;
  const compare = async (): Promise<void> => {
    sums.entries = await bothHoldTheSame(subjects);
    sums.compared++;
    for (const subject of subjects) {
      sums.messages += subject.said.splice(0).length;
      sums.proposals += subject.proposed.splice(0).length;
    }
  };
  try {
    await begin(subjects);
    for (; after < times; after++) {
      const turn = dice.for(`moment ${after}`);
      const [victim, other] = turn.chance(0.5) ? subjects : [subjects[1], subjects[0]];
      moment = turn.weighted(MOMENTS);
      await KILLINGS[moment](victim, other, turn);
      killed[moment]++;
      const dead = moment === 'both' ? subjects : [victim];
      await Promise.all(dead.map((subject) => subject.open()));
      sums.reopened += dead.length;
      if ((after + 1) % COMPARED_EVERY > 0) continue;
      await compare();
      tell(`${after + 1} of ${times}: ${sums.messages} messages acknowledged, ${sums.entries} entries, the same on both`);
    }
    moment = null;
    if (times % COMPARED_EVERY > 0) await compare();
    for (const { device } of subjects) await device.end('SIGTERM');
    await bothDisksHoldTheSame(subjects);
  } catch (error) {
    failure = { after, moment, error };
  }
  return { times, killed, ...sums, failure, devices: subjects.map(({ device }) => device) };
}

async function begin(subjects: readonly [Subject, Subject]): Promise<void> {
  const [ana, bo] = subjects;
  await Promise.all(subjects.map(({ device }) => device.start()));
  await foundAndJoin(ana.device, bo.device);
  for (const subject of subjects) subject.words = (await subject.ask('backup', { file: join(subject.device.home, 'first.backup') })).words;
}

/** Waits until both hold the same, and looks whether nothing is lost on either. @returns how many entries each holds */
async function bothHoldTheSame(subjects: readonly [Subject, Subject]): Promise<number> {
  const [one] = await eventually(
    () => Promise.all(subjects.map(shown)),
    ([a, b]) => JSON.stringify(a) === JSON.stringify(b),
    HEALING_MS,
  );
  assert.ok(one !== undefined);
  assert.deepEqual([one.forked, one.quarantined, one.waiting], [0, 0, 0], 'nobody told two stories, and nothing is left over');
  for (const subject of subjects) for (const author of subjects) await subject.hasAll(author);
  return one.entries;
}

/** What a device shows of the cell's state. */
async function shown(subject: Subject) {
  const { entries, forked, quarantined, waiting, inert } = (await subject.ask('status')).cells[0];
  const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
  const talk = ids(await subject.ask('talk', { limit: 1000 }));
  const decisions = (await subject.ask('decisions')).map(({ id, title, state }: Record<'id' | 'title' | 'state', string>) => [
    id,
    title,
    state,
  ]);
  const people = (await subject.ask('people')).map(({ id, name, state }: Record<'id' | 'name' | 'state', string>) => [id, name, state]);
  return { entries, forked, quarantined, waiting, inert, talk, decisions, people };
}

/** Whether what lies on both disks is the same to the byte, and sound. */
async function bothDisksHoldTheSame(subjects: readonly [Subject, Subject]): Promise<void> {
  const [ana, bo] = [await onDisk(subjects[0].device), await onDisk(subjects[1].device)];
  for (const [place, bytes] of ana) assert.equal(bo.get(place), bytes, `another entry, or none, at ${place}`);
  assert.equal(bo.size, ana.size, 'as many entries on both disks');
}

async function onDisk({ home }: Device): Promise<Map<string, string>> {
  const folder = join(home, 'cells');
  const store = await openSqliteStore(join(folder, readdirSync(folder).find((name) => name.endsWith('.db')) ?? ''));
  try {
    assert.deepEqual(await store.check(), [], 'a store without damage');
    const all = new Map<string, string>();
    for await (const batch of store.entries())
      for (const { log, seq, bytes } of batch) all.set(`${log.toHex()} ${seq}`, Buffer.from(bytes).toString('base64'));
    return all;
  } finally {
    await store.close();
  }
}
