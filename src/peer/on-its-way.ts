import type { Id } from '../bytes/id.ts';
import type { Chain, Entry } from '../log/chain.ts';
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

/** The most entries of one log that are looked through: of a device that stays away for ever, more and more is missing there. */
const LOOKED_THROUGH = 500;

/** What is on its way, the newest first. */
export interface AllOnItsWay {
  /** How much there is, among the entries that were looked through. */
  readonly count: number;
  /** Whether older entries that were not looked through are on their way too. */
  readonly isMore: boolean;
  readonly newest: readonly OnItsWay[];
}

/**
 * What this device's person did that is not on all devices yet. What was changed or taken back since is told once.
 * @param own the chains of this device @param most how much is told one by one
 */
export function onItsWay(seat: Seat, own: readonly Chain[], most: number): AllOnItsWay {
  const devices = [...seat.cell.currentDevices().keys()];
  const late: { readonly entry: Entry; readonly deed: Deed }[] = [];
  /** Messages of which something newer is told. */
  const outdated = new Set<Id>();
  let isMore = false;
  for (const chain of own) {
    const everywhere = everywhereUpTo(chain, devices, seat.device, seat.reach);
    const from = Math.max(everywhere, chain.count - LOOKED_THROUGH);
    isMore ||= from > everywhere;
    for (let seq = chain.count - 1; seq >= from; seq--) {
      const entry = chain.at((chain.parting?.base ?? 0) + seq);
      const deed = entry === undefined ? null : deedOf(entry, seat.cell);
      if (entry === undefined || deed === null) continue;
      const about = deed.message ?? entry.id;
      if (!outdated.has(about)) late.push({ entry, deed });
      outdated.add(about);
    }
  }
  late.sort((a, b) => b.entry.arrival - a.entry.arrival);
  const told = late.slice(0, most).map(({ entry, deed }): OnItsWay => {
    return { ...deed, id: entry.id, time: isoTime(entry.time), reach: seat.reach.of(entry, devices, seat.device) };
  });
  return { count: late.length, isMore, newest: told };
}
