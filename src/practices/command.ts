import type { GenericSchema } from 'valibot';
import type { Id } from '../bytes/id.ts';
import type { Verdict } from '../bytes/verdict.ts';
import type { Cell } from '../cell/cell.ts';
import type { Drawing } from '../cell/drawing.ts';
import type { Entry } from '../log/chain.ts';
import type { Record } from '../log/record.ts';
import type { Draft } from '../log/writing.ts';

/** On how many of the cell's devices something has arrived, as far as this device has been told. */
export interface Reach {
  readonly on: number;
  readonly of: number;
}

/** Checks draws beside everything else, bit by bit: it takes a while. */
export interface DrawChecker {
  /** Checks a draw again, from the beginning. */
  again(version: Id, drawing: Drawing): void;
  /** Resolves once there is nothing more to check. */
  settled(): Promise<void>;
}

/** One person's place in one cell, on this device: what a command of a practice may use, and all of it. */
export interface Desk {
  readonly cell: Cell;
  readonly record: Record;
  readonly me: { readonly member: Id; readonly device: Id };
  /** This device's clock when the command began, in milliseconds since 1970. */
  readonly now: number;
  /** A member's name as people see it; members of one name, admitted at once, are told apart. Former members keep theirs. */
  nameOf(member: Id): string;
  /** When this device first had an entry, in milliseconds since 1970. */
  firstSeen(entry: Id): number;
  /** Counts the devices of those for whom an entry is. */
  reach(entry: Entry): Reach;
  /** Entries of circles that this device cannot read: they are for others, or their key is still to come. */
  readonly shut: ReadonlySet<Entry>;
  readonly draws: DrawChecker;
  /** The state that a practice has folded. */
  state<State>(practice: { readonly name: string; begin(): State }): State;
  /**
   * Writes actions, each as an entry. Resolves with their ids once they are on the disk; only then does anybody see them.
   * Rejects with an operating error, and then nothing was written.
   */
  write(drafts: readonly Draft[]): Promise<readonly Id[]>;
  /** A small fact that this device keeps for itself, such as how far its person has read. Names begin with the practice's. */
  note(name: string): Promise<string | null>;
  keepNote(name: string, value: string): Promise<void>;
}

/** How a command is typed: `moot NAME POSITIONAL… --FLAG VALUE --SWITCH`. All of them are fields of its input. */
export interface Usage {
  readonly positional: readonly string[];
  readonly flags: readonly string[];
  readonly switches: readonly string[];
  /** Takes all words behind these, as a list. */
  readonly rest?: string;
  /** Flags that can be given several times: their input is a list then. */
  readonly repeated?: readonly string[];
}

/**
 * One thing that people can do or look at, for the API and the CLI alike. Refusals are values: their reasons stand in the texts of
 * the practice, and scripts see them too.
 */
export interface Command<Input, Output> {
  /** The verb in the CLI, and the path in the API. */
  readonly name: string;
  /** Whether it changes anything: then the API takes it by POST only. */
  readonly changes: boolean;
  /** Checks what comes from outside. */
  readonly input: GenericSchema<unknown, Input>;
  readonly usage: Usage;
  /** Whether it looks at talk that may not have been read from the disk yet: then it waits until that is here. Unless given, it does not. */
  looksBack?(input: Input): boolean;
  run(input: Input, desk: Desk): Promise<Verdict<Output>>;
  /** What the CLI says to people who did not ask for JSON. */
  tell(output: Output): string;
}

/** What a call of something in the API takes, as JSON, and what it gives: for the page, which knows it by these types alone. */
export interface Call<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** What a command gives. */
export type OutputOf<Of> = Of extends Command<infer _Input, infer Output> ? Output : never;

/** A command of any input and output. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds commands of all types; each checks its own input.
export type AnyCommand = Command<any, any>;
