import { useMemo } from 'react';
import { useOperation } from '../api/operations.ts';
import { useDecisions } from '../practices/decisions/latest.ts';
import { type Clash, clashesIn } from './clash.ts';

/** What was decided twice at once in the open cell; undefined until it is known. */
export function useClashes(): readonly Clash[] | undefined {
  const { data: agreed } = useOperation('agreed', {});
  const { data: decisions } = useDecisions();
  return useMemo(() => (agreed === undefined || decisions === undefined ? undefined : clashesIn(agreed, decisions)), [agreed, decisions]);
}
