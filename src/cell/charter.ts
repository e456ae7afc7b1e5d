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
  readonly bundle: Bundle;
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
  /** Member of each device. */
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

  /** Admits whoever holds this bundle. A bundle that cannot be read admits nobody. */
  admit(name: string, bundle: Uint8Array, origin: ChangeOrigin | null): void {
    const keys = decodeBundle(bundle);
    const id = memberIdOf(bundle);
    // One bundle admitted twice is one member, by the first change in the order of ids.
    if (!keys.ok || this.admitted.has(id)) return;
    this.admitted.set(id, { id, name, bundle: keys.value, admittedBy: origin?.version ?? null, since: origin?.lamport ?? 0 });
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
  for (const member of draft.admitted.values()) {
    // Removal always wins over an admission of the same bundle (power.md, rule 10), and one device speaks for one member only.
    const isOut = draft.removed.has(member.id) || draft.left.has(member.id);
    if (isOut) former.set(member.id, member);
    if (isOut || devices.has(member.bundle.device)) continue;
    members.set(member.id, member);
    devices.set(member.bundle.device, member.id);
  }
  const { left, reinstated } = draft;
  return { id: charterIdOf(cell, changes), changes, members, former, left, reinstated, devices, ...agreedQuorum(draft) };
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
