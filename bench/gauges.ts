import type { Spent } from './orders.ts';

/** Starts to measure. @returns what gives the time since */
export function stopwatch(): () => Spent {
  const [began, processor] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(processor);
    return { seconds: (performance.now() - began) / 1000, processor: (user + system) / 1e6 };
  };
}

/** Bytes that this process takes, garbage collected: of JavaScript with its buffers, and as the system counts it. */
export function memory(): { heap: number; rss: number } {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed + arrayBuffers, rss };
}

/** Milliseconds by a clock that all processes of this machine share. */
export function machineTime(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
