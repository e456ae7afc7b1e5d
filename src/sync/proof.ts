import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { concatBytes } from '../bytes/octets.ts';
import { bytes, id, record, type Shape } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { seal, unseal } from '../crypto/committed-seal.ts';
import { hash, keyedHash } from '../crypto/hash.ts';
import { type SigningKeys, sign, verify } from '../crypto/sign.ts';

const DOMAIN = 'moot/prove';

/** The two ends of a link, and what each threw in. */
export interface Ends {
  readonly dialler: { readonly network: string; readonly salt: Uint8Array };
  readonly listener: { readonly network: string; readonly salt: Uint8Array };
}

export type Role = keyof Ends;

/** What a device proves: that it knows the cell's secret, holds this key, and means this very link. */
export interface Proof {
  readonly device: Id;
  /** The newest charter that it knows. */
  readonly charter: Id;
}

interface SignedProof extends Proof {
  readonly signature: Uint8Array;
}

const shape: Shape<SignedProof> = record({ device: id, charter: id, signature: bytes(64) });

/** The key by which devices of a cell know each other. @param blind the cell's blinding secret, 32 bytes */
export function proofKey(blind: Uint8Array, cell: Id): Uint8Array {
  return keyedHash(blind, 'moot/prove-key', bytesOf(cell));
}

/** The hash of all that makes a link what it is: cell, salts, network ids, and who dialled. 32 bytes. */
export function transcriptOf(cell: Id, ends: Ends): Uint8Array {
  const { dialler, listener } = ends;
  return hash('moot/link', encodeCbor([bytesOf(cell), dialler.network, dialler.salt, listener.network, listener.salt]));
}

/** One end of a link: what is signed or sealed over it is worth nothing on any other link, at the other end, or later. */
export function placeOf(transcript: Uint8Array, role: Role): Uint8Array {
  return concatBytes(transcript, Uint8Array.of(role === 'dialler' ? 0 : 1));
}

/**
 * A device's proof. Sealed under the cell's proof key, so that whoever is at the other end learns nothing if it is a stranger; the
 * seal's commitment is the proof that the cell is known, the signature inside that the device is the one.
 */
export function writeProof(key: Uint8Array, transcript: Uint8Array, role: Role, keys: SigningKeys, charter: Id): Uint8Array {
  const place = placeOf(transcript, role);
  const proof = { device: idOf(keys.publicKey), charter };
  const signature = sign(keys.secretKey, DOMAIN, concatBytes(place, keys.publicKey, bytesOf(charter)));
  return seal(key, DOMAIN, place, encodeCbor(shape.write({ ...proof, signature })));
}

/** What the other end has proved. Refuses `stranger` (it does not know the cell), `proof-malformed`, `signature-wrong`. */
export function readProof(key: Uint8Array, transcript: Uint8Array, role: Role, sealed: Uint8Array): Verdict<Proof> {
  const place = placeOf(transcript, role);
  const plain = unseal(key, DOMAIN, place, sealed);
  if (plain === null) return refuse('stranger');
  const value = decodeCbor(plain);
  const proof = value.ok ? shape.read(value.value) : undefined;
  if (proof === undefined) return refuse('proof-malformed');
  const { device, charter, signature } = proof;
  const signed = concatBytes(place, bytesOf(device), bytesOf(charter));
  return verify(bytesOf(device), DOMAIN, signed, signature) ? accept({ device, charter }) : refuse('signature-wrong');
}
