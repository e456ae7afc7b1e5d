import type { Input } from '../../api/client.ts';
import { KEPT, type Kept } from '../../retention/retention.ts';
import { AMENDMENTS, QUORUMS, readLength, UNITS, type Unit, WAYS_OUT, type WayOutName } from './effect.ts';
import {
  BY_CONSENT,
  lacksOf,
  type MethodDraft,
  type MethodKind,
  type MethodLack,
  methodDraftOf,
  methodInput,
  readMethodDraft,
} from './methods/method-draft.ts';
import type { Decision } from './standing.ts';
import { isAboutAgreements, isDayLacking, NO_TERMS, readTerms, type TermsDraft, termsInput, termsOf } from './terms-draft.ts';

/** What a decision can be made to change; `kept`: what the last version has, which this form cannot tell. */
export const CHANGES = ['none', 'name', 'quorum', 'respondWithin', 'methods', 'waysOutAfter', 'waysOut', 'retention'] as const;
export type ChangeOf = (typeof CHANGES)[number] | 'kept';

/** A length of time while it is written. */
export interface Length {
  readonly count: string;
  readonly unit: Unit;
}

/** A proposal while it is written. */
export interface Draft {
  readonly title: string;
  readonly text: string;
  readonly change: ChangeOf;
  readonly name: string;
  readonly quorum: (typeof QUORUMS)[number];
  readonly respond: Length;
  readonly waysOutAfter: (typeof AMENDMENTS)[number];
  /** Ways to decide, and ways out, that are to be agreed on; null: those that are agreed on now. */
  readonly methods: readonly MethodKind['name'][] | null;
  readonly waysOut: readonly WayOutName[] | null;
  /** How long talk is to be kept, where, and with what stays agreed besides: see `retentionWith`. */
  readonly retention: { readonly channel: string; readonly kept: Kept; readonly value: string };
  readonly time: 'agreed' | 'longer';
  readonly within: Length;
  /** By what it is decided. */
  readonly method: MethodDraft;
  /** What it says of agreements. */
  readonly terms: TermsDraft;
  /** Whether whoever proposes it consents to it at once. */
  readonly consents: boolean;
  /** Why there is a new version: words that go with that consent. */
  readonly why: string;
}

const EMPTY: Draft = {
  title: '',
  text: '',
  change: 'none',
  name: '',
  quorum: '2/3',
  respond: { count: '3', unit: 'd' },
  waysOutAfter: '2',
  methods: null,
  waysOut: null,
  retention: { channel: '', kept: '90d', value: '90d' },
  time: 'agreed',
  within: { count: '1', unit: 'w' },
  method: BY_CONSENT,
  terms: NO_TERMS,
  consents: true,
  why: '',
};

/** What a new version begins with: the last one. Null: nothing. */
export function draftOf(last: Decision | null): Draft {
  if (last === null) return EMPTY;
  const begun: Draft = { ...EMPTY, title: last.title, text: last.text, method: methodDraftOf(last.method), terms: termsOf(last.effects) };
  const [effect, ...others] = last.effects.filter((one) => !isAboutAgreements(one));
  if (effect === undefined) return begun;
  const value = String(effect.value);
  if (others.length === 0 && effect.kind === 'agreement') {
    const quorum = QUORUMS.find((one) => one === value);
    const length = readLength(value);
    const amendments = AMENDMENTS.find((one) => one === value);
    if (effect.setting === 'waysOutAfter' && amendments !== undefined)
      return { ...begun, change: 'waysOutAfter', waysOutAfter: amendments };
    if (effect.setting === 'methods') return { ...begun, change: 'methods', methods: value.split(' ') as MethodKind['name'][] };
    if (effect.setting === 'waysOut') return { ...begun, change: 'waysOut', waysOut: waysOutIn(value.split(' ')) };
    if (effect.setting === 'name') return { ...begun, change: 'name', name: value };
    if (effect.setting === 'quorum' && quorum !== undefined) return { ...begun, change: 'quorum', quorum };
    if (effect.setting === 'respondWithin' && length !== null) {
      return { ...begun, change: 'respondWithin', respond: { count: String(length.count), unit: length.unit } };
    }
  }
  return { ...begun, change: 'kept' };
}

