import { type Cbor, encodeCbor } from '../src/bytes/cbor.ts';
import type { Id } from '../src/bytes/id.ts';
import type { NewEpoch } from '../src/cell/actions.ts';
import { HPKE_SEED_BYTES, sealTo } from '../src/crypto/hpke.ts';
import { signingKeys } from '../src/crypto/sign.ts';
import type { Chain } from '../src/log/chain.ts';
import { encodeEntry, hashEntry, linkContent, NO_ENTRY, type SealedEntry } from '../src/log/entry.ts';
import { type Epoch, epochSealInfo, epochTag } from '../src/log/epoch.ts';
import type { Head } from '../src/log/head.ts';
import { WHOLE_CELL } from '../src/log/lane.ts';
import { hasSeen } from '../src/log/past.ts';
import { sealEntry } from '../src/log/sealing.ts';
import type { Segment } from '../src/log/segment.ts';
import { signTip } from '../src/log/tip-signature.ts';
import type { Draft } from '../src/log/writing.ts';
import type { Seat } from '../src/peer/seat.ts';

/** What a forger does to an entry besides sealing and signing it well. */
export interface Forgery {
  /** What stands in the head instead of the truth. */
  readonly head?: Partial<Head>;
  /** How many entries of the log are gone back behind: 1 makes a second entry beside the newest. */
  readonly back?: number;
  /** In which turn of a channel; the first unless given. */
  readonly turn?: number;
  /** What the body lies under, where that is not the epoch of the head. */
  readonly inner?: Epoch;
  /** Changes what was sealed. */
  readonly change?: (sealed: SealedEntry) => SealedEntry;
}

/** An action for the record. */
export function recordDraft(action: Cbor): Draft {
  return { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action };
}

/** An entry of a device's record, made by hand: it names nothing of what the device has seen unless the forger wants it to. @param salt 16 fresh bytes */
export function forge(seat: Seat, action: Cbor, salt: Uint8Array, { head, back = 0, ...how }: Forgery = {}): Segment {
  const chain = ownChain(seat);
  const seq = chain.entries.length - back;
  const previous = chain.entries[seq - 1];
  if (previous === undefined) throw new Error('expected a device that has written before');
  const truth = { opening: null, deps: [], lamport: previous.lamport + 1, charter: null, time: previous.time };
  const place = { log: chain.log, seq, previous: Uint8Array.fromHex(previous.id), lane: 'record' as const };
  return seal(seat, place, action, salt, { ...truth, ...head }, how);
}

/** The first entry of a log of talk that there was not before, so that it stands beside nothing. @param topic a new one */
export function forgeTalk(seat: Seat, topic: string, action: Cbor, salt: Uint8Array, { head, turn = 1, ...how }: Forgery = {}): Segment {
  const opening = { device: seat.device, lane: 'talk', topic, turn } as const;
  const { deps, lamport } = frontierOf(seat, undefined);
  const truth = { opening, deps, lamport, charter: seat.cell.charter?.id ?? null, time: ownChain(seat).tip?.time ?? 0 };
  const place = { log: seat.record.logOf(opening), seq: 0, previous: NO_ENTRY, lane: 'talk' as const };
  return seal(seat, place, action, salt, { ...truth, ...head }, how);
}

/** Seals a secret to a device as if it were the one of this epoch. @param random gives random bytes */
export function sealWrongly(
  { cell }: Seat,
  epoch: Pick<Epoch, 'id' | 'circle' | 'charter'>,
  device: Id,
  random: (size: number) => Uint8Array,
): Uint8Array {
  const sealing = cell.currentDevices().get(device)?.bundle.sealing ?? new Uint8Array(0);
  return sealTo(sealing, epochSealInfo(epoch, device), random(32), random(HPKE_SEED_BYTES)) ?? new Uint8Array(0);
}

/** The same epoch, but what is sealed to one device does not hold what it says. @param kind of what is sealed to it @param random gives random bytes */
export function sealBadlyTo(
  seat: Seat,
  device: Id,
  action: NewEpoch,
  kind: 'rubbish' | 'another secret',
  random: (size: number) => Uint8Array,
): NewEpoch {
  const wrong = (size: number) => (kind === 'rubbish' ? random(size) : sealWrongly(seat, { ...action, id: action.epoch }, device, random));
  const seals = action.seals.map((seal) => (seal.device === device ? { ...seal, sealed: wrong(seal.sealed.length) } : seal));
  return { ...action, seals };
}

/** What an honest entry names of the record, behind the device's own newest entry or as the first of a log. */
export function frontierOf({ record }: Seat, own: Chain | undefined): { deps: Id[]; lamport: number } {
  const tips = record
    .scope('record')
    .flatMap((chain) => (chain.tip === undefined || chain === own || record.frozen.has(chain.logId) ? [] : [chain.tip]));
  const unseen = tips.filter((tip) => own?.tip === undefined || !hasSeen(own.tip, tip)).slice(0, 60);
  return { deps: unseen.map(({ id }) => id).sort(), lamport: 1 + Math.max(own?.tip?.lamport ?? 0, ...unseen.map((tip) => tip.lamport)) };
}

/** The record log of a seat's own device. */
export function ownChain({ record, device }: Seat): Chain {
  const chain = record.scope('record').find(({ opening }) => opening.device === device);
  if (chain === undefined) throw new Error('expected a device that has written before');
  return chain;
}

interface Place {
  readonly log: Uint8Array;
  readonly seq: number;
  readonly previous: Uint8Array;
  readonly lane: 'record' | 'talk';
}

function seal(
  seat: Seat,
  { log, seq, previous, lane }: Place,
  action: Cbor,
  salt: Uint8Array,
  head: Omit<Head, 'circle' | 'bodyEpoch'> & Partial<Head>,
  { change, inner }: Pick<Forgery, 'change' | 'inner'>,
): Segment {
  const epoch = seat.cell.latestEpoch(WHOLE_CELL);
  const circle = inner ?? epoch;
  const whole: Head = { circle: WHOLE_CELL, bodyEpoch: epochTag(circle.id), ...head };
  const verdict = sealEntry(log, whole, seat.device, lane, action, { cell: epoch, circle }, salt);
  if (!verdict.ok) throw new Error(verdict.reason);
  const sealed = change === undefined ? verdict.value : change(verdict.value);
  const hash = hashEntry(log, seq, previous, sealed);
  return { log, from: seq, entries: [encodeEntry(sealed)], signature: signTip(seat.signing.secretKey, hash) };
}

/** A fork proof that holds in itself: a key made for it has signed two stories under the id of a log that is not its own. @param seed 32 bytes */
export function madeUpProof(log: Uint8Array, seed: Uint8Array): Uint8Array {
  const keys = signingKeys(seed);
  const branches: Cbor = [1, 2].map((octet) => {
    const content = new Uint8Array(32).fill(octet);
    return [[content], signTip(keys.secretKey, linkContent(log, 0, NO_ENTRY, content))];
  });
  return encodeCbor([log, keys.publicKey, 0, NO_ENTRY, branches]);
}
