import type { Cbor } from '../../src/bytes/cbor.ts';

/** Effects as they stand in a proposal: `[kind, content]` each. */
export type PlainEffects = readonly (readonly [string, readonly Cbor[]])[];

/** The effects in what was proposed. */
export function effectsIn(value: Cbor | undefined): PlainEffects {
  return (value as PlainEffects | undefined) ?? [];
}

/** Whether an effect changes who has power. */
export function isPowerEffect([kind, content]: PlainEffects[number]): boolean {
  return (
    kind === 'admit' || kind === 'remove' || kind === 'recover' || kind === 'reinstate' || (kind === 'agreement' && content[0] === 'quorum')
  );
}

const TIME = /^\d+[mhdw]$/;
const KEPT = /^(never|\d+[mhdw])(; [^;=]+=(never|\d+[mhdw]))*$/;

/** Whether somebody can agree on that, of what people in these worlds agree on. */
export function isSetting(setting: Cbor | undefined, value: Cbor | undefined): boolean {
  if (typeof value !== 'string' || value === '') return false;
  if (setting === 'name') return true;
  if (setting === 'respondWithin') return TIME.test(value);
  if (setting === 'retention') return KEPT.test(value);
  if (setting === 'delegation') return /^(off|[1-9])$/.test(value);
  if (setting !== 'quorum') return false;
  const [over = 0, under = 0] = /^[1-9]\d?\/[1-9]\d?$/.test(value) ? value.split('/').map(Number) : [];
  return over > 0 && over <= under;
}

/** Whether the terms of an agreement go together: what lapses does so on a day, and nothing is replaced twice. @param owner of the agreement, whether a member then */
export function areTerms(content: readonly Cbor[], isMember: (owner: Cbor) => boolean): boolean {
  const [, owner = null, review = null, afterwards, replaces = []] = content;
  const replaced = (replaces as readonly Uint8Array[]).map((id) => id.toHex());
  return (owner === null || isMember(owner)) && (review !== null || afterwards !== 'lapse') && new Set(replaced).size === replaced.length;
}
