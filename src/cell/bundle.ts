import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { type Id, idOf } from '../bytes/id.ts';
import { bytes, id, oneOf, record, type Shape } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { hash } from '../crypto/hash.ts';
import { SEALING_KEY_BYTES } from '../crypto/hpke.ts';

/** The keys with which a device enters a cell: made for this cell alone, so that nothing links a person's cells. */
export interface Bundle {
  readonly version: 1;
  /** Ed25519 public key; it is the device's id. */
  readonly device: Id;
  /** X-Wing public key: the device's first prekey. */
  readonly sealing: Uint8Array;
}

const shape: Shape<Bundle> = record({ version: oneOf(1), device: id, sealing: bytes(SEALING_KEY_BYTES) });

/** The size of every bundle's bytes. */
export const BUNDLE_BYTES = encodeBundle({ version: 1, device: '00'.repeat(32), sealing: new Uint8Array(SEALING_KEY_BYTES) }).length;

/** The bytes of a bundle, as effects and genesis carry them. */
export function encodeBundle(bundle: Bundle): Uint8Array {
  return encodeCbor(shape.write(bundle));
}

/** A bundle from its bytes. Refuses `not-canonical`, `bundle-malformed`. */
export function decodeBundle(octets: Uint8Array): Verdict<Bundle> {
  const value = decodeCbor(octets);
  if (!value.ok) return value;
  const bundle = shape.read(value.value);
  return bundle === undefined ? refuse('bundle-malformed') : accept(bundle);
}

/** The id of the member who enters with this bundle: whoever comes back brings a fresh one, and so is never mistaken for the former. */
export function memberIdOf(octets: Uint8Array): Id {
  return idOf(hash('moot/bundle', octets));
}

/** The eight bytes by which an epoch names the prekey that it is sealed to. */
export function prekeyIdOf(sealing: Uint8Array): string {
  return hash('moot/prekey', sealing).subarray(0, 8).toHex();
}
