import type { Cbor } from '../../src/bytes/cbor.ts';
import type { Id } from '../../src/bytes/id.ts';
import { carriesEffects, methodName } from './methods.ts';
import type { PlainPower, PlainVersion } from './power.ts';
import { contentOf, hexOf, inOrder, type PlainEntry } from './reading.ts';

/** An agreement in the register. */
export interface PlainAgreement {
  /** The version that was decided. */
  readonly version: Id;
  /** Agreements, by their proposals, that took its place; and decisions that ended it. Both in ascending order. */
  readonly after: readonly Id[];
  readonly endings: readonly Id[];
}

/**
 * The register of agreements once more, as plainly as it can be said: what is decided about agreements, and what took whose place. By proposal.
 * @param counted whether a version that goes by no certificate was decided
 */
export function plainRegister(plain: PlainPower, counted: (version: PlainVersion) => boolean): ReadonlyMap<Id, PlainAgreement> {
  const certified = new Set(plain.certifiedIn(plain.everything).map(({ version }) => version));
  const decided = new Map<Id, PlainVersion>();
  for (const version of [...plain.versions.values()].sort((a, b) => inOrder(a.entry, b.entry))) {
    const isDecided = certified.has(version.entry.id) || (!carriesEffects(version.method) && counted(version));
    if (isDecided) decided.set(version.proposal, version);
  }
  const all = [...decided.values()];
  const hasRead = (one: PlainVersion, other: Id) => one.entry.past.has(decided.get(other)?.entry.id ?? '');
  const naming = (id: Id, kind: string, place: number) =>
    all
      .filter((one) => idsIn(contentIn(one, kind)?.[place]).includes(id) && hasRead(one, id))
      .map(({ proposal }) => proposal)
      .sort();
  const agreements = all.filter((one) => contentIn(one, 'register') !== undefined);
  return new Map(
    agreements.map(({ proposal, entry }) => [
      proposal,
      { version: entry.id, after: naming(proposal, 'register', 4), endings: naming(proposal, 'end', 0) },
    ]),
  );
}

/** Whether a count of votes has ever come out for a version, over what any of those who voted had seen, or over all. Of the methods by which these worlds agree. */
export function everPassed(version: PlainVersion, plain: PlainPower): boolean {
  const isInTime = (entry: PlainEntry) => {
    const [to, , , late] = contentOf(entry, 'vote') ?? [];
    return hexOf(to) === version.entry.id && entry.past.has(version.entry.id) && late !== true;
  };
  const votes = plain.entries.filter(isInTime);
  const moments = votes.map(({ id, past }) => new Set([...past, id]));
  return [plain.everything, ...moments, version.entry.past].some((seen) => passesIn(version, votes, plain, seen));
}

function passesIn(version: PlainVersion, votes: readonly PlainEntry[], plain: PlainPower, seen: ReadonlySet<Id>): boolean {
  const now = new Set(plain.newest().members.values());
  const asked = [...new Set(plain.charterOf(version.entry)?.members.values())].filter((member) => now.has(member));
  const said = (member: Id) => {
    const own = votes.filter((entry) => seen.has(entry.id) && plain.memberOf(entry) === member && !plain.isCut(entry));
    const newest = own.filter((entry) => !own.some((other) => other.past.has(entry.id))).sort(inOrder);
    const words = newest.map((entry) => String(contentOf(entry, 'vote')?.[1]));
    return words.find((word) => word === 'object') ?? words.at(-1);
  };
  const words = asked.map(said);
  const of = (word: string) => words.filter((one) => one === word).length;
  const [silence, silent] = [(version.method as readonly Cbor[])[4], of(undefined as never)];
  const [yes, no, objects] = [
    of('yes') + of('agree'),
    of('no') + of('disagree') + of('object'),
    [...now].some((one) => said(one) === 'object'),
  ];
  const agreeing = yes + (silence === 'consent' ? silent : 0);
  const heard = words.length - (silence === 'nothing' ? silent : 0);
  const isPart = (over: number, under: number) => agreeing > 0 && agreeing * under > (agreeing + no) * over;
  const isPartAtLeast = (over: number, under: number) => agreeing > 0 && agreeing * under >= (agreeing + no) * over;
  switch (methodName(version.method)) {
    case 'majority':
      return heard * 2 >= asked.length && isPart(1, 2);
    case 'supermajority':
      return heard * 2 >= asked.length && isPartAtLeast(2, 3);
    case 'rough-consensus':
      return heard * 2 >= asked.length && isPartAtLeast(4, 5);
    case 'lazy-consensus':
      return heard > 0 && !objects;
    default:
      return false;
  }
}

function contentIn({ effects }: PlainVersion, kind: string): readonly Cbor[] | undefined {
  return effects.find(([name]) => name === kind)?.[1];
}

function idsIn(value: Cbor | undefined): Id[] {
  return ((value ?? []) as readonly Uint8Array[]).map(hexOf);
}
