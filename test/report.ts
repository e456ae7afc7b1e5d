import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

/** One line of what `report` writes: a test began or ended, as it happened (`began`, `left`), what it told of itself (`told`), or its result, in order. */
export type ReportLine =
  | { readonly event: 'began' | 'left'; readonly name: string }
  | { readonly event: 'told'; readonly text: string }
  | { readonly event: 'result'; readonly name: string; readonly result: 'passed' }
  | { readonly event: 'result'; readonly name: string; readonly result: 'failed'; readonly failure: string }
  | { readonly event: 'result'; readonly name: string; readonly result: 'skipped'; readonly reason: string };

/**
 * A reporter for node:test that tells the runner, in lines of JSON, how each test ended, by its full name, and which ones were under way.
 * A suite is not counted, unless what it does before or after its tests failed: then that is a result, with its cause. A test that is only "todo"
 * counts as skipped.
 */
// biome-ignore lint/style/noDefaultExport: node:test asks for it
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const above: string[] = [];
  for await (const { type, data } of events) {
    if (type === 'test:dequeue' || type === 'test:complete') {
      yield line({ event: type === 'test:dequeue' ? 'began' : 'left', name: data.name });
    } else if (type === 'test:start') {
      above[data.nesting] = data.name;
    } else if (type === 'test:diagnostic' && data.nesting > 0) {
      yield line({ event: 'told', text: data.message });
    } else if ((type === 'test:pass' || type === 'test:fail') && (data.details.type !== 'suite' || isHookFailure(data))) {
      const name = [...above.slice(0, data.nesting), data.name].join(' > ');
      const reason = skipReason(data);
      if (reason !== undefined) yield line({ event: 'result', name, result: 'skipped', reason });
      else if (type === 'test:pass') yield line({ event: 'result', name, result: 'passed' });
      else yield line({ event: 'result', name, result: 'failed', failure: inspect(data.details.error.cause ?? data.details.error) });
    }
  }
}

function isHookFailure({ details }: { details: object }): boolean {
  const { error } = details as { readonly error?: { readonly failureType?: string } };
  return error?.failureType === 'hookFailed';
}

function skipReason({ skip, todo }: { skip?: string | boolean; todo?: string | boolean }): string | undefined {
  const mark = skip ?? todo;
  if (mark === undefined || mark === false) return undefined;
  return typeof mark === 'string' && mark !== '' ? mark : 'no reason given';
}

function line(what: ReportLine): string {
  return `${JSON.stringify(what)}\n`;
}
