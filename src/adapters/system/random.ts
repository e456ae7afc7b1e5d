import { randomFillSync } from 'node:crypto';
import type { Random } from '../../ports/random.ts';

/** Randomness of the operating system. */
export const systemRandom: Random = {
  bytes: (size) => randomFillSync(new Uint8Array(size)),
};
