import type { Id } from '../bytes/id.ts';
import type { SigningKeys } from '../crypto/sign.ts';
import type { Epoch } from '../log/epoch.ts';
import type { ForkProof } from '../log/fork.ts';
import type { Accepted, Record } from '../log/record.ts';
import type { Segment } from '../log/segment.ts';
import type { AddressCard } from './card.ts';

/** What another device is to us, by our own charter. `unknown`: perhaps we are behind, perhaps it is nobody. */
export type DeviceStanding = 'member' | 'unknown' | 'removed';

/** What sync asks of the cell. */
export interface SyncCell {
  readonly id: Id;
  /** The cell's blinding secret, 32 bytes: whoever knows it is, or was, of the cell. */
  readonly blind: Uint8Array;
  readonly record: Record;
  /** The newest charter that this device knows. When it changes, every standing is asked for again. */
  charter(): Id;
  standing(device: Id): DeviceStanding;
  /** The newest epoch of the whole cell: own address cards are sealed under it. */
  epoch(): Epoch;
  /** What this device should read and cannot open; null where there is nothing, or nothing could be sealed to it. */
  lackingKeys(): LackingKeys | null;
}

/** Epochs that a device lacks, and to what they are to be sealed for it. */
export interface LackingKeys {
  /** Public half of its newest prekey. */
  readonly prekey: Uint8Array;
  readonly epochs: readonly Id[];
  /** Of epochs of which it knows no more: see `epochTag`. */
  readonly tags: readonly string[];
}

/** Who we are, and what a machine without a world of its own must be given. */
export interface SyncSelf {
  readonly keys: SigningKeys;
  /** Gives fresh random bytes. */
  readonly random: (size: number) => Uint8Array;
}

/** The peer numbers its links as it likes; a number is never used twice. */
export type LinkId = number;

/** What the peer tells the machine. Every event is answered at once, with effects to carry out in their order. */
export type SyncEvent =
  /** A link of purpose 'cell' is there. `self` and `peer` are the network ids at its ends, as the transport proved them. */
  | { readonly type: 'linked'; readonly link: LinkId; readonly self: string; readonly peer: string; readonly dialled: boolean }
  | { readonly type: 'message'; readonly link: LinkId; readonly bytes: Uint8Array }
  /** The link is gone, whoever closed it. */
  | { readonly type: 'closed'; readonly link: LinkId }
  /** `Link.send` gave false; and later: it is drained. */
  | { readonly type: 'full'; readonly link: LinkId }
  | { readonly type: 'drained'; readonly link: LinkId }
  /** What `Record.receive` said of a segment: exactly once for each effect `receive`, with the same segment, before the entries are on the disk. */
  | {
      readonly type: 'received';
      readonly link: LinkId;
      readonly segment: Segment;
      readonly refused: string | null;
      readonly accepted: number;
    }
  /**
   * These entries are on the disk now and in the record, in the order of arrival: our own (`from` null), or what a segment brought, however it came.
   * Every entry that the record accepts is named once. Own entries are pushed in this same turn.
   */
  | { readonly type: 'accepted'; readonly entries: readonly Accepted[]; readonly from: LinkId | null }
  /** Answer of an effect `read`: compact forms in order. Empty when the store has nothing there. */
  | { readonly type: 'answer'; readonly request: number; readonly entries: readonly Uint8Array[] }
  /** In these logs, from these places on, are entries without their words, which others may have: they are asked for once on each link. */
  | { readonly type: 'lacking'; readonly places: ReadonlyMap<Id, number> }
  /** These logs have been erased, from the record and from the disk. */
  | { readonly type: 'erased'; readonly logs: ReadonlySet<Id> }
  /** A fork proof that this device made itself, or kept from an earlier run: it is passed on. */
  | { readonly type: 'forked'; readonly proof: Uint8Array }
  /** Our own addresses have changed, or are known for the first time. */
  | { readonly type: 'addresses'; readonly network: string; readonly addresses: readonly string[] }
  /** Sealed cards kept from an earlier run. */
  | { readonly type: 'cards'; readonly cards: readonly Uint8Array[] }
  /** Epochs sealed to a device that lacks them: they go over a link to it, if there is one, and to a member's device alone. */
  | { readonly type: 'keys'; readonly device: Id; readonly sealed: Uint8Array }
  /** Charter, epochs or keys have changed by something else than an accepted entry. Otherwise the machine sees it by itself. */
  | { readonly type: 'changed' }
  /** `SyncMachine.wait` milliseconds have passed. Ticks that come early or late do no harm. */
  | { readonly type: 'tick' };

/** What the machine wants done. */
export type SyncEffect =
  | { readonly type: 'send'; readonly link: LinkId; readonly message: Uint8Array }
  /**
   * Close the link after what was sent has left. `blame`: the other device did what only a liar does. `calmly`: do not dial it again soon, for that, or
   * because one of the two has no room for it.
   */
  | { readonly type: 'close'; readonly link: LinkId; readonly reason: string; readonly blame: boolean; readonly calmly: boolean }
  /** Read from the store (`Store.read`), then give `answer`. A link that closed meanwhile does not matter. */
  | {
      readonly type: 'read';
      readonly request: number;
      readonly log: Uint8Array;
      readonly from: number;
      readonly count: number;
      readonly bytes: number;
    }
  /** Give the segment to `Record.receive`; tell the outcome by `received`, and, once it is stored, what came of it by `accepted`. */
  | { readonly type: 'receive'; readonly link: LinkId; readonly segment: Segment }
  /** The other end has proved which device it is. */
  | { readonly type: 'proved'; readonly link: LinkId; readonly device: Id; readonly standing: DeviceStanding }
  /** That member's device has told that it holds so many entries, from the first on, of these logs on its disk. Counts only grow while it stays linked, unless it has erased a log; they are its claim. */
  | { readonly type: 'reach'; readonly device: Id; readonly changes: readonly (readonly [log: Id, count: number])[] }
  /** A newer address card of a member's device: keep `sealed` for the next start, dial by `card`. Our own comes too. */
  | { readonly type: 'card'; readonly card: AddressCard; readonly sealed: Uint8Array }
  /** A device hands over epochs, sealed to this device's keys. From one that is not known to be a member's only what an entry of the record brings is taken. */
  | { readonly type: 'keys'; readonly link: LinkId; readonly standing: DeviceStanding; readonly sealed: Uint8Array }
  /** A member's device lacks epochs, and has proved that the prekey is its own: what it may read of them is to be handed over, sealed to that. */
  | { readonly type: 'keys-asked'; readonly device: Id; readonly asked: LackingKeys }
  /** Another device has sent a fork proof that holds in itself; whether the device and log are of this cell is for the receiver to see. */
  | { readonly type: 'fork-proof'; readonly link: LinkId; readonly proof: ForkProof; readonly bytes: Uint8Array };

/** What a device says to hold of a log. */
export interface Claim {
  readonly device: Id;
  /** How many entries. */
  readonly count: number;
  /** Whether it was asked for them, and gave them not. */
  readonly isWithheld: boolean;
  /** Whether it lets lie what it was asked for, whatever that was. */
  readonly isSilent: boolean;
}

/** How a link stands, for people. */
export interface LinkStatus {
  readonly link: LinkId;
  /** Null until it has proved itself. */
  readonly device: Id | null;
  readonly standing: DeviceStanding | null;
  /** Whether it has told all that it holds. */
  readonly hasTold: boolean;
  /** Whether each holds all that the other has told of. */
  readonly inSync: boolean;
}
