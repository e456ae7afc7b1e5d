import { copyFileSync } from 'node:fs';
import type { CellKeys } from '../src/peer/keyring.ts';
import { Device } from './device.ts';
import { type Measurement, quantile } from './measure.ts';

const DEVICES = 30;
const TIMES = 30;
const WARM_UP = 5;

/**
 * How long it takes until nobody who was removed reads on, in a cell of thirty devices: a fresh secret, sealed to each of thirty X-Wing keys, in one entry
 * that is flushed to the disk and folded. Through the seat of a fresh process, over a store that holds `n` entries.
 */
export const rekey: Measurement = {
  name: 'rekey',
  async take({ n, cell, full, file }) {
    const store = file();
    copyFileSync(full.file, store);
    const { device } = await Device.open(cell.keys[0] as CellKeys, store);
    const spent = (await device.ask('rekey', { devices: DEVICES, times: WARM_UP + TIMES })).slice(WARM_UP);
    await device.close();
    return [{ name: 'rekey-30', n, value: quantile(spent, 0.5), unit: 'ms', range: [Math.min(...spent), Math.max(...spent)] }];
  },
};
