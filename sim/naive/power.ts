import { type Cbor, encodeCbor } from '../../src/bytes/cbor.ts';
import type { Id } from '../../src/bytes/id.ts';
import { memberIdOf } from '../../src/cell/bundle.ts';
import { charterIdOf } from '../../src/cell/charter.ts';
import { invitationIdOf } from '../../src/cell/invitations.ts';
import { verify } from '../../src/crypto/sign.ts';
import { contentOf, hexOf, type PlainEntry } from './reading.ts';

/** What somebody can answer; a question is no answer. */
const RESPONSES: readonly string[] = ['consent', 'concern', 'stand-aside', 'object'];

/** A version of a proposal, as it stands in the record. */
export interface PlainVersion {
  readonly entry: PlainEntry;
  readonly proposal: Id;
  /** `[kind, content]` each. */
  readonly effects: readonly (readonly [string, readonly Cbor[]])[];
}

/** Who has power after a set of changes. */
export interface PlainCharter {
  readonly id: Id;
  readonly changes: readonly Id[];
  /** Member by device. */
  readonly members: ReadonlyMap<Id, Id>;
  /** Those who were members and were removed. */
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

/**
 * The rules of power once more, as plainly as they can be said and as slowly: every choice of attesters is tried, every past is a set.
 * Numbers are those of design/charter.md. It knows admissions, removals and agreements.
 */
export class PlainPower {
  readonly cell: Id;
  readonly entries: readonly PlainEntry[];
  readonly versions = new Map<Id, PlainVersion>();
  readonly #byId: ReadonlyMap<Id, PlainEntry>;
  readonly #genesis: readonly (readonly [name: string, bundle: Uint8Array])[];
  readonly #answers = new Map<Id, PlainEntry[]>();
  readonly #attestations: PlainEntry[] = [];
  readonly #charters = new Map<Id, PlainCharter>();
  readonly #linked = new Map<Id, Id>();
  readonly #sound = new Map<Id, boolean>();

