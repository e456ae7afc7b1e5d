import type { Cbor } from '../../src/bytes/cbor.ts';
import type { Id } from '../../src/bytes/id.ts';
import { checkForkProof } from '../../src/log/fork.ts';
import { deviceOf } from './bundle.ts';
import { contentOf, hexOf, inOrder, type PlainEntry } from './reading.ts';

/** Members by device, as a charter has them: those with whom people were admitted. */
type Admitted = ReadonlyMap<Id, Id>;

interface PlainLink {
  readonly device: Id;
  readonly member: Id;
  readonly entry: PlainEntry;
  /** Null for a device that links itself by the key of a backup. */
  readonly linker: Id | null;
  /** The entries that gave it: itself, or those that put the key of the backup into the record. */
  readonly by: readonly PlainEntry[];
}

/** By log, how many entries somebody had seen of it. */
export type PlainCuts = readonly (readonly [log: Id, count: number])[];

/** A statement that a device is to write no more. */
export interface PlainRevocation {
  readonly device: Id;
  readonly entry: PlainEntry;
  /** Null where a backup revokes: it cuts nothing. */
  readonly cuts: PlainCuts | null;
  /** Where it was shown that a log of the device parts into two stories. */
  readonly parting?: { readonly log: Id; readonly seq: number };
}

/** Whether the cell has undone a revocation: within these entries, or at all. */
type IsUndone = (revocation: PlainRevocation, seen: ReadonlySet<Id> | null) => boolean;

/** Which devices speak for whom beside those that people were admitted with, once more and as plainly as it can be said (design/charter.md, "Devices"). */
export class PlainDevices {
  readonly #links: PlainLink[] = [];
  readonly #revocations: PlainRevocation[] = [];
  readonly #backupKeys: { readonly key: string; readonly member: Id; readonly entry: PlainEntry }[] = [];
  readonly #isUndone: IsUndone;

  constructor(isUndone: IsUndone) {
    this.#isUndone = isUndone;
  }

  /** Takes an entry of the record. @param admitted by the charter that it stands on */
  take(entry: PlainEntry, admitted: Admitted): void {
    const [linked, added] = [contentOf(entry, 'link-device'), contentOf(entry, 'add-device')];
    if (linked !== null) {
      const [owner, key] = [hexOf(linked[0]), hexOf(linked[2])];
      const by = this.#backupKeys.filter((one) => one.key === key && one.member === owner && entry.past.has(one.entry.id));
      this.#links.push({ device: deviceOf(linked[1] as Uint8Array), member: owner, entry, linker: null, by: by.map((one) => one.entry) });
      for (const device of linked[4] as readonly Cbor[]) this.#revocations.push({ device: hexOf(device), entry, cuts: null });
    }
    const member = this.memberOf(entry.device, admitted, entry);
    const kept = contentOf(entry, 'backup-key');
    if (kept !== null && member !== undefined) this.#backupKeys.push({ key: hexOf(kept[0]), member, entry });
    if (added !== null && member !== undefined) {
      const device = deviceOf(added[0] as Uint8Array);
      if (this.memberOf(device, admitted, entry) === undefined)
        this.#links.push({ device, member, entry, linker: entry.device, by: [entry] });
    }
    const [octets, cuts] = contentOf(entry, 'fork') ?? [];
    const proof = octets === undefined ? null : checkForkProof(octets as Uint8Array);
    if (proof?.ok && this.memberOf(proof.value.device, admitted, entry) !== undefined)
      this.#revocations.push({ device: proof.value.device, entry, cuts: cutsIn(cuts), parting: proof.value });
    const revoked = contentOf(entry, 'revoke-device');
    if (revoked === null || this.memberOf(hexOf(revoked[0]), admitted, entry) !== member) return;
    this.#revocations.push({ device: hexOf(revoked[0]), entry, cuts: cutsIn(revoked[1]) });
  }

