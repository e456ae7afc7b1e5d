import type { GenericSchema } from 'valibot';
import type { Verdict } from '../bytes/verdict.ts';
import type { Usage } from '../practices/command.ts';
import type { Peer } from './peer.ts';

/**
 * One entry of the local API, and one command of the CLI: a practice's command, or something that belongs to the peer itself.
 * All of them are in `OPERATIONS` (operations.ts).
 */
export interface Operation {
  /** The verb in the CLI, and the path in the API. */
  readonly name: string;
  /** Whether it changes anything. */
  readonly changes: boolean;
  /** Whether it works in one cell: then a cell can be chosen among several, by id, a part of it from the front, or name. */
  readonly inCell: boolean;
  /** Checks what comes from outside. */
  readonly input: GenericSchema<unknown, unknown>;
  readonly usage: Usage;
  /** @param input what `input` let through @param cell the choice among cells; undefined where there is only one */
  run(peer: Peer, input: unknown, cell: string | undefined): Promise<Verdict<unknown>>;
  /** What the CLI says to people who did not ask for JSON. */
  tell(output: unknown): string;
}

/** What has changed, for whoever watches: the page and `moot talk --follow` ask again for what they show. */
export type PeerEvent =
  /** The keyring was opened or locked, a cell was founded, joined or left. */
  | { readonly type: 'cells' }
  /** Entries have been added to a cell. `practices` names those concerned; `cell` for decisions, people and invitations. */
  | { readonly type: 'entries'; readonly cell: string; readonly practices: readonly string[] }
  /** Links, reach, or what is in sync have changed. */
  | { readonly type: 'links'; readonly cell: string }
  /** Somebody waits at the door, or our own waiting has got further. */
  | { readonly type: 'door'; readonly cell: string };
