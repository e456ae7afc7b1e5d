import { WHOLE_CELL } from '../../src/log/lane.ts';
import type { Mischief } from './mischief.ts';

/** Writes much at once, and begins many logs (attack 12). */
export const flood: Mischief = {
  name: 'flood',
  async act(scene) {
    const count = scene.dice.between(50, 150);
    const turns = scene.dice.pick([1, 10]) as number;
    const drafts = Array.from({ length: count }, (_, i) => ({
      lane: 'talk' as const,
      topic: 'everyone',
      // Of the last weeks: what is older is erased, and nobody writes there.
      turn: 2940 - (i % turns),
      circle: WHOLE_CELL,
      action: ['from/tomorrow', [i]],
    }));
    await scene.seat.write(drafts);
    return `writes ${count} entries into ${turns} logs at once`;
  },
};
