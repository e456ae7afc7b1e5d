import { openNetwork } from '../src/adapters/libp2p/network.ts';
import { systemClock } from '../src/adapters/system/clock.ts';
import { systemRandom } from '../src/adapters/system/random.ts';
import { Presence } from '../src/peer/presence.ts';
import type { Seat } from '../src/peer/seat.ts';

/** Lets a seat meet others over loopback. @param heard called on each news of entries that are folded and on the disk */
export async function goOnline(seat: Seat, heard: () => void): Promise<Presence> {
  const presence = new Presence(seat, {
    clock: systemClock,
    random: systemRandom,
    openNetwork,
    listen: ['/ip4/127.0.0.1/tcp/0'],
    lan: false,
    portChosen() {},
    failed: (_cell, error) => {
      throw error;
    },
    tell: (event) => {
      if (event.type === 'entries') heard();
    },
  });
  await presence.start();
  return presence;
}
