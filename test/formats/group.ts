// Makes a home with circles, agreements, votes and somebody who came back, to be kept for ever: node test/formats/group.ts FOLDER
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryHomeDisk } from '../../src/adapters/memory/disk.ts';
import { memoryHome } from '../../src/adapters/memory/home.ts';
import { type MemoryHub, memoryHub } from '../../src/adapters/memory/network.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import type { Peer } from '../../src/peer/peer.ts';
import { enter, leave, remembered, run } from './household.ts';
import { agree, until } from './making.ts';

/** What `expected.json` says of a group's home. */
export interface KeptGroup {
  /** The clock by which the state was looked at, in milliseconds since 1970. */
  readonly at: number;
  readonly state: Awaited<ReturnType<typeof rememberedOfGroup>>;
}

/** What must be the same for ever of a group's home: circles and what is said in them, agreements, votes, the way out of a round, and who came back. */
export async function rememberedOfGroup(peer: Peer) {
  const circles: {
    readonly id: string;
    readonly name: string;
    readonly isIn: boolean;
    readonly members: readonly { readonly name: string }[];
  }[] = await run(peer, 'circles');
  const said: unknown[] = [];
  for (const { name } of circles.filter(({ isIn }) => isIn))
    for (const { id, author, text } of await run(peer, 'talk', { circle: name })) said.push({ id, circle: name, author, text });
  const agreements: unknown[] = [];
  for (const { id } of await run(peer, 'agreements', { all: true })) {
    const { title, text, subject, owner, review, afterwards, concernsSaid, notes, attested, history } = await run(peer, 'agreement', {
      id,
    });
    const words = (list: readonly { readonly member: string; readonly text: string }[]) => list.map((one) => [one.member, one.text]);
    const steps = history.map((step: Record<string, unknown>) => [step.kind, step.id]);
    const terms = { subject, owner: owner?.member ?? null, review, afterwards };
    const by = attested?.map(({ member }: { member: string }) => member).sort() ?? null;
    agreements.push({ id, title, text, terms, concerns: words(concernsSaid), notes: words(notes), by, steps });
  }
  const rounds: unknown[] = [];
  for (const { id } of await run(peer, 'decisions')) {
    const { hash, method, ballots, round, versions } = await run(peer, 'decision', { id });
    const votes = ballots.map((one: Record<string, unknown>) => [one.member, one.said]);
    const reactions = round.reactions.map((one: Record<string, unknown>) => [one.member, one.text]);
    const asked = round.waysOut.asked.map((one: Record<string, unknown>) => [one.member, one.way, one.until, one.text]);
    rounds.push({ id, hash, method: [method.name, method.options ?? []], votes, reactions, asked, versions: versions.length });
  }
  const people: readonly {
    readonly name: string;
    readonly devices: readonly unknown[];
    readonly recovered: { readonly decision: string } | null;
  }[] = await run(peer, 'people');
  return {
    ...(await remembered(peer)),
    circles: circles.map(({ id, name, isIn, members }) => ({ id, name, isIn, members: members.map((one) => one.name) })),
    said,
    agreements,
    rounds,
    devices: people.map(({ name, devices, recovered }) => [name, devices.length, recovered?.decision ?? null]),
  };
}

