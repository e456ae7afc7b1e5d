import { copyFileSync } from 'node:fs';
import type { CellKeys } from '../src/peer/keyring.ts';
import { Device } from './device.ts';
import { type Measurement, quantile } from './measure.ts';

const WARM_UP = 100;
const WRITES = 500;

/**
 * How long one person waits until what they said is on the disk: 500 entries, one by one, each written through the seat of a fresh process into a store
 * that holds `n`, flushed (fsync) and folded. A hundred before them warm up.
 */
export const appendOne: Measurement = {
  name: 'append-one',
  async take({ n, cell, full, file }) {
    const store = file();
    copyFileSync(full.file, store);
    const { device } = await Device.open(cell.keys[0] as CellKeys, store);
    const spent = (await device.ask('write', { batches: WARM_UP + WRITES, size: 1 })).slice(WARM_UP);
    await device.close();
    return [
      { name: 'append-one-p50', n, value: quantile(spent, 0.5), unit: 'ms' },
      { name: 'append-one-p99', n, value: quantile(spent, 0.99), unit: 'ms' },
    ];
  },
};
