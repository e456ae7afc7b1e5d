import { type Cbor, encodeCbor } from '../../src/bytes/cbor.ts';
import type { Id } from '../../src/bytes/id.ts';
import { memberIdOf } from '../../src/cell/bundle.ts';
import { charterIdOf } from '../../src/cell/charter.ts';
import { invitationIdOf } from '../../src/cell/invitations.ts';
import { verify } from '../../src/crypto/sign.ts';
import { deviceOf } from './bundle.ts';
import { cutsIn, isBeforeCut, type PlainCuts, PlainDevices, type PlainRevocation } from './devices.ts';
import { areTerms, effectsIn, isPowerEffect, isSetting, type PlainEffects } from './effects.ts';
import { answered, answerIn, carriesEffects } from './methods.ts';
import { contentOf, hexOf, inOrder, type PlainEntry } from './reading.ts';
import { type PlainRecovered, type PlainRecovery, recover } from './recovery.ts';

/** What concerns the author's own membership and devices, and needs nobody's leave. */
const PERSONAL: ReadonlySet<Cbor | undefined> = new Set(['leave', 'link-device', 'add-device', 'revoke-device', 'fork']);

/** A version of a proposal, as it stands in the record. */
export interface PlainVersion {
  readonly entry: PlainEntry;
  readonly proposal: Id;
  readonly effects: PlainEffects;
  /** By what it is decided, as it stands in the proposal. */
  readonly method: Cbor | undefined;
}

/** Who has power after a set of changes. */
export interface PlainCharter {
  readonly id: Id;
  readonly changes: readonly Id[];
  /** Member by device. */
  readonly members: ReadonlyMap<Id, Id>;
  /** Members to whom the cell has given a new device: the changes by which it did, and their roots, each with how many of these lie before it. */
  readonly recovered: ReadonlyMap<Id, PlainRecovered>;
  /** Those who were members and were removed, or have left. */
  readonly former: ReadonlySet<Id>;
  readonly quorum: readonly [over: number, under: number];
}

/** A version with the charter that it was certified on. */
export interface PlainCertificate {
  readonly version: Id;
  readonly charter: Id;
  readonly attesters: readonly Id[];
  /** All attestations that count. */
  readonly evidence: readonly PlainEntry[];
}

/** Somebody has left. */
export interface PlainDeparture {
  readonly entry: PlainEntry;
  readonly member: Id;
  readonly cuts: PlainCuts;
}

/**
 * The rules of power once more, as plainly as they can be said and as slowly: every choice of attesters is tried, every past is a set.
 * Numbers are those of design/charter.md. It knows admissions, removals, agreements, leaving, linked and revoked devices, reinstating, and recoveries.
 */
export class PlainPower {
  readonly cell: Id;
  readonly entries: readonly PlainEntry[];
  readonly versions = new Map<Id, PlainVersion>();
  /** Ids of all entries. */
  readonly everything: ReadonlySet<Id>;
  readonly #byId: ReadonlyMap<Id, PlainEntry>;
  readonly #genesis: readonly (readonly [name: string, bundle: Uint8Array])[];
  readonly #answers = new Map<Id, PlainEntry[]>();
  readonly #attestations: PlainEntry[] = [];
  readonly #charters = new Map<Id, PlainCharter>();
  /** By the entry's id: to leave needs nobody, so the entry is the change. */
  readonly #departures = new Map<Id, PlainDeparture>();
  readonly #devices = new PlainDevices((revocation, seen) => this.#isUndone(revocation, seen));
  /** What was found certified, by what was seen: the past of one entry is always the same set. */
  readonly #found = new WeakMap<ReadonlySet<Id>, readonly PlainCertificate[]>();
  readonly #sound = new Map<Id, boolean>();