  constructor(cell: Id, entries: readonly PlainEntry[]) {
    this.cell = cell;
    this.entries = entries;
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]));
    const [genesis] = entries.flatMap((entry) => contentOf(entry, 'genesis') ?? []) as unknown as readonly [readonly Cbor[]];
    this.#genesis = (genesis[2] as readonly (readonly [string, Uint8Array])[]) ?? [];
    // Nothing but the record decides.
    for (const entry of entries) if (entry.lane === 'record') this.#take(entry);
    this.charter([]);
  }

  /** The charter of some changes. */
  charter(changes: readonly Id[]): PlainCharter {
    const id = charterIdOf(this.cell, changes);
    const known = this.#charters.get(id);
    if (known !== undefined) return known;
    const bundles = this.#genesis.map(([, bundle]) => bundle);
    const removed = new Set<Id>();
    const quorums: { change: Id; after: ReadonlySet<Id>; fraction: readonly [number, number] }[] = [];
    for (const change of [...changes].sort()) {
      const version = this.versions.get(change) as PlainVersion;
      for (const [kind, content] of version.effects) {
        if (kind === 'admit') bundles.push(content[1] as Uint8Array);
        if (kind === 'remove') removed.add(hexOf(content[0]));
        if (kind !== 'agreement' || content[0] !== 'quorum') continue;
        const [over = 0, under = 1] = (content[1] as string).split('/').map(Number);
        quorums.push({ change, after: new Set(this.#charters.get(version.entry.charter)?.changes), fraction: [over, under] });
      }
    }
    // Rules 2 and 10: removal wins, and of several members of one device the first counts.
    const members = new Map<Id, Id>();
    for (const bundle of bundles.filter((one) => !removed.has(memberIdOf(one)))) {
      const isHere = [...members.values()].includes(memberIdOf(bundle));
      if (!isHere && !members.has(deviceOf(bundle))) members.set(deviceOf(bundle), memberIdOf(bundle));
    }
    const former = new Set(bundles.map(memberIdOf).filter((member) => removed.has(member)));
    // Rule 18: of quorums decided at once, none knowing the other, the higher holds.
    const newest = quorums.filter(({ change }) => !quorums.some(({ after }) => after.has(change)));
    const quorum = newest.map(({ fraction }) => fraction).sort((a, b) => b[0] / b[1] - a[0] / a[1])[0] ?? ([2, 3] as const);
    const charter = { id, changes: [...changes].sort(), members, former, quorum };
    this.#charters.set(id, charter);
    return charter;
  }

  /** A charter that some entry could stand on. */
  known(id: Id): PlainCharter | undefined {
    return this.#charters.get(id);
  }

  /** The member for whom an entry's device speaks on the charter that it stands on. */
  memberOf(entry: PlainEntry): Id | undefined {
    const charter = this.#charters.get(entry.charter);
    const member = charter?.members.get(entry.device) ?? this.#linked.get(entry.device);
    return charter !== undefined && member !== undefined && new Set(charter.members.values()).has(member) ? member : undefined;
  }

  /** Everything that is certified by the attestations among these entries: rules 3 and 4, from the beginning until nothing is added. */
  certifiedIn(seen: ReadonlySet<Id>): readonly PlainCertificate[] {
    const certificates: PlainCertificate[] = [];
    for (let before = -1; before < certificates.length; ) {
      before = certificates.length;
      const changes = this.changesOf(certificates);
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
    return certificates;
  }

  /** The changes of power among certificates. */
  changesOf(certificates: readonly PlainCertificate[]): Id[] {
    return [...new Set(certificates.map(({ version }) => version).filter((version) => this.isPower(version)))].sort();
  }

  isPower(version: Id): boolean {
    return (this.versions.get(version)?.effects ?? []).some(
      ([kind, content]) => kind === 'admit' || kind === 'remove' || (kind === 'agreement' && content[0] === 'quorum'),
    );
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

  /** Members who vote on a version: all but the one to be removed (rule 5). */
  votersOn(charter: PlainCharter, version: Id): Id[] {
    const removed = this.removedBy(version);
    return [...new Set(charter.members.values())].filter((member) => member !== removed);
  }

  /** The bundle's device of a member, and those that were linked to them. */
  devicesOf(member: Id): Set<Id> {
    const linked = [...this.#linked].filter(([, owner]) => owner === member).map(([device]) => device);
    const own = [...this.#charters.values()].flatMap(({ members }) => [...members].filter(([, owner]) => owner === member));
    return new Set([...linked, ...own.map(([device]) => device)]);
  }

  /** Where a member stands on a version within what was seen: the newest of what they said, an objection before anything said at once with it. */
  stand(version: Id, member: Id, seen: ReadonlySet<Id>): string | null {
    const said = (this.#answers.get(version) ?? []).filter((entry) => seen.has(entry.id) && this.memberOf(entry) === member);
    const newest = said.filter((entry) => !said.some((other) => other.past.has(entry.id)));
    const responses = newest.map((entry) => String((contentOf(entry, 'respond') as readonly Cbor[])[1]));
    if (responses.includes('object')) return 'object';
    return responses[0] ?? null;
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
      this.versions.set(entry.id, { entry, proposal: entry.id, effects: effectsIn(proposed[2]) });
    const amended = contentOf(entry, 'amend');
    if (amended !== null) this.versions.set(entry.id, { entry, proposal: hexOf(amended[0]), effects: effectsIn(amended[3]) });
    const said = contentOf(entry, 'respond');
    const [kind, reason] = said === null ? [] : [said[1], said[2]];
    const isAnswer = RESPONSES.includes(kind as string) && (kind !== 'object' || (reason as string).trim() !== '');
    if (said !== null && isAnswer && entry.past.has(hexOf(said[0]))) {
      const version = hexOf(said[0]);
      this.#answers.set(version, [...(this.#answers.get(version) ?? []), entry]);
    }
    if (contentOf(entry, 'attest') !== null) this.#attestations.push(entry);
    const link = contentOf(entry, 'link-device');
    if (link !== null) this.#linked.set(deviceOf(link[1] as Uint8Array), hexOf(link[0]));
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
    if (this.removedBy(version) !== null && new Set(charter.members.values()).size <= 2) return null;
    const members = this.votersOn(charter, version);
    const needed = this.quorumOf(charter, version);
    const candidates = this.#attestations.filter(
      (entry) =>
        entry.charter === charter.id &&
        seen.has(entry.id) &&
        this.#attests(entry, version) &&
        this.#isClean(entry, version, members, needed),
    );
    // Rule 5: several devices of one member are one attester.
    const evidence = candidates.filter((entry) => members.includes(this.memberOf(entry) as Id));
    const present = members.filter((member) => evidence.some((entry) => this.memberOf(entry) === member));
    for (const attesters of subsets(present))
      if (attesters.length >= needed && this.#carryOn(charter, attesters, certificates)) return { attesters, evidence };
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
  #carryOn(charter: PlainCharter, attesters: readonly Id[], certificates: readonly PlainCertificate[]): boolean {
    const basesOf = (change: Id) =>
      certificates
        .filter((one) => one.version === change)
        .map((one) => this.#charters.get(one.charter) as PlainCharter)
        .filter((base) => base.changes.every((earlier) => charter.changes.includes(earlier)));
    const stoodOn = new Set(charter.changes.flatMap((change) => basesOf(change).flatMap((base) => base.changes)));
    const newest = charter.changes.filter((change) => !stoodOn.has(change));
    return newest.every((change) =>
      basesOf(change).some((base) => {
        const members = new Set(base.members.values());
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

  #isSound({ entry, effects }: PlainVersion): boolean {
    const areSound = effects.every(([kind, content]) => {
      if (kind === 'admit') return this.#isInvited(entry, content);
      // Nobody is removed who is not a member yet.
      if (kind === 'remove') return [...(this.#charters.get(entry.charter)?.members.values() ?? [])].includes(hexOf(content[0]));
      if (kind === 'readmit') return (content[0] as readonly Cbor[]).length > 0;
      return kind === 'agreement' && isSetting(content[0], content[1]);
    });
    const power = effects.filter(
      ([kind, content]) => kind === 'admit' || kind === 'remove' || (kind === 'agreement' && content[0] === 'quorum'),
    );
    return areSound && power.length <= 1;
  }

  #isInvited(entry: PlainEntry, content: readonly Cbor[]): boolean {
    const [name, bundle, , invited, asked] = content as [string, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const id = hexOf(content[2]);
    const past = [...entry.past].map((seen) => this.#byId.get(seen) as PlainEntry).filter(({ lane }) => lane === 'record');
    const isTakenBack = (given: PlainEntry) =>
      past.some((seen) => hexOf(contentOf(seen, 'uninvite')?.[0]) === id && seen.past.has(given.id));
    const given = past
      .filter((seen) => invitationIdOf((contentOf(seen, 'invite')?.[0] as Uint8Array | undefined) ?? new Uint8Array(0)) === id)
      .sort((one, other) => one.lamport - other.lamport || (one.log < other.log ? -1 : one.log > other.log ? 1 : one.seq - other.seq))
      .find((one) => !isTakenBack(one));
    const [key, uses] = (given === undefined ? [] : (contentOf(given, 'invite') ?? [])) as [Uint8Array?, number?];
    if (key === undefined || uses === undefined) return false;
    const message = encodeCbor([Uint8Array.fromHex(this.cell), Uint8Array.fromHex(memberIdOf(bundle)), new TextEncoder().encode(name)]);
    if (!verify(key, 'moot/invited', message, invited)) return false;
    if (!verify(Uint8Array.fromHex(deviceOf(bundle)), 'moot/asked', message, asked)) return false;
    const joiner = hexOf(bundle);
    const before = new Set(
      past
        .map((seen) => this.versions.get(seen.id))
        .filter((version) => version !== undefined && this.#canTakeEffect(version))
        .flatMap((version) => version?.effects ?? [])
        .filter(([kind, other]) => kind === 'admit' && hexOf(other[2]) === id)
        .map(([, other]) => hexOf(other[1])),
    );
    return before.has(joiner) || before.size < uses;
  }
}

/** Whether somebody can agree on that. */
function isSetting(setting: Cbor | undefined, value: Cbor | undefined): boolean {
  if (typeof value !== 'string' || value === '') return false;
  if (setting !== 'quorum') return setting === 'name' || (setting === 'respondWithin' && /^\d+[mhdw]$/.test(value));
  const [over = 0, under = 0] = /^[1-9]\d?\/[1-9]\d?$/.test(value) ? value.split('/').map(Number) : [];
  return over > 0 && over <= under;
}

function effectsIn(value: Cbor | undefined): PlainVersion['effects'] {
  return (value as readonly (readonly [string, readonly Cbor[]])[] | undefined) ?? [];
}

/** The device in an encoded bundle: version, device, sealing key. */
function deviceOf(bundle: Uint8Array): Id {
  return bundle.subarray(4, 36).toHex();
}

/** All subsets, the largest first. */
function subsets<T>(items: readonly T[]): T[][] {
  const all: T[][] = Array.from({ length: 2 ** items.length }, (_, mask) => items.filter((_item, i) => mask & (1 << i)));
  return all.sort((a, b) => b.length - a.length);
}
