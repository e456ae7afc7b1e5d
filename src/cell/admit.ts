import { encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { utf8 } from '../bytes/octets.ts';
import { bytes, bytesUpTo, id, record, text } from '../bytes/shape.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { sign, verify } from '../crypto/sign.ts';
import { actionKind } from './action.ts';
import { BUNDLE_BYTES, decodeBundle, memberIdOf } from './bundle.ts';
import { ALREADY_SO, type EffectKind } from './effect.ts';
import { isCleanName, isNameTaken } from './names.ts';

/** Admits a person. */
export interface Admit {
  readonly name: string;
  /** Encoded bundle: what the certificate admits is these keys and no others. */
  readonly bundle: Uint8Array;
  readonly invitation: Id;
  /** Signature by the invitation's key over cell, bundle and name: nobody without the secret can put other keys in their place. */
  readonly invited: Uint8Array;
  /** Signature by the bundle's device over the same: nobody can put the device of somebody else into a bundle. */
  readonly asked: Uint8Array;
}

const INVITED = 'moot/invited';
const ASKED = 'moot/asked';

function knockMessage(cell: Id, bundle: Uint8Array, name: string): Uint8Array {
  return encodeCbor([bytesOf(cell), bytesOf(memberIdOf(bundle)), utf8(name)]);
}

/** The proof that a joiner makes with the invitation's secret key. */
export function signInvited(secretKey: Uint8Array, cell: Id, bundle: Uint8Array, name: string): Uint8Array {
  return sign(secretKey, INVITED, knockMessage(cell, bundle, name));
}

/** Whether a proof was made with the invitation's secret for this bundle and name. @param key the invitation's public key */
export function isInvited(key: Uint8Array, cell: Id, bundle: Uint8Array, name: string, invited: Uint8Array): boolean {
  return verify(key, INVITED, knockMessage(cell, bundle, name), invited);
}

/** The joiner's own word, with the key of the bundle's device, that they ask to be admitted to this cell under this name. */
export function signAsked(deviceSecretKey: Uint8Array, cell: Id, bundle: Uint8Array, name: string): Uint8Array {
  return sign(deviceSecretKey, ASKED, knockMessage(cell, bundle, name));
}

/** Whether the holder of the bundle's device key asked for this. @param device the key that the bundle names */
export function isAsked(device: Id, cell: Id, bundle: Uint8Array, name: string, asked: Uint8Array): boolean {
  return verify(bytesOf(device), ASKED, knockMessage(cell, bundle, name), asked);
}

/** The effect *admit*. It is made at the door, from what the joiner presents, never typed in. */
export const admit: EffectKind<Admit> = {
  action: actionKind<Admit>(
    'admit',
    record({ name: text(LIMITS.nameBytes), bundle: bytesUpTo(BUNDLE_BYTES), invitation: id, invited: bytes(64), asked: bytes(64) }),
  ),
  parse: () => refuse('admit-only-at-the-door'),
  describe: ({ name, bundle }) => ({ kind: 'admit', name, member: memberIdOf(bundle) }),
  isPower: () => true,
  check({ name, bundle, invitation, invited, asked }, entry, context) {
    if (name === '') return refuse('name-empty');
    const keys = decodeBundle(bundle);
    if (!keys.ok) return keys;
    const key = context.invitationKey(invitation, bundle, entry);
    if (key === undefined) return refuse('invitation-not-open');
    if (!isInvited(key, context.cell, bundle, name, invited)) return refuse('invitation-not-proved');
    return isAsked(keys.value.device, context.cell, bundle, name, asked) ? accept(null) : refuse('not-asked-by-the-joiner');
  },
  obstacle({ name, bundle }, charter) {
    const id = memberIdOf(bundle);
    if (charter.members.has(id)) return ALREADY_SO;
    if (charter.former.has(id)) return 'bundle-was-removed';
    const keys = decodeBundle(bundle);
    if (keys.ok && charter.devices.has(keys.value.device)) return 'device-speaks-for-another';
    if (charter.members.size >= LIMITS.members) return 'cell-full';
    if (!isCleanName(name)) return 'name-unclean';
    return isNameTaken(name, charter) ? 'name-taken' : null;
  },
  applyPower({ name, bundle }, origin, draft) {
    draft.admit(name, bundle, origin);
  },
};
