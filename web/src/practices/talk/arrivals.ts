import type { Message } from './pages.ts';

/** What a list showed a moment ago. */
export interface Shown {
  readonly ids: ReadonlySet<string>;
  /** Whether the newest was among it. */
  readonly isToTheEnd: boolean;
}

/**
 * What others have said since: what was not there, behind the first that was. What is earlier was fetched, and did not arrive, as nothing did where the end was not shown.
 * Whether it is unread tells nothing: whoever watches may have read it by the time that it is here.
 */
export function arrivedIn(messages: readonly Message[], { ids, isToTheEnd }: Shown): readonly Message[] {
  const from = ids.size === 0 ? 0 : messages.findIndex(({ id }) => ids.has(id));
  if (from < 0 || !isToTheEnd) return [];
  return messages.slice(from).filter(({ id, mine }) => !mine && !ids.has(id));
}
