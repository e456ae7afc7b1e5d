import { encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, sortIds } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { sign, verify } from '../crypto/sign.ts';
import type { Entry } from '../log/chain.ts';
import { checkForkProof } from '../log/fork.ts';
import { type Counts, hasSeen, holds, seenBefore } from '../log/past.ts';
import { backupKey, type Cut, type LinkDevice, linkDevice, type RevokeDevice, revokeDevice, type ShowFork, showFork } from './actions.ts';
import { type Bundle, decodeBundle, memberIdOf } from './bundle.ts';
import type { Charter, Member } from './charter.ts';
import { type End, endOf, keptBy } from './cuts.ts';

/** A device that its member has linked, besides the one that they were admitted with. */
export interface LinkedDevice {
  readonly member: Id;
  readonly bundle: Bundle;
  readonly entry: Entry;
}

interface BackupKey {
  readonly member: Id;
  readonly entry: Entry;
}

/** A device has been revoked. */
export interface Revocation {
  readonly entry: Entry;
  /** What its author had seen of the device outside of the record; null where the revocation cuts nothing: a backup may be an old one. */
  readonly cuts: readonly Cut[] | null;
  /** Where a log of it was shown to part into two stories: then nobody undoes it. */
  readonly parting?: { readonly log: Id; readonly seq: number };
}

/** Whether the cell has undone a revocation by a decision: over a part of the record, or over all that is known. */
export type IsUndone = (device: Id, revocation: Entry, seen: Counts | null) => boolean;

const DOMAIN = 'moot/link-device';

function linkMessage(cell: Id, link: Pick<LinkDevice, 'member' | 'bundle' | 'revokes'>): Uint8Array {
  return encodeCbor([bytesOf(cell), bytesOf(link.member), bytesOf(memberIdOf(link.bundle)), sortIds(link.revokes).map(bytesOf)]);
}

/** The proof by which a restored backup links its new device. @param secretKey made from the secret that only the backup holds */
export function signLink(secretKey: Uint8Array, cell: Id, link: Pick<LinkDevice, 'member' | 'bundle' | 'revokes'>): Uint8Array {
  return sign(secretKey, DOMAIN, linkMessage(cell, link));
}

/**
 * Which devices speak for whom, beyond those that people were admitted with. To link and to revoke an own device needs nobody's leave:
 * a backup's key, put into the record by the member beforehand, links one new device and revokes the ones that are lost.
 */
export class Devices {
  readonly #cell: Id;
  /** By key: whoever put it into the record. To copy the key of another gives nothing. */
  readonly #backupKeys = new Map<string, BackupKey[]>();
  readonly #links = new Map<Id, LinkedDevice>();
  readonly #revocations = new Map<Id, Revocation[]>();
  /** Entries that used a backup key. */
  readonly #uses = new Map<string, Entry[]>();

  readonly #isUndone: IsUndone;

  constructor(cell: Id, isUndone: IsUndone) {
    this.#cell = cell;
    this.#isUndone = isUndone;
  }

  /** The link of a device, if it came by one. */
  link(device: Id): LinkedDevice | undefined {
    return this.#links.get(device);
  }

  /** Whether a device has been revoked, in an entry's past or, without one, at all. */
  isRevoked(device: Id, by?: Entry): boolean {
    return this.#revocations.has(device) && this.revocationsOf(device, by === undefined ? null : seenBefore(by)).length > 0;
  }

