import type { Output } from '../api/client.ts';

/** For how long a device that told two stories is told of where everybody looks, in milliseconds: a week. Its member's page goes on to tell of it. */
export const FROZEN_FOR = 7 * 86_400_000;

/** When the last device of a person's was frozen that told two stories after a moment: ISO 8601; null where none was. @param after milliseconds since 1970 */
export function frozenAfter({ gone }: Output<'people'>[number], after: number): string | null {
  const times = gone.flatMap(({ state, until }) => (state === 'frozen' && until !== null && Date.parse(until) > after ? [until] : []));
  return times.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}
