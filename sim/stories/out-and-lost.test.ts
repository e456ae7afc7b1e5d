import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEventualSync } from '../checkers/eventual-sync.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { sidesOf } from '../inside.ts';
import { MINUTE, Stage, seatOf } from './stage.ts';

test('what a lost device wrote under a key that none but a suspended device has waits on the one that takes its place, and nobody is blamed', async () => {
  const stage = await Stage.set(9384, ['Ana', 'Bo']);
  const { world } = stage;
  const [ana, bo] = stage.devices as [Device, Device];
  const phone = await stage.bring(ana);
  const { words } = await doAs(world, bo, 'backup', { file: 'of Bo' });
  await world.pass(MINUTE);
  // Ana's two devices revoke each other, neither knowing; Bo is with her phone, which makes a key for the two of them.
  world.wires.part(new Map([[ana.place, 1]]));
  const [laptop, other, lost] = [ana, phone, bo].map((device) => seatOf(device).device) as [string, string, string];
  await doAs(world, ana, 'revoke-device', { id: other });
  await doAs(world, phone, 'revoke-device', { id: laptop });
  await world.pass(MINUTE);
  await doAs(world, phone, 'say', { text: 'My laptop is gone.' });
  await world.pass(MINUTE);
  await doAs(world, bo, 'propose', { title: 'We look for the laptop' });
  await world.pass(MINUTE);
  bo.isLost = true;
  await bo.crash();
  world.wires.part(new Map([[phone.place, 1]]));
  const again = world.add(bo.name);
  bo.lend(again, 'of Bo');
  await world.pass(1000);
  await doAs(world, again, 'restore', { file: 'of Bo', words });
  await world.pass(MINUTE);
  world.wires.heal();
  await world.pass(10 * MINUTE);

  const { inside, removed, out } = sidesOf(world.devices);
  assert.deepEqual(
    [inside, removed].map((side) => side.map(({ device }) => device.place)),
    [[again.place], [ana.place, phone.place]],
  );
  assert.deepEqual(out, new Set([laptop, other, lost]));
  const logsOf = (devices: ReadonlySet<string>) =>
    new Set([...seatOf(phone).record.chains()].filter(({ opening }) => devices.has(opening.device)).map(({ logId }) => logId));
  assert.deepEqual(checkEventualSync([again], logsOf(out)), []);
  const [blamed] = checkEventualSync([again], logsOf(new Set([laptop, other])));
  assert.match(blamed?.what ?? '', /wait on the device of Bo/, 'what his own lost device wrote waits as well');
});
