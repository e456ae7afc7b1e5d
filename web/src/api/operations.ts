import {
  keepPreviousData,
  type QueryClient,
  replaceEqualDeep,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCellId } from '../route/cell.ts';
import { call, callKnowing, type Input, type Name, type Output, type Refusal } from './client.ts';
import { CONCERNS, type QueryName } from './concerns.ts';
import { tagged, tagOf } from './known.ts';

/** Queries that are about this device as a whole. */
const WITHOUT_CELL: readonly Name[] = [
  'service',
  'status',
  'cells',
  'doctor',
  'storage',
  'diagnosis',
  'unlock',
  'lock',
  'found',
  'join',
  'link',
  'linking',
  'confirm-link',
  'stop-link',
  'take-link',
  'read-invitation',
  'forms',
  'backup',
  'restore',
  'safeguards',
  'set-safeguards',
  'passphrase',
  'recovery-words',
  'change-recovery-words',
  'prove-recovery-words',
  'idle',
  'active',
];

/** Under what an answer is kept. */
export type Key = readonly [name: QueryName, cell: string | null, input: unknown];

function cellFor(name: Name, cell: string | null): string | null {
  return WITHOUT_CELL.includes(name) ? null : cell;
}

/**
 * Looks at something, and looks again whenever it has changed. While it is asked for anew with another input, the last answer stays.
 * @param input what the operation takes
 * @param when false: does not ask yet
 */
export function useOperation<Of extends QueryName>(name: Of, input: Input<Of>, when = true): UseQueryResult<Output<Of>, Refusal> {
  const cell = cellFor(name, useCellId());
  return useQuery<Output<Of>, Refusal, Output<Of>, Key>({
    queryKey: [name, cell, input],
    queryFn: ({ signal, client, queryKey }) => callKnowing(name, input, cell, client.getQueryData<Output<Of>>(queryKey), signal),
    enabled: when,
    placeholderData: keepPreviousData,
    structuralSharing: (before, now) => tagged(replaceEqualDeep(before, now), tagOf(now)),
    // What changes is told by itself: what several parts of a screen want is asked once.
    staleTime: CONCERNS[name].length > 0 ? ASKED_ONCE_MS : 0,
  });
}

/** For so long an answer is as good as new to whoever comes to want it too, in milliseconds. */
const ASKED_ONCE_MS = 1000;

/** What `useChange` gives: a way to do it, whether it is under way, and why it was refused last. */
export interface Change<Of extends Name> {
  /** Does it. Resolves with null when it was refused; `refusal` says why. */
  run(input: Input<Of>): Promise<Output<Of> | null>;
  readonly isRunning: boolean;
  readonly refusal: Refusal | null;
  /** Forgets the refusal, as when the field is changed. */
  forget(): void;
}

/** What can be looked at and changed by one name. */
type LookedAtToo = 'service';

/** Does something. What it changes is looked at again by itself: the device tells of it. */
export function useChange<Of extends Exclude<Name, QueryName> | LookedAtToo>(name: Of): Change<Of> {
  const cell = cellFor(name, useCellId());
  const client = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation<Output<Of>, Refusal, Input<Of>>({
    mutationFn: (input) => call(name, input, cell),
    onSuccess: () => lookAgain(client, name, cell),
  });
  return {
    run: (input) => mutateAsync(input).catch(() => null),
    isRunning: isPending,
    refusal: error,
    forget: reset,
  };
}

/** Looks at everything again that is shown. Whoever has said something does not wait for that: it changes talk alone, and the device tells of it. */
async function lookAgain(client: QueryClient, after: Name, cell: string | null): Promise<void> {
  if (after === 'say') void client.invalidateQueries({ queryKey: ['talk', cell] });
  else await client.invalidateQueries();
}
