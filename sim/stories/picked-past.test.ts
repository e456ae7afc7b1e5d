import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attest } from '../../src/cell/actions.ts';
import type { Segment } from '../../src/log/segment.ts';
import { reopen } from '../checkers/incremental-equals-genesis.ts';
import type { Device } from '../device.ts';
import { recordDraft } from '../forging.ts';
import { diskOf } from '../inside.ts';
import { DAY, Stage, seatOf } from './stage.ts';

/** What a place has written from an entry of its own on, as it hands it on. */
function writtenFrom(
  seat: Awaited<ReturnType<typeof reopen>>,
  stored: { entries: { log: Uint8Array; seq: number; bytes: Uint8Array }[] },
  from: number,
): Segment {
  const chain = seat.record.scope('record').find(({ opening }) => opening.device === seat.device);
  if (chain === undefined) throw new Error('expected a log');
  const own = stored.entries.filter(({ log, seq }) => Buffer.compare(log, chain.log) === 0 && seq >= from);
  const signature = chain.signatures.get(chain.entries.length - 1) as Uint8Array;
  return { log: chain.log, from, entries: own.map(({ bytes }) => bytes), signature };
}

test('attack 1: the closer picks the past and leaves an objection out, and closes nothing', async () => {
  const stage = await Stage.set(3, ['Ana', 'Bo', 'Mallory']);
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const before = stage.names();
  const id = await stage.proposeName(mallory, 'The Mallory House');
  await stage.respond(mallory, id, 'consent');
  await stage.respond(ana, id, 'consent');
  await stage.world.pass(10_000);
  // What Mallory's disk holds now knows of two consents and of no objection. Her device is switched off, and lies from a copy.
  const { keys } = seatOf(mallory);
  const copy = await reopen(keys, diskOf(mallory, keys), stage.world.timeline.now, stage.world.dice);
  const length = copy.record.scope('record').find(({ opening }) => opening.device === copy.device)?.entries.length ?? 0;
  await mallory.crash();
  await stage.respond(bo, id, 'object', 'It belongs to all of us');

  await copy.write([recordDraft(attest.write({ version: id, round: 0, cuts: [] }))]);
  const stored: { log: Uint8Array; seq: number; bytes: Uint8Array }[] = [];
  for await (const batch of copy.store.entries()) stored.push(...batch);
  const ended = await stage.hand(copy, ana, [writtenFrom(copy, { entries: stored }, length)]);
  assert.equal(ended, null, 'nothing in it is wrong in itself');

  await stage.world.pass(9 * DAY);
  for (const device of [ana, bo]) {
    const { cell, record } = seatOf(device);
    const attested = cell.power?.attestationsOn(cell.charter?.id ?? '').get(id) ?? [];
    assert.equal(attested.length, 1, `${device.name} has her attestation`);
    assert.ok(record.entry(attested[0]?.entry.id ?? '') !== undefined);
    assert.equal(cell.power?.certificates(id).length, 0);
    assert.equal(cell.setting('name').value, before[0]);
  }
});
