import { admit } from './admit.ts';
import { agreement } from './agreement.ts';
import type { AnyEffectKind } from './effect.ts';
import { readmit } from './readmit.ts';
import { recover } from './recover.ts';
import { end, register } from './register.ts';
import { reinstate } from './reinstate.ts';
import { remove } from './remove.ts';

/** Every effect that is the cell's own; those of the practices come beside them. */
export const CELL_EFFECTS: readonly AnyEffectKind[] = [admit, remove, reinstate, agreement, readmit, recover, register, end];
