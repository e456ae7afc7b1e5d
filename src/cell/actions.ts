import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { bytes, bytesUpTo, hex, id, list, oneOf, record, type Shape, text, uint } from '../bytes/shape.ts';
import { HPKE_BYTES, SEALING_KEY_BYTES } from '../crypto/hpke.ts';
import { FORK_PROOF_BYTES } from '../log/fork.ts';
import type { CircleId } from '../log/lane.ts';
import { actionKind } from './action.ts';
import { BUNDLE_BYTES } from './bundle.ts';
import { type Method, methodShape } from './method.ts';

/** Any value within the limits of an action: what effects of kinds that this device does not know are kept as. */
const anything: Shape<Cbor> = { write: (value) => value, read: (value) => value };

/** What a group is asked. */
export interface ProposalText {
  readonly title: string;
  readonly text: string;
  /** What it changes by itself once it is decided: see effect.ts. */
  readonly effects: readonly Cbor[];
  /** How long there is to respond, in seconds. */
  readonly within: number;
  /** By what it is decided. */
  readonly method: Method;
}
const proposalFields: { [K in keyof ProposalText]: Shape<ProposalText[K]> } = {
  title: text(LIMITS.titleBytes),
  text: text(LIMITS.textBytes),
  effects: list(anything, LIMITS.effects),
  within: uint(LIMITS.within),
  method: methodShape,
};

/** Opens a decision; the entry's id is the proposal's id, and that of its first version. */
export const propose = actionKind<ProposalText>('propose', record(proposalFields));

/** A new version of a proposal, whole; the entry's id is the version's id. Only the proposer writes it. */
export interface Amendment extends ProposalText {
  readonly proposal: Id;
}
export const amend = actionKind<Amendment>('amend', record({ proposal: id, ...proposalFields }));

/** The proposer takes a proposal back. */
export const withdraw = actionKind<{ readonly proposal: Id }>('withdraw', record({ proposal: id }));

export const RESPONSES = ['consent', 'concern', 'stand-aside', 'object', 'question'] as const;
export type ResponseKind = (typeof RESPONSES)[number];

/** What a member says to one version. A later response replaces an earlier one; a question replaces nothing. */
export interface Respond {
  readonly version: Id;
  readonly response: ResponseKind;
  /** An objection has one always. */
  readonly reason: string;
}
export const respond = actionKind<Respond>(
  'respond',
  record({ version: id, response: oneOf(...RESPONSES), reason: text(LIMITS.textBytes) }),
);

/**
 * How many entries of a log the author had seen, of a device that is to write no more. Only of logs outside of the record: what
 * somebody had seen of the record, the past of their entry says by itself.
 */
export interface Cut {
  readonly log: Id;
  readonly count: number;
}
const cuts = list(record<Cut>({ log: id, count: uint() }), LIMITS.cuts);

/** "By the rule of this decision, over what I have seen, it passes." The charter is the one that the entry stands on. */
export interface Attest {
  readonly version: Id;
  readonly round: number;
  /** For removals: where the logs of the removed member end. */
  readonly cuts: readonly Cut[];
}
export const attest = actionKind<Attest>('attest', record({ version: id, round: uint(LIMITS.rounds), cuts }));

/** The author leaves the cell, with all their devices. It needs nobody. */
export const leave = actionKind<{ readonly cuts: readonly Cut[] }>('leave', record({ cuts }));

/** Revokes a device of the author's own, which is lost or in other hands. It needs nobody. */
export interface RevokeDevice {
  readonly device: Id;
  readonly cuts: readonly Cut[];
}
export const revokeDevice = actionKind<RevokeDevice>('revoke-device', record({ device: id, cuts }));

/** Shows that a device told two stories (log/fork.ts), so that it speaks for nobody any more. Whoever's device finds the fork writes it. */
export interface ShowFork {
  readonly proof: Uint8Array;
  readonly cuts: readonly Cut[];
}
export const showFork = actionKind<ShowFork>('fork', record({ proof: bytesUpTo(FORK_PROOF_BYTES), cuts }));

/** Lets people knock: whoever proves to know the secret of this key may ask to be admitted. */
export interface Invite {
  /** Ed25519 public key made from the invitation's secret. */
  readonly key: Uint8Array;
  readonly uses: number;
  /** Seconds since 1970, by the clock of whoever opens the door. */
  readonly expires: number;
}
export const invite = actionKind<Invite>('invite', record({ key: bytes(32), uses: uint(LIMITS.members), expires: uint(LIMITS.time) }));

/** Takes an invitation back. */
export const uninvite = actionKind<{ readonly invitation: Id }>('uninvite', record({ invitation: id }));

/** An epoch's secret, sealed to one device. */
export interface EpochSeal {
  readonly device: Id;
  /** Which of the device's prekeys it is sealed to. */
  readonly prekey: string;
  readonly sealed: Uint8Array;
}

/** A new secret for a circle, because who may read has changed. */
export interface NewEpoch {
  readonly epoch: Id;
  readonly circle: CircleId;
  readonly charter: Id;
  readonly seals: readonly EpochSeal[];
}
const seal: Shape<EpochSeal> = record({ device: id, prekey: hex(8), sealed: bytesUpTo(HPKE_BYTES + 32) });
export const newEpoch = actionKind<NewEpoch>(
  'epoch',
  record({ epoch: id, circle: hex(8), charter: id, seals: list(seal, LIMITS.devices) }),
);

/** Says that an epoch was sealed to the author's device so that it cannot open it: whoever holds that epoch hands it over. */
export const unopened = actionKind<{ readonly epoch: Id }>('unopened', record({ epoch: id }));

/** A fresh key to seal later epochs to; the secret of the one before is forgotten once nothing needs it. */
export const prekey = actionKind<{ readonly sealing: Uint8Array }>('prekey', record({ sealing: bytes(SEALING_KEY_BYTES) }));

/** The public half of a key that a member's backup holds, and nothing else does. */
export const backupKey = actionKind<{ readonly key: Uint8Array }>('backup-key', record({ key: bytes(32) }));

/** Links a new device to a member by the key of their backup, and revokes devices of theirs that are lost. */
export interface LinkDevice {
  readonly member: Id;
  /** Encoded bundle of the new device. */
  readonly bundle: Uint8Array;
  /** The backup's public key, and its signature over the rest. */
  readonly key: Uint8Array;
  readonly proof: Uint8Array;
  readonly revokes: readonly Id[];
}
export const linkDevice = actionKind<LinkDevice>(
  'link-device',
  record({ member: id, bundle: bytesUpTo(BUNDLE_BYTES), key: bytes(32), proof: bytes(64), revokes: list(id, LIMITS.devices) }),
);

/** Links a new device to the author's member. Any device of theirs does it by itself: one member is one voice, so nobody has to be asked. */
export interface AddDevice {
  /** Encoded bundle of the new device. */
  readonly bundle: Uint8Array;
  /** The new device's own word that it is to speak for this member: see `signDeviceAsked`. */
  readonly asked: Uint8Array;
}
export const addDevice = actionKind<AddDevice>('add-device', record({ bundle: bytesUpTo(BUNDLE_BYTES), asked: bytes(64) }));
