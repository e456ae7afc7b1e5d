import type { Output } from '../api/client.ts';

type Decision = Output<'decisions'>[number];
type Effect = Decision['effects'][number];

/** The open decision, if there is one, of which some effect is as wanted. */
function askedAbout(decisions: readonly Decision[] | undefined, isIt: (effect: Effect) => boolean): Decision | undefined {
  return decisions?.find(({ state, effects }) => state === 'open' && effects.some(isIt));
}

/** The open decision on whether a member stays one. */
export function removalOf(decisions: readonly Decision[] | undefined, member: string): Decision | undefined {
  return askedAbout(decisions, ({ kind, member: whose }) => kind === 'remove' && whose === member);
}

/** The open decision on who speaks for a member: that a device speaks again, or that they are no member any more. */
export function voiceOf(decisions: readonly Decision[] | undefined, member: string): Decision | undefined {
  return askedAbout(decisions, ({ kind, member: whose }) => (kind === 'reinstate' || kind === 'remove') && whose === member);
}

/** The open decision on whether something that is set aside counts. */
export function readmissionOf(decisions: readonly Decision[] | undefined, entry: string): Decision | undefined {
  return askedAbout(decisions, ({ kind, entries }) => kind === 'readmit' && Array.isArray(entries) && entries.includes(entry));
}
