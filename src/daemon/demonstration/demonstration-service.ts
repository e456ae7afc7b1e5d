import { accept, refuse } from '../../bytes/verdict.ts';
import type { Demonstration } from '../../demonstration/demonstration.ts';
import { texts } from '../../demonstration/texts.ts';
import { OPERATIONS } from '../../peer/operations.ts';
import { ACTIVE, IDLE } from '../auto-lock.ts';
import { lookAtCells } from '../doctor/cell-findings.ts';
import { DOCTOR, type Examination } from '../doctor/doctor.ts';
import type { Service, Task } from '../service.ts';

const NOTHING_STAYS = refuse('only-in-your-own-cell');

/**
 * The service of a demonstration: what a member does and looks at in a cell is done by the visitor's own peer, and whatever would reach beyond
 * it (the passphrase, the disk, other cells) is refused in kind words.
 * @param own the service of this device, for which tasks there are
 */
export function demonstrationService(own: Service, demonstration: Demonstration): Service {
  const { visitor } = demonstration;
  const tasks = [...own.tasks.values()].map((task): Task => {
    const same = OPERATIONS.find(({ name }) => name === task.name) ?? task;
    return { ...same, run: runOf(task, demonstration) };
  });
  return {
    place: texts['demonstration.place'],
    state: 'open',
    tasks: new Map(tasks.map((task) => [task.name, task])),
    texts: { ...own.texts, ...texts },
    backups: { make: async () => NOTHING_STAYS, restore: async () => NOTHING_STAYS },
    onEvent: (listener) => visitor.onEvent(listener),
  };
}

function runOf({ name, changes, inCell }: Task, { visitor, invited }: Demonstration): Task['run'] {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (name === 'invite' || name === 'invitations') {
    return async (input, cell) => {
      const given = await operation?.run(visitor, input, cell);
      if (given === undefined || !given.ok) return given ?? NOTHING_STAYS;
      if (name === 'invite') invited((given.value as { readonly invitation: string }).invitation);
      return accept(marked(given.value));
    };
  }
  if (operation !== undefined) return inCell || !changes ? (input, cell) => operation.run(visitor, input, cell) : async () => NOTHING_STAYS;
  if (name === DOCTOR.name) {
    return async () => {
      const findings = lookAtCells(visitor);
      return accept<Examination>({ good: findings.every(({ state }) => state === 'good'), findings });
    };
  }
  // There is nothing here that would have to be locked.
  if (name === IDLE.name || name === ACTIVE.name) return async () => accept({ locksAt: null, staysOpen: true });
  return async () => NOTHING_STAYS;
}

/** Invitations say of themselves that they are the demonstration's: nobody outside takes them for real ones. */
function marked(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(marked);
  const { invitation, ...rest } = given as { readonly invitation: string | null };
  return { ...rest, invitation: invitation?.replace(/^moot:/, 'demonstration:') ?? null };
}
