import type { Browser, Page } from 'playwright-core';

/** What the page's main thread did at one go, in milliseconds: by the clock, and of its processor. */
export interface Task {
  readonly ms: number;
  readonly processor: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The tasks of the page's main thread while something is done, as the browser's own trace tells them, the longest first. */
export async function tasksDuring(browser: Browser, page: Page, work: () => Promise<unknown>): Promise<readonly Task[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'],
  });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const key = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(key));
  return traceEvents
    .filter((event) => event.ph === 'X' && event.name === 'RunTask' && mains.has(key(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ ms: dur / 1000, processor: tdur / 1000 }))
    .sort((a, b) => b.ms - a.ms);
}
