import type { CellKeys } from '../../peer/keyring.ts';
import type { Peer } from '../../peer/peer.ts';
import { type CellStatus, cellStatus } from '../../peer/standing.ts';
import { isoTime, spokenTime } from '../../practices/moment.ts';
import { oneLine } from '../../practices/wording.ts';
import { type Finding, finding } from './finding.ts';

/** Clocks of two devices that are further apart than this, in seconds, are worth a look. */
const APART = 3600;

const TROUBLES = { listening: 'doctor.port-taken', discovery: 'doctor.trouble' } as const;

/** Looks at every cell: whether it could be opened, whom it is linked with, where it can be reached, and what others' clocks say. */
export function lookAtCells(peer: Peer): Finding[] {
  if (peer.state !== 'open') return [];
  return peer.cells.flatMap((keys) => {
    const status = cellStatus(peer, keys);
    const cell = oneLine(status.name);
    if (status.fault !== null) return [finding('bad', 'doctor.cell-fault', { cell, fault: status.fault })];
    if (status.state === 'waiting') return [finding('good', 'doctor.cell-waits', { cell })];
    return [
      linkFinding(cell, status),
      ...strangerFindings(peer, keys, cell),
      ...networkFindings(peer, keys, cell, status),
      ...clockFindings(peer, keys, cell),
    ];
  });
}

function linkFinding(cell: string, { entries, peers, devices }: CellStatus): Finding {
  const links = peers.filter(({ member }) => member !== null).length;
  const gaps = { cell, entries, links, others: devices - 1 };
  if (devices <= 1) return finding('good', 'doctor.cell-alone', gaps);
  return links > 0 ? finding('good', 'doctor.cell', gaps) : finding('heed', 'doctor.cell-unlinked', gaps);
}

/** Devices that prove to share the cell, and of which nobody here knows whose they are: so it is with two that came back from backups which lack each other's keys. */
function strangerFindings(peer: Peer, { cell: id }: CellKeys, cell: string): Finding[] {
  const strangers = (peer.presence(id)?.links() ?? []).filter(({ standing }) => standing === 'unknown').length;
  return strangers === 0 ? [] : [finding('heed', 'doctor.cell-strangers', { cell, strangers })];
}

function networkFindings(peer: Peer, { cell: id }: CellKeys, cell: string, { addresses }: CellStatus): Finding[] {
  const listening =
    addresses.length > 0
      ? finding('good', 'doctor.listening', { cell, addresses: addresses.join(', ') })
      : finding('heed', 'doctor.not-listening', { cell });
  const troubles = peer.presence(id)?.troubles() ?? [];
  return [listening, ...troubles.map(({ part, place, reason }) => finding('heed', TROUBLES[part], { cell, place, reason }))];
}

/** Claimed times decide nothing, but one that lies ahead shows that some clock is wrong. */
function clockFindings(peer: Peer, { cell: id }: CellKeys, cell: string): Finding[] {
  const seat = peer.presence(id)?.seat;
  if (seat === undefined) return [];
  const now = peer.parts.clock.now() / 1000;
  let newest = 0;
  for (const chain of seat.record.chains()) {
    if (chain.opening.device !== seat.device) newest = Math.max(newest, chain.entries.at(-1)?.time ?? 0);
  }
  if (newest <= now + APART) return [];
  return [finding('heed', 'doctor.clock-apart', { cell, time: spokenTime(isoTime(now)), other: spokenTime(isoTime(newest)) })];
}
