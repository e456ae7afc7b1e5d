import { assert } from '../bytes/verdict.ts';
import type { Certificate } from '../cell/certificate.ts';
import { isoTime } from './moment.ts';

/** When the last of the attestations that were needed was made, by the clock of its device: ISO 8601. @param needed how many make a certificate */
export function decidedAt({ attestations }: Certificate, needed: number): string {
  const times = attestations.map(({ entry }) => entry.time).sort((a, b) => a - b);
  const last = times[Math.min(needed, times.length) - 1];
  assert(last !== undefined, 'a certificate to have attestations');
  return isoTime(last);
}
