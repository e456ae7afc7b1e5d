// Makes a home and a backup in the formats of this version, to be kept for ever: node test/formats/make.ts FOLDER
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryHomeDisk } from '../../src/adapters/memory/disk.ts';
import { memoryHome } from '../../src/adapters/memory/home.ts';
import { memoryHub } from '../../src/adapters/memory/network.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { enter, leave, remembered, run } from './household.ts';
import { agree, until } from './making.ts';

/** What `expected.json` says beside the state that is to be found. */
export interface Kept {
  /** The clock by which the state was looked at, in milliseconds since 1970: what has come of a decision depends on it. */
  readonly at: number;
  readonly recoveryWords: string;
  readonly state: Awaited<ReturnType<typeof remembered>>;
}

/** Makes `home/`, `backup` and `expected.json` in a folder, which must not be there yet. */
export async function keepHousehold(folder: string): Promise<void> {
  mkdirSync(folder);
  const hub = memoryHub();
  const home = join(folder, 'home');
  const ana = await enter(home, systemClock, hub.open);
  const bo = await enter(memoryHome(memoryHomeDisk()), systemClock, hub.open);
  await run(ana, 'found', { name: 'Bakery on the Corner', as: 'Ana' });
  const { invitation } = await run(ana, 'invite');
  await run(bo, 'join', { invitation, as: 'Bo' });
  await agree([ana], 'asks to join');
  await until(async () => (await run(bo, 'cells'))[0]?.state === 'member');
  await run(ana, 'propose', { title: 'We bake on Mondays', text: 'And on Thursdays, if there is flour.' });
  await run(ana, 'propose', {
    title: 'A name for the bakery',
    effect: { kind: 'agreement', setting: 'name', value: 'Bakery on the Hill' },
  });
  await agree([ana, bo], 'A name for the bakery');
  const first = await run(ana, 'say', { text: 'The oven is warm.' });
  await run(ana, 'say', { text: 'Who brings flour?', channel: 'oven' });
  await run(ana, 'edit', { id: first.id, text: 'The oven is hot.' });
  await until(async () => (await run(bo, 'talk')).length === 1);
  await run(bo, 'say', { text: 'I come at six. 🥖', reply: first.id });
  const [asked] = (await run(bo, 'decisions')).filter(({ title }: { title: string }) => title.startsWith('We bake'));
  await run(bo, 'respond', { id: asked.id, response: 'object', reason: 'There is a market on Mondays.' });
  await until(async () => (await run(ana, 'talk')).length === 2 && (await run(ana, 'decision', { id: asked.id })).responses.length > 0);
  await run(ana, 'keep-draft', { of: 'talk oven', text: 'I could bring' });
  await run(ana, 'set-safeguards', { 'lock-after': '15' });
  const { words } = await run(ana, 'backup', { file: join(folder, 'backup') });
  await leave(bo);
  await leave(ana);
  rmSync(join(home, 'lock'), { force: true });
  const at = systemClock.now();
  const again = await enter(home, { ...systemClock, now: () => at });
  const kept: Kept = { at, recoveryWords: words, state: await remembered(again) };
  await leave(again);
  rmSync(join(home, 'lock'), { force: true });
  assert.ok(kept.state.talk.length === 3 && kept.state.decisions.length === 3);
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(kept, null, 2)}\n`);
}

const [folder] = process.argv.slice(2);
if (import.meta.main && folder !== undefined) {
  // The peers' own timers keep no process alive.
  const awake = setInterval(() => {}, 1000);
  await keepHousehold(folder);
  clearInterval(awake);
}
