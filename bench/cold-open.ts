import { copyFileSync } from 'node:fs';
import type { CellKeys } from '../src/peer/keyring.ts';
import { Device } from './device.ts';
import { type Measurement, quantile, severalTimes, times } from './measure.ts';
import type { Opened } from './orders.ts';

const MEBIBYTE = 1 << 20;

/**
 * How long a device takes from an unlocked keyring to a cell that is ready: a fresh process opens the store and the seat, which reads all entries back,
 * checks their links, opens their heads, and opens and folds what stands in the record. And how long the first look at talk takes then, which opens and
 * folds all that was said. Then how long it takes the same process to open the cell again, as after locking and unlocking: until the newest talk is there to be shown, and its
 * person can write; and until the old talk that slept is read back as well, with all checks, and folded (*awake*). Three times, each in a process of its own. And what memory the open cell takes, garbage collected: of JavaScript with its buffers
 * and as the system counts it, for each entry, and the whole process.
 */
export const coldOpen: Measurement = {
  name: 'cold-open',
  async take({ n, cell, full, file }) {
    const open = async () => {
      // Each time a store of its own: whoever has it open leaves a snapshot in it.
      const store = file();
      copyFileSync(full.file, store);
      const { device, opened } = await Device.open(cell.keys[0] as CellKeys, store);
      const again = await device.ask('openAgain', {});
      await device.close();
      if (opened.entries !== full.entries) throw new Error(`${opened.entries} of ${full.entries} entries were read back`);
      return { ...opened, again };
    };
    const all = await times(3, open);
    const medianOf = (pick: (opened: Opened) => number) => quantile(all.map(pick), 0.5);
    return [
      severalTimes('cold-open', n, all),
      severalTimes(
        'warm-open',
        n,
        all.map(({ again }) => again),
      ),
      severalTimes(
        'awake',
        n,
        all.map(({ again }) => again.awake),
      ),
      severalTimes(
        'first-look',
        n,
        all.map(({ look }) => look),
      ),
      { name: 'heap-an-entry', n, value: medianOf(({ heapBytes }) => heapBytes) / full.entries, unit: 'bytes' },
      { name: 'rss-an-entry', n, value: medianOf(({ rssBytes }) => rssBytes) / full.entries, unit: 'bytes' },
      { name: 'rss', n, value: medianOf(({ rssInAll }) => rssInAll) / MEBIBYTE, unit: 'MiB' },
    ];
  },
};
