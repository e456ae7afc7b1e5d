import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender } from './contender.ts';
import { contender as plain } from './plain.fixture.ts';

/** Never finishes. */
export const contender: Contender = {
  ...plain,
  async fill(folder, count) {
    await sleep(1 << 30);
    return plain.fill(folder, count);
  },
};
