import type { GenericSchema, InferInput, InferOutput } from 'valibot';
import type { Verdict } from '../bytes/verdict.ts';
import type { Call, Usage } from '../practices/command.ts';
import { choosePresence } from './choice.ts';
import type { Peer } from './peer.ts';
import type { Presence } from './presence.ts';

/**
 * One entry of the local API, and one command of the CLI: a practice's command, or something that belongs to the peer itself.
 * All of them are in `OPERATIONS` (operations.ts).
 */
export interface Operation {
  /** The verb in the CLI, and the path in the API. */
  readonly name: string;
  /** Whether it changes anything. */
  readonly changes: boolean;
  /** Whether it works in one cell: then a cell can be chosen among several (`cellsThatFit`). */
  readonly inCell: boolean;
  /** Checks what comes from outside. */
  readonly input: GenericSchema<unknown, unknown>;
  readonly usage: Usage;
  /** @param input what `input` let through @param cell the choice among cells; undefined where there is only one */
  run(peer: Peer, input: unknown, cell: string | undefined): Promise<Verdict<unknown>>;
  /** What the CLI says to people who did not ask for JSON. */
  tell(output: unknown): string;
}

/** An operation with its types, before they are forgotten. */
interface Typed<Input extends GenericSchema, Output> {
  readonly name: string;
  readonly changes: boolean;
  readonly input: Input;
  readonly usage: Usage;
  /** Whether it looks at talk that may sleep still (see `Command.looksBack`). */
  looksBack?(input: InferOutput<Input>): boolean;
  tell(output: Output): string;
}

/** An operation that is remembered, by types alone, for what it gives. */
export interface OperationOf<Input extends GenericSchema, Output> extends Operation {
  readonly input: Input;
  readonly gives?: Output;
}

/** What the API takes and gives of an operation. */
export type CallOf<Of> = Of extends OperationOf<infer Input, infer Output> ? Call<InferInput<Input>, Output> : never;

/** What is refused to those who speak for nobody. */
const SPEAKS_FOR_NOBODY: readonly string[] = ['device-revoked', 'not-a-member'];

/**
 * An operation that works in one cell, whose life there it is handed. Refuses as `choosePresence` does. Rejects with `TwoStories` what is refused for
 * the device has told two stories: then that is what its person has to know.
 */
export function inCell<Input extends GenericSchema, Output>(
  typed: Typed<Input, Output> & { run(peer: Peer, presence: Presence, input: InferOutput<Input>): Promise<Verdict<Output>> },
): OperationOf<Input, Output> {
  return {
    ...typed,
    inCell: true,
    async run(peer, input, choice) {
      const presence = choosePresence(peer, choice);
      if (!presence.ok) return presence;
      if (typed.looksBack?.(input as InferOutput<Input>)) await presence.value.seat.awake();
      const done = await typed.run(peer, presence.value, input as InferOutput<Input>);
      const { standstill } = presence.value.seat;
      if (!done.ok && SPEAKS_FOR_NOBODY.includes(done.reason) && standstill !== null) throw standstill;
      if (typed.changes) await presence.value.settled();
      return done;
    },
    tell: (output) => typed.tell(output as Output),
  };
}

/** An operation on the peer as a whole. */
export function onPeer<Input extends GenericSchema, Output>(
  typed: Typed<Input, Output> & { run(peer: Peer, input: InferOutput<Input>): Promise<Verdict<Output>> },
): OperationOf<Input, Output> {
  return {
    ...typed,
    inCell: false,
    run: (peer, input) => typed.run(peer, input as InferOutput<Input>),
    tell: (output) => typed.tell(output as Output),
  };
}
