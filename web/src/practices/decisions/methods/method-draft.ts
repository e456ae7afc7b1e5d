import type { Input, Output } from '../../../api/client.ts';
import type { Decision } from '../standing.ts';

/** A way to decide, and what it comes with: see `moot methods`. */
export type MethodKind = Output<'methods'>[number];
type View = Decision['method'];

/** How a proposal is decided, while it is written. Empty: as the method usually has it. */
export interface MethodDraft {
  readonly name: MethodKind['name'];
  /** What can be chosen, as it is typed. */
  readonly options: readonly string[];
  /** Of a draw: whether it is from options, and not from members. */
  readonly isFromList: boolean;
  /** Fractions such as `2/3`; of a quorum also `none`. */
  readonly share: string;
  readonly quorum: string;
  readonly silence: View['silence'] | '';
  readonly seats: string;
  /** The highest mark, or how many dots each has. */
  readonly marks: string;
  readonly ties: View['ties'] | '';
  /** Whose advice is asked, or who is drawn from, by their ids; nobody: everybody. */
  readonly ask: readonly string[];
}

/** As many options as a proposal can have: each has a letter. */
export const MOST_OPTIONS = 26;

/** By consent, which is how a proposal is decided unless somebody chooses otherwise. */
export const BY_CONSENT: MethodDraft = {
  name: 'consent',
  options: ['', ''],
  isFromList: false,
  share: '',
  quorum: '',
  silence: '',
  seats: '',
  marks: '',
  ties: '',
  ask: [],
};

/** The method of a version. */
export function methodDraftOf({ name, options, share, quorum, silence, seats, marks, ties, ask }: View): MethodDraft {
  if (name === 'consent') return BY_CONSENT;
  return {
    name,
    options: options.length === 0 ? BY_CONSENT.options : options.map(({ text }) => text),
    isFromList: options.length > 0,
    share: share ?? '',
    quorum: quorum ?? 'none',
    silence,
    seats: seats === null ? '' : String(seats),
    marks: marks === null ? '' : String(marks),
    ties,
    ask: ask.map(({ memberId }) => memberId),
  };
}

/** A method that was kept, as the form writes it; what does not fit is as the form begins. */
export function readMethodDraft(found: unknown, begun: MethodDraft): MethodDraft {
  if (typeof found !== 'object' || found === null) return begun;
  const kept = found as { readonly [field in keyof MethodDraft]?: unknown };
  const text = <Text extends string>(value: unknown, before: Text): Text => (typeof value === 'string' ? (value as Text) : before);
  const texts = (value: unknown, before: readonly string[]): readonly string[] =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'string') : before;
  return {
    name: text(kept.name, begun.name),
    options: texts(kept.options, begun.options).slice(0, MOST_OPTIONS),
    isFromList: typeof kept.isFromList === 'boolean' ? kept.isFromList : begun.isFromList,
    share: text(kept.share, begun.share),
    quorum: text(kept.quorum, begun.quorum),
    silence: text(kept.silence, begun.silence),
    seats: text(kept.seats, begun.seats),
    marks: text(kept.marks, begun.marks),
    ties: text(kept.ties, begun.ties),
    ask: texts(kept.ask, begun.ask),
  };
}

/** What is asked for by a kind of method: consent, another yes or no, one of several options, a lot, or only how people see it. */
export const FAMILIES = ['consent', 'answering', 'choosing', 'drawing', 'asking'] as const;
export type Family = (typeof FAMILIES)[number];

/** To which family a method belongs. */
export function familyOf({ name, ballot, carries }: MethodKind): Family {
  if (name === 'consent') return 'consent';
  if (name === 'sortition') return 'drawing';
  return carries === 'nothing' ? 'asking' : ballot === null ? 'answering' : 'choosing';
}

/** The method that is chosen, where the cell knows and has agreed on it; else consent. */
export function kindOf(draft: MethodDraft, kinds: readonly MethodKind[]): MethodKind | undefined {
  return kinds.find(({ name, agreed }) => agreed && name === draft.name) ?? kinds.find(({ name }) => name === 'consent');
}

/** All that is settled about how a proposal is decided: what was chosen, and for the rest what the method usually has. */
export interface Settled {
  readonly name: MethodKind['name'];
  readonly options: readonly string[];
  readonly share: string | null;
  readonly quorum: string | null;
  readonly silence: View['silence'];
  readonly seats: string | null;
  readonly marks: string | null;
  /** Null where there is nothing to tell apart. */
  readonly ties: View['ties'] | null;
  readonly ask: readonly string[];
}

/** What is settled by a draft. */
export function settle(draft: MethodDraft, kind: MethodKind): Settled {
  const { name, share, quorum, silences, seats, marks, ties, asks } = kind;
  const hasOptions = takesOptions(draft, kind);
  const among = <Value extends string>(value: Value | '', all: readonly Value[]): Value | undefined =>
    all.find((one) => one === value) ?? all[0];
  return {
    name,
    options: !hasOptions ? [] : draft.options.map((option) => option.trim()).filter((option) => option !== ''),
    share: share === null ? null : draft.share || share,
    quorum: quorum === null || draft.quorum === 'none' ? null : draft.quorum || quorum,
    silence: among(draft.silence, silences) ?? 'nothing',
    seats: seats === null ? null : draft.seats.trim() || String(seats),
    marks: marks === null ? null : draft.marks.trim() || String(marks),
    ties: among(draft.ties, ties) ?? null,
    ask: asks && !hasOptions ? draft.ask : [],
  };
}

/** Whether it names options: to choose from them, or to draw. */
export function takesOptions({ isFromList }: MethodDraft, { name, ballot }: MethodKind): boolean {
  return name === 'sortition' ? isFromList : ballot !== null;
}

/** What can be wrong with a method as it stands. */
export type MethodLack = 'options' | 'alike' | 'seats' | 'marks';

const MOST_MARKS = 100;

/** What is not yet as it has to be. */
export function lacksOf(draft: MethodDraft, kind: MethodKind): readonly MethodLack[] {
  const { options, seats, marks, ask } = settle(draft, kind);
  const hasOptions = takesOptions(draft, kind);
  // Of members the daemon knows how many there are.
  const from = hasOptions ? options.length : ask.length || MOST_OPTIONS;
  const isBetween = (typed: string, most: number): boolean => /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most;
  return [
    ...(hasOptions && options.length < 2 ? (['options'] as const) : []),
    ...(new Set(options).size < options.length ? (['alike'] as const) : []),
    ...(seats !== null && !isBetween(seats, Math.max(1, from - 1)) ? (['seats'] as const) : []),
    ...(marks !== null && !isBetween(marks, MOST_MARKS) ? (['marks'] as const) : []),
  ];
}

/** The method as `propose` and `amend` take it. */
export function methodInput(draft: MethodDraft, kind: MethodKind): Partial<Input<'propose'>> {
  const { name, options, share, quorum, silence, seats, marks, ties, ask } = settle(draft, kind);
  if (name === 'consent') return { method: name };
  return {
    method: name,
    ...(takesOptions(draft, kind) || name === 'sortition' ? { option: [...options] } : {}),
    ...(share === null ? {} : { share }),
    ...(kind.quorum === null ? {} : { quorum: quorum ?? 'none' }),
    silence,
    ...(seats === null ? {} : { seats: Number(seats) }),
    ...(marks === null ? {} : { [name === 'dot' ? 'dots' : 'highest']: Number(marks) }),
    ...(ties === null ? {} : { ties }),
    ...(kind.asks ? { ask: [...ask] } : {}),
  };
}
