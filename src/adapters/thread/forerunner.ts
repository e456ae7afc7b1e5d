import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LookedAt, ToLookAt } from '../../log/ahead.ts';
import type { Forerunner, SendingAhead } from '../../ports/forerunner.ts';

/** To start a thread takes as long as to read this many entries. */
const LEAST = 4096;

/** A forerunner in a thread of its own. Where that dies, or cannot be had, nothing comes of what it is given. */
export function threadForerunner(): Forerunner {
  const waiting: ((found: LookedAt | null) => void)[] = [];
  let isOver = false;
  const over = (): void => {
    isOver = true;
    for (const tell of waiting.splice(0)) tell(null);
  };
  const worker = new Worker(new URL('./looking-ahead.ts', import.meta.url));
  let isOnItsWay = false;
  // The first thing that it says is that it is there.
  worker.once('message', () => {
    isOnItsWay = true;
    worker.on('message', (found: LookedAt) => waiting.shift()?.(found));
  });
  worker.on('error', over);
  worker.on('exit', over);
  return {
    get isOnItsWay() {
      return isOnItsWay;
    },
    look: (entries: ToLookAt) =>
      new Promise((resolve) => {
        if (isOver) return resolve(null);
        waiting.push(resolve);
        worker.postMessage(entries, [entries.table.buffer, entries.bytes.buffer]);
      }),
    end: () => {
      over();
      void worker.terminate();
    },
  };
}

/** Sends a thread ahead, where there is a core for it. */
export const sendingThreads: SendingAhead | null = availableParallelism() > 1 ? { least: LEAST, send: threadForerunner } : null;
