import { bytesOf, type Id, idOf, sortIds } from '../bytes/id.ts';
import { concatBytes } from '../bytes/octets.ts';
import { hash } from '../crypto/hash.ts';
import { type Bundle, decodeBundle, memberIdOf } from './bundle.ts';
import type { Genesis } from './genesis.ts';
import { compareFractions, type Fraction, TWO_THIRDS } from './quorum.ts';

/** A person in a cell. */
export interface Member {
  /** Hash of the bundle that they came with. */
  readonly id: Id;
  /** The pseudonym that was decided on. */
  readonly name: string;
  /** Their keys now: those that they came with, or those of the device that the cell has given them last. */
  readonly bundle: Bundle;
  /** Hash of that bundle; it is their id until the cell gives them a new device. */
  readonly key: Id;
  /** The changes that gave them a new device in place of all that they had, in order: see recover.ts. */
  readonly recoveries: readonly Id[];
  /** The device that they came with and those that the cell gave them, each with how many recoveries they had had by then. All others of theirs were linked by these. */
  readonly roots: ReadonlyMap<Id, number>;
  /** The change that admitted them; null for founders. */
  readonly admittedBy: Id | null;
  /** The lamport of the version that admitted them, 0 for founders: whoever comes later, knowing of them, has a greater one. */
  readonly since: number;
}

/** The certified state of power. Two devices with the same changes have the same charter, whatever the order they came in. */
export interface Charter {
  readonly id: Id;
  /** Versions of proposals whose effects are in it. */
  readonly changes: ReadonlySet<Id>;
  readonly members: ReadonlyMap<Id, Member>;
  /** Those who were members and have been removed, or have left: they keep their names. */
  readonly former: ReadonlyMap<Id, Member>;
  /** Those of them who left. */
  readonly left: ReadonlySet<Id>;
  /** Devices that decisions of the cell let speak again, each with those decisions. */
  readonly reinstated: ReadonlyMap<Id, readonly Id[]>;
  /** Members, former ones too, to whom the cell has given a new device. */
  readonly recovered: readonly Member[];
  /** Member of each root that speaks. */
  readonly devices: ReadonlyMap<Id, Id>;
  readonly quorum: Fraction;
  /** The change that decided the quorum, null where nothing did, and others that decided another one at once with it. */
  readonly quorumFrom: Id | null;
  readonly quorumClash: readonly Id[];
}

/** A quorum that a change decided, and the changes that its proposal already stood on. */
export interface DecidedQuorum {
  readonly change: Id;
  readonly fraction: Fraction;
  readonly after: ReadonlySet<Id>;
}

/** What a recovery changes: see recover.ts. */
export interface Recovery {
  readonly change: Id;
  readonly replaces: Id;
  readonly bundle: Bundle;
  readonly key: Id;
}

/** What a change knows of the proposal that it came from. */
export interface ChangeOrigin {
  /** The version that was decided. */
  readonly version: Id;
  /** The lamport of its entry. */
  readonly lamport: number;
  /** Changes that the proposal already stood on when this version was opened. */
  readonly after: ReadonlySet<Id>;
}

/** What effects on power add up to, while a charter is put together. */
export class CharterDraft {
  readonly admitted = new Map<Id, Member>();
  readonly removed = new Set<Id>();
  readonly left = new Set<Id>();
  readonly reinstated = new Map<Id, Id[]>();
  readonly quorums: DecidedQuorum[] = [];
  /** By member, in the order of the changes' ids. */
  readonly recoveries = new Map<Id, Recovery[]>();

  /** Admits whoever holds this bundle. A bundle that cannot be read admits nobody. */
  admit(name: string, bundle: Uint8Array, origin: ChangeOrigin | null): void {
    const keys = decodeBundle(bundle);
    const id = memberIdOf(bundle);
    // One bundle admitted twice is one member, by the first change in the order of ids.
    if (!keys.ok || this.admitted.has(id)) return;
    const roots = new Map([[keys.value.device, 0]]);
    const own = { id, name, bundle: keys.value, key: id, recoveries: [], roots };
    this.admitted.set(id, { ...own, admittedBy: origin?.version ?? null, since: origin?.lamport ?? 0 });
  }