/** A draft that was kept, as the form writes it. @param kept JSON, or nothing @param begun what the form begins with, also where something does not fit */
export function readDraft(kept: string, begun: Draft): Draft {
  if (kept === '') return begun;
  const found = JSON.parse(kept) as Partial<Draft>;
  const text = (value: unknown, before: string): string => (typeof value === 'string' ? value : before);
  const length = (value: Partial<Length> | undefined, before: Length): Length => ({
    count: text(value?.count, before.count),
    unit: UNITS.find((unit) => unit === value?.unit) ?? before.unit,
  });
  return {
    title: text(found.title, begun.title),
    text: text(found.text, begun.text),
    change: [...CHANGES, begun.change].find((change) => change === found.change) ?? begun.change,
    name: text(found.name, begun.name),
    quorum: QUORUMS.find((quorum) => quorum === found.quorum) ?? begun.quorum,
    respond: length(found.respond, begun.respond),
    waysOutAfter: AMENDMENTS.find((one) => one === found.waysOutAfter) ?? begun.waysOutAfter,
    methods: Array.isArray(found.methods)
      ? ((found.methods as readonly unknown[]).filter((one) => typeof one === 'string') as MethodKind['name'][])
      : begun.methods,
    waysOut: Array.isArray(found.waysOut) ? waysOutIn(found.waysOut) : begun.waysOut,
    retention: {
      channel: text(found.retention?.channel, begun.retention.channel),
      kept: KEPT.find((one) => one === found.retention?.kept) ?? begun.retention.kept,
      value: text(found.retention?.value, begun.retention.value),
    },
    time: found.time === 'agreed' || found.time === 'longer' ? found.time : begun.time,
    within: length(found.within, begun.within),
    method: readMethodDraft(found.method, begun.method),
    terms: readTerms(found.terms, begun.terms),
    consents: typeof found.consents === 'boolean' ? found.consents : begun.consents,
    why: text(found.why, begun.why),
  };
}

/** What a field can lack. */
export type Lacking = 'title' | 'name' | 'respond' | 'within' | 'day' | 'waysOut' | MethodLack;

/** Which fields are not yet as they have to be. @param kind of the method that is chosen @param today such as `2026-11-21` */
export function lacking(draft: Draft, kind: MethodKind, today: string): readonly Lacking[] {
  const { title, name, respond, waysOut, time, within, method } = draft;
  const terms = termsBy(draft, kind);
  const changes = changeBy(draft, kind);
  const isCount = ({ count }: Length): boolean => /^[1-9]\d{0,5}$/.test(count.trim());
  return [
    ...(title.trim() === '' ? (['title'] as const) : []),
    ...(isDayLacking(terms, today) ? (['day'] as const) : []),
    ...(changes === 'name' && name.trim() === '' ? (['name'] as const) : []),
    ...(changes === 'waysOut' && waysOut?.length === 0 ? (['waysOut'] as const) : []),
    ...(changes === 'respondWithin' && !isCount(respond) ? (['respond'] as const) : []),
    ...(time === 'longer' && !isCount(within) ? (['within'] as const) : []),
    ...lacksOf(method, kind),
  ];
}

function write({ count, unit }: Length): string {
  return `${count.trim()}${unit}`;
}

/** Ways out by their names; what is none is left out. */
function waysOutIn(names: readonly unknown[]): readonly WayOutName[] {
  return WAYS_OUT.filter((way) => names.includes(way));
}

/** What it changes by itself: nothing, where it is decided by what changes nothing. */
function changeBy({ change }: Draft, { carries }: MethodKind): ChangeOf {
  return carries === 'everything' ? change : 'none';
}

/** What it says of agreements: nothing, where nothing is decided. */
function termsBy({ terms }: Draft, { carries }: MethodKind): TermsDraft {
  return carries === 'nothing' ? { ...terms, isAgreement: false, ends: [] } : terms;
}

/** What it changes by itself besides agreements, where the fields say it; nothing while they do not. @param last the last version, if there is one */
export function changesOf(draft: Draft, kind: MethodKind, last: Decision | null, lacks: readonly Lacking[]): Decision['effects'] {
  if (lacks.some((lack) => lack === 'name' || lack === 'respond' || lack === 'waysOut')) return [];
  if (changeBy(draft, kind) === 'kept') return (last?.effects ?? []).filter((effect) => !isAboutAgreements(effect));
  return (inputOf(draft, kind).effect ?? []) as Decision['effects'];
}

/** The draft as `propose` and `amend` take it. @param kind of the method that is chosen */
export function inputOf(draft: Draft, kind: MethodKind): Input<'propose'> {
  const { title, text, name, quorum, respond, waysOutAfter, methods, waysOut, retention, time, within } = draft;
  const change = changeBy(draft, kind);
  const agreement = (value: string) => [{ kind: 'agreement', setting: change, value }];
  const values = {
    none: [],
    name: agreement(name.trim()),
    quorum: agreement(quorum),
    respondWithin: agreement(write(respond)),
    waysOutAfter: agreement(waysOutAfter),
    methods: agreement((methods ?? ['consent']).join(' ')),
    waysOut: agreement((waysOut ?? []).join(' ')),
    retention: agreement(retention.value),
  };
  return {
    title: title.trim(),
    text,
    ...(change === 'kept' ? {} : { effect: values[change] }),
    ...(time === 'agreed' ? {} : { within: write(within) }),
    ...methodInput(draft.method, kind),
    ...termsInput(termsBy(draft, kind)),
  };
}
