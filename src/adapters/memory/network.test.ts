import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkContract } from '../../ports/network.contract.ts';
import type { Link, Network, NetworkUser } from '../../ports/network.ts';
import { type MemoryHub, memoryHub } from './network.ts';

for (const [name, schedule] of [
  ['memory', undefined],
  ['memory, slow', (task: () => void) => void setImmediate(task)],
] as const) {
  networkContract(name, () => {
    const hub = memoryHub(schedule);
    let opened = 0;
    return { open: (user) => hub.open({ seed: new Uint8Array(32).fill(++opened), listen: [], port: 0, lan: true }, user) };
  });
}

/** A hub whose tasks wait until they are run, in an order that a number decides. */
function heldHub(): { hub: MemoryHub; run: (order: number) => Promise<void> } {
  const tasks: (() => void)[] = [];
  const run = async (order: number): Promise<void> => {
    for (let step = 1; tasks.length > 0; step++) {
      tasks.splice((order * step * 7919) % tasks.length, 1)[0]?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { hub: memoryHub((task) => tasks.push(task)), run };
}

interface Someone {
  readonly network: Network;
  readonly told: string[];
}

async function someone(hub: MemoryHub, seed: number): Promise<Someone> {
  const told: string[] = [];
  const user: NetworkUser = {
    linked: (link) => follow(link, told),
    found: (tag, addresses) => told.push(`found ${tag} ${addresses.join()}`),
    moved: () => assert.fail('nothing moves in memory'),
  };
  return { network: await hub.open({ seed: new Uint8Array(32).fill(seed), listen: [], port: 0, lan: true }, user), told };
}

function follow(link: Link, told: string[]): void {
  link.open({ message: (bytes) => told.push(`message ${bytes}`), closed: () => told.push('closed') });
}

test('a link in memory keeps its order, whatever the order of the tasks', async () => {
  for (let order = 0; order < 20; order++) {
    const { hub, run } = heldHub();
    const [ann, bob] = [await someone(hub, 1), await someone(hub, 2)];
    const dialled = ann.network.dial(bob.network.addresses()[0] ?? '', 'cell');
    await run(order);
    const link = await dialled;
    for (let i = 0; i < 5; i++) link.send(new Uint8Array([i]));
    link.close();
    await run(order);
    assert.deepEqual(bob.told, ['message 0', 'message 1', 'message 2', 'message 3', 'message 4', 'closed']);
  }
});

test('a cut in memory breaks links, loses what is under way and hinders dials until it heals', async () => {
  const { hub, run } = heldHub();
  const [ann, bob] = [await someone(hub, 1), await someone(hub, 2)];
  const there = bob.network.addresses()[0] ?? '';
  const dialled = ann.network.dial(there, 'cell');
  await run(1);
  const link = await dialled;
  follow(link, ann.told);
  link.send(new Uint8Array([1]));
  hub.cut(bob.network.self, ann.network.self);
  const refused = assert.rejects(ann.network.dial(there, 'cell'), { name: 'CannotReach' });
  for (const { network } of [ann, bob]) network.announce(['t']);
  await run(1);
  await refused;
  assert.deepEqual([ann.told, bob.told], [['closed'], ['closed']]);

  hub.heal(ann.network.self, bob.network.self);
  const again = ann.network.dial(there, 'cell');
  await run(1);
  follow(await again, ann.told);
  assert.deepEqual(bob.told, ['closed', `found t ${ann.network.addresses()[0]}`]);

  hub.drop(bob.network.self);
  await run(1);
  assert.equal(ann.told.at(-1), 'closed');
  const back = await someone(hub, 2);
  assert.equal(back.network.self, bob.network.self);
});

test('in memory, those who announce the same tag find each other', async () => {
  const { hub, run } = heldHub();
  const [ann, bob, eve] = [await someone(hub, 1), await someone(hub, 2), await someone(hub, 3)];
  ann.network.announce(['a', 'b']);
  bob.network.announce(['b', 'c']);
  eve.network.announce(['d']);
  await run(1);
  assert.deepEqual(
    [ann.told, bob.told, eve.told],
    [[`found b ${bob.network.addresses()[0]}`], [`found b ${ann.network.addresses()[0]}`], []],
  );
});
