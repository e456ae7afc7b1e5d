import type { Id } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { hasSeen, holds, seenBefore } from '../log/past.ts';
import { type Attest, attest, type Cut, leave } from './actions.ts';
import { Ballot } from './ballot.ts';
import type { Attestation, Certificate } from './certificate.ts';
import { type Charter, type CharterDraft, charterIdOf, composeCharter } from './charter.ts';
import { isPowerVersion, recoveredBy, removedBy, type Version } from './decision.ts';
import type { Genesis } from './genesis.ts';
import { needsCertificate } from './method.ts';

/** Somebody has left. */
export interface Departure {
  readonly entry: Entry;
  readonly member: Id;
  readonly cuts: readonly Cut[];
}

/**
 * Attestations, the certificates that they make, and the charters that follow: the rules of power.md that say what is valid.
 * All of it grows only. Whatever is certified stays so, whatever arrives later and in whatever order.
 */
export class Power {
  /** The charter of all that is certified: the newest that this device knows. */
  newest: Charter;
  readonly genesis: Genesis;
  /** The charter of the genesis, before any change. */
  readonly beginning: Charter;
  /** Devices that attested twice on one charter in one round, and so are proved false (power.md, rule 19). */
  readonly falseDevices = new Set<Id>();
  /**
   * A majority attests a change of power that this device does not know, for its Moot is too old. What it wrote now would stand on a charter that is no longer
   * the newest in its own past, and so would count for nobody who knows that: it writes nothing more until it is brought up to date.
   */
  isOutdated = false;
  readonly #cell: Id;
  readonly #versions: ReadonlyMap<Id, Version>;
  readonly #charters = new Map<Id, Charter>();
  /** By version, then charter. */
  readonly #ballots = new Map<Id, Map<Id, Ballot>>();
  /** By charter, then version. */
  readonly #attestations = new Map<Id, Map<Id, readonly Attestation[]>>();
  /** By version: a certificate for each charter that it was certified on. */
  readonly #certificates = new Map<Id, Ballot[]>();
  /** By version, of changes of power that this device does not know: the members who attest it. */
  readonly #unknown = new Map<Id, Set<Id>>();
  /** By the entry's id: to leave needs nobody, so the entry itself is the change. */
  readonly #departures = new Map<Id, Departure>();

  constructor(cell: Id, genesis: Genesis, versions: ReadonlyMap<Id, Version>) {
    this.#cell = cell;
    this.genesis = genesis;
    this.#versions = versions;
    this.beginning = this.#compose(new Set());
    this.newest = this.beginning;
  }

  /** A charter that has been reached. */
  charter(id: Id): Charter | undefined {
    return this.#charters.get(id);
  }

  /** The certificates of a version: none while it is not decided, several when it was attested on several charters; the earliest charter first. */
  certificates(version: Id): readonly Certificate[] {
    return this.#certificates.get(version) ?? [];
  }

  /** All versions that are certified. */
  certified(): Iterable<Id> {
    return this.#certificates.keys();
  }

  /** Attestations on a charter, by version. */
  attestationsOn(charter: Id): ReadonlyMap<Id, readonly Attestation[]> {
    return this.#attestations.get(charter) ?? new Map();
  }

  /** The charter that an accepted entry stands on. */
  charterOf(entry: Entry): Charter | undefined {
    return this.#charters.get(entry.charter);
  }