  constructor(cell: Id, entries: readonly PlainEntry[]) {
    this.cell = cell;
    this.entries = entries;
    this.everything = new Set(entries.map(({ id }) => id));
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]));
    const [genesis] = entries.flatMap((entry) => contentOf(entry, 'genesis') ?? []) as unknown as readonly [readonly Cbor[]];
    this.#genesis = (genesis[2] as readonly (readonly [string, Uint8Array])[]) ?? [];
    this.charter([]);
    // Nothing but the record decides.
    const record = entries.filter(({ lane }) => lane === 'record');
    for (const entry of record) this.#take(entry);
    for (const entry of record.filter(({ action }) => PERSONAL.has((action as readonly Cbor[] | null)?.[0]))) this.#takePersonal(entry);
  }

  /** The charter of some changes. */
  charter(changes: readonly Id[]): PlainCharter {
    const id = charterIdOf(this.cell, changes);
    const known = this.#charters.get(id);
    if (known !== undefined) return known;
    const bundles = this.#genesis.map(([, bundle]) => bundle);
    const removed = new Set<Id>();
    const recoveries: PlainRecovery[] = [];
    const quorums: { change: Id; after: ReadonlySet<Id>; fraction: readonly [number, number] }[] = [];
    for (const change of [...changes].sort()) {
      const departure = this.#departures.get(change);
      if (departure !== undefined) removed.add(departure.member);
      const version = this.versions.get(change);
      if (version === undefined) continue;
      for (const [kind, content] of version.effects) {
        if (kind === 'admit') bundles.push(content[1] as Uint8Array);
        if (kind === 'remove') removed.add(hexOf(content[0]));
        if (kind === 'recover')
          recoveries.push({ change, member: hexOf(content[0]), replaces: hexOf(content[1]), device: deviceOf(content[3] as Uint8Array) });
        if (kind !== 'agreement' || content[0] !== 'quorum') continue;
        const [over = 0, under = 1] = (content[1] as string).split('/').map(Number);
        quorums.push({ change, after: new Set(this.charterOf(version.entry)?.changes), fraction: [over, under] });
      }
    }
    // Rules 2 and 10: removal and leaving win, and of several members of one device the first counts.
    const members = new Map<Id, Id>();
    const { recovered, now } = recover(bundles, recoveries);
    for (const bundle of bundles.filter((one) => !removed.has(memberIdOf(one)))) {
      const isHere = [...members.values()].includes(memberIdOf(bundle));
      const device = now.get(memberIdOf(bundle)) as Id;
      if (!isHere && !members.has(device)) members.set(device, memberIdOf(bundle));
    }
    const former = new Set(bundles.map(memberIdOf).filter((member) => removed.has(member)));
    // Rule 18: of quorums decided at once, none knowing the other, the higher holds.
    const newest = quorums.filter(({ change }) => !quorums.some(({ after }) => after.has(change)));
    const quorum = newest.map(({ fraction }) => fraction).sort((a, b) => b[0] / b[1] - a[0] / a[1])[0] ?? ([2, 3] as const);
    const charter = { id, changes: [...changes].sort(), members, recovered, former, quorum };
    this.#charters.set(id, charter);
    return charter;
  }

  /** The charter that an entry stands on: the past of the entry by which its log came to stand there has made it. */
  charterOf(entry: PlainEntry): PlainCharter | undefined {
    if (!this.#charters.has(entry.charter)) {
      const first = this.entries.find(({ id, root, charter }) => root === entry.root && charter === entry.charter && entry.past.has(id));
      this.certifiedIn((first ?? entry).past);
    }
    return this.#charters.get(entry.charter);
  }

  /** The member for whom an entry's device speaks on the charter that it stands on. */
  memberOf(entry: PlainEntry): Id | undefined {
    const charter = this.charterOf(entry);
    const member = charter === undefined ? undefined : this.#devices.memberOf(entry.device, charter.members, entry);
    if (charter === undefined || member === undefined || !new Set(charter.members.values()).has(member)) return undefined;
    const { changes, roots } = charter.recovered.get(member) ?? { changes: [], roots: new Map<Id, number>() };
    // Whatever was linked before a recovery speaks for nobody on a charter that has it.
    const own = entry.past.union(new Set([entry.id]));
    const isNow = changes.length === 0 || this.#devices.recoveriesBefore(entry.device, member, roots, own) === changes.length;
    return isNow ? member : undefined;
  }

  /** Everything that is certified by the attestations among these entries: rules 3 and 4, from the beginning until nothing is added. */
  certifiedIn(seen: ReadonlySet<Id>): readonly PlainCertificate[] {
    const known = this.#found.get(seen);
    if (known !== undefined) return known;
    // What was decided on a charter counts, also where nothing that came later stands on it.
    for (const entry of this.#attestations) if (seen.has(entry.id)) this.charterOf(entry);
    const certificates: PlainCertificate[] = [];
    for (let before = -1; before < certificates.length; ) {
      before = certificates.length;
      const changes = this.changesOf(certificates, seen);
      this.charter(changes);
      for (const charter of [...this.#charters.values()]) {
        if (!charter.changes.every((change) => changes.includes(change))) continue;
        for (const version of this.#attestedOn(charter, seen)) {
          if (certificates.some((one) => one.version === version && one.charter === charter.id)) continue;
          const found = this.#certify(charter, version, seen, certificates);
          if (found === null) continue;
          certificates.push({ version, charter: charter.id, ...found });
          if (this.isPower(version)) this.charter([...charter.changes, version]);
        }
      }
    }
    this.#found.set(seen, certificates);
    return certificates;
  }

  /** The changes of power in what was seen: those among its certificates, and everybody's leaving. */
  changesOf(certificates: readonly PlainCertificate[], seen: ReadonlySet<Id>): Id[] {
    const certified = certificates.map(({ version }) => version).filter((version) => this.isPower(version));
    return [...new Set([...certified, ...[...this.#departures.keys()].filter((change) => seen.has(change))])].sort();
  }

  /** The charter of all that is known. */
  newest(): PlainCharter {
    return this.charter(this.changesOf(this.certifiedIn(this.everything), this.everything));
  }

  isPower(version: Id): boolean {
    return (this.versions.get(version)?.effects ?? []).some(isPowerEffect);
  }

  /** Whom a version would remove. */
  removedBy(version: Id): Id | null {
    const removal = this.versions.get(version)?.effects.find(([kind]) => kind === 'remove');
    return removal === undefined ? null : hexOf(removal[1][0]);
  }

  /** The member of whom a version would let a device speak again. */
  reinstatedBy(version: Id): Id | null {
    const reinstated = this.versions.get(version)?.effects.find(([kind]) => kind === 'reinstate');
    return reinstated === undefined ? null : hexOf(reinstated[1][0]);
  }

  /** To whom a version would give a new device, and which. */
  recoveryIn(version: Id): { readonly member: Id; readonly bundle: string } | null {
    const recovery = this.versions.get(version)?.effects.find(([kind]) => kind === 'recover');
    return recovery === undefined ? null : { member: hexOf(recovery[1][0]), bundle: hexOf(recovery[1][3]) };
  }

  /** Whether a device of whoever is to be given a new one objects, to this version or to another for the same device, within what was seen. */
  isContested(version: Id, seen: ReadonlySet<Id>): boolean {
    const recovery = this.recoveryIn(version);
    if (recovery === null) return false;
    const claims = [...this.versions.keys()].filter((id) => {
      const other = this.recoveryIn(id);
      return (
        other?.member === recovery.member && other.bundle === recovery.bundle && this.#canTakeEffect(this.versions.get(id) as PlainVersion)
      );
    });
    return claims.some((id) => this.stand(id, recovery.member, seen) === 'object');
  }

  /** Members who vote on a version: all but the one to be removed or to be given a new device (rule 5). */
  votersOn(charter: PlainCharter, version: Id): Id[] {
    const concerned = this.removedBy(version) ?? this.recoveryIn(version)?.member;
    return [...new Set(charter.members.values())].filter((member) => member !== concerned);
  }

  /** The bundle's device of a member, and those that were linked to them. */
  devicesOf(member: Id): Set<Id> {
    const own = [...this.#charters.values()].flatMap(({ members }) => [...members].filter(([, owner]) => owner === member));
    return this.#devices.linkedTo(member).union(new Set(own.map(([device]) => device)));
  }

  /** Where somebody's entries end because they left: what each of their devices that said so had seen. */
  departuresOf(member: Id): readonly PlainDeparture[] {
    return [...this.#departures.values()].filter((departure) => departure.member === member);
  }

  /** Whether an entry was written without a device: its member was out, or it was revoked, and that was known. */
  wasWithout(device: Id, entry: PlainEntry): boolean {
    const isOut = [...(this.charterOf(entry)?.former ?? [])].some((member) => this.devicesOf(member).has(device));
    return isOut || this.#devices.wasSilenced(device, entry) || this.#recoveryOf(device, this.charterOf(entry), entry.past) !== null;
  }

  /** Whether an entry lies beyond the cut of its own device, by all that is known. */
  isCut(entry: PlainEntry): boolean {
    return this.#devices.isCut(entry, null) || this.#isReplaced(entry, this.everything);
  }

  /** The recovery that has replaced a device on a charter. */
  #recoveryOf(device: Id, charter: PlainCharter | undefined, seen: ReadonlySet<Id>): Id | null {
    for (const [member, { changes, roots }] of charter?.recovered ?? []) {
      const recovery = changes[this.#devices.recoveriesBefore(device, member, roots, seen) ?? changes.length];
      if (recovery !== undefined) return recovery;
    }
    return null;
  }

  /** Whether an entry lies beyond what those had seen who replaced its device, within what was seen. */
  #isReplaced(entry: PlainEntry, seen: ReadonlySet<Id>): boolean {
    if (![...this.versions.keys()].some((version) => this.recoveryIn(version) !== null)) return false;
    const certificates = this.certifiedIn(seen);
    const recovery = this.#recoveryOf(entry.device, this.charter(this.changesOf(certificates, seen)), seen);
    if (recovery === null) return false;
    const evidence = certificates.filter(({ version }) => version === recovery).flatMap((one) => one.evidence);
    return !isBeforeCut(
      entry,
      evidence.map((one) => ({ entry: one, cuts: cutsIn(contentOf(one, 'attest')?.[2]) })),
    );
  }

  /** Where a member stands on a version within what was seen: the newest of what they said, an objection before anything said at once with it. */
  stand(version: Id, member: Id, seen: ReadonlySet<Id>): string | null {
    const heard = (this.#answers.get(version) ?? []).filter((entry) => seen.has(entry.id) && this.memberOf(entry) === member);
    const said = heard.filter((entry) => !this.#devices.isCut(entry, seen) && !this.#isReplaced(entry, seen));
    const newest = said.filter((entry) => !said.some((other) => other.past.has(entry.id)));
    const { method } = this.versions.get(version) ?? {};
    const responses = newest.map((entry) => answerIn(entry, version, method));
    return responses.includes('object') ? 'object' : (responses[0] ?? null);
  }

  /** All attestations, in the order of the disk. */
  get attestations(): readonly PlainEntry[] {
    return this.#attestations;
  }

  /** How many have to attest a version on a charter: rule 6. */
  quorumOf(charter: PlainCharter, version: Id): number {
    const count = new Set(charter.members.values()).size;
    const voters = this.votersOn(charter, version).length;
    const [over, under] = charter.quorum;
    return count === 1 ? 1 : Math.max(Math.min(Math.ceil((over * voters) / under), voters), Math.floor(count / 2) + 1, 2);
  }

  #take(entry: PlainEntry): void {
    const proposed = contentOf(entry, 'propose');
    if (proposed !== null && Array.isArray(proposed[2]))
      this.versions.set(entry.id, { entry, proposal: entry.id, effects: effectsIn(proposed[2]), method: proposed[4] });
    const amended = contentOf(entry, 'amend');
    if (amended !== null)
      this.versions.set(entry.id, { entry, proposal: hexOf(amended[0]), effects: effectsIn(amended[3]), method: amended[5] });
    const to = this.versions.get(answered(entry));
    if (to !== undefined && answerIn(entry, to.entry.id, to.method) !== null)
      this.#answers.set(to.entry.id, [...(this.#answers.get(to.entry.id) ?? []), entry]);
    if (contentOf(entry, 'attest') !== null) this.#attestations.push(entry);
  }

  /** Takes what somebody does about their own membership and devices. */
  #takePersonal(entry: PlainEntry): void {
    const cuts = contentOf(entry, 'leave');
    const [charter, member] = [this.charterOf(entry), this.memberOf(entry)];
    if (cuts !== null && member !== undefined) this.#departures.set(entry.id, { entry, member, cuts: cutsIn(cuts[0]) });
    const roots = [...(charter?.recovered ?? [])].flatMap(([owner, { roots: own }]) =>
      [...own.keys()].map((device) => [device, owner] as const),
    );
    this.#devices.take(entry, new Map([...roots, ...(charter?.members ?? [])]));
  }

  /** Rule 17 of devices: whether a decision lets a device speak again that had been revoked before it, unknowing. */
  #isUndone({ device, entry }: PlainRevocation, seen: ReadonlySet<Id> | null): boolean {
    const deciding = [...this.versions.values()].filter(({ effects }) =>
      effects.some(([kind, content]) => kind === 'reinstate' && hexOf(content[1]) === device),
    );
    if (deciding.length === 0) return false;
    const isCertifiedIn = (version: Id, part: ReadonlySet<Id>) => this.certifiedIn(part).some((one) => one.version === version);
    return deciding.some(({ entry: { id } }) => !isCertifiedIn(id, entry.past) && isCertifiedIn(id, seen ?? this.everything));
  }

  #attestedOn(charter: PlainCharter, seen: ReadonlySet<Id>): Set<Id> {
    const here = this.#attestations.filter((entry) => entry.charter === charter.id && seen.has(entry.id));
    return new Set(here.map((entry) => hexOf(contentOf(entry, 'attest')?.[0])));
  }

  #certify(
    charter: PlainCharter,
    version: Id,
    seen: ReadonlySet<Id>,
    certificates: readonly PlainCertificate[],
  ): Pick<PlainCertificate, 'attesters' | 'evidence'> | null {
    const plain = this.versions.get(version);
    // Rule 8.
    if (plain === undefined || plain.effects.length === 0 || charter.changes.includes(version) || !this.#canTakeEffect(plain)) return null;
    // Rule 6: in a cell of two nobody can be removed.
    const recovered = this.recoveryIn(version)?.member ?? null;
    if ((this.removedBy(version) ?? recovered) !== null && new Set(charter.members.values()).size <= 2) return null;
    const members = this.votersOn(charter, version);
    const needed = this.quorumOf(charter, version);
    const candidates = this.#attestations.filter(
      (entry) =>
        entry.charter === charter.id &&
        seen.has(entry.id) &&
        this.#attests(entry, version) &&
        !this.isContested(version, entry.past) &&
        this.#isClean(entry, version, members, needed),
    );
    // Rule 5: several devices of one member are one attester.
    const evidence = candidates.filter((entry) => members.includes(this.memberOf(entry) as Id));
    const present = members.filter((member) => evidence.some((entry) => this.memberOf(entry) === member));
    for (const attesters of subsets(present))
      if (attesters.length >= needed && this.#carryOn(charter, attesters, certificates, recovered)) return { attesters, evidence };
    return null;
  }

  /** Whether an entry attests a version, having seen it: in a round where it changes power, and in none where it does not (rule 11). */
  #attests(entry: PlainEntry, version: Id): boolean {
    const [attested, round = 0] = contentOf(entry, 'attest') ?? [];
    return hexOf(attested) === version && entry.past.has(version) && (round as number) > 0 === this.isPower(version);
  }

  /** Rule 9: in its past no objection of a member stands, and enough of them can live with it. */
  #isClean(entry: PlainEntry, version: Id, members: readonly Id[], needed: number): boolean {
    const stands = members.map((member) => this.stand(version, member, entry.past)).filter((stand) => stand !== null);
    return !stands.includes('object') && stands.length >= needed;
  }

  /** Rule 7: the attesters include a majority of the members of the charter on which each newest change of this one stood. */
  #carryOn(charter: PlainCharter, attesters: readonly Id[], certificates: readonly PlainCertificate[], recovered: Id | null): boolean {
    const basesOf = (change: Id) => {
      const departure = this.#departures.get(change);
      const base = departure === undefined ? undefined : this.charterOf(departure.entry);
      return base === undefined ? certifiedOn(change) : [base].filter(isWithin);
    };
    const isWithin = (base: PlainCharter) => base.changes.every((earlier) => charter.changes.includes(earlier));
    const certifiedOn = (change: Id) =>
      certificates
        .filter((one) => one.version === change)
        .map((one) => this.#charters.get(one.charter) as PlainCharter)
        .filter(isWithin);
    const stoodOn = new Set(charter.changes.flatMap((change) => basesOf(change).flatMap((base) => base.changes)));
    const newest = charter.changes.filter((change) => !stoodOn.has(change));
    return newest.every((change) =>
      basesOf(change).some((base) => {
        const members = new Set([...base.members.values()].filter((member) => member !== recovered));
        return attesters.filter((member) => members.has(member)).length * 2 > members.size;
      }),
    );
  }

  /** Whether its effects are sound, judged from the past of the proposal: all of known kinds, and at most one of them power. */
  #canTakeEffect(version: PlainVersion): boolean {
    const known = this.#sound.get(version.entry.id);
    if (known !== undefined) return known;
    const sound = this.#isSound(version);
    // Whether somebody was a member shows only once the charters on the way are known.
    if (version.effects.every(([kind]) => kind === 'admit')) this.#sound.set(version.entry.id, sound);
    return sound;
  }

  #isSound({ entry, effects, method }: PlainVersion): boolean {
    if (!carriesEffects(method)) return false;
    const areSound = effects.every(([kind, content]) => {
      if (kind === 'admit') return this.#isInvited(entry, content, 'moot/asked');
      if (kind === 'recover')
        return (
          this.charterOf(entry)?.members.get(hexOf(content[1])) === hexOf(content[0]) &&
          this.#isInvited(entry, content.slice(2), 'moot/asked-again')
        );
      // Nobody is removed who is not a member yet.
      if (kind === 'remove') return [...(this.charterOf(entry)?.members.values() ?? [])].includes(hexOf(content[0]));
      if (kind === 'reinstate')
        return this.#devices.memberOf(hexOf(content[1]), this.charterOf(entry)?.members ?? new Map(), entry) === hexOf(content[0]);
      if (kind === 'readmit') return (content[0] as readonly Cbor[]).length > 0;
      const was = new Set(this.charterOf(entry)?.members.values());
      if (kind === 'register') return areTerms(content, (owner) => was.has(hexOf(owner)));
      if (kind === 'end') return (content[0] as readonly Cbor[]).length > 0;
      return kind === 'agreement' && isSetting(content[0], content[1]);
    });
    const power = effects.filter(isPowerEffect);
    return areSound && power.length <= 1;
  }

  /** @param content name, bundle, invitation, and the two signatures @param domain of what the joiner asked */
  #isInvited(entry: PlainEntry, content: readonly Cbor[], domain: string): boolean {
    const [name, bundle, , invited, asked] = content as [string, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const id = hexOf(content[2]);
    const past = [...entry.past].map((seen) => this.#byId.get(seen) as PlainEntry).filter(({ lane }) => lane === 'record');
    const isTakenBack = (given: PlainEntry) =>
      past.some((seen) => hexOf(contentOf(seen, 'uninvite')?.[0]) === id && seen.past.has(given.id));
    const given = past
      .filter((seen) => invitationIdOf((contentOf(seen, 'invite')?.[0] as Uint8Array | undefined) ?? new Uint8Array(0)) === id)
      .sort(inOrder)
      .find((one) => !isTakenBack(one));
    const [key, uses] = (given === undefined ? [] : (contentOf(given, 'invite') ?? [])) as [Uint8Array?, number?];
    if (key === undefined || uses === undefined) return false;
    const message = encodeCbor([Uint8Array.fromHex(this.cell), Uint8Array.fromHex(memberIdOf(bundle)), new TextEncoder().encode(name)]);
    if (!verify(key, 'moot/invited', message, invited)) return false;
    if (!verify(Uint8Array.fromHex(deviceOf(bundle)), domain, message, asked)) return false;
    const joiner = hexOf(bundle);
    const before = new Set(
      past
        .map((seen) => this.versions.get(seen.id))
        .filter((version) => version !== undefined && this.#canTakeEffect(version))
        .flatMap((version) => version?.effects ?? [])
        .map(([kind, other]) => (kind === 'admit' ? other : kind === 'recover' ? other.slice(2) : []))
        .filter((other) => other.length > 0 && hexOf(other[2]) === id)
        .map((other) => hexOf(other[1])),
    );
    return before.has(joiner) || before.size < uses;
  }
}

/** All subsets, the largest first. */
function subsets<T>(items: readonly T[]): T[][] {
  const all: T[][] = Array.from({ length: 2 ** items.length }, (_, mask) => items.filter((_item, i) => mask & (1 << i)));
  return all.sort((a, b) => b.length - a.length);
}
