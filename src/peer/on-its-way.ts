import type { Id } from '../bytes/id.ts';
import type { Chain } from '../log/chain.ts';
import type { Reach } from '../practices/command.ts';
import { isoTime } from '../practices/moment.ts';
import { type Deed, deedOf } from './deed.ts';
import type { Seat } from './seat.ts';
import { everywhereUpTo } from './spread.ts';

/** Something that this device's person did and that is not on all devices yet. */
export interface OnItsWay extends Deed {
  readonly id: Id;
  /** ISO 8601. */
  readonly time: string;
  readonly reach: Reach;
}

/** What this device's person did that is not on all devices yet, the newest first. What was changed or taken back since is told once. */
export function onItsWay(seat: Seat, own: readonly Chain[]): OnItsWay[] {
  const devices = [...seat.cell.currentDevices().keys()];
  const late: (OnItsWay & { readonly arrival: number })[] = [];
  /** Messages of which something newer is told. */
  const outdated = new Set<Id>();
  for (const chain of own) {
    const everywhere = everywhereUpTo(chain, devices, seat.device, seat.reach);
    for (let seq = chain.entries.length - 1; seq >= everywhere; seq--) {
      const entry = chain.entries[seq];
      const deed = entry === undefined ? null : deedOf(entry, seat.cell);
      if (entry === undefined || deed === null) continue;
      const about = deed.message ?? entry.id;
      if (!outdated.has(about))
        late.push({
          ...deed,
          id: entry.id,
          time: isoTime(entry.time),
          reach: seat.reach.of(entry, devices, seat.device),
          arrival: entry.arrival,
        });
      outdated.add(about);
    }
  }
  return late.sort((a, b) => b.arrival - a.arrival).map(({ arrival, ...rest }) => rest);
}