  /** The revocations of a device that hold: in a part of the record, or in all that is known. */
  revocationsOf(device: Id, seen: Counts | null): Revocation[] {
    const all = this.#revocations.get(device) ?? [];
    return all.filter(
      ({ entry, parting }) => (seen === null || holds(seen, entry)) && (parting !== undefined || !this.#isUndone(device, entry, seen)),
    );
  }

  /**
   * Whether a device is suspended: it is revoked by one that was itself revoked meanwhile, neither having known. Which of them is in the
   * wrong hands, nobody's device can tell: the cell decides.
   */
  isSuspended(device: Id): boolean {
    return this.revocationsOf(device, null).some(({ entry, parting }) => {
      if (parting !== undefined) return false;
      const others = this.revocationsOf(entry.chain.opening.device, null);
      return others.some((other) => other.entry !== entry && !hasSeen(entry, other.entry) && !hasSeen(other.entry, entry));
    });
  }

  /** Devices that are revoked now. */
  revoked(): Id[] {
    return [...this.#revocations.keys()].filter((device) => this.isRevoked(device));
  }

  /** Whether an entry lies beyond the cut of its device, as a part of the record has it. */
  isCutIn(entry: Entry, seen: Counts): boolean {
    if (!this.#revocations.has(entry.chain.opening.device)) return false;
    return this.endsOf(entry.chain.opening.device, seen).some((end) => keptBy(end, entry.chain) <= entry.seq);
  }

  /** Where a device's logs end because of what is said of the device: in a part of the record, or in all that is known. */
  endsOf(device: Id, seen: Counts | null): End[] {
    const cutting = this.revocationsOf(device, seen).flatMap(({ cuts, ...rest }) => (cuts === null ? [] : [{ ...rest, cuts }]));
    const [revoked, forked] = [
      cutting.filter(({ parting }) => parting === undefined),
      cutting.filter(({ parting }) => parting !== undefined),
    ];
    return [...(revoked.length > 0 ? [endOf('revoked', revoked)] : []), ...(forked.length > 0 ? [endOf('two-stories', forked)] : [])];
  }

  /** Whether somebody has shown, in the record, that a device told two stories in a log. */
  isForkShown(device: Id, log: Id): boolean {
    return (this.#revocations.get(device) ?? []).some(({ parting }) => parting?.log === log);
  }

  /**
   * Whether an entry links the device that wrote it, as the first in its log: so nobody links a device that is not in their hands. Judged from
   * its own past. Refuses with what is wrong.
   */
  check(entry: Entry, link: LinkDevice, charter: Charter): Verdict<Bundle> {
    const bundle = decodeBundle(link.bundle);
    if (!bundle.ok) return bundle;
    const { device, lane } = entry.chain.opening;
    if (bundle.value.device !== device || entry.seq > 0 || lane !== 'record') return refuse('link-not-by-the-device');
    if (!charter.members.has(link.member)) return refuse('author-not-in-charter');
    const keys = this.#backupKeys.get(link.key.toHex()) ?? [];
    if (!keys.some((key) => key.member === link.member && hasSeen(entry, key.entry))) return refuse('backup-key-unknown');
    if (!verify(link.key, DOMAIN, linkMessage(this.#cell, link), link.proof)) return refuse('backup-key-not-proved');
    if ((this.#uses.get(link.key.toHex()) ?? []).some((other) => hasSeen(entry, other))) return refuse('backup-key-used');
    const areOwn = link.revokes.every((revoked) => this.memberOf(revoked, charter, entry) === link.member);
    return areOwn ? bundle : refuse('only-own-devices-are-revoked');
  }

  /** Takes an entry that concerns devices. @param member who wrote it @param charter that it stands on @returns null for other kinds, else whether it counts */
  fold(entry: Entry, member: Id, charter: Charter): Verdict<null> | null {
    const kept = backupKey.read(entry.action);
    if (kept !== undefined) {
      const id = kept.key.toHex();
      this.#backupKeys.set(id, [...(this.#backupKeys.get(id) ?? []), { member, entry }]);
      return accept(null);
    }
    const revocation = revokeDevice.read(entry.action);
    if (revocation !== undefined) return this.#revoke(revocation, entry, member, charter);
    const shown = showFork.read(entry.action);
    if (shown !== undefined) return this.#showFork(shown, entry, charter);
    const link = linkDevice.read(entry.action);
    if (link === undefined) return null;
    const bundle = this.check(entry, link, charter);
    if (!bundle.ok) return bundle;
    this.#links.set(bundle.value.device, { member: link.member, bundle: bundle.value, entry });
    const id = link.key.toHex();
    this.#uses.set(id, [...(this.#uses.get(id) ?? []), entry]);
    for (const device of link.revokes) this.#keepRevocation(device, { entry, cuts: null });
    return accept(null);
  }

  #revoke({ device, cuts }: RevokeDevice, entry: Entry, member: Id, charter: Charter): Verdict<null> {
    if (this.memberOf(device, charter, entry) !== member) return refuse('only-own-devices-are-revoked');
    this.#keepRevocation(device, { entry, cuts });
    return accept(null);
  }

  #showFork({ proof: octets, cuts }: ShowFork, entry: Entry, charter: Charter): Verdict<null> {
    const proof = checkForkProof(octets);
    if (!proof.ok) return proof;
    const { device, log, seq } = proof.value;
    // Anybody can prove a fork of a key of their own making.
    if (this.memberOf(device, charter, entry) === undefined) return refuse('device-unknown');
    this.#keepRevocation(device, { entry, cuts, parting: { log, seq } });
    return accept(null);
  }

  #keepRevocation(device: Id, revocation: Revocation): void {
    this.#revocations.set(device, [...(this.#revocations.get(device) ?? []), revocation]);
  }

  /** All devices that speak for members of a charter now, each with its member and first keys. */
  of(charter: Charter): ReadonlyMap<Id, { readonly member: Id; readonly bundle: Bundle }> {
    const devices = new Map<Id, { member: Id; bundle: Bundle }>();
    for (const [device, { member, bundle }] of this.#links) if (charter.members.has(member)) devices.set(device, { member, bundle });
    for (const { id, bundle } of charter.members.values()) devices.set(bundle.device, { member: id, bundle });
    for (const device of this.revoked()) devices.delete(device);
    return devices;
  }

  /** Every device that ever spoke for a member, revoked ones among them. */
  everOf({ id, bundle }: Member): ReadonlySet<Id> {
    const linked = [...this.#links].filter(([, { member }]) => member === id).map(([device]) => device);
    return new Set([bundle.device, ...linked]);
  }

  /** The member for whom a device speaks, or has ever spoken. */
  ownerEver(device: Id, charter: Charter): Id | undefined {
    const link = this.#links.get(device);
    if (link !== undefined) return link.member;
    return [...charter.members.values(), ...charter.former.values()].find(({ bundle }) => bundle.device === device)?.id;
  }

  /** Whether an entry has every revocation in its past. */
  hasSeenRevocations(entry: Entry): boolean {
    return this.revoked().every((device) => this.revocationsOf(device, null).every((revocation) => hasSeen(entry, revocation.entry)));
  }

  /** Whether no device has been revoked. */
  get areAllGood(): boolean {
    return this.revoked().length === 0;
  }

  /** For whom a device speaks on a charter, in an entry's past, revoked or not. */
  memberOf(device: Id, charter: Charter, entry: Entry): Id | undefined {
    const link = this.#links.get(device);
    return charter.devices.get(device) ?? (link !== undefined && hasSeen(entry, link.entry) ? link.member : undefined);
  }
}
