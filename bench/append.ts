import { copyFileSync } from 'node:fs';
import type { CellKeys } from '../src/peer/keyring.ts';
import { Device } from './device.ts';
import { type Measurement, several, times } from './measure.ts';

const BATCH = 100;

/**
 * How many entries a second a device writes of its own: a fresh process writes `n` of them through its seat into a cell of eight in which little has
 * been said, 100 at a time, each batch sealed, signed, flushed to the disk (SQLite, fsync), folded, and only then followed by the next.
 */
export const append: Measurement = {
  name: 'append',
  async take({ n, cell, file }) {
    const rates = await times(3, async () => {
      const store = file();
      copyFileSync(cell.store, store);
      const { device } = await Device.open(cell.keys[0] as CellKeys, store);
      const size = Math.min(BATCH, n);
      const batches = Math.ceil(n / size);
      const spent = await device.ask('write', { batches, size });
      await device.close();
      return (batches * size * 1000) / spent.reduce((sum, ms) => sum + ms, 0);
    });
    return [several('append', n, 'entries/s', rates)];
  },
};
