const KNOWN = ['link-expired', 'numbers-differ', 'already-here', 'too-many-devices'] as const;

/** Why a linking ended, of the reasons that have words of their own; the others are all a stop. */
export type EndReason = (typeof KNOWN)[number] | 'link-stopped';

/** The reason that has words. @param reason as Moot gives it; null where it gives none */
export function endReason(reason: string | null): EndReason {
  return KNOWN.find((known) => known === reason) ?? 'link-stopped';
}
