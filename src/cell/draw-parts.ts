import type { Id } from '../bytes/id.ts';
import type { SharedSecret } from '../crypto/shared-secret.ts';
import type { Entry } from '../log/chain.ts';
import type { OpenPart } from '../tally/draw.ts';
import type { OpenedPart } from './draw-actions.ts';

/** What one device wrote into a draw. */
export interface ByDevice {
  readonly entry: Entry;
  readonly member: Id;
}
/** A part that somebody put in. */
export type PutIn = ByDevice & { readonly shared: SharedSecret };
/** What somebody says is drawn from. */
export type Fixing = ByDevice & { readonly parts: readonly Id[] };
/** What somebody opened. */
export type OpenedBy = ByDevice & { readonly opened: readonly OpenedPart[] };

/** From what it is drawn: parts that enough members fixed; `clash` where two sets were, so that somebody said two things. */
export type Fixed = readonly PutIn[] | 'clash';

/** A part that is fixed, with all that was said to open it. */
export type DrawnPart = OpenPart & {
  readonly putIn: PutIn;
  readonly openings: readonly { readonly recipient: number; readonly opened: OpenedPart }[];
};
