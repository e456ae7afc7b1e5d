import { LIMITS } from '../../src/bytes/limits.ts';
import type { Finding } from '../checkers/finding.ts';
import { checkSameSetSameState } from '../checkers/same-set-same-state.ts';
import { holdingOf } from '../dump.ts';
import { doAs } from '../gather.ts';
import type { Target } from './target.ts';

/** Whether honest people are worse off than before: they have to reach each other, hold and show the same, and decide. */
export async function findHarm({ world, honest }: Target): Promise<Finding[]> {
  const findings: Finding[] = world.faults.map((what) => ({ invariant: 'NoErrorUncaught', what }));
  const harm = (what: string) => findings.push({ invariant: 'HonestUnharmed', what });
  const [first, second] = honest;
  if (second === undefined) return findings;
  const { id } = await doAs(world, second, 'say', { text: 'Can you still hear me?' });
  const { id: decision } = await doAs(world, first, 'propose', {
    title: 'We go on',
    effect: { kind: 'agreement', setting: 'name', value: 'House' },
  });
  await world.pass(400_000);
  for (const device of honest) await doAs(world, device, 'respond', { id: decision, response: 'consent' });
  await world.pass(8 * 86_400_000);
  for (const { name, seat } of honest) {
    if (seat === null || seat.fault !== null) harm(`the device of ${name} has stopped`);
    if (seat?.record.entry(String(id)) === undefined) harm(`${name} does not hear the others`);
    if (seat?.cell.setting('name').value !== 'House') harm(`${name} does not see what was decided`);
    if ((seat?.record.waiting ?? 0) > LIMITS.waiting) harm(`too much waits on the device of ${name}`);
  }
  const seats = honest.flatMap(({ name, seat }) => (seat === null ? [] : [[name, seat] as const]));
  // Of a device that told two stories nobody takes more, each from the moment on at which they learned of it: so they may have different parts of its log.
  const frozen = new Set(seats.flatMap(([, { record }]) => [...record.frozen]));
  const isKept = (line: string) => !frozen.has(line.slice(0, 64));
  const holdings = seats.map(([, { record }]) => new Set(holdingOf(record).split('\n').filter(isKept)));
  const [all = new Set<string>()] = holdings;
  for (const [i, holding] of holdings.entries())
    for (const log of holding.symmetricDifference(all)) harm(`${seats[i]?.[0]} and ${seats[0]?.[0]} hold different things: ${log}`);
  findings.push(...checkSameSetSameState(seats));
  return findings;
}