  /**
   * The charter that an entry names, if its own past has made it: all that is certified there (power.md, rule 3), or what the author's
   * entry before it stood on. So an old or invented charter is refused everywhere, whatever else a device knows. Refuses `charter-not-reached`.
   * @param previous the entry before it in its log
   */
  reach(entry: Entry, previous: Entry | undefined): Verdict<Charter> {
    const before = previous?.charter === entry.charter ? this.#charters.get(entry.charter) : undefined;
    if (before !== undefined) return accept(before);
    const changes = this.#changesIn(seenBefore(entry));
    return charterIdOf(this.#cell, changes) === entry.charter ? accept(this.#compose(changes)) : refuse('charter-not-reached');
  }

  /** The charter of all that is certified in a part of the record. */
  charterIn(seen: Counts): Charter {
    return this.#compose(this.#changesIn(seen));
  }

  /** Whether somebody had lost their membership in the past of an entry: then nothing that they write counts, whatever charter it names. */
  wasOut(member: Id, entry: Entry): boolean {
    // What is certified in a past is certified, so for nearly everybody there is nothing to look up.
    return this.newest.former.has(member) && this.charterIn(seenBefore(entry)).former.has(member);
  }

  /** What makes up the cut of somebody who was removed: all attestations that count of certificates that remove them. */
  removalsOf(member: Id): Attestation[] {
    const removals = [...this.newest.changes].map((change) => this.#versions.get(change)).filter((version) => version !== undefined);
    return removals
      .filter((version) => removedBy(version) === member)
      .flatMap(({ id }) => this.certificates(id).flatMap(({ evidence }) => evidence));
  }

  /** The attestations that count of the certificates of a version: in a part of the record, or in all that is known. */
  evidenceOf(version: Id, seen: Counts | null): Attestation[] {
    const certified = [...(this.#ballots.get(version)?.values() ?? [])].filter((ballot) => this.#isCertified(ballot, seen));
    return certified.flatMap(({ evidence }) => evidence).filter(({ entry }) => seen === null || holds(seen, entry));
  }

  /** The entries by which a member has left. */
  departuresOf(member: Id): Departure[] {
    return [...this.#departures.values()].filter((departure) => departure.member === member);
  }

  /** Charters that have been reached, on which somebody has attested. */
  attestedCharters(): Charter[] {
    return [...this.#attestations.keys()].map((id) => this.#charters.get(id)).filter((charter) => charter !== undefined);
  }

  /** Whether a version was certified in a part of the record. */
  wasCertifiedIn(version: Id, seen: Counts): boolean {
    return [...(this.#ballots.get(version)?.values() ?? [])].some((ballot) => this.#isCertified(ballot, seen));
  }

  /** Whether a change of power was made in a part of the record: certified, or somebody's leaving. */
  hasHappenedIn(change: Id, seen: Counts): boolean {
    const departure = this.#departures.get(change);
    return departure === undefined ? this.wasCertifiedIn(change, seen) : holds(seen, departure.entry);
  }

  /** Takes an entry by which somebody leaves. @returns whether it was one */
  foldDeparture(entry: Entry, member: Id): boolean {
    const content = leave.read(entry.action);
    if (content === undefined) return false;
    this.#departures.set(entry.id, { entry, member, cuts: content.cuts });
    this.newest = this.#compose(new Set([...this.newest.changes, entry.id]));
    return true;
  }

  /** Takes an attestation. @returns null for other kinds of action, else whether it counts; `changed` tells of new certificates */
  fold(entry: Entry, member: Id): Verdict<{ readonly version: Version; readonly changed: boolean }> | null {
    const content = attest.read(entry.action);
    if (content === undefined) return null;
    const version = this.#versions.get(content.version);
    const charter = this.charterOf(entry);
    if (charter !== undefined && !version?.effects.ok) this.#noteUnknown(content, member, charter);
    if (charter === undefined || version === undefined || !hasSeen(entry, version.entry)) return refuse('version-unknown');
    if (!version.effects.ok) return version.effects;
    if (!needsCertificate(version.content)) return refuse('nothing-to-attest');
    // Changes of power go in rounds from 1 on; what is not power does not wait, and so has none.
    if (isPowerVersion(version) !== content.round > 0) return refuse('round-wrong');
    const { round, cuts } = content;
    const attestation = { entry, member, device: entry.chain.opening.device, version: version.id, round, cuts };
    if (attestation.round > 0 && this.#hasAttested(attestation, charter)) this.falseDevices.add(attestation.device);
    const ballot = this.#ballot(charter, version);
    ballot.add(attestation);
    return accept({ version, changed: this.#certify(ballot) });
  }

  #noteUnknown({ version, round }: Attest, member: Id, charter: Charter): void {
    if (round === 0) return;
    const attesters = this.#unknown.get(version) ?? new Set<Id>();
    this.#unknown.set(version, attesters.add(member));
    if (attesters.size * 2 > charter.members.size) this.isOutdated = true;
  }

  #ballot(charter: Charter, version: Version): Ballot {
    const ballots = this.#ballots.get(version.id) ?? new Map<Id, Ballot>();
    const known = ballots.get(charter.id);
    if (known !== undefined) return known;
    const ballot = new Ballot(charter, version);
    this.#ballots.set(version.id, ballots.set(charter.id, ballot));
    const onCharter = this.#attestations.get(charter.id) ?? new Map<Id, readonly Attestation[]>();
    this.#attestations.set(charter.id, onCharter.set(version.id, ballot.all));
    return ballot;
  }

  /** Whether a ballot has become a certificate. Its attestations and their pasts are all that matters, so no other ballot can change with it. */
  #certify(ballot: Ballot): boolean {
    const { charter, version } = ballot;
    const certificates = this.#certificates.get(version.id) ?? [];
    if (certificates.includes(ballot) || !this.#isCertified(ballot, null)) return false;
    this.#certificates.set(
      version.id,
      [...certificates, ballot].sort((a, b) => compareCharters(a.charter, b.charter)),
    );
    if (isPowerVersion(version)) this.newest = this.#compose(new Set([...this.newest.changes, ...charter.changes, version.id]));
    return true;
  }

  #isCertified(ballot: Ballot, seen: Counts | null): boolean {
    const recovered = recoveredBy(ballot.version);
    return ballot.isCertified(seen, (charter, attesters, evidence) => this.#carries(charter, attesters, evidence, recovered));
  }

  /**
   * Whether the attesters include a majority of the members of the charter on which each newest change stood (power.md, rule 7). Whoever is to be given a new
   * device is left out there: half of an even number still shares somebody with every certificate on that charter, which needs more than half.
   */
  #carries(charter: Charter, attesters: readonly Id[], evidence: Counts, recovered: Id | null): boolean {
    const bases = new Map<Id, Charter[]>();
    for (const change of charter.changes) bases.set(change, this.#basesOf(change, charter, evidence));
    const stoodOn = new Set([...bases.values()].flat().flatMap((base) => [...base.changes]));
    const newest = [...charter.changes].filter((change) => !stoodOn.has(change));
    return newest.every((change) =>
      (bases.get(change) ?? []).some(({ members }) => {
        const voters = [...members.keys()].filter((member) => member !== recovered);
        return voters.filter((member) => attesters.includes(member)).length * 2 > voters.length;
      }),
    );
  }

  /** Charters on which a change was certified, in this evidence, and that are part of `charter`. */
  #basesOf(change: Id, charter: Charter, evidence: Counts): Charter[] {
    const departure = this.#departures.get(change);
    if (departure !== undefined) {
      const base = this.charterOf(departure.entry);
      return base?.changes.isSubsetOf(charter.changes) && holds(evidence, departure.entry) ? [base] : [];
    }
    return [...(this.#ballots.get(change)?.values() ?? [])]
      .filter((ballot) => ballot.charter.changes.isSubsetOf(charter.changes) && this.#isCertified(ballot, evidence))
      .map((ballot) => ballot.charter);
  }

  /** All changes of power that are certified in a part of the record. Each stands on others of them, for its attesters had seen those certified. */
  #changesIn(seen: Counts): Set<Id> {
    const changes = new Set<Id>();
    for (const change of this.newest.changes) if (this.hasHappenedIn(change, seen)) changes.add(change);
    return changes;
  }

  /** Whether the same device has another attestation on this charter in this round. */
  #hasAttested({ device, round }: Attestation, charter: Charter): boolean {
    const all = [...this.attestationsOn(charter.id).values()].flat();
    return all.some((other) => other.device === device && other.round === round);
  }

  #compose(changes: ReadonlySet<Id>): Charter {
    const id = charterIdOf(this.#cell, changes);
    let charter = this.#charters.get(id);
    if (charter === undefined) {
      charter = composeCharter(this.#cell, this.genesis, changes, (change, draft) => this.#applyPower(change, draft));
      this.#charters.set(id, charter);
    }
    return charter;
  }

  #applyPower(change: Id, draft: CharterDraft): void {
    const departure = this.#departures.get(change);
    if (departure !== undefined) draft.left.add(departure.member);
    const version = this.#versions.get(change);
    if (version === undefined || !version.effects.ok) return;
    const after = this.#charters.get(version.entry.charter)?.changes ?? new Set<Id>();
    const origin = { version: change, lamport: version.entry.lamport, after };
    for (const { kind, content } of version.effects.value) kind.applyPower?.(content, origin, draft);
  }
}

function compareCharters(a: Charter, b: Charter): number {
  return a.changes.size - b.changes.size || (a.id < b.id ? -1 : 1);
}
