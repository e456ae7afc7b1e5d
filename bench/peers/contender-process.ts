// One contender's replica in a process of its own, doing what its parent asks for. Its argument is the file of the contender.
import { setTimeout as sleep } from 'node:timers/promises';
import { machineTime, memory, stopwatch } from '../gauges.ts';
import { obey } from '../obeying.ts';
import type { Contender, Replica } from './contender.ts';
import type { PeerOrders } from './orders.ts';

const { contender }: { contender: Contender } = await import(process.argv[2] as string);
let replica: Replica | undefined;
const there = (): Replica => {
  if (replica === undefined) throw new Error('nothing is open');
  return replica;
};

const orders: PeerOrders = {
  async fill({ folder, count }) {
    const spent = await contender.fill(folder, count);
    return spent && { seconds: spent.seconds, processor: spent.processor };
  },

  async open({ folder }) {
    const spent = stopwatch();
    replica = await contender.open(folder);
    const entries = await replica.count();
    return { ...spent(), entries, rssInAll: memory().rss };
  },

  layDown: async () => there().layDown?.(),

  async openAgain({ folder }) {
    const spent = stopwatch();
    replica = await (contender.openAgain ?? contender.open)(folder);
    const newest = await replica.newest();
    return { ...spent(), newest };
  },

  async arrive({ folder, from }) {
    replica = await contender.newcomer(folder, from);
  },

  listen: () => there().listen(),

  async fetch({ address, count }) {
    const spent = stopwatch();
    await there().fetch(address, count);
    return spent();
  },

  async speak({ from, count, pause }) {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      times.push(machineTime());
      await there().say(from + i);
      await sleep(pause);
    }
    return times;
  },

  hear: ({ from, count }) =>
    new Promise((resolve) => {
      const times: number[] = [];
      there().watch((there) => {
        const now = machineTime();
        while (times.length < Math.min(there - from, count)) times.push(now);
        if (times.length === count) resolve(times);
      });
    }),

  leave: async () => replica?.close(),
};

obey(orders);
