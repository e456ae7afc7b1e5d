import type { Cbor } from '../../src/bytes/cbor.ts';
import { type Id, idOf } from '../../src/bytes/id.ts';
import { showFork } from '../../src/cell/actions.ts';
import { SEALING_KEY_BYTES } from '../../src/crypto/hpke.ts';
import { encodeEntry, hashEntry, NO_ENTRY } from '../../src/log/entry.ts';
import type { Epoch } from '../../src/log/epoch.ts';
import type { Head } from '../../src/log/head.ts';
import { LANES, WHOLE_CELL } from '../../src/log/lane.ts';
import { logIdOf, type Opening } from '../../src/log/opening.ts';
import { sealEntry } from '../../src/log/sealing.ts';
import { signTip } from '../../src/log/tip-signature.ts';
import type { Seat } from '../../src/peer/seat.ts';
import { SYNC } from '../../src/sync/limits.ts';
import { encodeMessage, type Message, type Part } from '../../src/sync/messages.ts';
import type { Dice } from '../dice.ts';
import { madeUpProof } from '../forging.ts';
import type { Mutation } from './mutation.ts';

/** A member's device in wrong hands: it holds all keys of its place in the cell, and lies. */
export class Liar {
  readonly seat: Seat;
  readonly #dice: Dice;
  readonly #mutation: Mutation;
  readonly #overheard: readonly Uint8Array[];

  /** @param seat the place of a real member @param overheard messages that honest devices sent */
  constructor(seat: Seat, dice: Dice, mutation: Mutation, overheard: readonly Uint8Array[]) {
    this.seat = seat;
    this.#dice = dice;
    this.#mutation = mutation;
    this.#overheard = overheard;
  }

