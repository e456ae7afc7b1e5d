import type { UseQueryResult } from '@tanstack/react-query';
import type { Refusal } from '../../api/client.ts';
import { useOperation } from '../../api/operations.ts';
import type { Decision } from './standing.ts';

/** So many of those that are decided come at first, and so many more each time. */
export const AT_ONCE = 40;

/** All decisions that are open or in review, and of the thousands of others the newest. @param ended how many of these */
export function useDecisions(ended: number = AT_ONCE): UseQueryResult<readonly Decision[], Refusal> {
  return useOperation('decisions', { ended });
}