/** Makes `home/` and `expected.json` in a folder, which must not be there yet. */
export async function keepGroup(folder: string): Promise<void> {
  mkdirSync(folder);
  const hub = memoryHub();
  const home = join(folder, 'home');
  const ana = await enter(home, systemClock, hub.open);
  const [bo, lost] = [await arrive(hub), await arrive(hub)];
  await run(ana, 'found', { name: 'Bakery on the Corner', as: 'Ana' });
  await comeIn(ana, [ana], bo, { as: 'Bo' }, 'Bo asks to join');
  await comeIn(ana, [ana, bo], lost, { as: 'Cy' }, 'Cy asks to join');
  await leave(lost);
  const cy = await arrive(hub);
  await comeIn(bo, [ana, bo], cy, { 'as-before': 'Cy' }, 'Cy asks for a new device');

  await run(ana, 'circle-found', { name: 'Oven', with: ['Bo'] });
  await until(async () => (await run(bo, 'circles')).length === 1);
  await run(bo, 'say', { text: 'The left burner goes out.', circle: 'Oven' });
  await run(bo, 'circle-found', { name: 'Books', with: ['Cy'] });
  await until(async () => (await run(ana, 'talk', { circle: 'Oven' })).length === 1 && (await run(ana, 'circles')).length === 2);

  const terms = { subject: 'Shop', owner: 'Bo', review: '6m' };
  const { id: first } = await run(ana, 'propose', { title: 'The flour order', text: 'It goes out on Mondays.', ...terms });
  await agree([ana, bo, cy], 'The flour order', [[bo, 'Who orders when I am away?']]);
  await run(cy, 'note', { id: first, text: 'On Monday it was late.' });
  await until(async () => (await run(ana, 'agreement', { id: first })).notes.length === 1);
  const { id: change } = await run(ana, 'change', { id: first, text: 'It goes out on Mondays, before six.', afterwards: 'lapse' });
  await agree([ana, bo, cy], change);

  const { id: stuck } = await run(bo, 'propose', { title: 'Open on Sundays', text: 'From eight on.' });
  await until(async () => (await run(cy, 'decisions')).some((one: { id: string }) => one.id === stuck));
  await run(cy, 'respond', { id: stuck, response: 'object', reason: 'I sleep on Sundays.' });
  await until(async () => (await run(bo, 'decision', { id: stuck })).objections.length === 1);
  for (const text of ['From nine on.', 'From ten on.']) await run(bo, 'amend', { id: stuck, text });
  await until(async () => (await run(cy, 'decision', { id: stuck })).version === 3);
  await run(cy, 'react', { id: stuck, text: 'Hm.' });
  await until(async () => (await run(ana, 'decision', { id: stuck })).round.reactions.length === 1);
  assert.notEqual((await run(ana, 'decision', { id: stuck })).round.waysOut.offered.length, 0, 'a way out is offered');
  await run(ana, 'way-out', { id: stuck, way: 'trial', until: '4w', text: 'Four Sundays.' });

  const option = ['Rye', 'Spelt', 'Corn'];
  const { id: vote } = await run(ana, 'propose', { title: 'What do we bake first?', method: 'schulze', option });
  await run(ana, 'vote', { id: vote, choice: 'B>A=C' });
  await until(async () => (await run(cy, 'decisions')).some((one: { id: string }) => one.id === vote));
  await run(cy, 'vote', { id: vote, choice: 'C>A' });
  await until(async () => (await run(ana, 'decision', { id: vote })).ballots.length === 2);
  for (const peer of [cy, bo, ana]) await leave(peer);
  rmSync(join(home, 'lock'), { force: true });
  const at = systemClock.now();
  const again = await enter(home, { ...systemClock, now: () => at });
  const kept: KeptGroup = { at, state: await rememberedOfGroup(again) };
  await leave(again);
  rmSync(join(home, 'lock'), { force: true });
  assert.deepEqual([kept.state.circles.length, kept.state.said.length, kept.state.agreements.length], [2, 1, 2]);
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(kept, null, 2)}\n`);
}

function arrive(hub: MemoryHub): Promise<Peer> {
  return enter(memoryHome(memoryHomeDisk()), systemClock, hub.open);
}

/** Somebody comes to the door with an invitation, and all who are in consent. */
async function comeIn(host: Peer, inside: readonly Peer[], guest: Peer, as: object, title: string): Promise<void> {
  const { invitation } = await run(host, 'invite');
  await run(guest, 'join', { invitation, ...as });
  await agree(inside, title);
  await until(async () => (await run(guest, 'cells'))[0]?.state === 'member');
}

const [folder] = process.argv.slice(2);
if (import.meta.main && folder !== undefined) {
  // The peers' own timers keep no process alive.
  const awake = setInterval(() => {}, 1000);
  await keepGroup(folder);
  clearInterval(awake);
}
