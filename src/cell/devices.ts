import { encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id, sortIds } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { sign, verify } from '../crypto/sign.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { checkForkProof } from '../log/fork.ts';
import { hasSeen, holds, seenBefore } from '../log/past.ts';
import {
  type AddDevice,
  addDevice,
  backupKey,
  type LinkDevice,
  linkDevice,
  type RevokeDevice,
  revokeDevice,
  type ShowFork,
  showFork,
} from './actions.ts';
import { type Bundle, decodeBundle, memberIdOf } from './bundle.ts';
import type { Charter, Member } from './charter.ts';
import { type End, type Ending, endOf, keptBy } from './cuts.ts';
import { isDeviceAsked, isSinceRecovery, type LinkedDevice, Links, linkerOf, type Speaking, withinLimits } from './links.ts';
import { type DecidedOnDevice, type Revocation, Revocations } from './revocations.ts';

interface BackupKey {
  readonly member: Id;
  readonly entry: Entry;
}

/** What the cell has decided about devices: in a part of the record, or in all that is known. */
export interface DecidedOnDevices {
  /** Whether a revocation has been undone. */
  isUndone(device: Id, revocation: Entry, seen: Counts | null): boolean;
  /** All decisions that are known by which a device that was revoked speaks again. */
  reinstating(device: Id): readonly Id[];
  /** Members to whom the cell has given a new device in place of all that they had. */
  recovered(seen: Counts | null): readonly Member[];
  /** The attestations by which it did: a device that was replaced ends where they say. */
  attested(recovery: Id, seen: Counts | null): readonly Ending[];
}

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
 * any device of a member's links another one, and a backup's key, put into the record by the member beforehand, links one new device and
 * revokes the ones that are lost.
 */
export class Devices {
  readonly #cell: Id;
  /** By key: whoever put it into the record. To copy the key of another gives nothing. */
  readonly #backupKeys = new Map<string, BackupKey[]>();
  readonly #links = new Links();
  readonly #revocations = new Map<Id, Revocations>();
  /** Entries that used a backup key. */
  readonly #uses = new Map<string, Entry[]>();

  readonly #decided: DecidedOnDevices;

  constructor(cell: Id, decided: DecidedOnDevices) {
    this.#cell = cell;
    this.#decided = decided;
  }

  /** The link by which a device speaks now, if it came by one: the first in the order of entries that holds. */
  link(device: Id): LinkedDevice | undefined {
    return this.#links.of(device).find((link) => this.#holds(link, null));
  }

