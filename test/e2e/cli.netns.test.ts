import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Cable, joinByCable, whyNoNamespaces } from '../netns.ts';
import { Device, eventually, joinWith } from './device.ts';

// Two laptops and a cable: each in a network namespace of its own, with only the route of its subnet. They find each other by discovery alone.

const options = { skip: whyNoNamespaces() ?? false };
const devices: Device[] = [];
let cable: Cable | null = null;
after(async () => {
  await Promise.all(devices.map((device) => device.remove()));
  cable?.remove();
});

interface Standing {
  readonly cells: readonly { readonly entries: number; readonly peers: readonly { readonly via: string; readonly inSync: boolean }[] }[];
}

/** Waits until a device has everything that another one has, over the cable. */
function inSync(device: Device): Promise<Standing> {
  return eventually(
    () => device.json('status'),
    ({ cells }: Standing) => cells[0]?.peers[0]?.inSync === true && cells[0].peers[0].via === 'lan',
    40_000,
  );
}

test('two laptops and a cable: found, join, decide and talk, without an address from anybody', options, async () => {
  cable = joinByCable();
  const [here, there] = cable.ends;
  const [ana, bo] = [new Device({ end: here }), new Device({ end: there })];
  devices.push(ana, bo);
  // The invitation is made before there is a cable, so it cannot say where anybody is.
  cable.plug(false);
  await Promise.all([ana.start(), bo.start()]);
  await ana.json('found', 'Bakery on the Corner', '--as', 'Ana');
  const { invitation } = await ana.json('invite');
  assert.deepEqual(
    (await ana.json('status')).cells[0].addresses.filter((address: string) => address.includes('10.77.')),
    [],
  );
  cable.plug(true);
  await joinWith(ana, bo, invitation);
  const said = [await ana.json('say', 'By the cable.'), await bo.json('say', 'So it is.')];
  for (const device of [ana, bo]) {
    const talk = await eventually(
      () => device.json('talk'),
      (messages: readonly { readonly id: string }[]) => messages.length === 2,
    );
    assert.deepEqual(talk.map(({ id }) => id).sort(), said.map(({ id }) => id).sort());
    await inSync(device);
  }

  const { id } = await bo.json('propose', 'We meet on Mondays');
  await eventually(
    () => ana.json('decisions'),
    (decisions: readonly { readonly id: string }[]) => decisions.some((decision) => decision.id === id),
  );
  await ana.json('respond', id, 'consent');
  await bo.json('respond', id, 'consent');
  for (const device of [ana, bo]) {
    await eventually(
      () => device.json('decision', id),
      ({ state }: { state: string }) => state === 'passed' || state === 'in-effect',
    );
  }

  await bo.end('SIGKILL');
  const late = await ana.json('say', 'Bo, are you there?');
  await bo.start();
  await eventually(
    () => bo.json('talk'),
    (messages: readonly { readonly id: string }[]) => messages.at(-1)?.id === late.id,
    40_000,
  );
  const [one, other] = [await inSync(ana), await inSync(bo)];
  assert.equal(one.cells[0]?.entries, other.cells[0]?.entries);
});
