// Plays worlds from seeds and checks them: npm run sim -- [--seeds N] [--from M] [--threads N] [--seed N [--shrink]]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { silentCanaries } from './canaries.ts';
import type { Finding } from './checkers/finding.ts';
import { type Choice, type Played, playAndJudge } from './playing.ts';
import type { Cut } from './run.ts';
import { shrinkWorld } from './shrinking-worlds.ts';
import { playSideBySide } from './side-by-side.ts';
import { missingFrom, tableOf } from './table.ts';

/** A world that once failed, kept for ever. */
interface KeptSeed extends Choice {
  readonly found: string;
}

/** From so many worlds on, everything that can happen has to have happened. */
const ENOUGH = 200;

/** How many findings of one invariant are told of one world. */
const MOST_TOLD = 3;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    threads: { type: 'string', default: '1' },
    seed: { type: 'string' },
    shrink: { type: 'boolean', default: false },
  },
});
process.exitCode = (await (values.seed === undefined ? playMany() : playOne(Number(values.seed)))) ? 0 : 1;

/** Plays one world, and tells its story. */
async function playOne(seed: number): Promise<boolean> {
  const whole = await playAndJudge({ seed });
  const cut = values.shrink ? await shrink(seed, whole) : undefined;
  const { world, findings } = cut === undefined ? whole : await playAndJudge({ seed, cut });
  for (const line of world.story.lines) console.log(line);
  console.log(`\n${world.timeline.done} things happened, ${Math.round(world.witness.carried / 1000)} kB went over wires.`);
  tellFindings(seed, findings);
  if (findings.length === 0) console.log('All invariants hold.');
  if (cut !== undefined) console.log(`To keep it in sim/seeds.json: ${JSON.stringify({ seed, found: findings[0]?.what, cut })}`);
  return findings.length === 0;
}

/** The least of a world in which the same invariant does not hold; undefined where all is well. */
function shrink(seed: number, { world, findings }: Played): Promise<Cut> | undefined {
  const [first] = findings;
  if (first === undefined) return undefined;
  const isTheSame = async (cut: Cut) => {
    const again = await playAndJudge({ seed, cut });
    const fails = again.findings.some(({ invariant }) => invariant === first.invariant);
    if (fails) console.log(`Still: ${first.invariant} with ${cut.only.length} steps and without ${cut.without.length} people`);
    return fails;
  };
  return shrinkWorld(world, isTheSame);
}

async function playMany(): Promise<boolean> {
  const silent = await silentCanaries();
  for (const canary of silent) console.log(`A canary that nobody heard: ${canary}`);
  if (silent.length > 0) return false;
  const from = Number(values.from);
  const count = Number(values.seeds);
  const kept = JSON.parse(readFileSync(new URL('seeds.json', import.meta.url), 'utf8')) as KeptSeed[];
  const choices: Choice[] = [...kept, ...Array.from({ length: count }, (_, i) => ({ seed: from + i }))];
  const totals = new Map<string, number>();
  let failed = 0;
  await playSideBySide(choices, Number(values.threads), ({ seed, findings, counts }) => {
    for (const [what, times] of counts) totals.set(what, (totals.get(what) ?? 0) + times);
    if (findings.length > 0) failed++;
    tellFindings(seed, findings);
  });
  console.log(tableOf(totals));
  const missing = count >= ENOUGH ? missingFrom(totals) : [];
  for (const what of missing) console.log(`Never happened, though it has to be tried: ${what}`);
  console.log(`${choices.length - failed} of ${choices.length} worlds hold all invariants.`);
  return failed === 0 && missing.length === 0;
}

function tellFindings(seed: number, findings: readonly Finding[]): void {
  const told = new Map<string, number>();
  for (const { invariant, what } of findings) {
    told.set(invariant, (told.get(invariant) ?? 0) + 1);
    if ((told.get(invariant) ?? 0) <= MOST_TOLD) console.log(`Seed ${seed}: ${invariant}: ${what}`);
  }
  for (const [invariant, times] of told) if (times > MOST_TOLD) console.log(`Seed ${seed}: ${invariant}: ${times - MOST_TOLD} more`);
  if (findings.length > 0) console.log(`Replay it with: npm run sim -- --seed ${seed}`);
}
