import { fileURLToPath } from 'node:url';
import type { CellKeys } from '../src/peer/keyring.ts';
import { EMPTY_KEYRING, encodeKeyring } from '../src/peer/keyring.ts';
import { Child } from './child.ts';
import type { Opened, Orders } from './orders.ts';

const PROGRAM = fileURLToPath(new URL('device-process.ts', import.meta.url));

/** A member's device in a fresh process of its own. */
export class Device extends Child<Orders> {
  /** Starts a device and opens its seat over a store. */
  static async open(keys: CellKeys, file: string): Promise<{ device: Device; opened: Opened }> {
    const device = new Device(PROGRAM);
    const keyring = encodeKeyring({ ...EMPTY_KEYRING, cells: [keys] }).toHex();
    return { device, opened: await device.ask('open', { keyring, file }) };
  }
}
