import { copyFileSync } from 'node:fs';
import type { CellKeys } from '../src/peer/keyring.ts';
import { Device } from './device.ts';
import { type Measurement, quantile, severalTimes, times } from './measure.ts';

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
    const open = async () => {
      const { device, opened } = await Device.open(cell.keys[0] as CellKeys, store);
      await device.close();
      if (opened.entries !== full.entries) throw new Error(`${opened.entries} of ${full.entries} entries were read back`);
      return opened;
    };
    const all = await times(5, open);
    const heap = quantile(
      all.map(({ heapBytes }) => heapBytes),
      0.5,
    );
    const rss = quantile(
      all.map(({ rssBytes }) => rssBytes),
      0.5,
    );
    return [
      severalTimes('cold-open', n, all),
      { name: 'heap-an-entry', n, value: heap / full.entries, unit: 'bytes' },
      { name: 'rss-an-entry', n, value: rss / full.entries, unit: 'bytes' },
      { name: 'rss', n, value: rss / MEBIBYTE, unit: 'MiB' },
    ];
  },
};