  /** Something that no honest device would say, or not now. */
  message(): Uint8Array {
    const overheard = this.#dice.pick(this.#overheard) ?? new Uint8Array(0);
    switch (this.#dice.weighted({ garbage: 1, replayed: 3, mutated: 5, parts: 6, talk: 5 })) {
      case 'garbage':
        return this.#mutation.garbage();
      case 'replayed':
        return overheard;
      case 'mutated':
        return this.#mutation.of(overheard, this.#overheard);
      case 'parts':
        return encodeMessage({ type: 'parts', parts: fitting(Array.from({ length: this.#dice.between(1, 3) }, () => this.part())) });
      default:
        return encodeMessage(this.#talk());
    }
  }

  /** Entries of its own making, well sealed and signed, with something wrong in them, or nothing at all. */
  part(): Part {
    const dice = this.#dice;
    const { record, signing } = this.seat;
    const own = record.scope('record').find(({ opening }) => opening.device === this.seat.device);
    const opening: Opening = dice.chance(0.5)
      ? { device: this.seat.device, lane: 'record', topic: '', turn: 0 }
      : {
          device: dice.chance(0.8) ? this.seat.device : idOf(dice.bytes(32)),
          lane: dice.pick(LANES) ?? 'talk',
          topic: dice.pick(['', 'everyone', 'x']) ?? '',
          turn: dice.below(3000),
        };
    const log = dice.chance(0.9) ? logIdOf(this.#blind, opening) : dice.bytes(32);
    const goesOn = opening.lane === 'record' && own !== undefined && dice.chance(0.8);
    // Going on from an older entry than the newest is a fork.
    const from = goesOn ? Math.max(0, own.entries.length - (dice.chance(0.7) ? 0 : dice.between(1, 3))) : dice.below(2);
    let previous: Uint8Array = goesOn && from > 0 ? Uint8Array.fromHex(own.entries[from - 1]?.id as Id) : NO_ENTRY;
    const entries: Uint8Array[] = [];
    for (let i = dice.between(1, 3); i > 0; i--) {
      const epoch = this.#epoch();
      const head = this.#head(from + entries.length === 0 ? opening : null, (own?.tip?.lamport ?? 0) + entries.length, epoch);
      const sealed = sealEntry(log, head, this.seat.device, opening.lane, this.#action(), { cell: epoch, circle: epoch }, dice.bytes(16));
      if (!sealed.ok) continue;
      previous = hashEntry(log, from + entries.length, previous, sealed.value);
      entries.push(encodeEntry(sealed.value));
    }
    const signature = dice.chance(0.9) ? signTip(signing.secretKey, previous) : dice.chance(0.5) ? dice.bytes(64) : null;
    return { log: idOf(log), from, entries, signature };
  }

  get #blind(): Uint8Array {
    return this.seat.keys.welcome?.blind as Uint8Array;
  }

  #epoch(): Epoch {
    const known = this.#dice.pick(this.seat.record.keys.all()) as Epoch;
    return this.#dice.chance(0.9) ? known : { ...known, secret: this.#dice.bytes(32) };
  }

  #head(opening: Opening | null, lamport: number, epoch: Epoch): Head {
    const dice = this.#dice;
    const known = dice.pick([...this.seat.record.chains()].flatMap(({ entries }) => entries.map(({ id }) => id)));
    return {
      opening: dice.chance(0.95) ? opening : { device: this.seat.device, lane: 'record', topic: '', turn: 0 },
      deps: dice.chance(0.2) ? [dice.chance(0.7) && known !== undefined ? known : idOf(dice.bytes(32))] : [],
      lamport: dice.chance(0.8) ? lamport + 1 : (dice.pick([lamport + 2, 1, 0, 2 ** 40]) as number),
      charter: dice.chance(0.8) ? null : dice.chance(0.5) ? (this.seat.cell.charter?.id ?? null) : idOf(dice.bytes(32)),
      circle: dice.chance(0.9) ? WHOLE_CELL : '0000000000000001',
      bodyEpoch: dice.chance(0.9) ? epoch.id.slice(0, 8) : '00000000',
      time: dice.pick([0, 1_778_486_400, 2 ** 36]) as number,
    };
  }

  #action(): Cbor {
    const dice = this.#dice;
    const version = dice.pick([...this.seat.cell.decisions.versions.keys()]) ?? '0'.repeat(64);
    const kinds: Cbor[] = [
      ['attest', [Uint8Array.fromHex(version), dice.below(3), []]],
      ['respond', [Uint8Array.fromHex(version), 'object', '']],
      ['respond', [Uint8Array.fromHex(version), dice.pick(['consent', 'object', 'question']) as string, 'a reason']],
      ['withdraw', [Uint8Array.fromHex(version)]],
      ['epoch', [dice.bytes(32), dice.bytes(8), dice.bytes(32), []]],
      ['talk/say', ['x'.repeat(dice.below(9000)), null]],
      ['from/tomorrow', [1, 2, 3]],
      showFork.write({ proof: this.#proof(), cuts: [] }),
      this.#mutation.content(),
    ];
    return dice.pick(kinds) as Cbor;
  }

  /** That a device which nobody knows told two stories in a log of somebody else's. */
  #proof(): Uint8Array {
    const log = this.#dice.pick([...this.seat.record.chains()].map((chain) => chain.log));
    return madeUpProof(log ?? this.#dice.bytes(32), this.#dice.bytes(32));
  }

  #talk(): Message {
    const dice = this.#dice;
    const logs = [...this.seat.record.chains()].map(({ logId }) => logId);
    const log = () => (dice.chance(0.6) ? (dice.pick(logs) ?? '') : idOf(dice.bytes(32)));
    const count = () => dice.pick([0, 1, 2, 5, 1000, 2 ** 40, 2 ** 50]) as number;
    const many = <T>(make: () => T): T[] => Array.from({ length: dice.chance(0.9) ? dice.below(5) : 800 }, make);
    const messages: Message[] = [
      { type: 'hello', version: dice.below(3), salt: dice.bytes(32) },
      { type: 'prove', sealed: dice.bytes(dice.below(300)) },
      { type: 'have', logs: many(() => ({ log: log(), count: count(), tip: idOf(dice.bytes(32)) })), more: dice.chance(0.3) },
      {
        type: 'want',
        bytes: dice.below(1 << 20),
        behind: dice.chance(0.3),
        logs: many(() => ({ log: log(), from: count() })),
        more: dice.chance(0.3),
      },
      { type: 'parts', parts: [] },
      { type: 'sent', more: dice.chance(0.5) },
      { type: 'cards', cards: Array.from({ length: dice.below(30) }, () => dice.bytes(dice.below(300))) },
      { type: 'proof', bytes: dice.chance(0.5) ? this.#proof() : dice.bytes(dice.below(2000)) },
      { type: 'keys', sealed: dice.bytes(dice.below(2000)) },
      {
        type: 'lacking-keys',
        prekey: dice.bytes(SEALING_KEY_BYTES),
        signature: dice.bytes(64),
        epochs: Array.from({ length: dice.below(64) }, () => idOf(dice.bytes(32))),
        tags: Array.from({ length: dice.below(64) }, () => dice.bytes(4).toHex()),
      },
      { type: 'bye', reason: dice.pick(['', 'replaced', 'ﷺ'.repeat(5), 'x'.repeat(64)]) as string },
    ];
    return dice.pick(messages) as Message;
  }
}

/** As much of these as fits a message. */
function fitting(parts: readonly Part[]): Part[] {
  let room = SYNC.pushBytes;
  const fits = ({ length }: Uint8Array): boolean => {
    if (length > room) return false;
    room -= length;
    return true;
  };
  return parts.map((part) => ({ ...part, entries: part.entries.filter(fits) }));
}
