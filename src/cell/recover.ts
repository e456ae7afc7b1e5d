import { encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { utf8 } from '../bytes/octets.ts';
import { bytes, bytesUpTo, id, record, text } from '../bytes/shape.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { sign, verify } from '../crypto/sign.ts';
import { actionKind } from './action.ts';
import { isInvited } from './admit.ts';
import { BUNDLE_BYTES, decodeBundle, memberIdOf } from './bundle.ts';
import { ALREADY_SO, type EffectKind } from './effect.ts';
import { findByName } from './names.ts';

/** Gives a member who has lost their devices a new one, which takes the place of all that they had. */
export interface Recover {
  readonly member: Id;
  /** The device that they came with, or were given last: what it says goes no further than what the attesters had seen. */
  readonly replaces: Id;
  /** The name that they gave at the door, as the cell shows it. */
  readonly name: string;
  /** Encoded bundle of the new device. */
  readonly bundle: Uint8Array;
  readonly invitation: Id;
  /** As in an admission: see `signInvited`. */
  readonly invited: Uint8Array;
  /** Signature by the new device that its person comes back: nobody can make it of the keys of somebody who asked to be admitted. */
  readonly asked: Uint8Array;
}

const ASKED = 'moot/asked-again';

function askedMessage(cell: Id, bundle: Uint8Array, name: string): Uint8Array {
  return encodeCbor([bytesOf(cell), bytesOf(memberIdOf(bundle)), utf8(name)]);
}

/** The word of somebody at the door that they were in this cell before, under this name, and have lost their devices. @param deviceSecretKey of the new one */
export function signAskedAgain(deviceSecretKey: Uint8Array, cell: Id, bundle: Uint8Array, name: string): Uint8Array {
  return sign(deviceSecretKey, ASKED, askedMessage(cell, bundle, name));
}

/** Whether the holder of the bundle's device key asked to come back. @param device the key that the bundle names */
export function isAskedAgain(device: Id, cell: Id, bundle: Uint8Array, name: string, asked: Uint8Array): boolean {
  return verify(bytesOf(device), ASKED, askedMessage(cell, bundle, name), asked);
}

/** The effect *recover*. It is made at the door, from what the person presents, never typed in. */
export const recover: EffectKind<Recover> = {
  action: actionKind<Recover>(
    'recover',
    record({
      member: id,
      replaces: id,
      name: text(LIMITS.nameBytes),
      bundle: bytesUpTo(BUNDLE_BYTES),
      invitation: id,
      invited: bytes(64),
      asked: bytes(64),
    }),
  ),
  parse: () => refuse('recover-only-at-the-door'),
  // Who they are, the cell says: what was typed at the door may be written otherwise.
  describe: ({ member, bundle }) => ({ kind: 'recover', member, applicant: memberIdOf(bundle) }),
  isPower: () => true,
  check({ member, replaces, name, bundle, invitation, invited, asked }, entry, context) {
    if (name === '') return refuse('name-empty');
    const keys = decodeBundle(bundle);
    if (!keys.ok) return keys;
    if (!context.wasMember(member, entry)) return refuse('member-unknown');
    if (context.rootOf(member, entry) !== replaces) return refuse('recovered-meanwhile');
    const key = context.invitationKey(invitation, bundle, entry);
    if (key === undefined) return refuse('invitation-not-open');
    if (!isInvited(key, context.cell, bundle, name, invited)) return refuse('invitation-not-proved');
    return isAskedAgain(keys.value.device, context.cell, bundle, name, asked) ? accept(null) : refuse('not-asked-by-the-joiner');
  },
  obstacle({ member: id, replaces, name, bundle }, charter) {
    const member = charter.members.get(id);
    if (member === undefined) return 'member-unknown';
    const keys = decodeBundle(bundle);
    if (keys.ok && keys.value.device === member.bundle.device) return ALREADY_SO;
    if (replaces !== member.bundle.device) return 'recovered-meanwhile';
    if (charter.members.size <= 2) return 'two-cannot-recover';
    if (charter.former.has(memberIdOf(bundle))) return 'bundle-was-removed';
    if (keys.ok && (charter.devices.has(keys.value.device) || member.roots.has(keys.value.device))) return 'device-speaks-for-another';
    return findByName(charter, name) === id ? null : 'name-of-another';
  },
  applyPower({ member, replaces, bundle }, { version }, draft) {
    draft.recover(member, replaces, bundle, version);
  },
  recovers: ({ member, bundle }) => ({ member, applicant: memberIdOf(bundle) }),
};
