import * as v from 'valibot';
import type { Cbor } from '../../../bytes/cbor.ts';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { accept, assert, refuse, type Verdict } from '../../../bytes/verdict.ts';
import type { EffectJson, EffectTable, KnownEffect } from '../../../cell/effect.ts';
import { findMember } from '../../../cell/names.ts';
import type { Desk } from '../../command.ts';
import { findId } from '../../find-id.ts';
import { writing } from '../../input.ts';
import { readTerms, type TermsInput } from '../../terms-input.ts';
import { anUnknownEffectIsRefused, aProposalHasFewEffects } from '../rules.ts';

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const effectInput = v.union([writing(LIMITS.textBytes), v.custom<object>(isObject)], 'input.no-effect');
/** One effect or several, as JSON or as text. */
export const effectsInput = v.union(
  [effectInput, v.pipe(v.array(effectInput), v.maxLength(LIMITS.effects, 'refused.too-many-effects'))],
  'input.no-effect',
);
/** What `effectsInput` lets through. */
export type EffectsInput = v.InferOutput<typeof effectsInput>;

/**
 * All effects of a proposal: what was handed in, else what was there before; and what it says of agreements, which stays where nothing is said of it.
 * @param before the effects of the last version
 */
export function readAllEffects(
  input: EffectsInput | undefined,
  terms: TermsInput,
  before: readonly Cbor[],
  desk: Desk,
): Verdict<readonly Cbor[]> {
  const table = desk.cell.decisions.effects;
  const known = knownAmong(before, table);
  const said = readTerms(terms, known, desk);
  if (!said.ok) return said;
  const others = input === undefined ? accept(before) : readEffects(input, table);
  if (!others.ok) return others;
  const isWritten = (effect: Cbor): boolean => table.areOnlyWritten([effect]);
  if (said.value !== null) {
    const made = readEffects([...said.value], table);
    if (!made.ok) return made;
    const all = [...others.value.filter((effect) => !isWritten(effect)), ...made.value];
    const few = aProposalHasFewEffects(all);
    return few.ok ? accept(all) : few;
  }
  // Whoever hands in other effects and says nothing of agreements leaves these as they are.
  return accept(others.value.some(isWritten) || input === undefined ? others.value : [...others.value, ...before.filter(isWritten)]);
}

/** Those effects that this Moot knows. */
export function knownAmong(effects: readonly Cbor[], table: EffectTable): readonly KnownEffect[] {
  return effects.map((effect) => table.read(effect)).flatMap((read) => (read.ok ? [read.value] : []));
}

/** Effects as typed or handed in, each JSON text or JSON, one or several. */
export function readEffects(input: EffectsInput, effects: EffectTable): Verdict<Cbor[]> {
  const handedIn: unknown[] = [];
  for (const one of Array.isArray(input) ? input : [input]) {
    const parsed = typeof one === 'string' ? parseJson(one) : accept<unknown>(one);
    if (!parsed.ok) return parsed;
    handedIn.push(...(Array.isArray(parsed.value) ? parsed.value : [parsed.value]));
  }
  const few = aProposalHasFewEffects(handedIn);
  if (!few.ok) return few;
  const read: Cbor[] = [];
  for (const one of handedIn) {
    const known = anUnknownEffectIsRefused(one, effects);
    if (!known.ok) return known;
    read.push(known.value);
  }
  return accept(read);
}

function parseJson(text: string): Verdict<unknown> {
  try {
    return accept(JSON.parse(text) as unknown);
  } catch {
    return refuse('effect-no-json');
  }
}

/** Effects that have a short form: whom to remove, by name or id, and what to readmit, by the first letters of its id. */
export function readShortForms({ cell }: Desk, remove?: string, readmit?: string | readonly string[]): Verdict<EffectJson[]> {
  const effects: EffectJson[] = [];
  if (remove !== undefined) {
    assert(cell.charter !== null, 'commands to be run once the genesis is here');
    const member = findMember(cell.charter, remove);
    if (!member.ok) return member;
    effects.push({ kind: 'remove', member: member.value });
  }
  if (readmit === undefined) return accept(effects);
  const setAside = new Map(cell.quarantine.entries().map(({ entry }) => [entry.id, entry]));
  const entries: Id[] = [];
  for (const typed of [readmit].flat()) {
    const id = findId(typed, setAside);
    if (!id.ok) return id;
    entries.push(id.value);
  }
  return accept([...effects, { kind: 'readmit', entries }]);
}
