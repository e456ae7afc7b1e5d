import * as v from 'valibot';
import type { Cbor } from '../../../bytes/cbor.ts';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { accept, assert, refuse, type Verdict } from '../../../bytes/verdict.ts';
import type { EffectJson, EffectTable } from '../../../cell/effect.ts';
import { findMember } from '../../../cell/names.ts';
import type { Desk } from '../../command.ts';
import { findId } from '../../find-id.ts';
import { writing } from '../../input.ts';
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
