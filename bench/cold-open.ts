import { copyFileSync } from 'node:fs';
import { Device } from './device.ts';
import { type Measurement, quantile, several } from './measure.ts';

const MEBIBYTE = 1 << 20;

/**
 * How long a device takes from an unlocked keyring to a cell that is ready, without a snapshot: a fresh process opens the store and the seat, which reads
 * all entries back, checks their links, opens them and folds them. Five times, each in a process of its own. And what memory it takes then, garbage
 * collected: of JavaScript with its buffers, and as the system counts it.
 */
export const coldOpen: Measurement = {
  name: 'cold-open',
  async take({ n, cell, full, file }) {
    const store = file();
    copyFileSync(full.file, store);
    const [seconds, heap, rss]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < 5; i++) {
      const { device, opened } = await Device.open(cell.keys[0] as (typeof cell.keys)[number], store);
      await device.close();
      if (opened.entries !== full.entries) throw new Error(`${opened.entries} of ${full.entries} entries were read back`);
      seconds.push(opened.seconds);
      heap.push(opened.heapBytes);
      rss.push(opened.rssBytes);
    }
    return [
      several('cold-open', n, 's', seconds),
      { name: 'heap-an-entry', n, value: quantile(heap, 0.5) / full.entries, unit: 'bytes' },
      { name: 'rss-an-entry', n, value: quantile(rss, 0.5) / full.entries, unit: 'bytes' },
      { name: 'rss', n, value: quantile(rss, 0.5) / MEBIBYTE, unit: 'MiB' },
    ];
  },
};
