import { useOperation } from '../../api/operations.ts';

/** The reader's own member; undefined until it is known. */
export function useMe(): { readonly id: string; readonly name: string } | undefined {
  return useOperation('people', {}).data?.find(({ you }) => you);
}
