import { type Measurement, quantile } from './measure.ts';
import { meet, part } from './meeting.ts';

const WARM_UP = 100;
const SAID = 500;
/** Between two things said, in milliseconds. */
const PAUSE = 10;

/**
 * How long something said takes to the other screen: from the call of `write` on one device until the other one has checked and folded it, flushed it to its
 * own disk and told its page of it. Two processes with `n` entries each, linked by libp2p over loopback; 500 entries one by one, after a hundred to warm up.
 */
export const live: Measurement = {
  name: 'live',
  async take(bench) {
    const meeting = await meet(bench);
    const count = WARM_UP + SAID;
    const heard = meeting.newcomer.ask('hear', { count });
    const said = await meeting.founder.ask('speak', { count, pause: PAUSE });
    const arrived = await heard;
    await part(meeting);
    const spent = said.map((begun, i) => (arrived[i] as number) - begun).slice(WARM_UP);
    return [
      { name: 'live-p50', n: bench.n, value: quantile(spent, 0.5), unit: 'ms' },
      { name: 'live-p99', n: bench.n, value: quantile(spent, 0.99), unit: 'ms' },
    ];
  },
};
