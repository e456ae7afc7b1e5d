import assert from 'node:assert/strict';
import * as v from 'valibot';
import { systemFiles } from '../../src/adapters/system/files.ts';
import { systemHome } from '../../src/adapters/system/home.ts';
import { systemRandom } from '../../src/adapters/system/random.ts';
import { OPERATIONS } from '../../src/peer/operations.ts';
import { Peer } from '../../src/peer/peer.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Home } from '../../src/ports/home.ts';
import type { OpenNetwork } from '../../src/ports/network.ts';

/** Of all homes that are kept here: nobody's secret. */
export const PASSPHRASE = 'kept for ever, and nobody lives here';

/** Opens a home and unlocks it. @param home a folder's path, or a home @param openNetwork null: it meets nobody */
export async function enter(home: string | Home, clock: Clock, openNetwork: OpenNetwork | null = null): Promise<Peer> {
  const log = (line: string) => assert.fail(line);
  const opened = typeof home === 'string' ? await systemHome(home) : home;
  const peer = await Peer.open({ home: opened, clock, random: systemRandom, files: systemFiles, openNetwork, listen: [], lan: false, log });
  const unlocked = await peer.unlock(PASSPHRASE);
  assert.ok(unlocked.ok, `opened with its passphrase: ${unlocked.ok || unlocked.reason}`);
  return peer;
}

/** Closes a peer and its home. */
export async function leave(peer: Peer): Promise<void> {
  await peer.close();
  await peer.parts.home.close();
}

/** Runs a task, which must not be refused. */
// biome-ignore lint/suspicious/noExplicitAny: each caller knows the shape that it asks for.
export async function run(peer: Peer, name: string, input: object = {}): Promise<any> {
  const operation = OPERATIONS.find((one) => one.name === name);
  assert.ok(operation !== undefined, `a task ${name}`);
  const done = await operation.run(peer, v.parse(operation.input, input), undefined);
  assert.ok(done.ok, `${name}: ${done.ok || done.reason}`);
  return done.value;
}

/** What must be the same for ever of a home's one cell: who is in it, what was decided and said, and what its person keeps. */
export async function remembered(peer: Peer) {
  const [cell] = (await run(peer, 'status')).cells;
  const people = await run(peer, 'people');
  const decisions = await run(peer, 'decisions');
  const channels: { readonly name: string }[] = await run(peer, 'channels');
  const talk = [];
  for (const { name } of channels) {
    for (const { id, author, text, edited, deleted, reply } of await run(peer, 'talk', { channel: name }))
      talk.push({ id, channel: name, author: author.name ?? author, text, edited, deleted, reply: reply?.id ?? reply ?? null });
  }
  const whole = [];
  for (const { id } of decisions) {
    const { title, state, proposer, responses } = await run(peer, 'decision', { id });
    const said = responses.map((one: Record<string, unknown>) => [one.member, one.response, one.reason]);
    whole.push({ id, title, state, proposer: proposer?.name ?? proposer, said });
  }
  const { words, backupReminder, lockAfter } = await run(peer, 'safeguards');
  return {
    cell: { id: cell.id, name: cell.name, state: cell.state, quarantined: cell.quarantined, forked: cell.forked },
    people: people.map(({ id, name, state, you }: Record<string, unknown>) => ({ id, name, state, you })),
    decisions: whole,
    talk,
    draft: (await run(peer, 'draft', { of: 'talk oven' })).text,
    safeguards: { words, backupReminder, lockAfter },
  };
}
