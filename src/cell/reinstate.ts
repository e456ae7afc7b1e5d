import { type Id, isId } from '../bytes/id.ts';
import { id, record } from '../bytes/shape.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { actionKind } from './action.ts';
import type { EffectKind } from './effect.ts';

/** Lets a revoked device of a member speak again. */
export interface Reinstate {
  readonly member: Id;
  readonly device: Id;
}

/**
 * The effect *reinstate*: how the cell settles what a member's devices say of each other when they have revoked each other. It undoes the
 * revocations that had not seen it, so the device can be revoked anew.
 */
export const reinstate: EffectKind<Reinstate> = {
  action: actionKind<Reinstate>('reinstate', record({ member: id, device: id })),
  parse({ member, device }) {
    const areIds = typeof member === 'string' && isId(member) && typeof device === 'string' && isId(device);
    return areIds ? accept({ member, device }) : refuse('device-unknown');
  },
  describe: ({ member, device }) => ({ kind: 'reinstate', member, device }),
  isPower: () => true,
  check: ({ member, device }, entry, context) => (context.wasDeviceOf(device, member, entry) ? accept(null) : refuse('device-unknown')),
  obstacle: ({ member }, charter) => (charter.members.has(member) ? null : 'member-unknown'),
  applyPower({ device }, { version }, draft) {
    draft.reinstated.set(device, [...(draft.reinstated.get(device) ?? []), version]);
  },
  reinstates: ({ member }) => member,
};
