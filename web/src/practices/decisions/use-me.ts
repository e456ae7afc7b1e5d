import { useOperation } from '../../api/operations.ts';
import { useTakesPart } from '../../route/cell.ts';

/** The reader's own member; undefined until it is known, and for whoever looks on and takes no part. */
export function useMe(): { readonly id: string; readonly name: string } | undefined {
  const takesPart = useTakesPart();
  const you = useOperation('people', {}).data?.find((person) => person.you);
  return takesPart ? you : undefined;
}
