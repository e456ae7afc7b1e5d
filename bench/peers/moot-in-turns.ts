/** Moot, filled in turns. */
export { inTurns as contender } from './moot.ts';