  /** Gives a member a new device in place of the one that they had. A bundle that cannot be read gives nothing. */
  recover(member: Id, replaces: Id, bundle: Uint8Array, change: Id): void {
    const keys = decodeBundle(bundle);
    if (!keys.ok) return;
    const recovery = { change, replaces, bundle: keys.value, key: memberIdOf(bundle) };
    this.recoveries.set(member, [...(this.recoveries.get(member) ?? []), recovery]);
  }
}

/** The id of a charter: the hash of the cell and the sorted set of changes (power.md, rule 2). */
export function charterIdOf(cell: Id, changes: Iterable<Id>): Id {
  return idOf(hash('moot/charter', bytesOf(cell), concatBytes(...sortIds(changes).map(bytesOf))));
}

/**
 * The charter of a set of changes. It depends on the set alone.
 * @param apply lets a change's effects on power work on the draft
 */
export function composeCharter(
  cell: Id,
  genesis: Genesis,
  changes: ReadonlySet<Id>,
  apply: (change: Id, draft: CharterDraft) => void,
): Charter {
  const draft = new CharterDraft();
  for (const founder of genesis.founders) draft.admit(founder.name, founder.bundle, null);
  for (const change of sortIds(changes)) apply(change, draft);
  const members = new Map<Id, Member>();
  const former = new Map<Id, Member>();
  const devices = new Map<Id, Id>();
  for (const member of recoveredMembers(draft)) {
    // Removal always wins over an admission of the same bundle (power.md, rule 10), and one device speaks for one member only.
    const isOut = draft.removed.has(member.id) || draft.left.has(member.id);
    if (isOut) former.set(member.id, member);
    if (isOut || devices.has(member.bundle.device)) continue;
    members.set(member.id, member);
    devices.set(member.bundle.device, member.id);
  }
  const { left, reinstated } = draft;
  const recovered = [...members.values(), ...former.values()].filter(({ recoveries }) => recoveries.length > 0);
  return { id: charterIdOf(cell, changes), changes, members, former, left, reinstated, recovered, devices, ...agreedQuorum(draft) };
}

/**
 * Everybody who was admitted, each with the device that the cell has given them last. A recovery replaces the device that it names; of several that
 * replace the same one, decided at once, the first in the order of ids does, and the others give nothing. So does one whose device somebody came with.
 */
function recoveredMembers({ admitted, recoveries: all }: CharterDraft): Member[] {
  const taken = new Set([...admitted.values()].map(({ bundle }) => bundle.device));
  return [...admitted.values()].map((member) => {
    const own = all.get(member.id);
    if (own === undefined) return member;
    let { bundle, key } = member;
    const roots = new Map(member.roots);
    const recoveries: Id[] = [];
    for (;;) {
      const here = own.filter((one) => one.replaces === bundle.device && !taken.has(one.bundle.device));
      const [next] = here;
      if (next === undefined) return { ...member, bundle, key, recoveries, roots };
      // What the others gave ends where the first one does: all that it replaces was theirs before.
      for (const other of here) roots.set(other.bundle.device, recoveries.length);
      taken.add(next.bundle.device);
      ({ bundle, key } = next);
      recoveries.push(next.change);
      roots.set(bundle.device, recoveries.length);
    }
  });
}

/** The newest decision holds; of several made at once, none knowing the other, the higher, and the others are shown as a clash (power.md, rule 18). */
function agreedQuorum({ quorums }: CharterDraft): Pick<Charter, 'quorum' | 'quorumFrom' | 'quorumClash'> {
  const newest = quorums.filter(({ change }) => !quorums.some(({ after }) => after.has(change)));
  // Of equal ones the first in the order of ids: changes are applied in that order, and sorting keeps it.
  const [first, ...others] = newest.toSorted((a, b) => compareFractions(b.fraction, a.fraction));
  if (first === undefined) return { quorum: TWO_THIRDS, quorumFrom: null, quorumClash: [] };
  const clash = others.filter(({ fraction }) => compareFractions(fraction, first.fraction) !== 0).map(({ change }) => change);
  return { quorum: first.fraction, quorumFrom: first.change, quorumClash: clash };
}

/** Whether all who are out on the charter `known` are out on this one as well, and those to whom it has given a new device have that too. */
export function hasAllThatAreOut(charter: Charter, known: Charter): boolean {
  const areOut = [...known.former.keys()].every((member) => charter.former.has(member));
  return areOut && known.recovered.every(({ recoveries }) => recoveries.every((change) => charter.changes.has(change)));
}
