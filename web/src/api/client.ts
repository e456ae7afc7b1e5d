import type { Api, Problem } from '../../../src/daemon/api.ts';
import { BASE } from '../route/base.ts';
import { tagged, tagOf } from './known.ts';

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
  const response = await sent(name, input, cell, {}, signal);
  return answerIn<Of>(response, await response.json().catch(() => null));
}

/**
 * Looks again at something that is known already: where it is still the same it does not travel, and what is known is given itself.
 * @param known the last answer to the same call; undefined: none yet
 * Rejects with a `Refusal`.
 */
export async function callKnowing<Of extends Name>(
  name: Of,
  input: Input<Of>,
  cell: string | null,
  known: Output<Of> | undefined,
  signal: AbortSignal,
): Promise<Output<Of>> {
  const response = await sent(name, input, cell, { 'moot-known': tagOf(known) }, signal);
  if (response.status === 204 && known !== undefined) return known;
  return tagged(answerIn<Of>(response, await response.json().catch(() => null)), response.headers.get('moot-tag'));
}

function sent(
  name: Name,
  input: unknown,
  cell: string | null,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const path = `${BASE}/api/${name}${cell === null ? '' : `?cell=${encodeURIComponent(cell)}`}`;
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new Refusal('away', '');
  });
}

/** @param answer what the response holds as JSON; null: nothing that can be read */
function answerIn<Of extends Name>({ ok }: Response, answer: unknown): Output<Of> {
  if (ok) return answer as Output<Of>;
  const problem = answer as Problem | null;
  throw new Refusal(problem?.reason ?? 'away', problem?.detail ?? '', problem?.field);
}
