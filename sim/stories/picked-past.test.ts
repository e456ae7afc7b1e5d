import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../src/bytes/id.ts';
import { equalBytes } from '../../src/bytes/octets.ts';
import { attest } from '../../src/cell/actions.ts';
import { reviewObjections } from '../../src/cell/outcome.ts';
import type { Segment } from '../../src/log/segment.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { StoredEntry } from '../../src/ports/store.ts';
import { reopen } from '../checkers/incremental-equals-genesis.ts';
import type { Device } from '../device.ts';
import { ownChain, recordDraft } from '../forging.ts';
import { diskOf } from '../inside.ts';
import { DAY, Stage, seatOf } from './stage.ts';

/** A copy of a device's disk, made at this moment: what is written from it knows of nothing that comes after. */
async function copyOf({ world }: Stage, device: Device): Promise<Seat> {
  const { keys } = seatOf(device);
  return reopen(keys, diskOf(device, keys), world.timeline.now, world.dice);
}

/** Attests from a copy. @returns what it has written, as it hands it on */
async function attestFrom(copy: Seat, version: Id): Promise<Segment> {
  const from = ownChain(copy).length;
  await copy.write([recordDraft(attest.write({ version, round: 0, cuts: [] }))]);
  const { log, tip, signatures } = ownChain(copy);
  const stored: StoredEntry[] = [];
  for await (const batch of copy.store.entries()) stored.push(...batch);
  const own = stored.filter((entry) => equalBytes(entry.log, log) && entry.seq >= from);
  return { log, from, entries: own.map(({ bytes }) => bytes), signature: signatures.get(tip?.seq ?? -1) as Uint8Array };
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
  const copy = await copyOf(stage, mallory);
  await mallory.crash();
  await stage.respond(bo, id, 'object', 'It belongs to all of us');

  const ended = await stage.hand(copy, ana, [await attestFrom(copy, id)]);
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

test('attack 1: what is left out of the last past that a decision needs is left out for nobody: all see the decision, and that it is to be looked at again', async () => {
  const stage = await Stage.set(31, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const { world } = stage;
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  const id = await stage.proposeName(mallory, 'The Mallory House');
  for (const device of [ana, cy, mallory]) await stage.respond(device, id, 'consent');
  const copy = await copyOf(stage, mallory);
  await mallory.crash();
  // Bo's objection reaches nobody before Ana and Cy, whose time to wait for him is over, have attested.
  world.wires.part(new Map([[bo.place, 1]]));
  await stage.respond(bo, id, 'object', 'It belongs to all of us');
  await world.pass(8 * DAY);
  world.wires.heal();
  await world.pass(DAY);
  const honest = [ana, bo, cy];
  for (const device of honest)
    assert.equal(seatOf(device).cell.power?.certificates(id).length, 0, 'two have attested, and three are needed');

  await stage.hand(copy, bo, [await attestFrom(copy, id)]);
  await world.pass(DAY);
  for (const device of honest) {
    const { decisions, power } = seatOf(device).cell;
    const version = decisions.versions.get(id);
    assert.ok(version !== undefined && power !== null);
    assert.equal(power.certificates(id).length, 1, `${device.name} sees that a quorum attested what it knew`);
    assert.equal(reviewObjections(version, power).length, 1, `${device.name} sees the objection`);
  }
});
