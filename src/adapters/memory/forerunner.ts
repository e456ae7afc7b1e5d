import { LookingAhead } from '../../log/ahead.ts';
import type { Forerunner } from '../../ports/forerunner.ts';

/** A forerunner that looks in its own turn, for tests and simulated devices. */
export function memoryForerunner(): Forerunner {
  const looking = new LookingAhead();
  let isOver = false;
  return {
    isOnItsWay: true,
    look: async (entries) => {
      await Promise.resolve();
      return isOver ? null : looking.look(entries);
    },
    end: () => {
      isOver = true;
    },
  };
}
