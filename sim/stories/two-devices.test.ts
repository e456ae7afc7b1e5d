import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentVersion, standingAnswer } from '../../src/cell/decision.ts';
import { hearing } from '../../src/cell/outcome.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { DAY, Stage, seatOf } from './stage.ts';

/** Mallory's backup is restored on a second device while the first one goes on, cut off from it. */
async function stageWithTwo(seed: number): Promise<{ stage: Stage; ana: Device; bo: Device; cy: Device; mallory: Device; second: Device }> {
  const stage = await Stage.set(seed, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const { world } = stage;
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  const { words } = await doAs(world, mallory, 'backup', { file: 'moot.backup' });
  await world.pass(60_000);
  const second = world.add('Mallory');
  mallory.lend(second, 'moot.backup');
  await world.pass(1000);
  // One side: Ana and the first device. The other side: Bo, Cy and the second, which revokes the first where that is known.
  world.wires.part(
    new Map([
      [ana.place, 1],
      [mallory.place, 1],
    ]),
  );
  await doAs(world, second, 'restore', { file: 'moot.backup', words });
  await world.pass(60_000);
  return { stage, ana, bo, cy, mallory, second };
}

test('attack 16: one member who answers with two devices has one voice, and the objection is heard', async () => {
  const { stage, ana, bo, cy, mallory, second } = await stageWithTwo(12);
  const { world } = stage;
  world.wires.heal();
  await world.pass(400_000);
  const id = await stage.proposeName(ana, 'Bakery');
  // Again apart: each side hears one of the two.
  world.wires.part(new Map([[mallory.place, 1]]));
  await stage.respond(second, id, 'object', 'I do not like bread');
  const late = await world.finish(mallory.does('respond', { id, response: 'consent', reason: '' }));
  assert.equal(late.ok, false, 'the first device speaks for nobody any more');
  for (const device of [ana, bo, cy]) await stage.respond(device, id, 'consent');
  world.wires.heal();
  await world.pass(9 * DAY);
  const { cell } = seatOf(bo);
  const version = cell.decisions.versions.get(id);
  assert.ok(version !== undefined && cell.charter !== null && cell.power !== null);
  assert.equal(cell.charter.members.size, 4);
  assert.equal(standingAnswer(version, seatOf(second).member as string, null)?.response, 'object');
  assert.equal(hearing(version, cell.charter, cell.power).agreeing.length, 3);
  assert.equal(cell.power.certificates(id).length, 0);
});

test('attack 16: two devices of one member, neither knowing of the other, count once among those who agree and attest', async () => {
  const { stage, ana, bo, cy, mallory, second } = await stageWithTwo(13);
  const { world } = stage;
  const effect = { kind: 'agreement', setting: 'name', value: 'Bakery' };
  const { id } = await doAs(world, ana, 'propose', { title: 'We call ourselves Bakery', effect });
  await world.pass(60_000);
  await doAs(world, ana, 'respond', { id, response: 'consent' });
  await doAs(world, mallory, 'respond', { id, response: 'consent' });
  await world.pass(8 * DAY);
  assert.equal(seatOf(ana).cell.power?.certificates(String(id)).length, 0, 'two of four have agreed');
  world.wires.heal();
  await world.pass(400_000);
  await doAs(world, second, 'respond', { id, response: 'consent' });
  await world.pass(DAY);
  for (const device of [ana, bo, cy, second]) {
    const { cell } = seatOf(device);
    const version = cell.decisions.versions.get(String(id));
    assert.ok(version !== undefined && cell.charter !== null && cell.power !== null);
    const heard = hearing(currentVersion(cell.decisions.proposals.get(String(id)) as never), cell.charter, cell.power);
    assert.equal(heard.agreeing.length, 2, `${device.name} counts Mallory once`);
    assert.equal(cell.power.certificates(String(id)).length, 0, 'three are needed');
  }
  await doAs(world, bo, 'respond', { id, response: 'consent' });
  await world.pass(DAY);
  const [certificate] = seatOf(cy).cell.power?.certificates(String(id)) ?? [];
  assert.ok(certificate !== undefined);
  const attesters = certificate.attestations.map(({ member }) => member);
  assert.equal(new Set(attesters).size, attesters.length);
});

test('attack 16: where one signature is lacking, the second device of somebody who has given theirs does not give it', async () => {
  const stage = await Stage.set(14, ['Ana', 'Mallory', 'Bo', 'Cy']);
  const { world } = stage;
  const [ana, mallory, bo, cy] = stage.devices as [Device, Device, Device, Device];
  const second = await stage.bring(mallory);
  await cy.crash();
  const id = await stage.proposeName(ana, 'Bakery');
  for (const device of [ana, mallory, bo]) await stage.respond(device, id, 'consent');
  // Three agree, which is enough; and Bo is away before his device can attest it, since Cy still had time.
  await bo.crash();
  await world.pass(8 * DAY);
  for (const device of [ana, mallory, second]) {
    const { power, charter } = seatOf(device).cell;
    assert.equal(power?.attestationsOn(charter?.id ?? '').get(id)?.length, 3, 'three devices have attested it');
    assert.equal(power?.certificates(id).length, 0, 'and two members');
  }
  bo.switchOn();
  await world.pass(DAY);
  assert.equal(seatOf(ana).cell.power?.certificates(id).length, 1, 'Bo is the third');
});

test('attack 16: two devices of one member that say two things, neither knowing of the other, have said the objection', async () => {
  const stage = await Stage.set(15, ['Ana', 'Bo', 'Cy', 'Mallory']);
  const { world } = stage;
  const [ana, bo, cy, mallory] = stage.devices as [Device, Device, Device, Device];
  const second = await stage.bring(mallory);
  const id = await stage.proposeName(ana, 'Bakery');
  world.wires.part(new Map([[second.place, 1]]));
  await stage.respond(second, id, 'object', 'I do not like bread');
  for (const device of [ana, bo, mallory]) await stage.respond(device, id, 'consent');
  world.wires.heal();
  await world.pass(DAY);
  await stage.respond(cy, id, 'consent');
  await world.pass(8 * DAY);
  for (const device of [ana, bo, cy, mallory, second]) {
    const { decisions, power } = seatOf(device).cell;
    const version = decisions.versions.get(id);
    assert.equal(version && standingAnswer(version, seatOf(second).member as string, null)?.response, 'object', device.name);
    assert.equal(power?.certificates(id).length, 0);
  }
});
