import { type Id, isId } from '../bytes/id.ts';
import { id, record } from '../bytes/shape.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { actionKind } from './action.ts';
import { ALREADY_SO, type EffectKind } from './effect.ts';

/** Takes a member's power away. Where their logs end is for the attesters to say: see cuts.ts. */
export interface Remove {
  readonly member: Id;
}

/** The effect *remove*. It names the hash of a bundle, so whoever comes back with a fresh one is not meant (power.md, rule 10). */
export const remove: EffectKind<Remove> = {
  action: actionKind<Remove>('remove', record({ member: id })),
  parse: ({ member }) => (typeof member === 'string' && isId(member) ? accept({ member }) : refuse('member-unknown')),
  describe: ({ member }) => ({ kind: 'remove', member }),
  isPower: () => true,
  // Nobody is removed before they came: else a bundle that the group will want could be shut out beforehand.
  check: ({ member }, entry, context) => (context.wasMember(member, entry) ? accept(null) : refuse('member-unknown')),
  obstacle({ member }, charter) {
    if (charter.former.has(member)) return ALREADY_SO;
    if (!charter.members.has(member)) return 'member-unknown';
    return charter.members.size > 2 ? null : 'two-can-only-part';
  },
  applyPower({ member }, _origin, draft) {
    draft.removed.add(member);
  },
  removes: ({ member }) => member,
};
