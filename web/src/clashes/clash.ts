import type { Output } from '../api/client.ts';

/** Settings that a cell decides on. */
export const SETTINGS = ['name', 'quorum', 'respondWithin', 'methods', 'waysOutAfter', 'waysOut', 'retention', 'delegation'] as const;
export type Setting = (typeof SETTINGS)[number];

/** A setting that was decided twice at once. */
export interface Clash {
  readonly setting: Setting;
  /** What holds meanwhile, by which decision. */
  readonly holds: { readonly decision: string; readonly value: string };
  readonly others: readonly { readonly decision: string; readonly value: string }[];
  /** The open decision that settles it; null where nobody has proposed one. */
  readonly open: string | null;
}

/** What was decided twice at once, of what a cell has agreed on. @param decisions to see whether one of them settles it */
export function clashesIn(agreed: Pick<Output<'agreed'>, Setting>, decisions: readonly Output<'decisions'>[number][]): Clash[] {
  return SETTINGS.flatMap((setting): Clash[] => {
    const { value, decision, clash } = agreed[setting];
    if (clash.length === 0 || decision === null) return [];
    const settling = decisions.find(
      ({ state, effects }) => state === 'open' && effects.some((effect) => effect.kind === 'agreement' && effect.setting === setting),
    );
    return [{ setting, holds: { decision, value }, others: clash, open: settling?.id ?? null }];
  });
}
