import type { Cell, Folded } from '../cell/cell.ts';
import type { EffectKind } from '../cell/effect.ts';
import type { Entry } from '../log/chain.ts';
import type { AnyCommand } from './command.ts';

/** Words of a practice in one language, by key: command help `command.NAME`, refusals `refused.REASON`, and what its `tell` says. */
export type Texts = Readonly<{ [key: string]: string }>;

/**
 * A thing that groups do, as a folder of the same shape: actions, rules, fold, view, commands, texts. Practices do not know each
 * other; what they share is the cell's. To add one is to add a folder and a line in the registry.
 */
export interface Practice<State> {
  /** The folder's name; its action kinds begin with it and a slash. */
  readonly name: string;
  /** The state of a cell in which nothing has happened. */
  begin(): State;
  /**
   * Takes an entry whose action is of this practice. Must give the same state for any order of arrival in which each entry has its
   * past before it, never throw, and answer with `inert` for what counts but may do nothing.
   */
  fold(state: State, entry: Entry, cell: Cell): Folded;
  /** Effects of decisions that it carries out. */
  readonly effects: readonly EffectKind<never>[];
  readonly commands: readonly AnyCommand[];
  readonly texts: Texts;
}

/** A practice of any state. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds practices of all states; each sees its own only.
export type AnyPractice = Practice<any>;
