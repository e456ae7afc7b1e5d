import type { Call } from './call.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Line } from './line.ts';
import { runTask } from './running.ts';
import { watch } from './watching.ts';

/** As many of the newest messages as are looked through for new ones; more of them than come between two looks. */
const LOOK_THROUGH = 1000;
/** How many messages one sees at first. */
const AT_FIRST = 20;

/** Shows what is said as it comes, until the person leaves; with `--json` a document a line. What arrives late shows when it arrives. */
export async function followTalk(call: Call, line: Line, input: Readonly<Record<string, unknown>>): Promise<ExitCode> {
  const { terminal, flags } = call;
  const { OPERATIONS } = await import('../peer/operations.ts');
  const talk = OPERATIONS.find(({ name }) => name === 'talk');
  const shown = new Set<string>();
  const show = async (most: number): Promise<void> => {
    const messages = (await runTask(call, line, 'talk', { ...input, limit: LOOK_THROUGH }, 'json')) as readonly { readonly id: string }[];
    const fresh = messages.filter(({ id }) => !shown.has(id));
    for (const { id } of fresh) shown.add(id);
    for (const message of fresh.slice(-most)) terminal.print(flags.json ? JSON.stringify(message) : (talk?.tell([message]) ?? ''));
  };
  await show(Number(input.limit ?? AT_FIRST));
  await watch(call, line, async () => {
    await show(LOOK_THROUGH);
    return null;
  });
  return EXIT.left;
}

/** Shows what waits, and says by how it ends whether anything does: for scripts, which go on without it unless they ask for that. */
export async function sayWhetherItWaits(call: Call, line: Line): Promise<ExitCode> {
  const waits = (await runTask(call, line, 'waiting', {}, 'json')) as readonly unknown[];
  const { OPERATIONS } = await import('../peer/operations.ts');
  const told = OPERATIONS.find(({ name }) => name === 'waiting')?.tell(waits) ?? '';
  call.terminal.print(call.flags.json ? JSON.stringify(waits) : told);
  return waits.length === 0 ? EXIT.done : EXIT.waits;
}

/**
 * Shows what waits, and from then on what is to be told when its person wants to be told, until they leave; with `--json` a document a line. What is shown
 * counts as told on this device, so no notice tells it again.
 */
export async function followWaiting(call: Call, line: Line): Promise<ExitCode> {
  const { terminal, flags } = call;
  const { OPERATIONS } = await import('../peer/operations.ts');
  const show = (name: string, output: unknown, things: readonly unknown[]): void => {
    if (flags.json) for (const thing of things) terminal.print(JSON.stringify(thing));
    else terminal.print(OPERATIONS.find((one) => one.name === name)?.tell(output) ?? '');
  };
  // What comes between the two is shown twice rather than never.
  await runTask(call, line, 'take-digest', { seen: true }, 'json');
  const there = (await runTask(call, line, 'waiting', {}, 'json')) as readonly unknown[];
  show('waiting', there, there);
  await watch(call, line, async () => {
    const taken = (await runTask(call, line, 'take-digest', {}, 'json')) as { readonly count: number; readonly things: readonly unknown[] };
    if (taken.count > 0) show('take-digest', taken, taken.things);
    return null;
  });
  return EXIT.left;
}
