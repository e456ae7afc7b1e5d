// Preloaded into the processes of a device, with how many days their clock is ahead.
import { DAY_MS, moveClockOn } from './clock-ahead.ts';

moveClockOn(Number(process.env.MOOT_TEST_DAYS_AHEAD) * DAY_MS);
