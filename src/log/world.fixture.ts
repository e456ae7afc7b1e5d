import assert from 'node:assert/strict';
import type { Cbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, idOf } from '../bytes/id.ts';
import { accept, type Verdict } from '../bytes/verdict.ts';
import { hash } from '../crypto/hash.ts';
import { type SigningKeys, signingKeys } from '../crypto/sign.ts';
import type { Entry } from './chain.ts';
import { encodeEntry, hashEntry, type SealedEntry } from './entry.ts';
import { type Epoch, EpochKeys, epochOf, epochTag } from './epoch.ts';
import type { Head } from './head.ts';
import { WHOLE_CELL } from './lane.ts';
import type { Opening } from './opening.ts';
import { type Accepted, type Received, Record } from './record.ts';
import { sealEntry } from './sealing.ts';
import type { Segment } from './segment.ts';
import { signTip } from './tip-signature.ts';
import { type Draft, segmentsOf, type Written, writeEntries } from './writing.ts';

/** A cell without rules, for tests: the same seed gives the same bytes. */
export class World {
  readonly charter: Id = 'ab'.repeat(32);
  readonly blind: Uint8Array;
  readonly epoch: Epoch;
  readonly #secrets = new Map<Id, Uint8Array>();
  #drawn = 0;
  readonly #seed: string;

  constructor(seed = 'world') {
    this.#seed = seed;
    this.blind = this.random(32);
    this.epoch = epochOf(this.random(32), WHOLE_CELL, this.charter);
  }

  readonly random = (size: number): Uint8Array => {
    const octets = new Uint8Array(size);
    for (let at = 0; at < size; at += 32) {
      octets.set(hash('test/random', new TextEncoder().encode(`${this.#seed}/${this.#drawn++}`)).subarray(0, size - at), at);
    }
    return octets;
  };

  device(): Device {
    const keys = signingKeys(this.random(32));
    this.#secrets.set(idOf(keys.publicKey), keys.secretKey);
    return new Device(this, keys);
  }

  /** The signing key of a device, so that tests can cut its log into other segments than it did. */
  secretOf(device: Id): Uint8Array {
    const secret = this.#secrets.get(device);
    assert.ok(secret !== undefined);
    return secret;
  }

  /** A record that reads with this cell and has not heard anything. */
  record(judge: (entry: Entry) => Verdict<null> = () => accept(null), fold: (entry: Entry) => void = () => undefined): Record {
    const keys = new EpochKeys();
    keys.add(this.epoch);
    return new Record(this.blind, keys, { judge, fold });
  }
}

/** One device with its record. */
export class Device {
  readonly world: World;
  readonly keys: SigningKeys;
  readonly id: Id;
  readonly folded: Entry[] = [];
  readonly record: Record;
  /** All that it wrote or took, in that order. */
  readonly taken: Accepted[] = [];

  constructor(world: World, keys: SigningKeys) {
    this.world = world;
    this.keys = keys;
    this.id = idOf(keys.publicKey);
    this.record = world.record(undefined, (entry) => this.folded.push(entry));
  }

  opening(scope = ''): Opening {
    const [topic, turn] = scope.split('#');
    return scope === ''
      ? { device: this.id, lane: 'record', topic: '', turn: 0 }
      : { device: this.id, lane: 'talk', topic: topic as string, turn: Number(turn) };
  }

  draft(action: Cbor, scope = ''): Draft {
    return { ...this.opening(scope), circle: WHOLE_CELL, action };
  }

  /** Writes and takes. @param scope empty for the record, or `topic#turn` of talk */
  write(actions: readonly string[], scope = ''): Written[] {
    return this.writeDrafts(actions.map((action) => this.draft([action], scope)));
  }

  writeDrafts(drafts: readonly Draft[], epochs = { cell: this.world.epoch, circle: this.world.epoch }): Written[] {
    const { charter, random } = this.world;
    const written = writeEntries(this.record, drafts, { keys: this.keys, charter, epochs, time: 1_800_000_000, random });
    assert.ok(written.ok);
    for (const segment of segmentsOf(written.value)) assert.equal(this.take(segment).refused, null);
    return written.value;
  }

  take(segment: Segment): Received {
    const received = this.record.receive(segment);
    this.taken.push(...received.accepted);
    return received;
  }

  /** Takes all that another device has, as that one would send it. */
  hear(other: Device): void {
    for (const { entry, bytes } of other.taken) {
      const { chain, seq } = entry;
      const signature = signTip(this.world.secretOf(chain.opening.device), bytesOf(entry.id));
      this.take({ log: chain.log, from: seq, entries: [bytes], signature });
    }
  }

  actions(): unknown[] {
    return this.folded.map((entry) => (entry.action as readonly Cbor[] | null)?.[0] ?? null);
  }

  /** An entry that says what it should not, in its right place unless told otherwise, sealed and signed. */
  forge(wrong: Forgery = {}): { readonly segment: Segment; readonly sealed: SealedEntry; readonly id: Id } {
    const { world } = this;
    const opening = wrong.opening ?? this.opening(wrong.scope);
    const log = wrong.log ?? this.record.logOf(opening);
    const chain = this.record.chain(idOf(log));
    const tip = chain?.tip;
    const keys = { cell: world.epoch, circle: world.epoch, ...wrong.epochs };
    const head: Head = {
      opening: tip === undefined ? opening : null,
      deps: [],
      lamport: (tip?.lamport ?? 0) + 1,
      charter: tip === undefined ? world.charter : null,
      circle: keys.circle.circle,
      bodyEpoch: epochTag(keys.circle.id),
      time: 1_800_000_000,
      ...wrong.head,
    };
    const made = sealEntry(log, head, opening.device, opening.lane, wrong.action ?? ['forged'], keys, world.random(16));
    assert.ok(made.ok);
    const sealed = { ...made.value, ...wrong.sealed?.(made.value) };
    const seq = tip === undefined ? 0 : tip.seq + 1;
    const hashed = hashEntry(log, seq, chain?.tipHash ?? new Uint8Array(32), sealed);
    const signature = signTip((wrong.signer ?? this.keys).secretKey, hashed);
    return { segment: { log, from: seq, entries: [encodeEntry(sealed)], signature }, sealed, id: idOf(hashed) };
  }
}

/** What is wrong with a forged entry. */
export interface Forgery {
  readonly scope?: string;
  readonly opening?: Opening;
  readonly log?: Uint8Array;
  readonly head?: Partial<Head>;
  readonly action?: Cbor;
  readonly epochs?: { readonly cell?: Epoch; readonly circle?: Epoch };
  readonly sealed?: (sealed: SealedEntry) => Partial<SealedEntry>;
  readonly signer?: SigningKeys;
}

/** What a record shows of itself: two of them are the same exactly if these are. */
export function stateOf(record: Record): unknown {
  return [...record.chains()]
    .map(({ logId, entries, signatures, signed }) => ({
      logId,
      ids: entries.map(({ id }) => id),
      signatures: [...signatures].sort(([a], [b]) => a - b),
      signed,
      reach: record.reach(logId),
    }))
    .sort((a, b) => (a.logId < b.logId ? -1 : 1));
}
