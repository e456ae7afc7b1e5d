import type { CellView } from '../peer/standing.ts';
import { fill, oneLine } from '../practices/wording.ts';
import type { Call } from './call.ts';
import { Stop, stopFor } from './exit.ts';
import type { Line } from './line.ts';
import { askPassphrase, givenPassphrase } from './secrets.ts';
import { texts } from './texts.ts';

/** How often somebody may mistype a passphrase. */
const TRIES = 3;

/** What can be asked without unlocking: the doctor looks at a locked home too. */
const WORKS_LOCKED: readonly string[] = ['lock', 'doctor'];

/** Runs a task, unlocking first where that is needed, and gives its output in the form asked for. @throws Stop when it was not done */
export async function runTask<Form extends 'json' | 'text'>(call: Call, line: Line, name: string, input: unknown, form: Form) {
  const { cell } = call.flags;
  if (await isToUnlock(call, line, name)) await unlock(call, line, 'json');
  let reply = await line.run(name, input, cell, form);
  if (!reply.ok && reply.problem.reason === 'locked') {
    await unlock(call, line, 'json');
    reply = await line.run(name, input, cell, form);
  }
  if (reply.ok) return reply.output;
  const stop = stopFor(reply.problem);
  if (stop.reason !== 'cell-ambiguous') throw stop;
  const choice = name === 'found' ? (input as { readonly parent?: string }).parent : cell;
  throw new Stop(stop.exit, stop.reason, `${stop.message}\n${await sayWhichFit(line, choice)}`);
}

/** The cells that can be meant. */
async function sayWhichFit(line: Line, choice: string | undefined): Promise<string> {
  const { cellsThatFit } = await import('../peer/choice.ts');
  const cells = await line.run('cells', {}, undefined, 'json');
  const known = cells.ok ? (cells.output as readonly CellView[]) : [];
  const fitting = cellsThatFit(known, choice).map(({ id, name }) => `${oneLine(name)} (${id.slice(0, 8)})`);
  return fill(texts['usage.cells'], { cells: fitting.join(', ') });
}

/** A daemon may be asked how it stands while it is locked; what this process opens by itself is of no use locked. */
async function isToUnlock(call: Call, line: Line, name: string): Promise<boolean> {
  if (name === 'lock') return false;
  const isGiven = (await givenPassphrase(call)) !== null;
  const isWanted = isGiven || !(line.isDaemon || WORKS_LOCKED.includes(name));
  return isWanted && (await line.state()) === 'locked';
}

/** Opens the keyring, and gives the task's output; a person may try again. @throws Stop when that was refused */
export async function unlock<Form extends 'json' | 'text'>(call: Call, line: Line, form: Form) {
  const given = await givenPassphrase(call);
  const isNew = given === null && (await line.state()) === 'new';
  for (let tries = 1; ; tries++) {
    const passphrase = given ?? (await askPassphrase(call, isNew));
    const reply = await line.run('unlock', { passphrase }, undefined, form);
    if (reply.ok) return reply.output;
    if (given !== null || tries === TRIES || reply.problem.reason !== 'passphrase-wrong') throw stopFor(reply.problem);
    call.terminal.tell(texts['passphrase.wrong']);
  }
}