  /** For whom a device speaks in an entry's past, revoked or not. */
  memberOf(device: Id, admitted: Admitted, entry: PlainEntry): Id | undefined {
    const links = this.#linksOf(device).filter((link) => link.entry === entry || entry.past.has(link.entry.id));
    return admitted.get(device) ?? links.find((link) => this.#holds(link, entry.past))?.member;
  }

  /**
   * How many recoveries of a member's lie before a device of theirs, by the roots that it was linked from; undefined for one that was never theirs.
   * @param seen only links among these; null for all
   */
  recoveriesBefore(device: Id, member: Id, roots: ReadonlyMap<Id, number>, seen: ReadonlySet<Id> | null): number | undefined {
    const own = roots.get(device);
    if (own !== undefined) return own;
    const links = this.#linksOf(device).filter((link) => link.member === member && (seen === null || seen.has(link.entry.id)));
    return links.length === 0 ? undefined : Math.max(...links.map((link) => this.#rootOf(link, member, roots)));
  }

  #rootOf({ by }: PlainLink, member: Id, roots: ReadonlyMap<Id, number>): number {
    return Math.max(
      0,
      ...by.map(({ device, past }) =>
        Math.max(
          roots.get(device) ?? 0,
          ...this.#linksOf(device)
            .filter((link) => link.member === member && past.has(link.entry.id))
            .map((link) => this.#rootOf(link, member, roots)),
        ),
      ),
    );
  }

  /** Every device that was ever linked to a member. */
  linkedTo(member: Id): Set<Id> {
    return new Set(this.#links.filter((link) => link.member === member).map(({ device }) => device));
  }

  /** Whether a device was revoked, or lost what linked it, in an entry's past, and the cell has not let it speak again since. */
  wasSilenced(device: Id, { past }: PlainEntry): boolean {
    const links = this.#linksOf(device).filter(({ entry }) => past.has(entry.id));
    const isRevoked = this.#standing(past).some(
      (one) => one.device === device && (one.parting !== undefined || !this.#isUndone(one, null)),
    );
    return isRevoked || (links.length > 0 && ![past, null].some((seen) => links.some((link) => this.#holds(link, seen))));
  }

  /** Whether an entry does not count because of what is said of its device, within what was seen. */
  isCut(entry: PlainEntry, seen: ReadonlySet<Id> | null): boolean {
    if (this.#isBeyond(entry, seen)) return true;
    const links = this.#linksOf(entry.device).filter((link) => link.entry === entry || entry.past.has(link.entry.id));
    return links.length > 0 && !links.some((link) => this.#holds(link, seen));
  }

  #linksOf(device: Id): PlainLink[] {
    return this.#links.filter((link) => link.device === device).sort((a, b) => inOrder(a.entry, b.entry));
  }

  #standing(seen: ReadonlySet<Id> | null): PlainRevocation[] {
    return this.#revocations.filter(
      (one) => (seen === null || seen.has(one.entry.id)) && (one.parting !== undefined || !this.#isUndone(one, seen)),
    );
  }

  #holds({ entry, linker }: PlainLink, seen: ReadonlySet<Id> | null): boolean {
    if (linker === null) return true;
    if (this.#isBeyond(entry, seen)) return false;
    const before = this.#linksOf(linker).filter((link) => entry.past.has(link.entry.id));
    return before.length === 0 || before.some((link) => this.#holds(link, seen));
  }

  #isBeyond(entry: PlainEntry, seen: ReadonlySet<Id> | null): boolean {
    const cutting = this.#standing(seen).filter(({ device, cuts }) => device === entry.device && cuts !== null);
    const [revoked, forked] = [
      cutting.filter(({ parting }) => parting === undefined),
      cutting.filter(({ parting }) => parting !== undefined),
    ];
    const partings = forked.flatMap(({ parting }) => (parting?.log === entry.root ? [parting.seq] : []));
    // Of a log that parts both stories are cut there, whatever anybody had seen of them.
    const isBehind = partings.length > 0 ? entry.seq >= Math.min(...partings) : forked.length > 0 && !isBeforeCut(entry, forked);
    return isBehind || (revoked.length > 0 && !isBeforeCut(entry, revoked));
  }
}

/** Whether any of these statements had seen an entry: one of the record in its past, another by the counts that it names. */
export function isBeforeCut({ id, lane, log, seq }: PlainEntry, statements: readonly Pick<PlainRevocation, 'entry' | 'cuts'>[]): boolean {
  if (lane === 'record') return statements.some(({ entry }) => entry.past.has(id) || entry.id === id);
  return statements.some(({ cuts }) => cuts?.some(([named, count]) => named === log && count > seq));
}

/** Cuts as they stand in an action. */
export function cutsIn(value: Cbor | undefined): PlainCuts {
  return ((value ?? []) as readonly (readonly [Uint8Array, number])[]).map(([log, count]) => [hexOf(log), count]);
}
