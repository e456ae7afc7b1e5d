import type { World } from '../world.ts';
import type { Member } from './person.ts';

/** Something that members of a cell do now and then. */
export interface Habit {
  readonly name: string;
  /** How likely it is beside all others. @param gathering whether the group is still coming together */
  often(world: World, gathering: boolean): number;
  /** Somebody does it, or something near to it where there is no occasion. */
  act(member: Member): void | Promise<void>;
}
