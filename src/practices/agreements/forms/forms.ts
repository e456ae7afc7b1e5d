import { affinityGroup } from './affinity-group.ts';
import { coOp } from './co-op.ts';
import { council } from './council.ts';
import type { Form } from './form.ts';
import { neighbourhood } from './neighbourhood.ts';
import { unionBranch } from './union-branch.ts';

/** The forms that a cell can start from. */
export const FORMS: readonly Form[] = [affinityGroup, coOp, unionBranch, neighbourhood, council];

/** Their names. */
export const FORM_NAMES = FORMS.map(({ name }) => name);
