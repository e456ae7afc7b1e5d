import type { Cbor } from '../bytes/cbor.ts';
import { type Id, idOf, sortIds } from '../bytes/id.ts';
import { accept, type Verdict } from '../bytes/verdict.ts';
import type { SigningKeys } from '../crypto/sign.ts';
import { type Chain, type Entry, isSeam } from './chain.ts';
import { encodeEntry, hashEntry, NO_ENTRY } from './entry.ts';
import { type Epoch, epochTag } from './epoch.ts';
import type { CircleId, Lane } from './lane.ts';
import { type Opening, scopeOf } from './opening.ts';
import { hasSeen } from './past.ts';
import type { Record } from './record.ts';
import { sealEntry } from './sealing.ts';
import { signTip } from './segment.ts';

/** What a device wants to write. */
export interface Draft {
  readonly lane: Lane;
  readonly topic: string;
  readonly turn: number;
  readonly circle: CircleId;
  readonly action: Cbor;
}

/** What an entry needs besides its content. */
export interface Pen {
  readonly keys: SigningKeys;
  /** The charter that the device stands on. */
  readonly charter: Id;
  /** Epochs to seal under: the cell's, and that of the draft's circle. */
  readonly epochs: { readonly cell: Epoch; readonly circle: Epoch };
  /** Seconds since 1970. */
  readonly time: number;
  /** Gives fresh random bytes. */
  readonly random: (size: number) => Uint8Array;
}

/** An entry of our own, ready for the store: nobody may see it before it is on the disk. */
export interface Written {
  readonly log: Uint8Array;
  readonly seq: number;
  readonly id: Id;
  readonly bytes: Uint8Array;
  /** There for the last entry of each log in a batch, and at seams. */
  readonly signature: Uint8Array | null;
}

interface Tail {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly lamport: number;
  readonly charter: Id | null;
}

/**
 * Seals drafts into entries behind what the record holds, each standing on all that this device has accepted.
 * The record is not changed: store the entries, then hand them to it (`Record.receive`). Between the two, write nothing else.
 * @returns refuses `action-too-large`
 */
export function writeEntries(record: Record, drafts: readonly Draft[], pen: Pen): Verdict<Written[]> {
  const tails = new Map<Id, Tail>();
  const written: Written[] = [];
  const device = idOf(pen.keys.publicKey);
  for (const [i, draft] of drafts.entries()) {
    const opening: Opening = { device, lane: draft.lane, topic: draft.topic, turn: draft.turn };
    const log = record.logOf(opening);
    const chain = record.chain(idOf(log));
    // Only the first entry of a batch can have seen something new.
    const batched = tails.get(idOf(log));
    const deps = batched === undefined ? frontier(record, chain, opening) : [];
    const tail = batched ?? tailOf(chain);
    const lamport = Math.max(tail.lamport, ...deps.map((dep) => dep.lamport)) + 1;
    const head = {
      opening: tail.seq === 0 ? opening : null,
      deps: sortIds(deps.map((dep) => dep.id)),
      lamport,
      charter: tail.charter === pen.charter ? null : pen.charter,
      circle: draft.circle,
      bodyEpoch: epochTag(pen.epochs.circle.id),
      time: pen.time,
    };
    const sealed = sealEntry(log, head, device, draft.lane, draft.action, pen.epochs, pen.random(16));
    if (!sealed.ok) return sealed;
    const hash = hashEntry(log, tail.seq, tail.hash, sealed.value);
    const ends = !drafts.slice(i + 1).some((later) => sameLog(later, draft));
    const signature = ends || isSeam(tail.seq) ? signTip(pen.keys.secretKey, hash) : null;
    written.push({ log, seq: tail.seq, id: idOf(hash), bytes: encodeEntry(sealed.value), signature });
    tails.set(idOf(log), { seq: tail.seq + 1, hash, lamport, charter: pen.charter });
  }
  return accept(written);
}

function sameLog(a: Draft, b: Draft): boolean {
  return a.lane === b.lane && a.topic === b.topic && a.turn === b.turn;
}

function tailOf(chain: Chain | undefined): Tail {
  const tip = chain?.tip;
  if (chain === undefined || tip === undefined) return { seq: 0, hash: NO_ENTRY, lamport: 0, charter: null };
  return { seq: tip.seq + 1, hash: chain.tipHash, lamport: tip.lamport, charter: tip.charter };
}

/** The newest entries that the chain's next one has to name: tips of its scope and of the record, without those that something else there has behind it. */
function frontier(record: Record, chain: Chain | undefined, opening: Opening): Entry[] {
  const scope = scopeOf(opening);
  const scopes = scope === 'record' ? ['record'] : [scope, 'record'];
  const own = chain?.tip;
  const tips = scopes
    .flatMap((name) => record.scope(name))
    .filter((other) => other !== chain && !record.frozen.has(other.logId))
    .map((other) => other.tip)
    .filter((tip) => tip !== undefined);
  const unseen = tips.filter((tip) => own === undefined || !hasSeen(own, tip));
  return unseen.filter((tip) => !unseen.some((other) => other !== tip && hasSeen(other, tip)));
}
