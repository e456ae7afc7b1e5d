import type { GlobalFlags } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** What one call of the CLI works with. */
export interface Call {
  readonly flags: GlobalFlags;
  /** Everything that was typed but the verb. */
  readonly rest: readonly string[];
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that paths are meant from. */
  readonly folder: string;
  /** The home, as a full path. */
  readonly place: string;
  /** Calls back once when the person presses Ctrl-C or the system asks this process to end, and gives what calls that off. */
  onInterrupt(act: () => void): () => void;
}
