import type { GenericSchema } from 'valibot';
import * as v from 'valibot';
import type { Verdict } from '../bytes/verdict.ts';
import type { PeerEvent } from '../peer/peer-event.ts';
import type { Usage } from '../practices/command.ts';
import type { Texts } from '../practices/practice.ts';

/** Whether a home has no keyring yet, or a locked one, or one that is open. */
export type KeyringState = 'new' | 'locked' | 'open';

/** One thing that can be asked of this device: an operation of the peer or one of the daemon's own, ready to run. */
export interface Task {
  /** The verb in the CLI, and the path in the API. */
  readonly name: string;
  readonly changes: boolean;
  /** Whether a cell can be chosen for it. */
  readonly inCell: boolean;
  /** Checks what comes from outside. */
  readonly input: GenericSchema<unknown, unknown>;
  readonly usage: Usage;
  /** @param input what `input` let through @param cell the choice among cells */
  run(input: unknown, cell: string | undefined): Promise<Verdict<unknown>>;
  /** What it says to people in a terminal. */
  tell(output: unknown): string;
}

/** All that is offered on this device, to the page and to the CLI. */
export interface Service {
  /** For people: where the home is. */
  readonly place: string;
  readonly state: KeyringState;
  readonly tasks: ReadonlyMap<string, Task>;
  /** Words for all of it, by key: `command.NAME`, `refused.REASON`, `input.FAULT`. */
  readonly texts: Texts;
  /** Backups that go to a page, or come from one. */
  readonly backups: Backups;
  onEvent(listener: (event: PeerEvent) => void): () => void;
}

/** Backups on their way through a page: as files, since they are too large for JSON. */
export interface Backups {
  /** Makes a backup, and gives its name and bytes. */
  make(): Promise<Verdict<{ readonly name: string; readonly bytes: Uint8Array }>>;
  /** Brings everything back from the bytes of a backup. @param words the recovery words, as they were typed */
  restore(bytes: Uint8Array, words: string): Promise<Verdict<unknown>>;
}

/** A task as the API describes it: all that is needed to type it. */
export interface TaskCard {
  readonly name: string;
  readonly changes: boolean;
  readonly inCell: boolean;
  readonly usage: Usage;
  /** Fields without which nothing is done, those among them that are not typed. */
  readonly required: readonly string[];
  /** One or a few sentences for people. */
  readonly help: string;
  /** A few words on each of its words and options that need some. */
  readonly explained: Readonly<Record<string, string>>;
}

/** How a service describes itself: what `GET /api` gives. */
export interface ServiceCard {
  readonly version: string;
  readonly place: string;
  readonly state: KeyringState;
  readonly tasks: readonly TaskCard[];
}

/** Describes a task. @param texts where `command.NAME` stands, and `field.NAME.FIELD` for what needs words */
export function taskCard(
  { name, changes, inCell, usage, input }: Pick<Task, 'name' | 'changes' | 'inCell' | 'usage' | 'input'>,
  texts: Texts,
): TaskCard {
  const behind = usage.rest === undefined ? [] : [usage.rest];
  const explained = [...usage.positional, ...behind, ...usage.flags, ...usage.switches].flatMap((field) => {
    const words = texts[`field.${name}.${field}`];
    return words === undefined ? [] : [[field, words] as const];
  });
  return {
    name,
    changes,
    inCell,
    usage,
    required: requiredIn(input),
    help: texts[`command.${name}`] ?? '',
    explained: Object.fromEntries(explained),
  };
}

/** The fields of an input that do not go without a value. */
function requiredIn(input: GenericSchema<unknown, unknown>): string[] {
  const { entries = {} } = input as { readonly entries?: Readonly<Record<string, GenericSchema>> };
  return Object.keys(entries).filter((field) => !v.is(entries[field] as GenericSchema, undefined));
}

/** Describes a service. @param version Moot's own */
export function serviceCard({ place, state, tasks, texts }: Service, version: string): ServiceCard {
  return { version, place, state, tasks: [...tasks.values()].map((task) => taskCard(task, texts)) };
}
