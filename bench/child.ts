import { type ChildProcess, fork } from 'node:child_process';
import type { Answer } from './orders.ts';

/** What a child can be asked to do: the name of an order, and a function that carries it out. */
type OrdersOf<Orders> = { readonly [Name in keyof Orders]: (order: never) => Promise<unknown> };

/** A fresh process that does what it is asked for: nothing that was done before has warmed it up. */
export class Child<Orders extends OrdersOf<Orders>> {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  /** @param program path of what it runs @param options arguments for it, and flags for Node */
  constructor(program: string, { args = [], flags = [] }: { readonly args?: readonly string[]; readonly flags?: readonly string[] } = {}) {
    this.#process = fork(program, args, { execArgv: ['--expose-gc', ...flags] });
    this.#ended = new Promise((resolve) => this.#process.once('exit', resolve));
  }

  /** Asks for one thing at a time, and gives the answer. Rejects with what went wrong there. */
  ask<Name extends keyof Orders & string>(name: Name, order: Parameters<Orders[Name]>[0]): ReturnType<Orders[Name]> {
    const answer = new Promise((resolve, reject) => {
      const leave = (code: number | null) => reject(new Error(`the process ended (${code}) while asked to ${name}`));
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

  /** Ends it, once nobody is waited for: what is written is on the disk already. */
  async close(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    await this.#ended;
  }

  /** Ends it in the midst of its work. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }
}
