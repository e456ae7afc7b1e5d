import { stat } from 'node:fs/promises';
import type { SystemHome } from '../../adapters/system/home.ts';
import { accept } from '../../bytes/verdict.ts';
import type { Peer } from '../../peer/peer.ts';
import { fields } from '../../practices/input.ts';
import { isoTime, spokenTime } from '../../practices/moment.ts';
import type { Task } from '../service.ts';
import { texts } from '../texts.ts';
import { VERSION } from '../version.ts';
import { lookAtCells } from './cell-findings.ts';
import { type Finding, finding } from './finding.ts';
import { lookAtHome } from './home-findings.ts';

/** What the doctor says. */
export interface Examination {
  /** Whether everything is good. */
  readonly good: boolean;
  readonly findings: readonly Finding[];
}

/** The form of the doctor's task: it changes nothing, and works while the keyring is locked too. */
export const DOCTOR = {
  name: 'doctor',
  changes: false,
  inCell: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  tell: (output: unknown) => tell(output as Examination),
} as const;

/** The task that looks into what may be wrong on this device. */
export function doctor(home: SystemHome, peer: Peer): Task {
  return { ...DOCTOR, run: async () => accept(await examine(home, peer)) };
}

/** Looks into what may be wrong on this device. Reads every store whole. */
export async function examine(home: SystemHome, peer: Peer): Promise<Examination> {
  const findings = [versions(), await lookAtClock(peer.parts.clock.now()), ...(await lookAtHome(home, peer.state)), ...lookAtCells(peer)];
  return { good: findings.every(({ state }) => state === 'good'), findings };
}

function versions(): Finding {
  const gaps = { version: VERSION, node: process.versions.node, platform: `${process.platform} ${process.arch}` };
  return finding('good', 'doctor.version', gaps);
}

/** A clock that stands before the time when these files came here is wrong. @param now milliseconds since 1970 */
async function lookAtClock(now: number): Promise<Finding> {
  const { mtimeMs } = await stat(new URL(import.meta.url));
  const time = spokenTime(isoTime(now / 1000));
  return now < mtimeMs - 86_400_000 ? finding('bad', 'doctor.clock-behind', { time }) : finding('good', 'doctor.clock', { time });
}

function tell({ good, findings }: Examination): string {
  const lines = findings.map(({ state, text }) => `${texts[`doctor.mark.${state}`]}  ${text}`);
  return [...lines, good ? texts['doctor.all-good'] : texts['doctor.some-heed']].join('\n');
}
