import { encodeCbor } from '../bytes/cbor.ts';
import { bytesOf, type Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { sign, verify } from '../crypto/sign.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { compareEntries, insertInOrder } from '../log/order.ts';
import { hasSeen, holds } from '../log/past.ts';
import { type Bundle, memberIdOf } from './bundle.ts';
import type { Member } from './charter.ts';

/** A device that its member has linked, besides the one that they were admitted with. */
export interface LinkedDevice {
  readonly member: Id;
  readonly bundle: Bundle;
  /** The entry that links it: the device's own first one where a backup links it, else one of another device of the member's. */
  readonly entry: Entry;
  /** The devices of the member's by which it came to be linked, back to one that they came with or were given by the cell. */
  readonly line: ReadonlySet<Id>;
}

const ASKED = 'moot/device-asked';

function askedMessage(cell: Id, member: Id, bundle: Uint8Array): Uint8Array {
  return encodeCbor([bytesOf(cell), bytesOf(member), bytesOf(memberIdOf(bundle))]);
}

/** A new device's own word that it is to speak for a member of this cell. @param secretKey of the device */
export function signDeviceAsked(secretKey: Uint8Array, cell: Id, member: Id, bundle: Uint8Array): Uint8Array {
  return sign(secretKey, ASKED, askedMessage(cell, member, bundle));
}

/** Whether the holder of a bundle's device key asked to speak for this member: so nobody links a device that is not in their hands. */
export function isDeviceAsked(device: Id, cell: Id, member: Id, bundle: Uint8Array, asked: Uint8Array): boolean {
  return verify(bytesOf(device), ASKED, askedMessage(cell, member, bundle), asked);
}

/** By whom an entry that links a device was written: one of the member's devices, or the linked one itself, by the key of a backup. */
export function linkerOf({ entry, bundle }: LinkedDevice): Id | null {
  const { device } = entry.chain.opening;
  return device === bundle.device ? null : device;
}

/** How many recoveries lie before the last root in a line of devices. */
function lastRoot(line: ReadonlySet<Id>, roots: Member['roots']): number {
  return Math.max(0, ...[...line].map((device) => roots.get(device) ?? 0));
}

/** Whether a device of this line speaks for a member since their last recovery: all that were linked before it speak for nobody. */
export function isSinceRecovery(line: ReadonlySet<Id>, { recoveries, roots }: Member): boolean {
  return recoveries.length === 0 || lastRoot(line, roots) === recoveries.length;
}

/** All links of a cell. A device nearly always has one; whoever lets theirs be linked for two members speaks for one at a time. */
export class Links {
  readonly #byDevice = new Map<Id, LinkedDevice[]>();

  add(link: LinkedDevice): void {
    const links = this.#byDevice.get(link.bundle.device) ?? [];
    insertInOrder(links, link, ({ entry }) => entry);
    this.#byDevice.set(link.bundle.device, links);
  }

  /** The links of a device, in the order of entries. */
  of(device: Id): readonly LinkedDevice[] {
    return this.#byDevice.get(device) ?? [];
  }

  /** Every device that was ever linked. */
  devices(): Iterable<Id> {
    return this.#byDevice.keys();
  }

  /** The devices by which an entry's device came to speak for a member, as the entry's past has it, itself among them. */
  lineBefore(entry: Entry, member: Id): ReadonlySet<Id> {
    const { device } = entry.chain.opening;
    const before = this.of(device).filter((link) => link.member === member && hasSeen(entry, link.entry));
    return new Set([device, ...before.flatMap(({ line }) => [...line])]);
  }

  /**
   * How many recoveries of a member's lie before a device of theirs: as many as before the last root that it was linked by. Undefined for a device that
   * was never theirs. @param seen only links in this part of the record; null for all that is known
   */
  recoveriesBefore(device: Id, { id, roots }: Pick<Member, 'id' | 'roots'>, seen: Counts | null): number | undefined {
    const own = roots.get(device);
    if (own !== undefined) return own;
    const lines = this.of(device).filter(({ member, entry }) => member === id && (seen === null || holds(seen, entry)));
    return lines.length === 0 ? undefined : Math.max(...lines.map(({ line }) => lastRoot(line, roots)));
  }

  /** A device, and those by which it came to be linked, back to the one that its member was admitted with. */
  lineOf(device: Id): ReadonlySet<Id> {
    const line = new Set([device]);
    for (const one of line) for (const link of this.of(one)) line.add(linkerOf(link) ?? one);
    return line;
  }
}

/** A device that speaks for a member: where it came from is null for the one that they were admitted with. */
export interface Speaking {
  readonly member: Id;
  readonly bundle: Bundle;
  readonly entry: Entry | null;
}

/**
 * As many devices as epochs can be sealed to. Linking keeps to the bounds by itself; only where several devices are linked at once, none
 * knowing of the others, there can be more, and then those that a member linked first speak, and everybody's first ones before anybody's third.
 */
export function withinLimits(speaking: readonly Speaking[]): readonly Speaking[] {
  const byMember = Map.groupBy(speaking, ({ member }) => member);
  const isWithin = speaking.length <= LIMITS.devices && [...byMember.values()].every((own) => own.length <= LIMITS.devicesOfMember);
  if (isWithin) return speaking;
  const ranked = [...byMember.values()].flatMap((own) =>
    own
      .toSorted(compareSpeaking)
      .slice(0, LIMITS.devicesOfMember)
      .map((one, rank) => ({ one, rank })),
  );
  const sorted = ranked.sort((a, b) => a.rank - b.rank || compareSpeaking(a.one, b.one));
  return sorted.slice(0, LIMITS.devices).map(({ one }) => one);
}

function compareSpeaking(a: Speaking, b: Speaking): number {
  if (a.entry === null || b.entry === null) return Number(a.entry !== null) - Number(b.entry !== null) || (a.member < b.member ? -1 : 1);
  return compareEntries(a.entry, b.entry);
}
