import { signingKeys } from '../crypto/sign.ts';
import type { Node } from './world.fixture.ts';
import { World } from './world.fixture.ts';

// node src/sync/machine.bench.ts [entries]: a first sync of what 8 devices wrote, between two machines in memory; what of it the machines take, and the record.
const ENTRIES = Number(process.argv[2] ?? 100_000);
const DEVICES = 8;
const BATCH = 4;

const world = new World(1);
const old = world.add('old');
const pens = Array.from({ length: DEVICES }, (_, i) => signingKeys(new Uint8Array(32).fill(i + 1)));
const text = 'x'.repeat(190);
for (let i = 0; i < ENTRIES; i += BATCH) {
  old.write(
    Array.from({ length: BATCH }, () => text),
    '',
    0,
    pens[(i / BATCH) % DEVICES],
  );
  old.work.shift()?.();
}
const fresh = world.add('fresh');

const spent = { machines: 0, record: 0 };
for (const node of [old, fresh] as Node[]) {
  const handle = node.machine.handle.bind(node.machine);
  node.machine.handle = (event, clock) => {
    const begin = performance.now();
    const effects = handle(event, clock);
    spent.machines += performance.now() - begin;
    return effects;
  };
  const receive = node.record.receive.bind(node.record);
  node.record.receive = (segment) => {
    const begin = performance.now();
    const received = receive(segment);
    spent.record += performance.now() - begin;
    return received;
  };
}
const begin = performance.now();
world.link(fresh, old);
world.settle();
const all = performance.now() - begin;
if (fresh.record.size !== ENTRIES) throw new Error(`expected ${ENTRIES} entries, got ${fresh.record.size}`);
const line = (name: string, ms: number) =>
  console.log(`${name.padEnd(9)} ${(ms / 1000).toFixed(2)} s  ${((ms * 1000) / ENTRIES).toFixed(1)} µs an entry`);
line('machines', spent.machines);
line('record', spent.record);
line('all', all);
console.log(`${world.carried} bytes carried; at most ${fresh.mostWaiting} entries waiting`);
