import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { hex, id, list, record } from '../bytes/shape.ts';
import type { CircleId } from '../log/lane.ts';
import { actionKind } from './action.ts';

/** Founds a circle of some members, the author among them, in ascending order of their ids. The circle's id is that of `circleIdOf`. */
export const foundCircle = actionKind<{ readonly members: readonly Id[] }>('circle', record({ members: list(id, LIMITS.members) }));

/** What a member of a circle says of somebody who is to join it. */
export interface CircleMember {
  readonly circle: CircleId;
  readonly member: Id;
}

/** Agrees that somebody joins a circle. Once all its members do, they are in it. */
export const joinCircle = actionKind<CircleMember>('circle-join', record({ circle: hex(8), member: id }));

/** The author leaves a circle. It needs nobody. */
export const leaveCircle = actionKind<{ readonly circle: CircleId }>('circle-leave', record({ circle: hex(8) }));

/** How many letters of an entry's id, two a byte, name the circle that it founds. */
const CIRCLE_LETTERS = 16;

/** The id of the circle that an entry founds: nobody chooses it, and a carrier, who sees no heads, never sees it. */
export function circleIdOf(founding: Id): CircleId {
  return founding.slice(0, CIRCLE_LETTERS);
}
