import type { Id } from '../bytes/id.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import { insertInOrder } from '../log/order.ts';
import { type Counts, hasSeen, recordSeen } from '../log/past.ts';
import { attest } from './actions.ts';
import { type Attestation, type Certificate, certify } from './certificate.ts';
import { type Charter, type CharterDraft, charterIdOf, composeCharter } from './charter.ts';
import { isPowerVersion, type Version } from './decision.ts';
import type { Genesis } from './genesis.ts';

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
  readonly #cell: Id;
  readonly #versions: ReadonlyMap<Id, Version>;
  readonly #charters = new Map<Id, Charter>();
  /** By charter, then version. */
  readonly #attestations = new Map<Id, Map<Id, Attestation[]>>();
  /** By version: one certificate for each charter that it was certified on. */
  readonly #certificates = new Map<Id, Certificate[]>();

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

  /** The certificates of a version: none while it is not decided, several when it was attested on several charters. */
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

  /** The charter that an entry stands on, if the entry's own past has made it reachable (power.md, rule 3). */
  charterOf(entry: Entry): Charter | undefined {
    const known = this.#charters.get(entry.charter);
    if (known !== undefined) return known;
    const changes = this.#changesIn(recordSeen(entry));
    return charterIdOf(this.#cell, changes) === entry.charter ? this.#compose(changes) : undefined;
  }

  /** Whether a version was certified in a part of the record. */
  wasCertifiedIn(version: Id, seen: Counts): boolean {
    return this.certificates(version).some(({ charter }) => this.#certify(charter, version, seen) !== null);
  }

  /** Takes an attestation. @returns null for other kinds of action, else whether it counts; `changed` tells of new certificates */
  fold(entry: Entry, member: Id): Verdict<{ readonly changed: boolean }> | null {
    const content = attest.read(entry.action);
    if (content === undefined) return null;
    const version = this.#versions.get(content.version);
    if (version === undefined || !hasSeen(entry, version.entry)) return refuse('version-unknown');
    const onCharter = this.#attestations.get(entry.charter) ?? new Map<Id, Attestation[]>();
    const forVersion = onCharter.get(version.id) ?? [];
    const { device } = entry.chain.opening;
    insertInOrder(forVersion, { entry, member, device, version: version.id, round: content.round }, (attestation) => attestation.entry);
    this.#attestations.set(entry.charter, onCharter.set(version.id, forVersion));
    return accept({ changed: this.#settle(entry.charter, version.id) });
  }

  /** Tries to certify a version on a charter and, since a certificate can carry others (rule 7), all that still lack one. */
  #settle(charter: Id, version: Id): boolean {
    if (!this.#try(charter, version)) return false;
    let changed = true;
    while (changed) {
      changed = false;
      for (const [onCharter, versions] of this.#attestations) {
        for (const forVersion of versions.keys()) changed = this.#try(onCharter, forVersion) || changed;
      }
    }
    return true;
  }

  #try(charterId: Id, versionId: Id): boolean {
    const charter = this.#charters.get(charterId);
    if (charter === undefined || this.certificates(versionId).some((certificate) => certificate.charter === charter)) return false;
    const certificate = this.#certify(charter, versionId, null);
    if (certificate === null) return false;
    this.#certificates.set(versionId, [...this.certificates(versionId), certificate]);
    if (isPowerVersion(certificate.version)) {
      this.#compose(new Set([...charter.changes, versionId]));
      this.newest = this.#compose(new Set([...this.newest.changes, versionId]));
    }
    return true;
  }

  #certify(charter: Charter, versionId: Id, seen: Counts | null): Certificate | null {
    const version = this.#versions.get(versionId);
    if (version === undefined) return null;
    const attestations = this.attestationsOn(charter.id).get(versionId) ?? [];
    return certify(charter, version, attestations, seen, (attesters) => this.#carriedOn(charter, attesters));
  }

  /** The attesters include a majority of the members of the charter on which each newest change stood (power.md, rule 7). */
  #carriedOn(charter: Charter, attesters: readonly Id[]): boolean {
    for (const change of this.#newestChanges(charter)) {
      const carried = this.#basesWithin(change, charter).some(({ members }) => {
        const present = attesters.filter((member) => members.has(member)).length;
        return present * 2 > members.size;
      });
      if (!carried) return false;
    }
    return true;
  }

  /** Changes of a charter on which no other change of it stands. */
  #newestChanges(charter: Charter): Id[] {
    const stoodOn = new Set<Id>();
    for (const change of charter.changes)
      for (const base of this.#basesWithin(change, charter)) for (const earlier of base.changes) stoodOn.add(earlier);
    return [...charter.changes].filter((change) => !stoodOn.has(change));
  }

  /** Charters on which a change was certified and that are part of `charter`. */
  #basesWithin(change: Id, charter: Charter): Charter[] {
    return this.certificates(change)
      .map((certificate) => certificate.charter)
      .filter((base) => base.changes.isSubsetOf(charter.changes));
  }

  /** All changes of power that are certified in a part of the record, each on charters made of others of them. */
  #changesIn(seen: Counts): Set<Id> {
    const changes = new Set<Id>();
    for (let before = -1; before < changes.size; ) {
      before = changes.size;
      for (const [version, certificates] of this.#certificates) {
        if (changes.has(version) || !this.newest.changes.has(version)) continue;
        const reached = certificates.some(
          ({ charter }) => charter.changes.isSubsetOf(changes) && this.#certify(charter, version, seen) !== null,
        );
        if (reached) changes.add(version);
      }
    }
    return changes;
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
    const version = this.#versions.get(change);
    if (version === undefined || !version.effects.ok) return;
    const after = this.#charters.get(version.entry.charter)?.changes ?? new Set<Id>();
    const origin = { version: change, lamport: version.entry.lamport, after };
    for (const { kind, content } of version.effects.value) kind.applyPower?.(content, origin, draft);
  }
}
