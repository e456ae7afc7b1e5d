import type { SystemHome } from '../../adapters/system/home.ts';
import type { Id } from '../../bytes/id.ts';
import { accept } from '../../bytes/verdict.ts';
import type { CellKeys } from '../../peer/keyring.ts';
import type { Peer } from '../../peer/peer.ts';
import type { Presence } from '../../peer/presence.ts';
import { cellReach } from '../../peer/reaching.ts';
import { cellStatus } from '../../peer/standing.ts';
import { fields } from '../../practices/input.ts';
import type { Task } from '../service.ts';
import { VERSION } from '../version.ts';
import { examine } from './doctor.ts';
import { measure } from './storage.ts';

const MINUTE = 60_000;
const MEGABYTE = 1e6;

/**
 * How this device stands, for those who mend Moot, without anything that people wrote, chose or are called: no names, titles, words, addresses,
 * paths or ids. Cells, members and devices are numbered instead. Whatever is added here must be a number, or a word of Moot's own source.
 */
export interface Diagnosis {
  readonly moot: string;
  readonly runtime: string;
  readonly system: string;
  readonly keyring: string;
  readonly runsMinutes: number;
  readonly storage: { readonly usedMegabytes: number; readonly freeMegabytes: number };
  readonly findings: readonly { readonly name: string; readonly state: string }[];
  readonly cells: readonly CellDiagnosis[];
}

/** One cell, without what is in it. */
export interface CellDiagnosis {
  readonly cell: string;
  readonly state: string;
  /** The name of the error that keeps it from working. */
  readonly fault: string | null;
  readonly addresses: Readonly<Record<string, number>>;
  readonly troubles: readonly string[];
  readonly members: number;
  readonly devices: readonly DeviceDiagnosis[];
  /** Entries by lane. */
  readonly entries: Readonly<Record<string, number>>;
  readonly logs: number;
  readonly spread: readonly { readonly on: number; readonly entries: number }[];
  readonly onTheirWay: number;
  readonly waiting: number;
  readonly frozen: readonly string[];
  readonly withoutEffect: Readonly<Record<string, number>>;
}

/** One device, by a number. */
interface DeviceDiagnosis {
  readonly device: string;
  readonly of: string;
  readonly via: readonly string[];
  readonly inSync: boolean;
  readonly metMinutesAgo: number | null;
  readonly entries: number;
}

/** The form of the diagnosis task. */
export const DIAGNOSIS = {
  name: 'diagnosis',
  changes: false,
  inCell: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  tell: (output: unknown) => JSON.stringify(output, null, 2),
} as const;

/** The task that gives a diagnosis without content. */
export function diagnosis(home: SystemHome, peer: Peer): Task {
  return { ...DIAGNOSIS, run: async () => accept(await diagnose(home, peer)) };
}

async function diagnose(home: SystemHome, peer: Peer): Promise<Diagnosis> {
  const { used, free } = await measure(home.place);
  const { findings } = await examine(home, peer);
  const now = peer.parts.clock.now();
  return {
    moot: VERSION,
    runtime: `Node ${process.versions.node}`,
    system: `${process.platform} ${process.arch}`,
    keyring: peer.state,
    runsMinutes: Math.floor(process.uptime() / 60),
    storage: { usedMegabytes: Math.ceil(used / MEGABYTE), freeMegabytes: Math.floor(free / MEGABYTE) },
    findings: findings.map(({ name, state }) => ({ name, state })),
    cells: peer.state === 'open' ? peer.cells.map((keys, at) => diagnoseCell(peer, keys, at + 1, now)) : [],
  };
}

function diagnoseCell(peer: Peer, keys: CellKeys, number: number, now: number): CellDiagnosis {
  const { state, addresses } = cellStatus(peer, keys);
  const fault = peer.fault(keys.cell);
  const presence = peer.presence(keys.cell);
  const base = {
    cell: `cell ${number}`,
    state,
    fault: fault === null ? null : fault instanceof Error ? fault.name : 'unknown',
    addresses: countBy(addresses, kindOfAddress),
    troubles: (presence?.troubles() ?? []).map(({ reason }) => reason),
  };
  const nothing = { members: 0, devices: [], entries: {}, logs: 0, spread: [], onTheirWay: 0, waiting: 0, frozen: [], withoutEffect: {} };
  return presence === undefined ? { ...base, ...nothing } : { ...base, ...diagnoseRecord(presence, now) };
}

function diagnoseRecord(presence: Presence, now: number): Omit<CellDiagnosis, 'cell' | 'state' | 'fault' | 'addresses' | 'troubles'> {
  const { record, inert, cell } = presence.seat;
  const reach = cellReach(presence);
  const [devices, members] = [numbered('device'), numbered('member')];
  const listed = reach.devices.map(({ device, memberId, via, inSync, last, held }) => ({
    device: devices(device),
    of: members(memberId),
    via,
    inSync,
    metMinutesAgo: last === null ? null : Math.max(0, Math.floor((now - Date.parse(last)) / MINUTE)),
    entries: held,
  }));
  const chains = [...record.chains()];
  const entries: Record<string, number> = {};
  for (const { opening, count } of chains) entries[opening.lane] = (entries[opening.lane] ?? 0) + count;
  return {
    members: cell.charter?.members.size ?? 0,
    devices: listed,
    entries,
    logs: chains.length,
    spread: reach.spread,
    onTheirWay: reach.late.count,
    waiting: record.waiting,
    frozen: [...record.frozen].map((log) => devices(record.chain(log)?.opening.device ?? log)),
    withoutEffect: Object.fromEntries(inert),
  };
}

/** Gives each id a number, the same one each time. */
function numbered(word: string): (id: Id) => string {
  const numbers = new Map<Id, number>();
  return (id) => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return `${word} ${number}`;
  };
}

function countBy(all: readonly string[], kind: (one: string) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[kind(one)] = (counts[kind(one)] ?? 0) + 1;
  return counts;
}

/** The first part of a multiaddr, and nothing that tells where it is. */
function kindOfAddress(address: string): string {
  return /^\/(ip4|ip6|ip6zone|dns|dns4|dns6)\//.exec(address)?.[1] ?? 'other';
}
