import * as v from 'valibot';
import { OperatingError } from '../ports/errors.ts';
import { failure, inputProblem, type Problem, problem, refusal } from './problem.ts';
import type { Service, Task } from './service.ts';
import { texts as own } from './texts.ts';

/** What a task gave, or why it gave nothing. */
export type Answer = { readonly ok: true; readonly output: unknown; told(): string } | { readonly ok: false; readonly problem: Problem };

/**
 * Checks an input, runs a task, and gives what came of it; never throws.
 * @param input as it came from outside @param cell the choice among cells @param log told of faults in Moot, for those who mend it
 */
export async function answer(
  { tasks, texts }: Pick<Service, 'tasks' | 'texts'>,
  name: string,
  input: unknown,
  cell: string | undefined,
  log: (line: string) => void,
): Promise<Answer> {
  const task = tasks.get(name);
  if (task === undefined)
    return { ok: false, problem: problem(404, 'task-unknown', own['request.task-unknown'].replace('{name}', name.slice(0, 64))) };
  const checked = v.safeParse(task.input, input, { abortEarly: true });
  if (!checked.success) return { ok: false, problem: inputProblem(checked.issues[0], texts) };
  try {
    const verdict = await task.run(checked.output, cell);
    if (!verdict.ok) return { ok: false, problem: refusal(verdict.reason, texts) };
    return { ok: true, output: verdict.value, told: () => task.tell(verdict.value) };
  } catch (error) {
    if (!(error instanceof OperatingError)) log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    return { ok: false, problem: failure(error) };
  }
}

/**
 * The input of a task from the fields of a query string. What comes twice is refused as a list would be by the check; a switch is on when it is
 * empty or `true`.
 */
export function inputFromQuery({ usage }: Task, query: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const key of new Set(query.keys())) {
    if (key === 'cell') continue;
    const values = query.getAll(key);
    const value = values.length === 1 ? values[0] : values;
    input[key] = usage.switches.includes(key) ? switched(value) : value;
  }
  return input;
}

function switched(value: unknown): unknown {
  if (value === '' || value === 'true') return true;
  return value === 'false' ? false : value;
}
