import type { Id } from '../../src/bytes/id.ts';
import type { Finding } from './finding.ts';

/** Whoever speaks for or against something, as far as a device shows it. */
export interface Voices {
  readonly what: string;
  /** Member ids, each as often as they were counted. */
  readonly members: readonly Id[];
}

/** I12 OneMemberOneVoice: nobody is counted twice, in no certificate and under no version, whatever devices they have. */
export function checkOneMemberOneVoice(all: readonly Voices[]): Finding[] {
  return all
    .filter(({ members }) => new Set(members).size < members.length)
    .map(({ what }) => ({ invariant: 'I12 OneMemberOneVoice', what: `somebody is counted twice in ${what}` }));
}
