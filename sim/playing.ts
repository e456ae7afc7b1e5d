import type { Finding } from './checkers/finding.ts';
import { judge } from './judge.ts';
import { type Cut, play } from './run.ts';
import type { World } from './world.ts';

/** A world to be played: the whole of a seed's, or what is left of it. */
export interface Choice {
  readonly seed: number;
  readonly cut?: Cut;
}

/** A world that was played, and what does not hold in it. */
export interface Played {
  readonly world: World;
  readonly findings: readonly Finding[];
}

/** What came of a world, without the world: it can go from one thread to another. */
export interface Outcome {
  readonly seed: number;
  readonly findings: readonly Finding[];
  /** What happened, and how often. */
  readonly counts: ReadonlyMap<string, number>;
}

const uncaught: unknown[] = [];
process.on('unhandledRejection', (error) => uncaught.push(error));

/** Plays a world, and judges it. What nobody caught meanwhile is a finding, so worlds are played one after the other. */
export async function playAndJudge({ seed, cut }: Choice): Promise<Played> {
  const world = await play(seed, cut);
  // What a device throws at a checker says of which world it is, and ends no run of thousands.
  const findings = await judge(world).catch((error: unknown) => [uncaughtError(error)]);
  findings.push(...uncaught.splice(0).map(uncaughtError));
  return { world, findings };
}

function uncaughtError(error: unknown): Finding {
  return { invariant: 'NoErrorUncaught', what: error instanceof Error ? String(error.stack) : String(error) };
}

/** What comes of a world. */
export async function outcomeOf(choice: Choice): Promise<Outcome> {
  const { world, findings } = await playAndJudge(choice);
  return { seed: choice.seed, findings, counts: world.story.counts };
}
