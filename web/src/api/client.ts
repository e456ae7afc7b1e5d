import type { Api, Problem } from '../../../src/daemon/api.ts';
import { BASE } from '../route/base.ts';

/** Everything that can be asked of this device. */
export type Name = keyof Api;
export type Input<Of extends Name> = Api[Of]['input'];
export type Output<Of extends Name> = Api[Of]['output'];

/** Why something was not done, in words for people: `message` says what happened, what is safe, and what to do. */
export class Refusal extends Error {
  /** The name of the refusal, such as `passphrase-wrong`; `away` when nobody answers, `no-session` when this page has no session any more. */
  readonly reason: string;
  /** The field of the input that is meant. */
  readonly field: string | undefined;

  constructor(reason: string, message: string, field?: string) {
    super(message);
    this.reason = reason;
    this.field = field;
  }
}

/**
 * Asks this device for something, or to do something.
 * @param cell the cell that is meant, by its id or the first letters of it; null where the call is not about one
 * Rejects with a `Refusal`.
 */
export async function call<Of extends Name>(name: Of, input: Input<Of>, cell: string | null, signal?: AbortSignal): Promise<Output<Of>> {
  const path = `${BASE}/api/${name}${cell === null ? '' : `?cell=${encodeURIComponent(cell)}`}`;
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new Refusal('away', '');
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Output<Of>;
  const problem = answer as Problem | null;
  throw new Refusal(problem?.reason ?? 'away', problem?.detail ?? '', problem?.field);
}
