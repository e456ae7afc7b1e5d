import type { Cut } from './run.ts';
import { fewestThatFail } from './shrinking.ts';
import type { World } from './world.ts';

/** How often a world is played again to leave something out. */
const TRIES = { people: 12, steps: 250 };

/** The least of a world that still fails: fewer people, then fewer steps. @param fails whether a part of it fails in the same way */
export async function shrinkWorld({ steps, devices: [founder, ...others] }: World, fails: (cut: Cut) => Promise<boolean>): Promise<Cut> {
  const all = Array.from({ length: steps }, (_, step) => step);
  const names = [...new Set(others.map(({ name }) => name))].filter((name) => name !== founder?.name);
  const without = (present: readonly string[]) => names.filter((name) => !present.includes(name));
  const people = await fewestThatFail(names, (present) => fails({ steps, only: all, without: without(present) }), TRIES.people);
  const absent = without(people);
  const only = await fewestThatFail(all, (few) => fails({ steps, only: few, without: absent }), TRIES.steps);
  // What comes behind the last of them is left out, where it does not matter.
  const short: Cut = { steps: (only.at(-1) ?? 0) + 1, only, without: absent };
  return (await fails(short)) ? short : { steps, only, without: absent };
}
