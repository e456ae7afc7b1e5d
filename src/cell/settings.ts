import type { Id } from '../bytes/id.ts';
import type { Counts } from '../log/counts.ts';
import { compareEntries } from '../log/order.ts';
import { seenBefore } from '../log/past.ts';
import { type Agreement, agreement, type Setting } from './agreement.ts';
import type { Version } from './decision.ts';
import type { Power } from './power.ts';

/** What holds for a setting, and where it comes from. */
export interface Settled {
  readonly value: string;
  /** The version that decided it; null for what held from the beginning. */
  readonly version: Id | null;
  /** Other versions that decided the same setting at once with it: people see the clash and decide again. */
  readonly clash: readonly Id[];
}

/**
 * What the cell has agreed for a setting that is not power. A decision whose proposal had seen another's certificate replaces it;
 * of those made at once the one with the lowest proposal id holds, and the clash is shown (power.md, rule 18). Of several versions of one
 * proposal that were certified at once the last counts.
 * @param beginning what holds before anything is decided @param seen only what is certified in this part of the record; null for all
 */
export function settle(
  setting: Setting,
  beginning: string,
  power: Power,
  versions: ReadonlyMap<Id, Version>,
  seen: Counts | null,
): Settled {
  const decided = new Map<Id, { version: Version; value: string }>();
  for (const id of power.certified()) {
    const version = versions.get(id);
    const value = version === undefined ? undefined : agreedIn(version, setting);
    if (version === undefined || value === undefined || (seen !== null && !power.wasCertifiedIn(id, seen))) continue;
    const other = decided.get(version.proposal);
    if (other === undefined || compareEntries(other.version.entry, version.entry) < 0) decided.set(version.proposal, { version, value });
  }
  const all = [...decided.values()];
  const newest = all.filter(({ version }) => !all.some((later) => power.wasCertifiedIn(version.id, seenBefore(later.version.entry))));
  newest.sort((a, b) => (a.version.proposal < b.version.proposal ? -1 : 1));
  const [first, ...others] = newest;
  if (first === undefined) return { value: beginning, version: null, clash: [] };
  return {
    value: first.value,
    version: first.version.id,
    clash: others.filter(({ value }) => value !== first.value).map(({ version }) => version.id),
  };
}

/** What a version settles a setting on; undefined where it does not. */
export function agreedIn(version: Version, setting: Setting): string | undefined {
  if (!version.effects.ok) return undefined;
  for (const { kind, content } of version.effects.value) {
    if (kind.action.kind === agreement.action.kind && (content as Agreement).setting === setting) return (content as Agreement).value;
  }
  return undefined;
}
