// npm run demo: five people found a cell, admit each other, decide, get stuck and find a way out, in one process; each step is real, and read back on the others' devices.
import { memoryHub } from '../adapters/memory/network.ts';
import { systemClock } from '../adapters/system/clock.ts';
import type { Clock } from '../ports/clock.ts';
import { arrive } from './demo/person.ts';
import { tellStory } from './demo/story.ts';
import { stage } from './demo/texts.ts';

/** Longer than this it never takes: what hangs is a fault. */
const LONGEST_MS = 60_000;
const DAY_MS = 86_400_000;

const hub = memoryHub();
/** How much later it is in the story than on the wall, in milliseconds. */
let ahead = 0;
const clock: Clock = { ...systemClock, now: () => systemClock.now() + ahead };
// It also keeps the process alive: devices that wait for one another in memory do not.
const giveUp = setTimeout(() => {
  console.error(stage['fault.too-long']);
  process.exit(1);
}, LONGEST_MS);
try {
  await tellStory({
    arrive: (name) => arrive(name, hub.open, clock),
    later: (days) => {
      ahead += days * DAY_MS;
    },
    print: (line) => console.log(line),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  clearTimeout(giveUp);
}
