import type { CellView } from '../peer/standing.ts';
import { fill, oneLine } from '../practices/wording.ts';
import type { Call } from './call.ts';
import { EXIT, type ExitCode, Stop } from './exit.ts';
import type { Line } from './line.ts';
import { runTask } from './running.ts';
import { texts } from './texts.ts';
import { watch } from './watching.ts';

/** What `join` gives. */
interface Joined {
  readonly cell: { readonly id: string; readonly name: string };
  readonly state: 'waiting' | 'member';
}

/** Joins a cell and stays until the group has decided. @throws Stop when it decided not to admit */
export async function joinAndWait(call: Call, line: Line, input: unknown): Promise<ExitCode> {
  const { terminal, flags } = call;
  const joined = (await runTask(call, line, 'join', input, 'json')) as Joined;
  if (joined.state === 'waiting') terminal.tell(texts['wait.begun']);
  const decided = await watch(call, line, async () => {
    const cells = (await runTask(call, line, 'cells', {}, 'json')) as readonly CellView[];
    const cell = cells.find(({ id }) => id === joined.cell.id);
    if (cell === undefined) throw new Stop(EXIT.unreachable, 'cell-gone', texts['wait.gone']);
    return cell.state === 'member' || cell.state === 'refused' ? cell : null;
  });
  if (decided === null) {
    terminal.tell(texts['wait.left']);
    return EXIT.left;
  }
  if (decided.refused !== null) throw new Stop(EXIT.refused, decided.refused, await wordsOf(decided.refused));
  const { id, name } = decided;
  terminal.print(
    flags.json ? JSON.stringify({ ...joined, cell: { id, name }, state: 'member' }) : fill(texts['wait.member'], { cell: oneLine(name) }),
  );
  return EXIT.done;
}

async function wordsOf(reason: string): Promise<string> {
  const { PEER_TEXTS } = await import('../peer/texts.ts');
  return PEER_TEXTS[`refused.${reason}`] ?? fill(texts['wait.refused'], { reason: oneLine(reason) });
}
