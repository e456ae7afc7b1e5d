import { type Measurement, severalTimes, times } from './measure.ts';
import { meet, part } from './meeting.ts';

/**
 * How long a member who was just admitted takes to get all that the cell has: two processes, each with its seat over SQLite, linked by libp2p over loopback
 * (TCP, Noise, yamux). From the moment in which the newcomer learns an address, until all entries are checked, those of the record folded, and all flushed to its disk. Three times,
 * with two fresh processes each. On the way: until the charter is there, and the newcomer a member by it.
 */
export const firstSync: Measurement = {
  name: 'first-sync',
  async take(bench) {
    const spent = await times(3, async () => {
      const meeting = await meet(bench);
      await part(meeting);
      return meeting.spent;
    });
    return [
      severalTimes('first-sync', bench.n, spent),
      severalTimes(
        'charter-usable',
        bench.n,
        spent.map(({ charter }) => charter),
      ),
    ];
  },
};
