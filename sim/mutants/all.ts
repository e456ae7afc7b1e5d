import { OF_ATTACKS } from './attacks.ts';
import { OF_CIRCLES } from './circles.ts';
import { DEFENCES } from './defences.ts';
import { OF_DELEGATION } from './delegation.ts';
import { OF_DEVICES } from './devices.ts';
import { OF_DRAWS } from './draws.ts';
import type { Mutant } from './mutant.ts';
import { OF_RECOVERY } from './recovery.ts';
import { RULES } from './rules.ts';
import { OF_SNAPSHOTS } from './snapshots.ts';

/** Everything that is taken out in turn. */
export const MUTANTS: readonly Mutant[] = [
  ...RULES,
  ...DEFENCES,
  ...OF_ATTACKS,
  ...OF_DEVICES,
  ...OF_RECOVERY,
  ...OF_CIRCLES,
  ...OF_DELEGATION,
  ...OF_DRAWS,
  ...OF_SNAPSHOTS,
];
