import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bytes, id, list, record } from '../bytes/shape.ts';
import type { OpenedShare, SharedSecret } from '../crypto/shared-secret.ts';
import { actionKind } from './action.ts';

const element = bytes(32);

/** Puts a secret into a draw, with a share of it for each device that spoke for a member when the draw was opened. Devices do it by themselves. */
export interface DrawPart extends SharedSecret {
  readonly version: Id;
}
export const drawPart = actionKind<DrawPart>(
  'draw-part',
  record({
    version: id,
    commitments: list(element, LIMITS.members),
    shares: list(element, LIMITS.devices),
    challenge: element,
    responses: list(element, LIMITS.devices),
  }),
);

/** "From these parts it is drawn": each member's device says so once, and opens nothing before enough have said the same. */
export interface DrawFix {
  readonly version: Id;
  /** Entries of the parts, ascending. */
  readonly parts: readonly Id[];
}
export const drawFix = actionKind<DrawFix>('draw-fix', record({ version: id, parts: list(id, LIMITS.members) }));

/** The share of one part, opened by the device that it was sealed to. */
export interface OpenedPart extends OpenedShare {
  /** Entry of the part. */
  readonly part: Id;
}

/** Opens what this device holds of the parts that are fixed. */
export interface DrawOpen {
  readonly version: Id;
  readonly opened: readonly OpenedPart[];
}
const openedPart = record<OpenedPart>({ part: id, share: element, challenge: element, response: element });
export const drawOpen = actionKind<DrawOpen>('draw-open', record({ version: id, opened: list(openedPart, LIMITS.members) }));
