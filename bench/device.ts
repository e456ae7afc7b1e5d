import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CellKeys } from '../src/peer/keyring.ts';
import { EMPTY_KEYRING, encodeKeyring } from '../src/peer/keyring.ts';
import type { Answer, Opened, Orders } from './orders.ts';

const PROGRAM = fileURLToPath(new URL('device-process.ts', import.meta.url));

/** A member's device in a fresh process of its own: nothing that was done before has warmed it up. */
export class Device {
  readonly #process: ChildProcess;
  #ended: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#process = child;
    this.#ended = new Promise((resolve) => child.once('exit', resolve));
  }

  /** Starts a device and opens its seat over a store. */
  static async open(keys: CellKeys, file: string): Promise<{ device: Device; opened: Opened }> {
    const device = new Device(fork(PROGRAM, { execArgv: ['--expose-gc'] }));
    const keyring = encodeKeyring({ ...EMPTY_KEYRING, cells: [keys] }).toHex();
    return { device, opened: await device.ask('open', { keyring, file }) };
  }

  /** Asks for one thing at a time, and gives the answer. Rejects with what went wrong there. */
  ask<Name extends keyof Orders>(name: Name, order: Parameters<Orders[Name]>[0]): ReturnType<Orders[Name]> {
    const answer = new Promise((resolve, reject) => {
      const leave = (code: number | null) => reject(new Error(`the device ended (${code}) while asked to ${name}`));
      this.#process.once('exit', leave);
      this.#process.once('message', (answered: Answer) => {
        this.#process.off('exit', leave);
        if (answered.ok) resolve(answered.value);
        else reject(new Error(`${name}: ${answered.error}`));
      });
      this.#process.send({ name, order });
    });
    return answer as ReturnType<Orders[Name]>;
  }

  /** Ends its process. */
  async close(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    await this.#ended;
  }
}