  /** The link by which a device speaks in an entry's past, the entry itself included: a device that a backup links does it by its first entry. */
  linkIn(device: Id, by: Entry): LinkedDevice | undefined {
    const links = this.#links.of(device).filter(({ entry }) => entry === by || hasSeen(by, entry));
    if (links.length === 0 || this.#revocations.size === 0) return links[0];
    const seen = seenBefore(by);
    return links.find((link) => this.#holds(link, seen));
  }

  /** Whether a part of the record holds a link of a device. */
  isLinkedIn(device: Id, seen: Counts): boolean {
    return this.#links.of(device).some(({ entry }) => holds(seen, entry));
  }

  /**
   * Whether a link holds, as a part of the record has it, or all that is known: it lies before the cut of the device that wrote it, and so did
   * that device's own. Else whoever finds a lost device would link others by it for ever.
   */
  #holds(link: LinkedDevice, seen: Counts | null): boolean {
    const linker = linkerOf(link);
    if (linker === null || this.#revocations.size === 0) return true;
    if (this.#isBeyond(link.entry, seen)) return false;
    const before = this.#links.of(linker).filter(({ entry }) => hasSeen(link.entry, entry));
    return before.length === 0 || before.some((one) => this.#holds(one, seen));
  }

  /** Devices that were linked, and none of whose links holds: whatever they wrote is set aside. */
  unlinked(): Id[] {
    if (this.#revocations.size === 0) return [];
    return [...this.#links.devices()].filter((device) => this.link(device) === undefined);
  }

  /** The decision by which the cell has given its member another device in place of this one; null where none did. */
  replacedBy(device: Id): Id | null {
    return this.#replacedBy(device, null);
  }

  /** All devices in whose place the cell has given their member another. */
  replaced(): Id[] {
    return this.#decided.recovered(null).flatMap((member) => [...this.everOf(member)].filter((device) => this.replacedBy(device) !== null));
  }

  /** The recovery that replaced a device; null where none did. */
  #replacedBy(device: Id, seen: Counts | null): Id | null {
    const now = this.#recoveryAfter(device, this.#decided.recovered(null), null);
    // What was replaced in a part of the record is replaced, so for nearly every device there is nothing to look up.
    return now === null || seen === null ? now : this.#recoveryAfter(device, this.#decided.recovered(seen), seen);
  }

  #recoveryAfter(device: Id, recovered: readonly Member[], seen: Counts | null): Id | null {
    for (const member of recovered) {
      const before = this.#links.recoveriesBefore(device, member, seen);
      const recovery = before === undefined ? undefined : member.recoveries[before];
      if (recovery !== undefined) return recovery;
    }
    return null;
  }

  /** Whether a link makes its device speak for a member of this charter. */
  speaksBy({ member, line }: LinkedDevice, charter: Charter): boolean {
    const own = charter.members.get(member);
    return own !== undefined && isSinceRecovery(line, own);
  }

  /** Whether a device has been revoked, or replaced by the cell: in an entry's past or, without one, at all. */
  isRevoked(device: Id, by?: Entry): boolean {
    if (this.#replacedBy(device, by === undefined ? null : seenBefore(by)) !== null) return true;
    return this.#revocations.has(device) && this.revocationsOf(device, by === undefined ? null : seenBefore(by)).length > 0;
  }

  /** The revocations of a device that hold: in a part of the record, or in all that is known. */
  revocationsOf(device: Id, seen: Counts | null): readonly Revocation[] {
    return this.#revocations.get(device)?.holding(seen) ?? [];
  }

  /**
   * Whether a device is suspended: it is revoked by one that was itself revoked meanwhile, neither having known. Which of them is in the
   * wrong hands, nobody's device can tell: the cell decides.
   */
  isSuspended(device: Id): boolean {
    if (this.replacedBy(device) !== null) return false;
    return this.revocationsOf(device, null).some(({ entry, parting }) => {
      if (parting !== undefined) return false;
      // Whoever revokes a device revokes what is done by others that it linked.
      const others = [...this.#links.lineOf(entry.chain.opening.device)].flatMap((one) => this.revocationsOf(one, null));
      return others.some((other) => other.entry !== entry && !hasSeen(entry, other.entry) && !hasSeen(other.entry, entry));
    });
  }

  /** Devices that are revoked now. */
  revoked(): Id[] {
    return [...this.#revocations.keys()].filter((device) => this.isRevoked(device));
  }

  /** Whether an entry lies beyond the cut of its device, as a part of the record has it. */
  isCutIn(entry: Entry, seen: Counts): boolean {
    if (this.#isBeyond(entry, seen)) return true;
    if (this.#revocations.size === 0) return false;
    const links = this.#links.of(entry.chain.opening.device).filter((link) => link.entry === entry || hasSeen(entry, link.entry));
    return links.length > 0 && !links.some((link) => this.#holds(link, seen));
  }

  /** Whether an entry lies beyond the cut of the very device that wrote it. */
  #isBeyond(entry: Entry, seen: Counts | null): boolean {
    const { device } = entry.chain.opening;
    if (!this.#revocations.has(device) && this.#decided.recovered(null).length === 0) return false;
    return this.endsOf(device, seen).some((end) => keptBy(end, entry.chain) <= entry.seq);
  }

  /** Where a device's logs end because of what is said of the device: in a part of the record, or in all that is known. */
  endsOf(device: Id, seen: Counts | null): End[] {
    const replaced = this.#replacedBy(device, seen);
    return [
      ...(this.#revocations.get(device)?.ends(seen) ?? []),
      ...(replaced === null ? [] : [endOf('revoked', this.#decided.attested(replaced, seen))]),
    ];
  }

  /** Whether somebody has shown, in the record, that a device told two stories in a log. */
  isForkShown(device: Id, log: Id): boolean {
    return this.#revocations.get(device)?.showParting(log) ?? false;
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
    const keys = this.#keysBefore(entry, link);
    if (keys.length === 0) return refuse('backup-key-unknown');
    // A backup from before a recovery is one of the things that were lost.
    const own = charter.members.get(link.member) as Member;
    if (!isSinceRecovery(this.#lineOf(keys), own)) return refuse('recovered-meanwhile');
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
    const added = addDevice.read(entry.action);
    if (added !== undefined) return this.#add(added, entry, member, charter);
    const link = linkDevice.read(entry.action);
    if (link === undefined) return null;
    const bundle = this.check(entry, link, charter);
    if (!bundle.ok) return bundle;
    this.#links.add({ member: link.member, bundle: bundle.value, entry, line: this.#lineOf(this.#keysBefore(entry, link)) });
    const id = link.key.toHex();
    this.#uses.set(id, [...(this.#uses.get(id) ?? []), entry]);
    for (const device of link.revokes) this.#keepRevocation(device, { entry, cuts: null });
    return accept(null);
  }

  #add({ bundle, asked }: AddDevice, entry: Entry, member: Id, charter: Charter): Verdict<null> {
    const keys = decodeBundle(bundle);
    if (!keys.ok) return keys;
    const { device } = keys.value;
    if (!isDeviceAsked(device, this.#cell, member, bundle, asked)) return refuse('device-not-asked');
    if (this.memberOf(device, charter, entry) !== undefined) return refuse('device-known');
    const speaking = this.#speaking(charter, entry);
    if (speaking.length >= LIMITS.devices) return refuse('too-many-devices');
    if (speaking.filter((one) => one.member === member).length >= LIMITS.devicesOfMember) return refuse('too-many-devices');
    this.#links.add({ member, bundle: keys.value, entry, line: this.#links.lineBefore(entry, member) });
    return accept(null);
  }

  /** The entries that put a backup's key into the record for this member, in the past of the one that links by it. */
  #keysBefore(entry: Entry, { member, key }: LinkDevice): BackupKey[] {
    return (this.#backupKeys.get(key.toHex()) ?? []).filter((one) => one.member === member && hasSeen(entry, one.entry));
  }

  #lineOf(keys: readonly BackupKey[]): ReadonlySet<Id> {
    return new Set(keys.flatMap(({ member, entry }) => [...this.#links.lineBefore(entry, member)]));
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
    const all = this.#revocations.get(device) ?? new Revocations(this.#decidedOn(device));
    all.add(revocation);
    this.#revocations.set(device, all);
  }

  #decidedOn(device: Id): DecidedOnDevice {
    return {
      isUndone: (revocation, seen) => this.#decided.isUndone(device, revocation, seen),
      reinstating: () => this.#decided.reinstating(device),
    };
  }

  /** All devices that speak for members of a charter now, each with its member and first keys. */
  of(charter: Charter): ReadonlyMap<Id, { readonly member: Id; readonly bundle: Bundle }> {
    return new Map(withinLimits(this.#speaking(charter, null)).map(({ member, bundle }) => [bundle.device, { member, bundle }]));
  }

  /** The devices that speak for members of a charter: in an entry's past, or now. */
  #speaking(charter: Charter, by: Entry | null): Speaking[] {
    const speaking: Speaking[] = [...charter.members.values()].map(({ id, bundle }) => ({ member: id, bundle, entry: null }));
    for (const device of this.#links.devices()) {
      const link = by === null ? this.link(device) : this.linkIn(device, by);
      if (link !== undefined && this.speaksBy(link, charter) && !charter.devices.has(device)) speaking.push(link);
    }
    return speaking.filter(({ bundle: { device } }) => !this.isRevoked(device, by ?? undefined));
  }

  /** The devices that spoke for members of a charter in an entry's past. */
  ofPast(charter: Charter, entry: Entry): { readonly device: Id; readonly member: Id }[] {
    return withinLimits(this.#speaking(charter, entry)).map(({ member, bundle: { device } }) => ({ device, member }));
  }

  /** Every device that ever spoke for a member, revoked ones among them. */
  everOf({ id, roots }: Member): ReadonlySet<Id> {
    const linked = [...this.#links.devices()].filter((device) => this.#links.of(device).some(({ member }) => member === id));
    return new Set([...roots.keys(), ...linked]);
  }

  /** The member for whom a device speaks, or has ever spoken. */
  ownerEver(device: Id, charter: Charter): Id | undefined {
    const link = this.link(device) ?? this.#links.of(device)[0];
    if (link !== undefined) return link.member;
    return [...charter.members.values(), ...charter.former.values()].find(({ roots }) => roots.has(device))?.id;
  }

  /** Whether an entry has in its past every revocation that holds: in a part of the record, or in all that is known. */
  hasSeenRevocations(entry: Entry, seen: Counts | null): boolean {
    if (seen === null) return this.revoked().every((device) => this.#revocations.get(device)?.areSeenBy(entry) ?? true);
    return [...this.#revocations.values()].every((all) => all.holding(seen).every((revocation) => hasSeen(entry, revocation.entry)));
  }

  /** Whether no device has been revoked. */
  get areAllGood(): boolean {
    return this.revoked().length === 0;
  }

  /** For whom a device speaks on a charter, in an entry's past, revoked or not. */
  memberOf(device: Id, charter: Charter, entry: Entry): Id | undefined {
    const replaced = charter.recovered.find(({ id, roots }) => charter.members.has(id) && roots.has(device));
    return charter.devices.get(device) ?? replaced?.id ?? this.linkIn(device, entry)?.member;
  }
}
