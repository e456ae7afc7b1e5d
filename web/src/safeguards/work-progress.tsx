import { useOperation } from '../api/operations.ts';
import { Progress } from '../parts/progress.tsx';

/** How far a backup has got that is made or brought back; nothing while none is. @param label what is under way, and what one can do meanwhile */
export function WorkProgress({ kind, label }: { readonly kind: 'backup' | 'restore'; readonly label: string }) {
  const work = useOperation('safeguards', {}).data?.work;
  return work?.kind === kind ? <Progress label={label} done={work.done} of={work.of} /> : null;
}
