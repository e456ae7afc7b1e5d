import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import type { Verdict } from '../bytes/verdict.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import { type ActionKind, kindOf } from './action.ts';
import type { ChangeOrigin, Charter, CharterDraft } from './charter.ts';

/** JSON as a person or a script hands in an effect: `{"kind": "agreement", "setting": "name", "value": "Bakery"}`. */
export interface EffectJson {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The obstacle of an effect whose work has been done by another decision. */
export const ALREADY_SO = 'already-so';

/** What a cell tells of the past of an entry, for whatever is checked by it. */
export interface EffectContext {
  readonly cell: Id;
  /** Whether the invitation that an admission names was open, for this bundle, in the past of `entry`. */
  invitationKey(invitation: Id, bundle: Uint8Array, entry: Entry): Uint8Array | undefined;
  /** Whether somebody was a member by the charter that `entry` stands on. */
  wasMember(member: Id, entry: Entry): boolean;
  /** The device that a member came with, or was given last, by the charter that `entry` stands on. */
  rootOf(member: Id, entry: Entry): Id | undefined;
  /** Whether a device was linked to a member in the past of `entry`, revoked or not. */
  wasDeviceOf(device: Id, member: Id, entry: Entry): boolean;
}

/** One kind of effect: what a decision changes by itself. A practice exports its own; the cell only knows that there are some. */
export interface EffectKind<T> {
  readonly action: ActionKind<T>;
  /** From what a person hands in. Refuses with a reason that the message catalogue knows. */
  parse(json: EffectJson): Verdict<T>;
  /** For people and scripts. */
  describe(effect: T): EffectJson;
  /** Whether it changes who has power, and so the charter. */
  isPower(effect: T): boolean;
  /**
   * Set where it writes down what was decided and changes nothing by itself: then it needs no certificate, and every method that decides can
   * carry it (design/deciding.md).
   */
  readonly isOnlyWritten?: true;
  /** Whether it can take effect at all, judged from the past of the proposal's entry. Such a fault lasts for ever. */
  check(effect: T, entry: Entry, context: EffectContext): Verdict<null>;
  /** What keeps it from taking effect on this charter, such as a name that is taken: while there is something, no device attests it. */
  obstacle?(effect: T, charter: Charter): string | null;
  /** For effects on power: works on the charter. */
  applyPower?(effect: T, origin: ChangeOrigin, draft: CharterDraft): void;
  /** For removals: who loses power, and so neither votes nor attests. */
  removes?(effect: T): Id | null;
  /**
   * For recoveries: who is given a new device, and the hash of its bundle. They neither consent nor attest, and an objection by a device of theirs stands, against
   * every proposal for this bundle.
   */
  recovers?(effect: T): { readonly member: Id; readonly applicant: Id } | null;
  /** For reinstatements: whose device is to speak again. They are not waited for, since their devices may have no voice; what they say counts. */
  reinstates?(effect: T): Id | null;
  /** For readmissions: the entries that count again, each with all that stands before it in its log. */
  readmits?(effect: T): readonly Id[];
}

/** A kind of effects of any content. */
// biome-ignore lint/suspicious/noExplicitAny: the table holds kinds of all contents; each reads its own only.
export type AnyEffectKind = EffectKind<any>;

/** An effect together with its kind. */
export interface KnownEffect {
  readonly kind: AnyEffectKind;
  readonly content: unknown;
}

/** All kinds of effects that this Moot knows. */
export class EffectTable {
  readonly #kinds = new Map<string, AnyEffectKind>();

  constructor(kinds: readonly AnyEffectKind[]) {
    for (const kind of kinds) this.#kinds.set(kind.action.kind, kind);
  }

  /** Names of the kinds, sorted. */
  names(): string[] {
    return [...this.#kinds.keys()].sort();
  }

  /** The action part of an effect that a person handed in. Refuses `effect-unknown` and what the kind refuses. */
  parse(json: EffectJson): Verdict<Cbor> {
    const kind = this.#kinds.get(json.kind);
    if (kind === undefined) return refuse('effect-unknown');
    const content = kind.parse(json);
    return content.ok ? accept(kind.action.write(content.value)) : content;
  }

  /** Whether all of these effects only write down what was decided. What this Moot does not know may change something. */
  areOnlyWritten(effects: readonly Cbor[]): boolean {
    return effects.every((effect) => this.#kinds.get(kindOf(effect) ?? '')?.isOnlyWritten === true);
  }

  /** An effect from a proposal. Refuses `effect-unknown` (a newer Moot may know it), `effect-malformed`. */
  read(effect: Cbor): Verdict<KnownEffect> {
    const kind = this.#kinds.get(kindOf(effect) ?? '');
    if (kind === undefined) return refuse('effect-unknown');
    const content = kind.action.read(effect);
    return content === undefined ? refuse('effect-malformed') : accept({ kind, content });
  }
}
