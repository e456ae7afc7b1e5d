import type { Id } from '../bytes/id.ts';
import type { Verdict } from '../bytes/verdict.ts';
import { accept } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import { compareEntries, insertInOrder } from '../log/order.ts';
import { hasSeen } from '../log/past.ts';
import {
  aVoiceIsGivenForATime,
  aVoiceIsGivenToAnotherMember,
  aVoiceIsGivenWhereItIsAgreed,
  type Delegate,
  delegate,
} from './delegation.ts';

/** A voice as it was given, or taken back. */
export interface Given extends Delegate {
  readonly entry: Entry;
  readonly member: Id;
}

/** A voice that is given in a vote. */
export interface GivenVoice {
  readonly given: Given & { readonly to: Id };
  /** It comes after as many others as the cell has agreed on, so it counts for nobody. */
  readonly isBeyond: boolean;
  /** Its owner, or whoever was given it, has no device that speaks for them, or is not asked: it counts for nobody meanwhile. */
  readonly rests: boolean;
}

/** The moment for which voices are looked up. */
export interface VoiceMoment {
  /** When the vote ends, in seconds since 1970: what is said later is not known yet. */
  readonly end: number;
  /** The day of that moment, in days since 1970. */
  readonly day: number;
  /** The version that is voted on; null where it is none. */
  readonly version: Id | null;
  /** What is voted on; empty where it has no subject. */
  readonly subject: string;
  /** How many others one person can speak for. */
  readonly most: number;
}

/** What delegations ask of a cell. */
export interface DelegationContext {
  /** How many others one person could speak for, in an entry's past. */
  mostVoices(entry: Entry): number;
  wasMember(member: Id, entry: Entry): boolean;
  /** Whether an entry is set aside, as far as is known. */
  isSetAside(entry: Entry): boolean;
  /** Since when no device speaks for a member, in seconds since 1970; null while one does. */
  silentSince(member: Id): number | null;
}

/**
 * Who has given whom their voice. Each is judged from its own past; what counts in a vote is a function of the entries that are known, at one moment:
 * the end of the vote by its proposer's clock. So no device's clock is asked, and the same entries give the same count in whatever order they came.
 */
export class Delegations {
  /** By member, then subject, in the order of entries. */
  readonly #given = new Map<Id, Map<string, Given[]>>();
  readonly #context: DelegationContext;

  constructor(context: DelegationContext) {
    this.#context = context;
  }

  /** Takes an entry if somebody gives their voice by it, or takes it back. @returns null for other kinds, else whether it counts and why not */
  fold(entry: Entry, member: Id): Verdict<null> | null {
    const said = delegate.read(entry.action);
    if (said === undefined) return null;
    const { mostVoices, wasMember } = this.#context;
    const verdicts = [
      aVoiceIsGivenWhereItIsAgreed(said, mostVoices(entry)),
      aVoiceIsGivenToAnotherMember(said, member, (one) => wasMember(one, entry)),
      aVoiceIsGivenForATime(said, entry),
    ];
    const refused = verdicts.find(({ ok }) => !ok);
    if (refused !== undefined) return refused;
    const bySubject = this.#given.get(member) ?? new Map<string, Given[]>();
    const list = bySubject.get(said.subject) ?? [];
    insertInOrder(list, { entry, member, ...said }, (one) => one.entry);
    this.#given.set(member, bySubject.set(said.subject, list));
    return accept(null);
  }

  /** The subjects for which a member ever gave their voice, in the order in which this device came to know of them. */
  subjectsOf(member: Id): readonly string[] {
    return [...(this.#given.get(member)?.keys() ?? [])];
  }

  /** What holds of a member's voice for one subject at a moment; undefined where it is theirs, since it was never given, was taken back, or its time is over. */
  standing(member: Id, subject: string, at: Pick<VoiceMoment, 'end' | 'day' | 'version'>): GivenVoice['given'] | undefined {
    const newest = this.#newest(this.#given.get(member)?.get(subject) ?? [], at);
    return newest !== undefined && newest.to !== null && at.day <= newest.until ? { ...newest, to: newest.to } : undefined;
  }

  /**
   * The voices given in a vote, by their owners. What is given for its subject goes before what is given for all. Nobody speaks for more others than the cell has agreed on: by the
   * order of entries, whether or not the owners vote themselves. Nothing is passed on: whom a voice was given to speaks by their own vote alone.
   * @param asked members who have a vote
   */
  voicesAt(at: VoiceMoment, asked: readonly Id[]): ReadonlyMap<Id, GivenVoice> {
    const isAsked = new Set(asked);
    const found = asked.map(
      (member) => (at.subject === '' ? undefined : this.standing(member, at.subject, at)) ?? this.standing(member, '', at),
    );
    const all = found.filter((given) => given !== undefined).sort((a, b) => compareEntries(a.entry, b.entry));
    const taken = new Map<Id, number>();
    const voices = new Map<Id, GivenVoice>();
    for (const given of all) {
      const rests = !isAsked.has(given.to) || this.#isSilent(given.to, at) || this.#isSilent(given.member, at);
      const before = taken.get(given.to) ?? 0;
      if (!rests) taken.set(given.to, before + 1);
      voices.set(given.member, { given, rests, isBeyond: !rests && before >= at.most });
    }
    return voices;
  }

  /** A voice that nobody could take back counts for nobody. What ended before stays as it was. */
  #isSilent(member: Id, { end }: VoiceMoment): boolean {
    const since = this.#context.silentSince(member);
    return since !== null && since <= end;
  }

  /** What none of the others known at a moment had in its past; of two devices of a member that contradict each other unknowingly, taking back holds, else what is later in the order of entries. */
  #newest(list: readonly Given[], at: Pick<VoiceMoment, 'end' | 'version'>): Given | undefined {
    const newest: Given[] = [];
    for (let i = list.length - 1; i >= 0; i--) {
      const one = list[i] as Given;
      if (!isKnownAt(one, at) || this.#context.isSetAside(one.entry)) continue;
      if (!newest.some(({ entry }) => hasSeen(entry, one.entry))) newest.push(one);
    }
    return newest.find(({ to }) => to === null) ?? newest[0];
  }
}

/** Whether it was said before a vote ended: by the clock of whoever said it against that of the proposer, or as their device knew otherwise. */
function isKnownAt({ entry, otherwise }: Given, { end, version }: Pick<VoiceMoment, 'end' | 'version'>): boolean {
  return entry.time <= end !== (version !== null && otherwise.includes(version));
}
