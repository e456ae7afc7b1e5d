import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookAtCells } from '../../src/daemon/doctor/cell-findings.ts';
import type { Peer } from '../../src/peer/peer.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import type { World } from '../world.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

/** Somebody's device is lost for good, and they restore a backup on another. */
async function restore(world: World, lost: Device, file: string, words: unknown): Promise<Device> {
  lost.isLost = true;
  if (lost.isOn) await lost.crash();
  const device = world.add(lost.name);
  lost.lend(device, file);
  await world.pass(1000);
  await doAs(world, device, 'restore', { file, words });
  return device;
}

test('two restored backups of two members, one older than what the other is sealed under, come to know each other and go on', async () => {
  for (const seed of [41, 42, 43]) {
    const stage = await Stage.set(seed, ['Ana', 'Bo']);
    const { world } = stage;
    const [ana, bo] = stage.devices as [Device, Device];
    const ofAna = await doAs(world, ana, 'backup', { file: 'of Ana' });
    await doAs(world, bo, 'renew-keys', {});
    await doAs(world, bo, 'say', { text: 'Ana’s backup has no key to this.' });
    await world.pass(MINUTE);
    const ofBo = await doAs(world, bo, 'backup', { file: 'of Bo' });
    await ana.crash();
    await bo.crash();
    world.wires.part(new Map([[2, 1]]));
    const anew = await restore(world, ana, 'of Ana', ofAna.words);
    const bonew = await restore(world, bo, 'of Bo', ofBo.words);
    await world.pass(MINUTE);
    world.wires.heal();
    await world.pass(10 * MINUTE);
    await doAs(world, anew, 'say', { text: 'Ana is here again.' });
    await doAs(world, bonew, 'say', { text: 'So is Bo.' });
    await world.pass(10 * MINUTE);
    for (const device of [anew, bonew]) {
      const { record, cell } = seatOf(device);
      const talk = [...record.chains()].filter(({ opening }) => opening.lane === 'talk').flatMap(({ entries }) => entries);
      assert.equal(talk.length, 3, `${device.name}, seed ${seed}`);
      assert.equal(record.waiting, 0);
      assert.equal(cell.currentDevices().size, 2);
    }
  }
});

/** Those two, and each of their backups lacks the epoch under which the other one begins: they were apart when each made one, and were lost before they met. */
async function bothLacking(stage: Stage): Promise<readonly [Device, Device]> {
  const { world } = stage;
  const [ana, bo] = stage.devices as [Device, Device];
  world.wires.part(new Map([[bo.place, 1]]));
  const backups: unknown[] = [];
  for (const device of [ana, bo]) {
    await doAs(world, device, 'renew-keys', {});
    await doAs(world, device, 'say', { text: `${device.name} alone has the key to this.` });
    backups.push((await doAs(world, device, 'backup', { file: `of ${device.name}` })).words);
  }
  for (const device of [ana, bo]) await device.crash();
  const anew = await restore(world, ana, 'of Ana', backups[0]);
  // It begins again while nobody hears it.
  await anew.crash();
  world.wires.heal();
  const bonew = await restore(world, bo, 'of Bo', backups[1]);
  anew.switchOn();
  await world.pass(20 * MINUTE);
  return [anew, bonew];
}

const findingsOf = (device: Device): string[] => lookAtCells(device.peer as Peer).map(({ name }) => name);

test('two restored backups, each older than the epoch under which the other begins, come to know each other by a third device that was away', async () => {
  const stage = await Stage.set(44, ['Ana', 'Bo', 'Cy']);
  const { world } = stage;
  const cy = stage.devices[2] as Device;
  await cy.crash();
  const two = await bothLacking(stage);
  for (const device of two) assert.ok(findingsOf(device).includes('cell-strangers'), `${device.name} is told`);
  cy.switchOn();
  await world.pass(10 * MINUTE);
  const devices = [...two, cy];
  for (const device of devices) await doAs(world, device, 'say', { text: `${device.name} is here.` });
  await world.pass(10 * MINUTE);
  for (const device of devices) {
    const { record, cell } = seatOf(device);
    const talk = [...record.chains()].filter(({ opening }) => opening.lane === 'talk').flatMap(({ entries }) => entries);
    assert.deepEqual([talk.length, record.waiting, cell.currentDevices().size], [5, 0, 3], device.name);
    assert.ok(!findingsOf(device).includes('cell-strangers'), device.name);
  }
});

test('where there is no third device, they do not hear each other, each is told so, and they go on by founding anew', async () => {
  const stage = await Stage.set(45, ['Ana', 'Bo']);
  const { world } = stage;
  const [ana, bo] = await bothLacking(stage);
  for (const device of [ana, bo]) {
    assert.ok(findingsOf(device).includes('cell-strangers'), device.name);
    await doAs(world, device, 'say', { text: 'Does anybody hear me?' });
  }
  await world.pass(10 * MINUTE);
  const before = seatOf(ana).cell.id;
  for (const device of [ana, bo]) {
    const talk = [...seatOf(device).record.chains()].filter(({ opening }) => opening.lane === 'talk').flatMap(({ entries }) => entries);
    assert.equal(talk.length, 2, `${device.name} reads what lay in the backup, and themselves`);
  }
  const founding = await doAs(world, ana, 'found', { name: 'The house, again', as: 'Ana', parent: before });
  const cell = (founding.cell as { id: string }).id;
  const { invitation } = await doAs(world, ana, 'invite', { uses: 1 }, cell);
  await doAs(world, bo, 'join', { invitation, as: 'Bo' });
  await world.pass(MINUTE);
  const founded = ana.peer?.presence(cell)?.seat;
  const [asking] = [...(founded?.cell.decisions.proposals.values() ?? [])];
  await doAs(world, ana, 'respond', { id: asking?.id, response: 'consent' }, cell);
  await world.pass(MINUTE);
  await doAs(world, bo, 'say', { text: 'So we go on.' }, cell);
  await world.pass(MINUTE);
  const shown = (await doAs(world, ana, 'talk', {}, cell)) as unknown as readonly { readonly text: string }[];
  assert.deepEqual([shown.map(({ text }) => text), founded?.cell.power?.genesis.parent], [['So we go on.'], before]);
});
