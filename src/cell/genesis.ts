import { type Cbor, encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bytes, bytesUpTo, id, list, nullable, oneOf, record, type Shape, text } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { hash } from '../crypto/hash.ts';
import { sign, verify } from '../crypto/sign.ts';
import { BUNDLE_BYTES, decodeBundle } from './bundle.ts';

/** Who begins a cell. */
export interface Founder {
  readonly name: string;
  /** Encoded bundle. */
  readonly bundle: Uint8Array;
}

/** The first entry of a cell. Its hash is the cell's id, so it says all that the cell begins with. */
export interface Genesis {
  readonly version: 1;
  readonly name: string;
  readonly founders: readonly Founder[];
  /** Makes two cells of one name and one moment different: 16 random bytes. */
  readonly salt: Uint8Array;
  /** The cell that this one continues, where it was founded anew. */
  readonly parent: Id | null;
}

const DOMAIN = 'moot/genesis';
const founder: Shape<Founder> = record({ name: text(LIMITS.nameBytes), bundle: bytesUpTo(BUNDLE_BYTES) });
const genesisShape: Shape<Genesis> = record({
  version: oneOf(1),
  name: text(LIMITS.nameBytes),
  founders: list(founder, LIMITS.members),
  salt: bytes(16),
  parent: nullable(id),
});

interface SignedGenesis {
  readonly genesis: Genesis;
  readonly signatures: readonly Uint8Array[];
}
const signedShape: Shape<SignedGenesis> = record({ genesis: genesisShape, signatures: list(bytes(64), LIMITS.members) });

/** The id of the cell that a genesis begins. */
export function cellIdOf(genesis: Genesis): Id {
  return idOf(hash(DOMAIN, encodeCbor(genesisShape.write(genesis))));
}

/** A founder's signature over a genesis. @param secretKey of the founder's first device */
export function signGenesis(genesis: Genesis, secretKey: Uint8Array): Uint8Array {
  return sign(secretKey, DOMAIN, bytesOf(cellIdOf(genesis)));
}

/** The action of a genesis. @param signatures of all founders, in their order */
export function genesisAction(genesis: Genesis, signatures: readonly Uint8Array[]): Cbor {
  return ['genesis', signedShape.write({ genesis, signatures })];
}

/** The genesis in an action, signed by all its founders. Refuses `genesis-malformed`, `genesis-unsigned`, `founder-twice`, and what `decodeBundle` refuses. */
export function readGenesis(action: Cbor): Verdict<Genesis> {
  const [kind, content, ...more] = Array.isArray(action) ? (action as readonly Cbor[]) : [];
  const signed = kind === 'genesis' && content !== undefined && more.length === 0 ? signedShape.read(content) : undefined;
  if (signed === undefined || signed.genesis.founders.length === 0) return refuse('genesis-malformed');
  const { genesis, signatures } = signed;
  if (signatures.length !== genesis.founders.length || genesis.name === '') return refuse('genesis-malformed');
  const cell = bytesOf(cellIdOf(genesis));
  const devices = new Set<Id>();
  for (const [i, one] of genesis.founders.entries()) {
    const bundle = decodeBundle(one.bundle);
    if (!bundle.ok) return bundle;
    const signature = signatures[i];
    if (one.name === '') return refuse('genesis-malformed');
    if (signature === undefined || !verify(bytesOf(bundle.value.device), DOMAIN, cell, signature)) return refuse('genesis-unsigned');
    devices.add(bundle.value.device);
  }
  return devices.size === genesis.founders.length ? accept(genesis) : refuse('founder-twice');
}
